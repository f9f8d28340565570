"""Counts the days from one date to another, day by day, so that any percentile can be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import NO_DAY, is_day
from eqmon.engines.measure_counts import BEFORE, OPEN, OVER, UNDATED, DaysEntry
from eqmon.engines.measure_placed import added
from eqmon.engines.measure_states import OUTSIDE, Versioned, has_columns, within_dates
from eqmon.engines.readings import Bools, Ints
from eqmon.engines.where import all_hold
from eqmon.rulebook.measures import DaysMeasure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.engines.measure_chunk import Chunk
    from eqmon.engines.measure_placed import Group

_WIDE = OVER - UNDATED + 1
"""How many different days, and other things in their place, are told."""

DaysMark = dict[tuple[str, int], Ints]
"""Counts by measure and version, a row a group; they are never changed in place."""


class DaysCounter:
    """How many records lie how many days apart, by unit and month."""

    def __init__(self, versions: Sequence[Versioned]) -> None:
        self._asked = [(v, v.measure) for v in versions if isinstance(v.measure, DaysMeasure)]
        self._counts: DaysMark = {}

    def add(self, chunk: Chunk) -> None:
        """Count one chunk; nothing of it where a column is missing."""
        for versioned, measure in self._asked:
            if not has_columns(chunk.rows, versioned):
                continue
            days = apart(chunk.rows.days(measure.start), chunk.rows.days(measure.end))
            joint = chunk.groups * _WIDE + (days - UNDATED)
            tall = int(chunk.groups.max()) + 1
            asked = _asked_of(chunk, versioned)
            counted = np.bincount(joint[asked], minlength=tall * _WIDE).reshape(tall, _WIDE)
            key = measure.id, versioned.number
            self._counts[key] = added(self._counts.get(key), counted)

    def mark(self) -> DaysMark:
        """Where the counts stand."""
        return dict(self._counts)

    def go_back(self, mark: DaysMark) -> None:
        """Forget all that was added since the mark."""
        self._counts = dict(mark)

    def entries(self, groups: Sequence[Group]) -> Iterator[DaysEntry]:
        """What was counted, given each group by its number."""
        for (measure, version), counts in self._counts.items():
            for group, place in zip(*(at.tolist() for at in counts.nonzero()), strict=True):
                n = int(counts[group, place])
                yield DaysEntry(*groups[int(group)], measure, version, int(place) + UNDATED, n)


def apart(start: Ints, end: Ints) -> Ints:
    """Whole days from start to end, or what stands in their place (`DaysEntry.days`)."""
    days: Ints = np.minimum(end - start, OVER)
    days[end < start] = BEFORE
    dated = is_day(start) & is_day(end)
    if not dated.all():
        days[~dated] = UNDATED
        days[is_day(start) & (end == NO_DAY)] = OPEN
    return days


def _asked_of(chunk: Chunk, versioned: Versioned) -> Bools:
    within = all_hold(chunk.rows, versioned.version.denominator.where)
    held = np.where(within, OUTSIDE + 1, OUTSIDE)
    return np.asarray(within_dates(versioned.version, chunk.days, held) != OUTSIDE)
