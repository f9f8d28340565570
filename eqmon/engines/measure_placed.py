"""How many records or people a measure has in each state, by unit, month and answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.measure_counts import MeasureEntry
from eqmon.engines.readings import Ints, everywhere

if TYPE_CHECKING:
    from eqmon.engines.breakdowns import Answer
    from eqmon.engines.held import Numbers

Group = tuple[str, str, str, bool]
"""Unit, area, month and applicability of a group of records."""


ALL = ""
"""The breakdown that puts all records together."""
NOT_TOLD = 0
"""Beside records that are held: in place of an answer's number and one, where the extract has no
column for a breakdown."""


class Places(NamedTuple):
    """What the numbers of groups and answers stand for, once all is read."""

    groups: Sequence[Group]
    answers: Mapping[str, Sequence[Answer]]
    """By breakdown, `ALL` among them."""

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """All but `ALL`, in the order in which answers are held."""
        return tuple(name for name in self.answers if name != ALL)


class Counted(NamedTuple):
    """What is counted: a state of one version of a measure, in one breakdown."""

    measure: str
    version: int
    state: int
    by: str = ALL


class PlacedCounts:
    """Counts by group and by answer; those that are there are never changed in place."""

    def __init__(self, counts: Mapping[Counted, Ints] | None = None) -> None:
        self._counts = dict(counts or {})

    def copy(self) -> PlacedCounts:
        """The same counts, which go their own way from here."""
        return PlacedCounts(self._counts)

    def add(self, counted: Counted, groups: Ints, answers: Ints) -> None:
        """Count one more in each of these groups with the answer beside it."""
        if not len(groups):
            return
        wide = int(answers.max()) + 1
        tall = int(groups.max()) + 1
        joint = groups * np.int64(wide) + answers
        more = np.bincount(joint, minlength=tall * wide).reshape(tall, wide)
        self._counts[counted] = added(self._counts.get(counted), more)

    def add_held(self, counted: Counted, groups: Ints, answers: Mapping[str, Numbers]) -> None:
        """Count in these groups all together, and by each breakdown the answers that are told."""
        self.add(counted, groups, everywhere(0, len(groups)))
        for by, held in answers.items():
            told = held != NOT_TOLD
            self.add(counted._replace(by=by), groups[told], held[told].astype(np.int64) - 1)

    def entries(self, places: Places) -> Iterator[MeasureEntry]:
        """What was counted."""
        for (measure, version, state, by), counts in self._counts.items():
            for group, answer in zip(*(at.tolist() for at in counts.nonzero()), strict=True):
                where, told = places.groups[int(group)], places.answers[by][int(answer)]
                n = int(counts[group, answer])
                yield MeasureEntry(
                    *where, measure, version, by, told.group, told.recording, state, n
                )


def added(held: Ints | None, more: Ints) -> Ints:
    """The sum of two arrays of counts, each as large as what it has met."""
    if held is None:
        return more
    counts = np.zeros([max(pair) for pair in zip(held.shape, more.shape, strict=True)], np.int64)
    for part in (held, more):
        counts[tuple(slice(size) for size in part.shape)] += part
    return counts
