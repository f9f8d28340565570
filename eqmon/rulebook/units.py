"""Units: boroughs, BCUs and forces, by every spelling that extracts use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.spelling import tidy_cell, tidy_words
from eqmon.rulebook.tables import Row, read_rows
from eqmon.vocabulary import BUCKETS

COLUMNS = ("code", "name", "level", "parent", "aliases", "expected", "source")
NEEDED = ("code", "name", "level", "source")
LEVELS = ("borough", "bcu", "force", "other")

_TITLE = re.compile(r"^(?:the )?(?:london borough of|royal borough of|lb of|lb|rb of|rb) ")
_KIND = re.compile(r" (?:bocu|bcu|ocu|borough|borough command unit)$")
_TOTAL = re.compile(
    r"(?:.* )?(?:sub|grand)?totals?(?: (?:of|for|all) .*)?|all (?:boroughs|bocus|bcus|units|areas)"
)


@dataclass(frozen=True)
class Unit:
    """One row of a list of units."""

    code: str
    name: str
    level: str
    """`borough`, `bcu`, `force` or `other`."""
    parent: str
    """Code of the unit that it is part of; empty for none."""
    expected: bool
    """Whether a drop should hold records of it."""


TAKEN = (*BUCKETS, "All units")
"""What reports call places that are no units."""


@dataclass(frozen=True)
class UnitList:
    """The units of one list; one without units takes every spelling as a unit of its own."""

    name: str
    units: dict[str, Unit] = field(repr=False)
    """Units by name."""
    spellings: dict[str, str] = field(repr=False)
    """Names by tidied code, name and alias."""
    takes_any: bool = False

    @classmethod
    def as_found(cls) -> UnitList:
        """A list that takes every spelling, outer and repeated spaces apart, as a unit."""
        return cls("as_found", {}, {}, takes_any=True)

    def find(self, text: str) -> str | None:
        """The name of the unit that a text spells; None for a blank or unknown one."""
        if self.takes_any:
            found = " ".join(text.replace("\x00", "").split())
            # A report's own words for places that are no units must stay theirs.
            return f"{found} (as found)" if found in TAKEN else found or None
        words = tidy_words(text)
        plain = _KIND.sub("", _TITLE.sub("", words))
        for spelling in (words, plain):
            if spelling in self.spellings:
                return self.spellings[spelling]
        return self._by_code_and_name(plain)

    def level_of(self, unit: str) -> str:
        """`borough`, `bcu`, `force` or `other`; `other` too for a unit that is not listed."""
        return self.units[unit].level if unit in self.units else "other"

    def area_of(self, unit: str) -> str | None:
        """Name of the BCU that a unit is part of; None where it is part of none."""
        parent = self.units[unit].parent if unit in self.units else ""
        name = self.spellings.get(tidy_words(parent))
        return name if name is not None and self.units[name].level == "bcu" else None

    def expected(self, level: str) -> tuple[str, ...]:
        """Names of the units of a level that a whole drop holds, sorted."""
        return tuple(sorted(u.name for u in self.units.values() if u.expected and u.level == level))

    def is_total(self, text: str) -> bool:
        """Whether a text heads a row of totals, which is no record, and names no unit."""
        words = tidy_words(text)
        return words not in self.spellings and _TOTAL.fullmatch(words) is not None

    def _by_code_and_name(self, words: str) -> str | None:
        """The unit of `EK Camden` or `Camden (EK)`, where both parts name the same one."""
        first, _, rest = words.partition(" ")
        start, _, last = words.rpartition(" ")
        for one, other in ((first, rest), (start, last)):
            name = self.spellings.get(one)
            if name is not None and name == self.spellings.get(other):
                return name
        return None


def read_unit_list(path: Path | Traversable) -> UnitList:
    """The units in a CSV file, named after it; RulebookError with all of its problems."""
    problems: list[Problem] = []
    file = str(path)
    units: dict[str, Unit] = {}
    spellings: dict[str, str] = {}
    parents: list[tuple[int, str]] = []
    for line, row in read_rows(path, COLUMNS, NEEDED, problems):
        found = _problems_of(file, line, row)
        problems += found
        if found:
            continue
        unit = _unit(row)
        units[unit.name] = unit
        if unit.parent:
            parents.append((line, unit.parent))
        for text in (unit.code, unit.name, *row["aliases"].split(";")):
            other = spellings.setdefault(tidy_words(text), unit.name) if text.strip() else unit.name
            if other != unit.name:
                message = f"a code, name or alias of {unit.name} already names {other}"
                problems.append(Problem(file, message, line, hint="leave it to one of the two"))
    for line, parent in parents:
        if tidy_words(parent) not in spellings:
            hint = nearest(parent, [unit.code for unit in units.values()])
            problems.append(
                Problem(file, "parent is no unit of this list", line, "parent", "", hint)
            )
    if not problems and not units:
        problems.append(Problem(file, "holds no units"))
    raise_problems(problems, where=file)
    return UnitList(path.name.rsplit(".", 1)[0], units, spellings)


def _unit(row: Row) -> Unit:
    name = " ".join(row["name"].split())
    return Unit(row["code"], name, row["level"], row["parent"], row["expected"] != "no")


def _problems_of(file: str, line: int, row: Row) -> list[Problem]:
    found = [
        Problem(file, f"no {column}", line, column)
        for column in ("code", "name", "source")
        if not tidy_cell(row[column])
    ]
    if row["level"] not in LEVELS:
        hint = nearest(row["level"], LEVELS)
        found.append(Problem(file, "not a level", line, "level", ", ".join(LEVELS), hint))
    if row["expected"] not in ("", "yes", "no"):
        found.append(Problem(file, "neither yes nor no", line, "expected", "yes, no"))
    return found
