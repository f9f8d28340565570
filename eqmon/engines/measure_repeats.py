"""Counts people who come again, and how many of their later records say so.

Each record that names a person is held as some 25 bytes until all are read: the person and the
record's own reference as hashes, the day, and numbers for the unit and month, the answers and what
the measures ask. The person's hash has 64 bits: that any two of ten million people share one has a
chance of three in a million, and would make two people one. Of the reference 32 bits are held, as
it is compared with the few others of the same person alone: a pair in four thousand million is
taken for one record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from eqmon.engines.dates import NO_DAY, is_day
from eqmon.engines.held import HeldColumns, Numbers
from eqmon.engines.measure_placed import PlacedCounts, Places
from eqmon.engines.measure_states import (
    NUMERATOR,
    OUTSIDE,
    Versioned,
    has_columns,
    undated_states,
    within_dates,
)
from eqmon.engines.readings import Ints
from eqmon.engines.repeats_found import Asked, look
from eqmon.rulebook.measures import RepeatMeasure

if TYPE_CHECKING:
    from eqmon.engines.measure_chunk import Chunk
    from eqmon.engines.measure_counts import Seen

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class RepeatMark:
    """A point in the counts of repeats."""

    held: int
    unheld: PlacedCounts
    nameless: Mapping[str, int]


class RepeatCounter:
    """The repeats of people whom one field names."""

    def __init__(self, person: str, versions: Sequence[Versioned], reference: str | None) -> None:
        self.person = person
        self._reference = reference
        self._asked = [
            Asked(one, one.measure, 2 * place)
            for place, one in enumerate(versions)
            if isinstance(one.measure, RepeatMeasure)
        ]
        self._held = HeldColumns()
        self._unheld = PlacedCounts()
        self._nameless: dict[str, int] = {}

    def mark(self) -> RepeatMark:
        """Where the counts stand."""
        return RepeatMark(len(self._held), self._unheld.copy(), dict(self._nameless))

    def go_back(self, mark: RepeatMark) -> None:
        """Forget all that was added since the mark."""
        self._held.go_back(mark.held)
        self._unheld = mark.unheld.copy()
        self._nameless = dict(mark.nameless)

    def add(self, chunk: Chunk) -> None:
        """Hold one chunk's records that name a person; count those that cannot be measured."""
        asked = [one for one in self._asked if has_columns(chunk.rows, one.versioned)]
        for one in self._asked:
            if one not in asked:
                chunk.count_unmeasurable(one.versioned, self._unheld)
        if not asked:
            return
        people = chunk.rows.hashes_in_any_case(self.person)
        named = people != 0
        named[named] = chunk.rows.holds_digit(self.person, np.flatnonzero(named))
        bits = np.zeros(len(people), dtype=np.int64)
        for one in asked:
            states = undated_states(chunk.rows, one.versioned)
            within = (states != OUTSIDE) & (chunk.applicable | ~one.measure.persons_only)
            bits |= within.astype(np.int64) << one.bit
            bits |= (within & (states == NUMERATOR)).astype(np.int64) << (one.bit + 1)
            dated = within_dates(one.versioned.version, chunk.days, np.where(within, states, 0))
            nameless = int(np.count_nonzero((dated != OUTSIDE) & ~named))
            self._nameless[one.measure.id] = self._nameless.get(one.measure.id, 0) + nameless
        at = np.flatnonzero(named & (bits != 0))
        answers = (chunk.answers_of(name, at) for name in chunk.breakdowns)
        days = chunk.days[at]
        self._held.add(
            [people[at], self._references(chunk, at), days, chunk.groups[at], bits[at], *answers]
        )

    def _references(self, chunk: Chunk, at: Ints) -> Numbers:
        """Half the hash of each record's reference; without one, records differ by their day."""
        days = np.where(is_day(chunk.days), chunk.days, NO_DAY).astype(np.uint64)
        hashes = days * _GOLDEN
        if self._reference is not None and chunk.rows.has(self._reference):
            own = chunk.rows.hashes(self._reference)
            hashes = np.where(own != 0, own, hashes)
        return ((hashes ^ (hashes >> np.uint64(32))) & np.uint64(0xFFFFFFFF))[at]

    def found(self, places: Places) -> tuple[PlacedCounts, dict[str, Seen]]:
        """What all that was added tells; nothing is held any longer."""
        counts = self._unheld.copy()
        seen = look(self._asked, self._held, places, counts)
        self._held = HeldColumns()
        told = {
            id_: replace(seen[id_], nameless=nameless) for id_, nameless in self._nameless.items()
        }
        return counts, told
