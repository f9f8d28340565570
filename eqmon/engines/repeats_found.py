"""What the records held of people tell: who came again, and where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.dates import is_day
from eqmon.engines.following import Followed, PersonRecords, followed
from eqmon.engines.measure_counts import Seen
from eqmon.engines.measure_placed import NOT_TOLD, Counted, PlacedCounts, Places
from eqmon.engines.measure_states import DENOMINATOR, NUMERATOR, Versioned, within_dates
from eqmon.engines.readings import Bools, Ints, everywhere
from eqmon.engines.span import Days

if TYPE_CHECKING:
    from eqmon.engines.held import HeldColumns, Numbers
    from eqmon.rulebook.measures import RepeatMeasure

AT_ONCE = 1 << 20
"""About so many records are looked at together."""


class Asked(NamedTuple):
    """A version of a measure of repeats, with its place among the bits of what is held."""

    versioned: Versioned
    measure: RepeatMeasure
    bit: int

    def is_asked(self, bits: Ints) -> Bools:
        """Of which records it asks whether they are followed."""
        return np.asarray((bits >> self.bit) & 1, dtype=bool)

    def is_marked(self, bits: Ints) -> Bools:
        """Which records the numerator's conditions hold for."""
        return np.asarray((bits >> (self.bit + 1)) & 1, dtype=bool)


class _Held(NamedTuple):
    """Records that name a person, as they are held."""

    person: Numbers
    reference: Numbers
    day: Numbers
    group: Numbers
    bits: Numbers
    answers: tuple[Numbers, ...]

    @classmethod
    def of(cls, columns: Sequence[Numbers]) -> _Held:
        person, reference, day, group, bits, *answers = columns
        return cls(
            person,
            reference,
            day.astype(np.int64),
            group.astype(np.int64),
            bits.astype(np.int64),
            tuple(answers),
        )


@dataclass
class _Looked:
    """What is seen of one measure, part by part."""

    days: Days = field(default_factory=Days)
    undated: int = 0
    again: int = 0
    same_day: int = 0

    def seen(self) -> Seen:
        first, last, astray = self.days.span()
        return Seen(first, last, 0, self.undated, self.again, self.same_day, astray)


def look(
    asked: Sequence[Asked], held: HeldColumns, places: Places, counts: PlacedCounts
) -> dict[str, Seen]:
    """Add to the counts what the records held tell; gives what was seen, by measure.

    The columns are person, reference, day, group, bits and each breakdown's answers.
    """
    looked = {one.measure.id: _Looked() for one in asked}
    ranks = _Ranks(places)
    for part in _parts(held):
        found: list[tuple[Bools, int, Followed]] = []
        for one in asked:
            within = one.is_asked(part.bits)
            own = _followed(part, within, one, ranks, found)
            _count(one, part, own, counts, places)
            _see(looked[one.measure.id], one, part, within, own)
    return {id_: looking.seen() for id_, looking in looked.items()}


def _parts(held: HeldColumns) -> Iterator[_Held]:
    """The records by parts of their people, so that looking takes little memory."""
    bits = (len(held) // AT_ONCE).bit_length()
    for part in range(1 << bits) if len(held) else ():
        pieces = [_of_part(block, part, bits) for block in held.blocks()]
        yield _Held.of([np.concatenate(column) for column in zip(*pieces, strict=True)])


def _of_part(block: list[Numbers], part: int, bits: int) -> list[Numbers]:
    """The records of people whose hash begins with these bits."""
    if not bits:
        return block
    people = block[0].astype(np.uint64, copy=False)
    at = np.flatnonzero(people >> np.uint64(64 - bits) == np.uint64(part))
    return [column[at] for column in block]


class _Ranks:
    """Numbers of groups and answers in an order that does not depend on which was met first."""

    def __init__(self, places: Places) -> None:
        self._group = _rank(places.groups)
        self._answers = [
            np.append(NOT_TOLD, _rank(places.answers[name]) + 1) for name in places.breakdowns
        ]

    def of(self, held: _Held, at: Ints) -> list[Ints]:
        """Those of some records, after whether they are marked."""
        answers = (rank[n[at]] for rank, n in zip(self._answers, held.answers, strict=True))
        return [-held.bits[at], self._group[held.group[at]], *answers]


def _rank(labels: Sequence[tuple[object, ...]]) -> Ints:
    order = sorted(range(len(labels)), key=labels.__getitem__)
    rank = np.empty(len(labels), dtype=np.int64)
    rank[order] = np.arange(len(labels))
    return rank


def _followed(
    held: _Held, within: Bools, one: Asked, ranks: _Ranks, found: list[tuple[Bools, int, Followed]]
) -> Followed:
    """Who came again, of the records that a version asks of; looked for once where alike."""
    for same, days, known in found:
        if days == one.measure.within and np.array_equal(same, within):
            return known
    at = np.flatnonzero(within)
    records = PersonRecords(
        held.person[at], held.reference[at], held.day[at], lambda some: ranks.of(held, at[some])
    )
    of_part = followed(records, one.measure.within)
    own = Followed(
        at[of_part.latest],
        of_part.came_again,
        at[of_part.following],
        at[of_part.again],
        at[of_part.same_day],
    )
    found.append((within, one.measure.within, own))
    return own


def _count(one: Asked, held: _Held, own: Followed, counts: PlacedCounts, places: Places) -> None:
    if one.measure.counts == "people":
        at, yes = own.latest, own.came_again
    else:
        at, yes = own.following, one.is_marked(held.bits[own.following])
    dated = _dated(one, held, at)
    for state, chosen in ((NUMERATOR, dated & yes), (DENOMINATOR, dated & ~yes)):
        some = at[chosen]
        told = (numbers[some] for numbers in held.answers)
        answers = dict(zip(places.breakdowns, told, strict=True))
        counted = Counted(one.versioned.measure.id, one.versioned.number, state)
        counts.add_held(counted, held.group[some], answers)


def _see(looking: _Looked, one: Asked, held: _Held, within: Bools, own: Followed) -> None:
    days = held.day[within]
    looking.days.add(days[is_day(days)])
    undated = np.flatnonzero(within & ~is_day(held.day))
    looking.undated += int(_dated(one, held, undated).sum())
    looking.again += int(_dated(one, held, own.again).sum())
    looking.same_day += int(_dated(one, held, own.same_day).sum())


def _dated(one: Asked, held: _Held, at: Ints) -> Bools:
    """Which of these records have a day for which the version holds."""
    everyone = everywhere(NUMERATOR, len(at))
    return np.asarray(within_dates(one.versioned.version, held.day[at], everyone) == NUMERATOR)
