"""Counts records whose reference another collection of the drop holds too.

References are compared as 64-bit hashes, case and outer spaces apart: that any of ten million of
one collection is taken for one of ten million others by chance is likely once in 200,000 drops.
Only what holds a digit is a reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.held import HeldColumns
from eqmon.engines.keys import is_among
from eqmon.engines.measure_counts import Searched
from eqmon.engines.measure_placed import Counted, PlacedCounts, Places
from eqmon.engines.measure_states import (
    DENOMINATOR,
    NOT_MEASURABLE,
    NUMERATOR,
    OUTSIDE,
    Versioned,
    has_columns,
    states,
)
from eqmon.engines.sought import NOTHING, Sought
from eqmon.rulebook.measures import LinkedMeasure

if TYPE_CHECKING:
    from eqmon.engines.held import Numbers
    from eqmon.engines.measure_chunk import Chunk
    from eqmon.engines.readings import Bools
    from eqmon.rulebook.measures import Link


@dataclass(frozen=True)
class LinkMark:
    """A point in the counts of links."""

    held: int
    unheld: PlacedCounts


class LinkCounter:
    """One version of a measure of links."""

    def __init__(self, versioned: Versioned, measure: LinkedMeasure) -> None:
        self.versioned = versioned
        self.measure = measure
        self._held = HeldColumns()
        self._unheld = PlacedCounts()

    def mark(self) -> LinkMark:
        """Where the counts stand."""
        return LinkMark(len(self._held), self._unheld.copy())

    def go_back(self, mark: LinkMark) -> None:
        """Forget all that was added since the mark."""
        self._held.go_back(mark.held)
        self._unheld = mark.unheld.copy()

    def add(self, chunk: Chunk) -> None:
        """Hold one chunk's references, or count its records where they cannot be measured."""
        if not has_columns(chunk.rows, self.versioned):
            chunk.count_unmeasurable(self.versioned, self._unheld)
            return
        state = states(chunk.rows, self.versioned, chunk.days)
        words = chunk.rows.reference_words(self.measure.field)
        at = np.flatnonzero((state != OUTSIDE) & (words != 0))
        answers = (chunk.answers_of(name, at) for name in chunk.breakdowns)
        self._held.add([words[at], chunk.groups[at], state[at], *answers])

    def found(self, places: Places, links: Mapping[Link, Sought]) -> tuple[PlacedCounts, Searched]:
        """What all that was added tells; nothing is held any longer."""
        counts, link = self._unheld.copy(), self.measure.to
        sought = links.get(link, NOTHING)
        searched = Searched(
            link.suite,
            link.field,
            came=bool(sought.records or sought.without_column),
            records=sought.records,
            without_column=sought.without_column,
        )
        covering = np.array([sought.covers(unit, area) for unit, area, *_ in places.groups])
        without: set[str] = set()
        for block in self._held.blocks():
            lacking = self._look(block, covering, places, sought, counts)
            without.update(places.groups[at][0] for at in lacking)
        self._held = HeldColumns()
        told = tuple(sorted(without)) if sought.records else ()
        return counts, replace(searched, units_without=told)

    def _look(
        self,
        block: list[Numbers],
        covering: Bools,
        places: Places,
        sought: Sought,
        counts: PlacedCounts,
    ) -> list[int]:
        """Count one block; gives the groups of which nothing came to look in."""
        words, groups, state, *answers = block
        groups = groups.astype(np.int64)
        covered = covering[groups]
        linked = np.zeros(len(words), dtype=bool)
        if len(sought.words):
            linked = is_among(words, sought.words)
        yes = linked & (state == NUMERATOR)
        told = {NUMERATOR: covered & yes, DENOMINATOR: covered & ~yes}
        for one, chosen in told.items():
            by = (numbers[chosen] for numbers in answers)
            answered = dict(zip(places.breakdowns, by, strict=True))
            counts.add_held(self._counted(one), groups[chosen], answered)
        if not covered.all():
            counts.add_held(self._counted(NOT_MEASURABLE), groups[~covered], {})
        lacking: list[int] = np.unique(groups[~covered]).tolist()
        return lacking

    def _counted(self, state: int) -> Counted:
        return Counted(self.versioned.measure.id, self.versioned.number, state)
