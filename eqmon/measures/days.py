"""Median and 90th percentile of the days between two dates, in each place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.engines.measure_counts import BEFORE, OPEN, UNDATED
from eqmon.measures.model import DaysTold
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.counts import Place
    from eqmon.engines.measure_counts import DaysEntry

LEVELS = (Level.OVERALL, Level.AREA, Level.UNIT)
HALF, MOST = 0.5, 0.9


def days_told(entries: Iterable[DaysEntry], persons_only: bool) -> Iterator[DaysTold]:
    """One version's days, all together first, then areas, then units.

    Days beyond the longest that are told one by one count as one more than it.
    """
    places: dict[Place, Counter[int]] = defaultdict(Counter)
    for entry in entries:
        if entry.applicable or not persons_only:
            for place in _places(entry):
                places[place][entry.days] += entry.n
    for level, unit in sorted(places, key=_order):
        yield _told(level, unit, places[level, unit])


def _places(entry: DaysEntry) -> Iterator[Place]:
    yield Level.OVERALL, ""
    if entry.area:
        yield Level.AREA, entry.area
    yield Level.UNIT, entry.unit


def _order(place: Place) -> tuple[int, bool, str]:
    level, unit = place
    return LEVELS.index(level), unit in BUCKETS, unit


def _told(level: Level, unit: str, counted: Counter[int]) -> DaysTold:
    days = sorted((day, n) for day, n in counted.items() if day >= 0)
    records = sum(n for _, n in days)
    return DaysTold(
        level=level,
        unit=unit or None,
        records=records,
        median=_median(days, records) if records else None,
        ninetieth=float(_within(days, MOST * records)) if records else None,
        undated=counted[UNDATED] + counted[OPEN],
        out_of_order=counted[BEFORE],
    )


def _median(days: list[tuple[int, int]], records: int) -> float:
    """The middle one, or half-way between the two in the middle."""
    return (_within(days, HALF * records) + _within(days, HALF * records + HALF)) / 2


def _within(days: list[tuple[int, int]], least: float) -> int:
    """The days within which at least so many records lie."""
    within = 0
    for day, n in days:
        within += n
        if within >= least:
            return day
    return days[-1][0]
