"""Headings that no field takes and that are spelt much like one that is accepted.

A suggestion is shown and never acted upon: which column is which stays the reader's word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

CLOSE = 0.8
"""Least share of letters in order that two headings have in common: a slip or two in a word."""


class Suggestion(NamedTuple):
    """A heading that may stand for a field."""

    heading: str
    """As the extract has it."""
    field: str
    like: str
    """The accepted heading that it is like, as it stands in the rulebook."""
    closeness: float
    """2 * letters in common, in order / letters of both: difflib's ratio, 0 to 1."""


class _Spelt(NamedTuple):
    """An accepted heading as it is compared, and of whom it is."""

    person: str | None
    words: str
    field: str
    like: str


def suggestions(
    header: Sequence[str],
    suite: Suite,
    rulebook: Rulebook,
    *,
    fields: Collection[str] | None = None,
) -> tuple[Suggestion, ...]:
    """The headings that no field takes, each with the field without a column that it is most like.

    Of these `fields` alone, where they are given. A heading that names a person is like those of
    that person only. A field is suggested once, for the heading that is closest; the closest first.
    """
    accepted = rulebook.accepted_by(suite)
    taken = {accepted.field_of(heading) for heading in header}
    wanted = {*(suite.fields if fields is None else fields)} - taken
    spelt = list(_spelt(suite, rulebook, wanted))
    found = [
        Suggestion(heading.strip(), like.field, like.like, round(closeness, 2))
        for heading in dict.fromkeys(header)
        if accepted.field_of(heading) is None
        for person, words in _compared(heading, suite, rulebook)
        for like in spelt
        if like.person in (None, person)
        if (closeness := _closeness(words, like.words)) >= CLOSE
    ]
    best: dict[str, Suggestion] = {}
    for one in sorted(found, key=lambda s: (-s.closeness, s.heading, s.field)):
        if all(one.heading != other.heading for other in best.values()):
            best.setdefault(one.field, one)
    return tuple(best.values())


def _spelt(suite: Suite, rulebook: Rulebook, fields: Collection[str]) -> Iterator[_Spelt]:
    for name in sorted(fields):
        person = suite.person_of(name)
        for heading in suite.fields[name].headings:
            tidied = tidy_heading(heading)
            stems = [d.stem for d in rulebook.persons.described(tidied) if d.person == person]
            yield _Spelt(person, max(stems, key=len, default=tidied), name, heading)


def _compared(heading: str, suite: Suite, rulebook: Rulebook) -> Iterator[tuple[str | None, str]]:
    """Whom a heading is about and what it says of them; without a name, the suite's person."""
    tidied = tidy_heading(heading)
    described = rulebook.persons.described(tidied)
    yield from described
    if tidied and not described:
        yield suite.person, tidied


def _closeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Most pairs are far apart, which these two see at a glance.
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0.0
    return matcher.ratio()
