"""What accuracy signals count beside the tally, which knows units and not days or people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.engines.daily import DayCounts
from eqmon.engines.persons import Held, PersonSample, PersonsFound
from eqmon.rulebook.signals import HeapedDaySignal, SamePersonSignal

if TYPE_CHECKING:
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


@dataclass(frozen=True)
class SignalCounts:
    """What was counted for a collection's signals: numbers alone, no reference of anybody."""

    days: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """Records by day since 1970, of each date field that a signal names."""
    persons: Mapping[str, PersonsFound] = field(default_factory=dict)
    """By the id of the signal."""


@dataclass(frozen=True)
class SignalMark:
    """A point in these counts, to go back to."""

    days: Mapping[str, DayCounts]
    persons: Mapping[str, Held]


class SignalCounter:
    """Counts chunk by chunk what the suite's signals ask for; nothing where they ask nothing."""

    def __init__(self, suite: Suite, rulebook: Rulebook) -> None:
        daily = [s.field for s in suite.signals if isinstance(s, HeapedDaySignal)]
        self._days = {name: DayCounts(name) for name in daily}
        self._persons = {
            s.id: PersonSample(s, rulebook)
            for s in suite.signals
            if isinstance(s, SamePersonSignal)
        }

    def add(self, rows: Rows) -> None:
        """Count one chunk."""
        for days in self._days.values():
            days.add(rows)
        for sample in self._persons.values():
            sample.add(rows)

    def mark(self) -> SignalMark:
        """Where the counts stand."""
        return SignalMark(
            {name: days.copy() for name, days in self._days.items()},
            {name: sample.state for name, sample in self._persons.items()},
        )

    def go_back(self, mark: SignalMark) -> None:
        """Forget all that was added since the mark."""
        self._days = {name: days.copy() for name, days in mark.days.items()}
        for name, state in mark.persons.items():
            self._persons[name].state = state

    def found(self) -> SignalCounts:
        """What was counted."""
        return SignalCounts(
            {name: days.found() for name, days in self._days.items()},
            {name: sample.found() for name, sample in self._persons.items()},
        )
