"""Each record's place in a breakdown: the group of its known answer, or how it was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eqmon.engines.readings import Ints
from eqmon.rulebook.answers import NOT_GROUPED, Answers
from eqmon.rulebook.measures import strands_of
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eqmon.engines.strands import StrandCoder
    from eqmon.rulebook.codelists import CodeList
    from eqmon.rulebook.model import Suite

BETWEEN = ", "
"""Stands between the groups of two strands, as in `Black, Female`."""


class Answer(NamedTuple):
    """What a breakdown tells of a record."""

    group: str
    """Empty where the answer is not known."""
    recording: str
    """`known`, how it was recorded otherwise, or `missing` where one of two is not known."""


EVERYBODY = Answer("", "known")
NO_ANSWER = Answer("", "missing")


class Breakdown:
    """Numbers the answers of one strand, or of two crossed, alike over all chunks."""

    def __init__(self, name: str, suite: Suite, code_lists: Mapping[str, CodeList]) -> None:
        self.name = name
        self.strands = strands_of(name)
        self.answers: list[Answer] = []
        self._number: dict[Answer, int] = {}
        self._suite = suite
        self._code_lists = code_lists
        self._of_code: dict[tuple[str, str, str, str], Answer] = {}

    def numbers(
        self, codes: Mapping[str, Ints | None], coders: Mapping[str, StrandCoder], laid_out: Suite
    ) -> Ints | None:
        """Each record's answer as a position in `answers`; None where a strand tells nothing."""
        found = [self._of_strand(s, codes[s], coders[s], laid_out) for s in self.strands]
        if any(one is None for one in found):
            return None
        told = [one for one in found if one is not None]
        if len(told) == 1:
            places, answers = told[0]
            numbered = [self._numbered(answer) for answer in answers]
            return _taken(numbered, places)
        (mine, my_answers), (theirs, their_answers) = told
        pairs = [self._numbered(_crossed(a, b)) for a in my_answers for b in their_answers]
        return _taken(pairs, mine * len(their_answers) + theirs)

    def _of_strand(
        self, strand: str, codes: Ints | None, coder: StrandCoder, laid_out: Suite
    ) -> tuple[Ints, list[Answer]] | None:
        """Each record's place among the answers of one strand, and those answers."""
        if codes is None:
            return None
        answers = [
            self._answer(strand, field, reading.code, reading.recording, group, laid_out)
            for (field, reading), group in zip(coder.told, coder.groups, strict=True)
        ]
        each = list(dict.fromkeys(answers))
        return _taken([each.index(answer) for answer in answers], codes), each

    def _answer(
        self, strand: str, field: str, code: str, recording: Recording, group: str, laid_out: Suite
    ) -> Answer:
        if recording is not Recording.KNOWN:
            return Answer("", recording.value)
        if group:
            return Answer(group, recording.value)
        scheme = laid_out.fields[field].scheme
        key = strand, field, code, scheme
        if key not in self._of_code:
            name = self._suite.fields[field].code_list
            by_group = self._suite.strands[strand].people_by == "group"
            answers = Answers(self._code_lists[name], scheme, by_group) if name else None
            counted = answers.counted_as(code) if answers else NOT_GROUPED
            self._of_code[key] = Answer(counted, recording.value)
        return self._of_code[key]

    def _numbered(self, answer: Answer) -> int:
        if answer not in self._number:
            self._number[answer] = len(self.answers)
            self.answers.append(answer)
        return self._number[answer]


def _taken(numbers: list[int], places: Ints) -> Ints:
    taken: Ints = np.array(numbers, dtype=np.int64)[places]
    return taken


def _crossed(one: Answer, other: Answer) -> Answer:
    """Both groups, where both are known; a strand that does not apply leaves the record out."""
    not_applicable = Recording.NOT_APPLICABLE.value
    if not_applicable in (one.recording, other.recording):
        return Answer("", not_applicable)
    if one.group and other.group:
        return Answer(f"{one.group}{BETWEEN}{other.group}", Recording.KNOWN.value)
    return NO_ANSWER
