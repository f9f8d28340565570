"""What a cell of each column says of its row, where none of the row's strands has text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from eqmon.rulebook.reading import respelt
from eqmon.rulebook.rules import KeyPatternRule

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

REMEMBERED = 100_000
"""Distinct texts of a column that are held before all are forgotten."""
_NUMBER = re.compile(r"\s*(?:\d{1,7}|\d{1,3}(?:,\d{3})+)\s*")
"""A count; of eight digits it may be a date."""
_DATE = re.compile(r"\s*\d+\D+\d")


class Cell(IntEnum):
    """What one cell may be."""

    OWN = 0
    """Only a record has it: a reference, a date, a unit that is known, a code."""
    BLANK = 1
    NUMBER = 2
    TOTAL = 3
    """A total's name."""
    TEXT = 4


@dataclass(frozen=True)
class Column:
    """A column that tells no strand."""

    name: str
    """Its position, as a batch names it."""
    is_total: Callable[[str], bool]
    is_own: Callable[[str], bool]
    is_key: bool = False
    """A row of totals has no reference, though a count may stand in its place."""
    is_date: bool = False
    """A row of totals has no date."""
    _known: dict[str, Cell] = field(default_factory=dict, compare=False, repr=False)

    def cell(self, text: str) -> Cell:
        """What a cell of this text may be."""
        if not text.strip():
            return Cell.BLANK
        if " " not in text and any(map(str.isdigit, text)):
            # As a reference: there may be millions, and none is remembered.
            return Cell.NUMBER if is_count(text) else Cell.OWN
        if len(self._known) > REMEMBERED:
            self._known.clear()
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._look_at(text)
        return known

    def _look_at(self, text: str) -> Cell:
        if self.is_total(text):
            return Cell.TOTAL
        return Cell.OWN if self.is_own(text) else Cell.TEXT


def is_count(text: str) -> bool:
    """Whether a text may be a count of records."""
    return _NUMBER.fullmatch(text) is not None


def columns_without_strands(
    positions: Collection[int], fields: Mapping[str, int], suite: Suite, rulebook: Rulebook
) -> tuple[Column, ...]:
    """The columns at these positions, in their order; `fields` has the position of each field."""
    units = rulebook.units_of(suite)
    names = {position: name for name, position in fields.items()}
    identifying = {*suite.key, suite.date} & fields.keys()
    patterns = [re.compile(r.pattern) for r in suite.rules if isinstance(r, KeyPatternRule)]

    def is_reference(text: str) -> bool:
        return any(pattern.fullmatch(text.strip()) for pattern in patterns)

    def is_unit(text: str) -> bool:
        # Where any text is a unit, a row with nothing else but strands is known by it alone.
        named = respelt(suite.fields[suite.unit], text)
        return not (units.takes_any and identifying) and units.find(named) is not None

    def is_own(name: str | None) -> Callable[[str], bool]:
        if name is None:
            return _never
        if name == suite.unit:
            return is_unit
        if name in suite.key:
            return is_reference
        kind = suite.fields[name].kind
        return {"date": _is_date, "text": _never}.get(kind, _always)

    return tuple(
        Column(
            str(position),
            units.is_total,
            _is_date if names.get(position) == suite.date else is_own(names.get(position)),
            is_key=names.get(position) in suite.key,
            is_date=position in names and names[position] == suite.date,
        )
        for position in sorted(positions)
    )


def _is_date(text: str) -> bool:
    return _DATE.match(text) is not None


def _never(_text: str) -> bool:
    return False


def _always(_text: str) -> bool:
    return True
