"""Whether one person's records tell different things, in a sample of people that fits in memory.

A person is in the sample while the hash of the reference lies below a threshold, which is halved
whenever too much is held: the sample depends on the references alone, never on their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from eqmon.engines.dates import is_day
from eqmon.engines.readings import Ints
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.engines.keys import Hashes
    from eqmon.engines.rows import Rows
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.signals import SamePersonSignal

HELD = 250_000
"""Answers held at most, after like answers of one person are added up; about eight megabytes."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xC4CEB9FE1A85EC53)


@dataclass(frozen=True)
class PersonsFound:
    """Of the people looked at, by field."""

    seen: Mapping[str, int]
    """People with two known answers or more."""
    differently: Mapping[str, int]
    """Those of them whose answers are not all the same."""
    one_in: int
    """How many people one that was looked at stands for; 1 where all were."""
    people: int
    """People looked at, whether seen once or more."""


class _Answers(NamedTuple):
    """Answers of people: one entry a person, field and answer."""

    person: Hashes
    field: npt.NDArray[np.uint8]
    answer: Ints
    n: Ints

    def only(self, chosen: npt.NDArray[np.bool_]) -> _Answers:
        """Some of them."""
        person, field, answer, n = self
        return _Answers(person[chosen], field[chosen], answer[chosen], n[chosen])


_NONE = _Answers(
    np.empty(0, np.uint64), np.empty(0, np.uint8), np.empty(0, np.int64), np.empty(0, np.int64)
)


@dataclass(frozen=True)
class Held:
    """What a sample holds at one moment."""

    halvings: int
    parts: tuple[_Answers, ...]


class PersonSample:
    """The answers that a signal's fields hold for a sample of people."""

    def __init__(self, signal: SamePersonSignal, rulebook: Rulebook, held: int = HELD) -> None:
        self.signal = signal
        self._rulebook = rulebook
        self._at_most = held
        self._numbers: dict[tuple[str, str], int] = {}
        self.state = Held(0, ())

    def add(self, rows: Rows) -> None:
        """Take in one chunk's people; nothing where no column names them."""
        if not rows.has(self.signal.reference):
            return
        people = rows.hashes(self.signal.reference)
        chosen = np.flatnonzero((people != 0) & _is_within(people, self.state.halvings))
        chosen = chosen[rows.holds_digit(self.signal.reference, chosen)]
        parts = [
            self._answers(rows, place, name, people, chosen)
            for place, name in enumerate(self.signal.fields)
            if rows.has(name)
        ]
        self.state = Held(self.state.halvings, (*self.state.parts, *parts))
        if sum(len(part.n) for part in self.state.parts) > 2 * self._at_most:
            self._compact()

    def found(self) -> PersonsFound:
        """What the sample tells."""
        self._compact()
        answers = self.state.parts[0]
        seen, differently = {}, {}
        for place, name in enumerate(self.signal.fields):
            of_field = answers.field == place
            people, answers_each = np.unique(answers.person[of_field], return_counts=True)
            at = np.searchsorted(people, answers.person[of_field])
            records = np.bincount(at, answers.n[of_field], minlength=len(people))
            seen[name] = int((records > 1).sum())
            differently[name] = int((answers_each > 1).sum())
        people_seen = len(np.unique(answers.person))
        return PersonsFound(seen, differently, 1 << self.state.halvings, people_seen)

    def _answers(self, rows: Rows, place: int, name: str, people: Hashes, chosen: Ints) -> _Answers:
        """The known answers in one field of the chosen records."""
        per_text = self._answer_of_texts(rows, name)
        answers = per_text[rows.column(name).codes[chosen]]
        known = answers >= 0
        n = int(known.sum())
        return _Answers(
            people[chosen][known],
            np.full(n, place, dtype=np.uint8),
            answers[known],
            np.ones(n, dtype=np.int64),
        )

    def _answer_of_texts(self, rows: Rows, name: str) -> Ints:
        """Each text's answer as a number from 0, -1 where it is not known.

        Of a date of birth it is the day, of a code what it is compared by over time.
        """
        field = rows.readers.suite.fields[name]
        code_list = self._rulebook.code_lists[field.code_list]
        numbers = rows.categories(name)
        readings = rows.readers[name].readings
        if field.formats:
            days = rows.days_of_texts(name)
            known = np.array([r.recording is Recording.KNOWN for r in readings], dtype=bool)
            # Days are counted from 1970 and answers from 0.
            return np.where(known[numbers] & is_day(days), days + 1_000_000, -1)
        answers = [
            self._number(name, code_list.comparable(r.code))
            if r.recording is Recording.KNOWN
            else -1
            for r in readings
        ]
        return np.array(answers, dtype=np.int64)[numbers]

    def _number(self, name: str, code: str) -> int:
        return self._numbers.setdefault((name, code), len(self._numbers))

    def _compact(self) -> None:
        """Add like answers up; while more is held than may be, keep every other person."""
        halvings = self.state.halvings
        held = _added_up(self.state.parts)
        while len(held.n) > self._at_most and halvings < 63:
            halvings += 1
            within = _is_within(held.person, halvings)
            held = held.only(within)
        self.state = Held(halvings, (held,))


def _is_within(people: Hashes, halvings: int) -> npt.NDArray[np.bool_]:
    limit = np.uint64((1 << (64 - halvings)) - 1)
    return np.asarray(people <= limit)


def _added_up(parts: tuple[_Answers, ...]) -> _Answers:
    """Each person's answer in a field once, with how many records tell it."""
    if not parts:
        return _NONE
    person, field, answer, n = (np.concatenate(part) for part in zip(*parts, strict=True))
    key = (person ^ ((field.astype(np.uint64) + np.uint64(1)) * _GOLDEN)) * _MIX
    key = (key ^ (key >> np.uint64(32)) ^ answer.astype(np.uint64)) * _GOLDEN
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    added = np.bincount(which, n, minlength=len(first)).astype(np.int64)
    return _Answers(person[first], field[first], answer[first], added)
