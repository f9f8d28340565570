"""Whose a column is: the words by which headings name a person, and what they leave of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.rules import Model, Name
from eqmon.rulebook.spelling import tidy_heading
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import Document, read_document

HAS_PLURAL = 4
"""Words from this length on also stand for several: `victims`, not `vics`."""
MOST_PERSONS = 2
"""Digits of the number in `Victim 1 Age`; more of them are no number of a person."""


class PersonsFile(Model):
    """What persons.yaml may say."""

    persons: dict[Name, tuple[str, ...]]
    """Each person with the words that stand for it in headings; case does not matter."""


class Described(NamedTuple):
    """What a heading describes of whom."""

    person: str
    stem: str
    """The heading, tidied, without the words for the person."""


@dataclass(frozen=True)
class Persons:
    """The persons that headings name."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words for each person, tidied."""

    def replaced_by(self, other: Persons) -> Persons:
        """These persons, with those of `other` in the place of theirs."""
        return Persons({**self.words, **other.words})

    def described(self, heading: str) -> tuple[Described, ...]:
        """What a tidied heading may describe of a person; none where it names nobody.

        `victim ethnicity`, `victim s ethnicity`, `victim 1 ethnicity`, `ethnicity victim` and
        `ethnicity of the victim` all describe a victim's ethnicity. Of one letter, a word for a
        person counts only in front.
        """
        words = heading.split()
        if self._first_words.isdisjoint(words):
            return ()
        found = (*self._in_front(words), *self._behind(words))
        return tuple(dict.fromkeys(Described(person, stem) for person, stem in found if stem))

    def _in_front(self, words: list[str]) -> Iterator[tuple[str, str]]:
        for length in range(1, self._longest + 1):
            if person := self._phrases.get(tuple(words[:length])):
                rest = words[length:]
                if rest[:1] == ["s"]:
                    rest = rest[1:]
                yield person, " ".join(rest)
                if _is_number(rest[:1]):
                    yield person, " ".join(rest[1:])

    def _behind(self, words: list[str]) -> Iterator[tuple[str, str]]:
        if _is_number(words[-1:]):
            yield from self._behind(words[:-1])
        for length in range(1, self._longest + 1):
            phrase = tuple(words[-length:])
            person = self._phrases.get(phrase)
            if person and len("".join(phrase)) > 1:
                rest = words[:-length]
                while rest[-1:] in (["of"], ["the"], ["for"]):
                    rest = rest[:-1]
                yield person, " ".join(rest)

    @cached_property
    def _phrases(self) -> dict[tuple[str, ...], str]:
        """Persons by the words for them."""
        return {
            tuple(words.split()): person
            for person, of_person in self.words.items()
            for word in of_person
            for words in ((word, f"{word}s") if len(word) >= HAS_PLURAL else (word,))
        }

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(phrase[0] for phrase in self._phrases)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._phrases), default=0)


def read_persons(path: Path | Traversable) -> Persons:
    """The persons in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        file = PersonsFile.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, PersonsFile), where=document.file)
        raise
    raise_problems(_problems(file, document), where=document.file)
    return Persons({name: tuple(map(tidy_heading, words)) for name, words in file.persons.items()})


def _problems(file: PersonsFile, document: Document) -> Iterator[Problem]:
    claimed: dict[str, str] = {}
    for name, words in file.persons.items():
        line = document.line_of(("persons", name))
        key = f"persons.{name}"
        if not words:
            yield Problem(document.file, "no words", line, key, hint="name at least one")
        for word in map(tidy_heading, words):
            if not word:
                yield Problem(document.file, "a word without a letter or digit", line, key)
            elif claimed.setdefault(word, name) != name:
                message = f"'{word}' stands for {claimed[word]} already"
                yield Problem(document.file, message, line, key, hint="leave it to one of the two")


def _is_number(words: list[str]) -> bool:
    return bool(words) and words[0].isdecimal() and len(words[0]) <= MOST_PERSONS
