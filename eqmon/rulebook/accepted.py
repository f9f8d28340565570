"""Which field of a suite a heading stands for, by rule: aliases, and words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eqmon.rulebook.model import Suite
from eqmon.rulebook.persons import Described, Persons
from eqmon.rulebook.spelling import tidy_heading


class Claim(NamedTuple):
    """A heading that two fields of a suite accept."""

    heading: str
    field: str
    already: str
    """The field that accepts it already."""


class Accepted:
    """The headings that a suite accepts.

    An alias of a whole heading wins over the words for a person, and those are looked for only in
    fields that describe one.
    """

    def __init__(self, suite: Suite, persons: Persons) -> None:
        self._persons = persons
        self.whole: dict[str, str] = {}
        """Fields by the tidied headings that stand for them as they are."""
        self.described: dict[Described, str] = {}
        """Fields by what they describe of whom."""
        self.claims: list[Claim] = []
        """The headings that two fields accept: none in a rulebook that was linted."""
        for name, field in suite.fields.items():
            person = None if field.exact else suite.person_of(name)
            for heading in field.headings:
                self._accept(name, heading, person, suite.person)

    def _accept(self, name: str, heading: str, person: str | None, monitored: str) -> None:
        tidied = tidy_heading(heading)
        named = [d for d in self._persons.described(tidied) if d.person == person]
        taken = set()
        if named or person in (None, monitored):
            taken.add(self.whole.setdefault(tidied, name))
        if person is not None:
            stem = max(named, key=lambda d: len(d.stem), default=Described(person, tidied))
            taken.add(self.described.setdefault(stem, name))
        self.claims += [Claim(heading, name, other) for other in taken - {name}]

    def field_of(self, heading: str) -> str | None:
        """The field that a heading stands for; None where it stands for none."""
        tidied = tidy_heading(heading)
        return self.whole.get(tidied) or next(self._described(tidied), None)

    def _described(self, tidied: str) -> Iterator[str]:
        for described in self._persons.described(tidied):
            if described in self.described:
                yield self.described[described]
