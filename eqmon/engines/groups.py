"""Which unit, month and applicability each record belongs to, as one small number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import NO_DAY, UNREADABLE_DAY, months_of
from eqmon.engines.readings import Bools, Ints, take
from eqmon.vocabulary import BLANK_UNIT, NO_DATE, UNKNOWN_UNIT, UNREADABLE_DATE

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.model import Suite
    from eqmon.rulebook.units import UnitList


class Groups:
    """Numbers each (unit, month, applicable) as it is met; rows only look numbers up in a table."""

    def __init__(self, suite: Suite, units: UnitList) -> None:
        self._suite = suite
        self._unit_list = units
        self._units: dict[str, int] = {}
        self._months: dict[int, int] = {}
        self._table = np.full((64, 64, 2), -1, dtype=np.int64)
        self._members: list[tuple[int, int, int]] = []

    def __len__(self) -> int:
        return len(self._members)

    def numbers(self, rows: Rows) -> Ints:
        """Each record's group."""
        units = self._unit_numbers(rows)
        months = rows.by_day(self._suite.date, self._month_numbers)
        applicable = self._applicable(rows).astype(np.int64)
        self._make_room()
        found = self._table[units, months, applicable]
        new = found < 0
        if new.any():
            met = np.stack([units[new], months[new], applicable[new]], axis=1)
            for member in np.unique(met, axis=0).tolist():
                self._table[tuple(member)] = len(self._members)
                self._members.append(tuple(member))
            found = self._table[units, months, applicable]
        return found

    def labels(self) -> list[tuple[str, str, bool]]:
        """Unit, month and applicability of each group, by number."""
        units, months = list(self._units), [_month_label(m) for m in self._months]
        return [(units[u], months[m], bool(a)) for u, m, a in self._members]

    def unit_known(self, rows: Rows) -> Bools:
        """Which records name a unit of the list."""
        buckets = [self._units.get(b, -1) for b in (BLANK_UNIT, UNKNOWN_UNIT)]
        return ~np.isin(self._unit_numbers(rows), buckets)

    def _unit_numbers(self, rows: Rows) -> Ints:
        if not rows.has(self._suite.unit):
            return np.full(len(rows), self._unit_number(BLANK_UNIT), dtype=np.int64)
        column = rows.column(self._suite.unit)
        numbers = [self._unit_number(self._unit_of(text)) for text in column.cat.categories]
        return take(column, np.array(numbers, dtype=np.int64))

    def _unit_of(self, text: str) -> str:
        if not text.strip(" \t\0\xa0"):
            return BLANK_UNIT
        return self._unit_list.find(text) or UNKNOWN_UNIT

    def _unit_number(self, unit: str) -> int:
        return self._units.setdefault(unit, len(self._units))

    def _month_numbers(self, days: Ints) -> Ints:
        months, inverse = np.unique(months_of(days), return_inverse=True)
        numbers = [self._months.setdefault(m, len(self._months)) for m in months.tolist()]
        return np.array(numbers, dtype=np.int64)[inverse]

    def _applicable(self, rows: Rows) -> Bools:
        applicable = np.ones(len(rows), dtype=bool)
        for exclusion in self._suite.not_applicable:
            applicable &= ~rows.true(exclusion.when)
        return applicable

    def _make_room(self) -> None:
        units, months, flags = self._table.shape
        if len(self._units) > units or len(self._months) > months:
            wider = np.full(
                (max(len(self._units), 2 * units), max(len(self._months), 2 * months), flags),
                -1,
                dtype=np.int64,
            )
            wider[:units, :months] = self._table
            self._table = wider


def _month_label(month: int) -> str:
    if month == NO_DAY:
        return NO_DATE
    if month == UNREADABLE_DAY:
        return UNREADABLE_DATE
    return str(np.datetime64(month, "M"))
