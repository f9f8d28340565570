"""Counts what measures ask of each record: their states, by unit, month, version and answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.breakdowns import EVERYBODY, Answer, Breakdown
from eqmon.engines.measure_counts import MeasureCounts as MeasureCounts
from eqmon.engines.measure_counts import MeasureEntry as MeasureEntry
from eqmon.engines.measure_states import (
    DENOMINATOR,
    NOT_MEASURABLE,
    NUMERATOR,
    STATES,
    Versioned,
    row_measures,
    states,
)
from eqmon.engines.readings import Ints, everywhere
from eqmon.rulebook.measures import strands_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.engines.rows import Rows
    from eqmon.engines.strands import StrandCoder
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

ALL = ""
"""The breakdown that puts all records together."""
TOGETHER = 6
"""Measures whose states are counted as one number: so few that most numbers are never met."""


@dataclass(frozen=True)
class MeasureMark:
    """A point in these counts, to go back to."""

    counts: Mapping[tuple[int, str], Ints] = field(default_factory=dict)


class _Block:
    """Some measures whose states together are numbered as they are met."""

    def __init__(self, measures: Sequence[Versioned]) -> None:
        self.measures = measures
        self.met: list[int] = []
        self._table = np.full(STATES ** len(measures), -1, dtype=np.int64)

    def numbers(self, rows: Rows, days: Ints) -> Ints:
        """Each record's states, as a position in `met`."""
        joint: Ints = np.zeros(len(rows), dtype=np.int64)
        for versioned in self.measures:
            joint *= STATES
            joint += states(rows, versioned, days)
        found = self._table[joint]
        if (found < 0).any():
            for number in np.unique(joint[found < 0]).tolist():
                self._table[number] = len(self.met)
                self.met.append(number)
            found = self._table[joint]
        return found

    def states_of(self, number: int) -> list[int]:
        """The state by each measure that a position in `met` stands for."""
        joint, found = self.met[number], []
        for _ in self.measures:
            joint, state = divmod(joint, STATES)
            found.append(state)
        return found[::-1]


class MeasureCounter:
    """Counts chunk by chunk; nothing where the suite has no measures."""

    def __init__(self, suite: Suite, rulebook: Rulebook) -> None:
        self._suite = suite
        measures = rulebook.measures.get(suite.suite)
        versions = row_measures(measures)
        self._blocks = [
            _Block(versions[at : at + TOGETHER]) for at in range(0, len(versions), TOGETHER)
        ]
        self._breakdowns = [
            Breakdown(name, suite, rulebook.code_lists)
            for name in (measures.breakdowns if measures else ())
            if all(strand in suite.strands for strand in strands_of(name))
        ]
        self._counts: dict[tuple[int, str], Ints] = {}

    def add(
        self,
        rows: Rows,
        groups: Ints,
        codes: Mapping[str, Ints | None],
        coders: Mapping[str, StrandCoder],
    ) -> None:
        """Count one chunk, given each record's group and its codes of each strand."""
        if not self._blocks:
            return
        days = rows.days(self._suite.date)
        answers: dict[str, Ints | None] = {ALL: everywhere(0, len(rows))}
        for breakdown in self._breakdowns:
            numbers = breakdown.numbers(codes, coders, rows.readers.suite)
            answers[breakdown.name] = numbers
        wide = int(groups.max()) + 1
        for at, block in enumerate(self._blocks):
            numbers = block.numbers(rows, days)
            placed = numbers * wide + groups
            for name, of_records in answers.items():
                if of_records is not None:
                    deep = int(of_records.max()) + 1
                    shape = (len(block.met), wide, deep)
                    joint = placed * deep + of_records
                    counted = np.bincount(joint, minlength=int(np.prod(shape)))
                    self._add((at, name), counted.reshape(shape))

    def _add(self, key: tuple[int, str], more: Ints) -> None:
        held = self._counts.get(key)
        if held is None:
            self._counts[key] = more
            return
        shape = tuple(max(pair) for pair in zip(held.shape, more.shape, strict=True))
        counts = np.zeros(shape, dtype=np.int64)
        for part in (held, more):
            counts[tuple(slice(size) for size in part.shape)] += part
        self._counts[key] = counts

    def mark(self) -> MeasureMark:
        """Where the counts stand; they are never changed in place."""
        return MeasureMark(dict(self._counts))

    def go_back(self, mark: MeasureMark) -> None:
        """Forget all that was added since the mark."""
        self._counts = dict(mark.counts)

    def found(self, groups: Sequence[tuple[str, str, str, bool]]) -> MeasureCounts:
        """What was counted, given the unit, area, month and applicability of each group."""
        answers = {b.name: b.answers for b in self._breakdowns} | {ALL: [EVERYBODY]}
        entries = [
            entry
            for (at, name), counts in self._counts.items()
            for entry in self._told(self._blocks[at], name, answers[name], counts, groups)
        ]
        return MeasureCounts(tuple(sorted(entries)))

    def _told(
        self,
        block: _Block,
        name: str,
        answers: Sequence[Answer],
        counts: Ints,
        groups: Sequence[tuple[str, str, str, bool]],
    ) -> Iterator[MeasureEntry]:
        of_met = np.array([block.states_of(number) for number in range(len(block.met))])
        for place, versioned in enumerate(block.measures):
            for state in (DENOMINATOR, NUMERATOR, NOT_MEASURABLE):
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
