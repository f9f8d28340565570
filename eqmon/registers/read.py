"""Reads a register: which one a file is, and what each of its rows says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import InputError, UsageError
from eqmon.registers.rows import Rows, read_rows
from eqmon.registers.said import Said, said_by
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.extract.source import Source
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.registers import RegisterDefinition

SHOWN = 20
"""Problems that are told one by one; of more, how many there are."""


@dataclass(frozen=True)
class Register:
    """A register as it was read."""

    definition: RegisterDefinition
    name: str
    sha256: str
    said: tuple[Said, ...]


def read_register(path: Path | Source, rulebook: Rulebook, name: str | None = None) -> Register:
    """The register in a file: of the kind of that name, or of the one that its headings fit.

    InputError with every row that cannot be read, by its line and never by what stands in it.
    UsageError for a name that is no register's, and where two kinds fit alike.
    """
    from eqmon.extract.source import Source

    source = Source(path.name, path) if isinstance(path, Path) else path
    definitions = rulebook.registers
    _refuse_unknown(name, definitions, "--register")
    accepted = {tidy_heading(h) for d in definitions.values() for h in _headings(d)}
    rows = read_rows(source, known=lambda heading: tidy_heading(heading) in accepted)
    _refuse_unknown(rows.says, definitions, f"{source.name}, register")
    chosen = name or rows.says
    definition = definitions[chosen] if chosen else _fitting(rows, definitions)
    columns, problems = _columns(rows, definition)
    units = rulebook.units[definition.units] if definition.units else None
    said = [] if problems else list(said_by(rows, definition, columns, units, problems))
    _refuse(rows.name, sorted((*problems, *rows.problems), key=lambda one: one.line or 0))
    return Register(definition, rows.name, rows.sha256, tuple(said))


def _refuse_unknown(
    name: str | None, definitions: Mapping[str, RegisterDefinition], where: str
) -> None:
    if name is not None and name not in definitions:
        raise UsageError(
            where,
            "there is no such register",
            allowed=", ".join(definitions),
            hint=nearest(name, definitions) or "a rulebook of your own may hold others (--rules)",
        )


def _headings(definition: RegisterDefinition) -> list[str]:
    """Every heading that it accepts, its columns' own names among them."""
    columns = definition.columns.items()
    return [heading for name, column in columns for heading in (name, *column.headings)]


def _lacking(rows: Rows, definition: RegisterDefinition) -> list[str]:
    """The first accepted heading of each column that the rows must have and have not."""
    there = {tidy_heading(heading) for heading in rows.headings}
    return [
        column.headings[0]
        for name, column in definition.columns.items()
        if not column.may_be_absent
        and not there & {tidy_heading(h) for h in (name, *column.headings)}
    ]


def _fitting(rows: Rows, definitions: Mapping[str, RegisterDefinition]) -> RegisterDefinition:
    """The definition whose columns are all there; of several, that with most of them."""
    lacking = {name: _lacking(rows, one) for name, one in definitions.items()}
    fitting = [name for name, lacks in lacking.items() if not lacks]
    if not fitting:
        closest = min(lacking, key=lambda name: len(lacking[name]), default="")
        raise InputError(
            rows.name,
            "its headings fit no register",
            allowed=", ".join(definitions),
            hint=f"nearest is '{closest}', which also needs: {', '.join(lacking[closest])}",
        )
    most = max(len(definitions[name].columns) for name in fitting)
    best = [name for name in fitting if len(definitions[name].columns) == most]
    if len(best) > 1:
        hint = f"say which with --register {best[0]}"
        raise UsageError(rows.name, f"fits the registers {', '.join(best)} alike", hint=hint)
    return definitions[best[0]]


def _columns(rows: Rows, definition: RegisterDefinition) -> tuple[dict[str, str], list[Problem]]:
    """The heading of each column that is there, and what is wrong with the headings."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name, column in definition.columns.items():
        accepted = {tidy_heading(h) for h in (name, *column.headings)}
        there = [heading for heading in rows.headings if tidy_heading(heading) in accepted]
        if len(there) > 1:
            message = f"{len(there)} columns for '{name}'"
            problems.append(Problem(rows.name, message, hint="keep one of them"))
        elif there:
            found[name] = there[0]
    lacks = _lacking(rows, definition) if rows.headings else []
    if lacks:
        accepted_here = "; ".join(_all_of(definition, lacks))
        problems.append(
            Problem(rows.name, f"has no column {', '.join(lacks)}", allowed=accepted_here)
        )
    return found, problems


def _all_of(definition: RegisterDefinition, firsts: Sequence[str]) -> list[str]:
    columns = definition.columns.values()
    return [", ".join(column.headings) for column in columns if column.headings[0] in firsts]


def _refuse(name: str, problems: Sequence[Problem]) -> None:
    """InputError with all problems; quietly back where there is none."""
    if not problems:
        return
    if len(problems) == 1:
        one = problems[0]
        raise InputError(one.where, one.message, allowed=one.allowed, hint=one.hint)
    lines = [f"  {problem.as_error()}" for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"  and {len(problems) - SHOWN:,} more")
    raise InputError(name, f"{len(problems):,} problems:\n" + "\n".join(lines))
