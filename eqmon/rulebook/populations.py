"""Populations and workforces of the user's own: how many, or which share, of each group."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.rulebook.answers import groups_of
from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.spelling import tidy_words
from eqmon.rulebook.tables import Row, read_rows

if TYPE_CHECKING:
    from eqmon.rulebook.lint_values import Lists
    from eqmon.rulebook.model import Suite

COLUMNS = ("strand", "group", "unit", "count", "share", "of", "date", "source")
NEEDED = ("strand", "group", "of", "date", "source")
AND = " + "
"""Stands between groups that are counted together."""
NAMED = " = "
"""Stands between a name for them and the groups."""
A_COUNT = "a whole number of up to twelve digits"
WHOLE = 1.001
"""Shares of single groups may add up to this, being rounded."""


@dataclass(frozen=True)
class Share:
    """One row: a group, or several together, of a population."""

    name: str
    """As reports call it."""
    groups: tuple[str, ...]
    share: float
    """Of the whole population, as a fraction above 0 and at most 1."""
    count: int | None
    """How many people; None where only the share is given."""
    line: int = 0


@dataclass(frozen=True)
class Population:
    """The groups of one population or workforce at one date, in one unit or in all together."""

    strand: str
    """A strand by its name in a suite, or one of the six."""
    unit: str
    """As written; empty for all units together."""
    of: str
    """What the shares are of, as in `economically active residents`."""
    date: date
    source: str
    shares: tuple[Share, ...]
    file: str = field(default="", compare=False)


@dataclass(frozen=True)
class _Read:
    """A row whose cells can be read."""

    line: int
    strand: str
    name: str
    groups: tuple[str, ...]
    unit: str
    of: str
    on: date
    source: str
    count: int | None
    share: float | None


def read_populations(path: Path | Traversable) -> tuple[Population, ...]:
    """The populations in a CSV file: rows of one strand, unit, `of`, date and source are one.

    Each gives counts or shares throughout; a share of counts is of all rows that name one group.
    RulebookError with all of the file's problems.
    """
    problems: list[Problem] = []
    file = str(path)
    found: dict[tuple[str, ...], list[_Read]] = {}
    for line, row in read_rows(path, COLUMNS, NEEDED, problems):
        wrong = list(_problems_of(file, line, row))
        problems += wrong
        if not wrong:
            read = _read(line, row)
            key = (read.strand, tidy_words(read.unit), read.of, read.on.isoformat(), read.source)
            found.setdefault(key, []).append(read)
    for rows in found.values():
        problems += _problems_together(file, rows)
    if not problems and not found:
        problems.append(Problem(file, "holds no populations"))
    raise_problems(problems, where=file)
    return tuple(_population(file, rows) for rows in found.values())


def lint_populations(
    populations: Sequence[Population], suites: Mapping[str, Suite], lists: Lists
) -> Iterator[Problem]:
    """Strands, groups and units that no suite has."""
    groups = groups_of(suites.values(), lists.code_lists) if populations else {}
    units = [lists.units[name] for name in {s.units for s in suites.values()} & {*lists.units}]
    for one in populations:
        line = one.shares[0].line
        if one.strand not in groups:
            hint = nearest(one.strand, groups)
            yield Problem(one.file, "not a strand", line, "strand", ", ".join(groups), hint)
        yield from _groups_not_known(one, groups.get(one.strand, ()))
        if one.unit and not any(found.find(one.unit) for found in units):
            yield Problem(
                one.file, "a unit of no suite's list", line, "unit", hint="see rules/units"
            )


def _groups_not_known(one: Population, known: Collection[str]) -> Iterator[Problem]:
    """Of ages any band may be given: what bands there are is for the extracts to say."""
    for share in one.shares:
        for group in share.groups:
            if known and group not in known:
                problem = f"not a group of {one.strand} in any suite"
                hint = nearest(group, known)
                yield Problem(one.file, problem, share.line, "group", ", ".join(known), hint)


def _problems_of(file: str, line: int, row: Row) -> Iterator[Problem]:
    for column in ("strand", "group", "of", "source"):
        if not row[column]:
            yield Problem(file, f"no {column}", line, column)
    if not _day(row["date"]):
        yield Problem(file, "not a date", line, "date", "YYYY-MM-DD")
    if bool(row["count"]) == bool(row["share"]):
        problem = "both a count and a share" if row["count"] else "neither a count nor a share"
        yield Problem(file, problem, line, "count", "one of the two")
    if row["count"] and not re.fullmatch(r"[0-9]{1,12}", row["count"]):
        hint = "write 12345, no comma"
        yield Problem(file, "not a count of people", line, "count", A_COUNT, hint)
    if row["share"] and not 0 < _fraction(row["share"]) <= 1:
        allowed, hint = "a fraction above 0, at most 1", "write 0.26 for 26 %"
        yield Problem(file, "not a share", line, "share", allowed, hint)
    if row["count"] and len(_groups(row["group"])) > 1:
        hint = "give each group's count; shares may be of several together"
        yield Problem(file, "one count of several groups", line, "group", hint=hint)


def _problems_together(file: str, rows: list[_Read]) -> Iterator[Problem]:
    named: set[str] = set()
    for one in rows:
        if one.name in named:
            yield Problem(file, "the group stands twice", one.line, "group")
        named.add(one.name)
    if len({one.count is None for one in rows}) > 1:
        hint = "give one of the two for all rows of a population"
        yield Problem(file, "counts and shares of one population", rows[0].line, "count", hint=hint)
    elif rows[0].count is not None and not any(one.count for one in rows):
        yield Problem(file, "a population of nobody", rows[0].line, "count")
    elif fsum(one.share or 0.0 for one in rows if len(one.groups) == 1) > WHOLE:
        yield Problem(file, "shares of one population add up to over 1", rows[0].line, "share")


def _read(line: int, row: Row) -> _Read:
    name, _, groups = row["group"].rpartition(NAMED)
    return _Read(
        line=line,
        strand=row["strand"],
        name=(name or groups).strip(),
        groups=_groups(row["group"]),
        unit=row["unit"],
        of=row["of"],
        on=date.fromisoformat(row["date"]),
        source=row["source"],
        count=int(row["count"]) if row["count"] else None,
        share=_fraction(row["share"]) if row["share"] else None,
    )


def _population(file: str, rows: list[_Read]) -> Population:
    first = rows[0]
    whole = sum(one.count or 0 for one in rows)
    shares = tuple(
        Share(
            name=one.name,
            groups=one.groups,
            share=one.share if one.share is not None else (one.count or 0) / whole,
            count=one.count,
            line=one.line,
        )
        for one in rows
    )
    return Population(first.strand, first.unit, first.of, first.on, first.source, shares, file)


def _groups(text: str) -> tuple[str, ...]:
    groups = text.rpartition(NAMED)[2].split(AND)
    return tuple(group.strip() for group in groups)


def _fraction(text: str) -> float:
    return float(text) if re.fullmatch(r"[0-9]*\.?[0-9]+", text) else 0.0


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
