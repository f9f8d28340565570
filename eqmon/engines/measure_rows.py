"""Counts the measures that one record by itself tells, many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.measure_counts import MeasureEntry
from eqmon.engines.measure_placed import added
from eqmon.engines.measure_states import (
    DENOMINATOR,
    NOT_MEASURABLE,
    NUMERATOR,
    STATES,
    UNTOLD,
    Versioned,
    has_columns,
    states,
)
from eqmon.engines.readings import Ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.engines.breakdowns import Answer
    from eqmon.engines.measure_chunk import Chunk
    from eqmon.engines.measure_placed import Group
    from eqmon.engines.measure_untold import Untold

TOGETHER = 6
"""Measures whose states are counted as one number: so few that most numbers are never met."""

RowMark = dict[tuple[int, str], Ints]
"""Counts by block and breakdown, which are never changed in place."""


class _Block:
    """Some measures whose states together are numbered as they are met."""

    def __init__(self, measures: Sequence[Versioned], untold: Untold) -> None:
        self.measures = measures
        self._untold = untold
        self.met: list[int] = []
        self._table = np.full(STATES ** len(measures), -1, dtype=np.int64)

    def numbers(self, chunk: Chunk) -> Ints:
        """Each record's states, as a position in `met`."""
        joint: Ints = np.zeros(len(chunk.groups), dtype=np.int64)
        for versioned in self.measures:
            joint *= STATES
            joint += self._states(chunk, versioned)
        found = self._table[joint]
        if (found < 0).any():
            for number in np.unique(joint[found < 0]).tolist():
                self._table[number] = len(self.met)
                self.met.append(number)
            found = self._table[joint]
        return found

    def _states(self, chunk: Chunk, versioned: Versioned) -> Ints:
        found = states(chunk.rows, versioned, chunk.days)
        if not has_columns(chunk.rows, versioned):
            return found
        untold = self._untold.of(chunk.rows, versioned)
        if untold is None:
            return found
        return np.where((found == DENOMINATOR) & untold, UNTOLD, found)

    def states_of(self, number: int) -> list[int]:
        """The state by each measure that a position in `met` stands for."""
        joint, found = self.met[number], []
        for _ in self.measures:
            joint, state = divmod(joint, STATES)
            found.append(state)
        return found[::-1]


class RowCounter:
    """The states of records by unit, month and answer."""

    def __init__(self, versions: Sequence[Versioned], untold: Untold) -> None:
        self._blocks = [
            _Block(versions[at : at + TOGETHER], untold) for at in range(0, len(versions), TOGETHER)
        ]
        self._counts: RowMark = {}

    def add(self, chunk: Chunk) -> None:
        """Count one chunk."""
        wide = int(chunk.groups.max()) + 1
        for at, block in enumerate(self._blocks):
            placed = block.numbers(chunk) * wide + chunk.groups
            for name, of_records in chunk.answers.items():
                if of_records is not None:
                    deep = int(of_records.max()) + 1
                    shape = (len(block.met), wide, deep)
                    joint = placed * deep + of_records
                    counted = np.bincount(joint, minlength=int(np.prod(shape)))
                    held = self._counts.get((at, name))
                    self._counts[at, name] = added(held, counted.reshape(shape))

    def mark(self) -> RowMark:
        """Where the counts stand."""
        return dict(self._counts)

    def go_back(self, mark: RowMark) -> None:
        """Forget all that was added since the mark."""
        self._counts = dict(mark)

    def entries(
        self, groups: Sequence[Group], answers: Mapping[str, Sequence[Answer]]
    ) -> Iterator[MeasureEntry]:
        """What was counted, given each group and each breakdown's answers by their numbers."""
        for (at, name), counts in self._counts.items():
            yield from _told(self._blocks[at], name, answers[name], counts, groups)


def _told(
    block: _Block, name: str, answers: Sequence[Answer], counts: Ints, groups: Sequence[Group]
) -> Iterator[MeasureEntry]:
    of_met = np.array([block.states_of(number) for number in range(len(block.met))])
    for place, versioned in enumerate(block.measures):
        for state in (DENOMINATOR, NUMERATOR, NOT_MEASURABLE, UNTOLD):
            of_state = counts[: len(of_met)][of_met[: len(counts), place] == state].sum(axis=0)
            for group, answer in zip(*(a.tolist() for a in of_state.nonzero()), strict=True):
                yield MeasureEntry(
                    *groups[int(group)],
                    measure=versioned.measure.id,
                    version=versioned.number,
                    by=name,
                    group=answers[answer].group,
                    recording=answers[answer].recording,
                    state=state,
                    n=int(of_state[group, answer]),
                )
