"""One chunk as measures see it: its rows, where each belongs, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.measure_placed import ALL, NOT_TOLD, Counted, PlacedCounts
from eqmon.engines.measure_states import NOT_MEASURABLE, Versioned, within_dates
from eqmon.engines.readings import Bools, Ints, everywhere

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows


@dataclass(frozen=True)
class Chunk:
    """Arrays of one entry a record."""

    rows: Rows
    days: Ints
    """Of the suite's date field."""
    groups: Ints
    of_group: Bools
    """Whether the records of each group have a person to describe: an entry a group."""
    answers: Mapping[str, Ints | None]
    """Each breakdown's numbers, `ALL` first; None where the extract tells none."""

    @property
    def applicable(self) -> Bools:
        """Which records have a person to describe."""
        return self.of_group[self.groups]

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """All but `ALL`, in the same order in every chunk."""
        return tuple(name for name in self.answers if name != ALL)

    def answers_of(self, breakdown: str, at: Ints) -> Ints:
        """The numbers of some records' answers, one more than they are, or `NOT_TOLD`."""
        numbers = self.answers[breakdown]
        return everywhere(NOT_TOLD, len(at)) if numbers is None else numbers[at] + 1

    def count_unmeasurable(self, versioned: Versioned, counts: PlacedCounts) -> None:
        """Count the records of the version's dates as not measurable."""
        everyone = everywhere(NOT_MEASURABLE, len(self.groups))
        at = np.flatnonzero(within_dates(versioned.version, self.days, everyone))
        counted = Counted(versioned.measure.id, versioned.number, NOT_MEASURABLE)
        counts.add(counted, self.groups[at], everywhere(0, len(at)))
