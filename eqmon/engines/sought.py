"""References of one collection that another one looks for: eight bytes each, and of which units."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.key_hashes import KeyHashes
from eqmon.engines.measure_placed import added
from eqmon.engines.readings import Ints
from eqmon.vocabulary import BUCKETS

if TYPE_CHECKING:
    from eqmon.engines.keys import Hashes
    from eqmon.engines.measure_placed import Group
    from eqmon.engines.rows import Rows


class Sought(NamedTuple):
    """The references that one field of a collection holds."""

    words: Hashes
    """Sorted."""
    units: frozenset[str]
    """Those with records in extracts that have the column."""
    areas: frozenset[str]
    """Those that these units are part of."""
    records: int
    """In extracts that have the column."""
    without_column: int

    def covers(self, unit: str, area: str) -> bool:
        """Whether records of a unit came, or of what it is part of; of no named unit any may."""
        if not self.records:
            return False
        named = self.units.difference(BUCKETS)
        return unit in BUCKETS or not named or unit in named | self.areas or area in named


NOTHING = Sought(np.empty(0, dtype=np.uint64), frozenset(), frozenset(), 0, 0)
"""Of a collection that did not come."""


@dataclass(frozen=True)
class SoughtMark:
    """A point in what was added, to go back to."""

    words: Mapping[str, int]
    groups: Mapping[str, Ints]
    without_column: Mapping[str, int]


class SoughtReferences:
    """Holds the references of the fields that other collections' measures look in."""

    def __init__(self, fields: Collection[str]) -> None:
        self._words = {name: KeyHashes() for name in sorted(fields)}
        self._groups: dict[str, Ints] = {}
        self._without_column = dict.fromkeys(self._words, 0)

    def add(self, rows: Rows, groups: Ints) -> None:
        """Hold one chunk's references."""
        for name, held in self._words.items():
            if not rows.has(name):
                self._without_column[name] += len(rows)
                continue
            words = rows.reference_words(name)
            held.add(words[words != 0])
            self._groups[name] = added(self._groups.get(name), np.bincount(groups))

    def mark(self) -> SoughtMark:
        """Where it stands."""
        words = {name: len(held) for name, held in self._words.items()}
        return SoughtMark(words, dict(self._groups), dict(self._without_column))

    def go_back(self, mark: SoughtMark) -> None:
        """Forget all that was added since the mark."""
        for name, held in self._words.items():
            held.go_back(mark.words[name])
        self._groups = dict(mark.groups)
        self._without_column = dict(mark.without_column)

    def take(self, groups: Sequence[Group]) -> dict[str, Sought]:
        """What was added, by field, given each group; none is held any longer."""
        return {name: self._taken(name, groups) for name in self._words}

    def _taken(self, name: str, groups: Sequence[Group]) -> Sought:
        counts = self._groups.get(name, np.zeros(0, dtype=np.int64))
        met = [groups[at] for at in np.flatnonzero(counts).tolist()]
        return Sought(
            words=self._words[name].take(),
            units=frozenset(unit for unit, *_ in met),
            areas=frozenset(area for _, area, *_ in met if area),
            records=int(counts.sum()),
            without_column=self._without_column[name],
        )
