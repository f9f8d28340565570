"""Known exceptions: findings that somebody has accepted, for a reason and until a date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import Field, ValidationError

from eqmon.errors import RulebookError
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.rules import Model
from eqmon.rulebook.units import UnitList
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import Document, read_document


class KnownException(Model):
    """One rule that a unit is known to break: shown with the finding, never a pass."""

    rule: str
    unit: str = ""
    """Name of the unit; empty for every unit."""
    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    """The post that answers for it."""
    until: date
    """The last day on which it stands."""


class ExceptionsFile(Model):
    """What exceptions.yaml may say."""

    exceptions: tuple[KnownException, ...]


def read_exceptions(path: Path | Traversable) -> tuple[tuple[KnownException, ...], Document]:
    """The exceptions in a YAML file, and the file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        file = ExceptionsFile.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, ExceptionsFile), where=document.file)
        raise
    return file.exceptions, document


def settle_exceptions(
    exceptions: Iterable[KnownException],
    document: Document,
    suites: Mapping[str, Suite],
    units: Mapping[str, UnitList],
    problems: list[Problem],
) -> tuple[KnownException, ...]:
    """The exceptions with their units' own names; rules and units not there are problems."""
    suite_of = {rule.id: suite for suite in suites.values() for rule in suite.rules}
    settled: list[KnownException] = []
    for number, exception in enumerate(exceptions):
        line = document.line_of(("exceptions", number))
        suite = suite_of.get(exception.rule)
        if suite is None:
            hint = nearest(exception.rule, suite_of)
            problems.append(Problem(document.file, "no such rule", line, "rule", hint=hint))
            continue
        listed = units.get(suite.units, UnitList.as_found())
        name = listed.find(exception.unit) if exception.unit else ""
        if name is None:
            hint = nearest(exception.unit, listed.units)
            problems.append(Problem(document.file, "no such unit", line, "unit", hint=hint))
            continue
        settled.append(exception.model_copy(update={"unit": name}))
    return tuple(settled)


def refuse_expired(exceptions: Collection[KnownException], on: date) -> None:
    """RulebookError naming every exception whose last day is before `on`."""
    expired = [e for e in exceptions if on > e.until]
    if not expired:
        return
    named = "; ".join(
        f"{e.rule} for {e.unit or 'every unit'}, until {e.until}, owner {e.owner}" for e in expired
    )
    problem = f"{len(expired)} expired on {on}: {named}"
    hint = "remove them, or renew them with the owner's reason and a new date"
    raise RulebookError("exceptions.yaml", problem, hint=hint)
