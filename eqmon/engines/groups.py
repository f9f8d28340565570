"""Which unit, month and applicability each record belongs to, as one small number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from eqmon.engines.dates import NO_DAY, UNREADABLE_DAY, months_of
from eqmon.engines.readings import REMEMBERED, SPACES, Bools, Ints
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
        self._numbers: dict[str, int] = {}
        self._months: dict[int, int] = {}
        self._table = np.full((64, 64, 2), -1, dtype=np.int64)
        self._members: list[tuple[int, int, int]] = []

    def __len__(self) -> int:
        return len(self._members)

    def numbers(self, rows: Rows) -> Ints:
        """Each record's group."""
        units = self._unit_numbers(rows)
        months = rows.by_day(self._suite.date, self._month_numbers)
        self._make_room()
        wide = self._table.shape[1]
        places = units * (2 * wide)
        places += 2 * months
        places += self._applicable(rows)
        found = self._table.reshape(-1)[places]
        new = found < 0
        if new.any():
            for place in np.unique(places[new]).tolist():
                self._table.reshape(-1)[place] = len(self._members)
                unit, rest = divmod(place, 2 * wide)
                self._members.append((unit, *divmod(rest, 2)))
            found = self._table.reshape(-1)[places]
        return found

    def labels(self) -> list[tuple[str, str, bool]]:
        """Unit, month and applicability of each group, by number."""
        units, months = list(self._units), [_month_label(m) for m in self._months]
        return [(units[u], months[m], bool(a)) for u, m, a in self._members]

    def applicable(self) -> Bools:
        """Whether the records of each group have a person to describe, by number."""
        return np.array([flag for _, _, flag in self._members], dtype=bool)

    def unit_known(self, rows: Rows) -> Bools:
        """Which records name a unit of the list."""
        buckets = [self._units.get(b, -1) for b in (BLANK_UNIT, UNKNOWN_UNIT)]
        known: Bools = self._by_unit(rows, lambda units: ~np.isin(units, buckets))
        return known

    def _unit_numbers(self, rows: Rows) -> Ints:
        numbers: Ints = self._by_unit(rows, lambda units: units)
        return numbers

    def _by_unit(self, rows: Rows, of_units: Callable[[Ints], npt.NDArray[Any]]) -> Any:
        """What a function gives for each record's unit, put only to the units that there are."""
        if not rows.has(self._suite.unit):
            blank = np.array([self._unit_number(BLANK_UNIT)], dtype=np.int64)
            return np.broadcast_to(of_units(blank)[0], len(rows))
        column = rows.column(self._suite.unit)
        numbers = np.array([self._number_of_text(t) for t in column.texts], dtype=np.int64)
        return column.take(of_units(numbers))

    def _number_of_text(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._unit_number(self._unit_of(text))
            if len(self._numbers) < REMEMBERED:
                self._numbers[text] = number
        return number

    def _unit_of(self, text: str) -> str:
        if not text.strip(SPACES):
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
