"""Median and 90th percentile of the days between two dates, in each place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.engines.measure_counts import BEFORE, LONGEST, OPEN, OVER, UNDATED
from eqmon.measures.model import DaysTold
from eqmon.statistics.percentiles import median, percentile
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.counts import Place
    from eqmon.engines.measure_counts import DaysEntry

LEVELS = (Level.OVERALL, Level.AREA, Level.UNIT)
MOST = 0.9


def days_told(entries: Iterable[DaysEntry], persons_only: bool) -> Iterator[DaysTold]:
    """One version's days, all together first, then areas, then units.

    A figure that lies beyond the longest days that are told one by one is not known.
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
    days = {day: n for day, n in counted.items() if 0 <= day <= LONGEST}
    return DaysTold(
        level=level,
        unit=unit or None,
        records=sum(days.values()) + counted[OVER],
        median=median(days, counted[OVER]),
        ninetieth=percentile(days, MOST, counted[OVER]),
        undated=counted[UNDATED] + counted[OPEN],
        out_of_order=counted[BEFORE],
    )
