"""Dip samples: the flags that matter to a collection, and what is asked of each record drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.lint import respectful
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, nearest, raise_problems
from eqmon.rulebook.rules import Condition, Model, Name, Source
from eqmon.rulebook.validation import problem_at, problems_of
from eqmon.rulebook.yaml_reader import Document, read_document

QUESTION_ID = r"^[A-Z]{2,4}-SMP-\d{2}$"
Text = Annotated[str, Field(min_length=1)]


class SampleFlag(Model):
    """A flag that makes a stratum of its own."""

    flag: Annotated[str, Field(pattern=r"^\w[\w &/-]*$")]
    """What --flag calls it, in any case."""
    label: Text
    when: tuple[Condition, ...] = Field(min_length=1)
    """A record bears it where any of these holds."""
    whole_under: Annotated[int, Field(ge=0)] = 0
    """A stratum of it with fewer records is taken whole."""

    @model_validator(mode="after")
    def _is_no_recording(self) -> SampleFlag:
        if any(condition.recording is not None for condition in self.when):
            raise ValueError("a flag is told by is_in or has_flag, not by a recording")
        return self


class Question(Model):
    """What the one who looks at a record answers with yes, no or not applicable."""

    id: Annotated[str, Field(pattern=QUESTION_ID)]
    title: Text
    """A few words, for the heading of its column."""
    asks: Text
    """A statement that holds of a sound record: yes is sound, no is a defect."""
    look_for: Text
    """What tells a yes from a no, and when it is not applicable."""
    owner: Text
    """Whose answer it is: a role."""
    source: tuple[Source, ...] = Field(min_length=1)


class DipSample(Model):
    """What rules/samples/<suite>.yaml says."""

    suite: Name
    title: Text
    flags: tuple[SampleFlag, ...] = ()
    """A record with several belongs to the first that it has: the rarest stands first."""
    questions: tuple[Question, ...] = Field(min_length=1)


@dataclass(frozen=True)
class SampleFile:
    """A dip sample beside the file that it was read from."""

    sample: DipSample
    document: Document

    def problem(
        self, place: tuple[int | str, ...], message: str, *, allowed: str = "", hint: str = ""
    ) -> Problem:
        """A problem at a place in the file."""
        return problem_at(self.document, place, message, allowed=allowed, hint=hint)


def read_sample(path: Path | Traversable) -> SampleFile:
    """The dip sample in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        found = DipSample.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, DipSample), where=document.file)
        raise
    raise_problems([*_named(found, path, document), *_twice(found, document)], where=document.file)
    return SampleFile(found, document)


def lint_samples(
    files: Mapping[str, SampleFile],
    suites: Mapping[str, Suite],
    own: Collection[str],
    refused: Collection[str],
) -> Iterator[Problem]:
    """What is wrong with dip samples, of suites that were not refused.

    A suite of one's own may lack what the shipped sample reads: its flags are then found nowhere.
    """
    for name, file in files.items():
        suite = f"suites/{name}.yaml"
        if suite not in refused and (f"samples/{name}.yaml" in own or suite not in own):
            yield from lint_sample(file, suites)


def lint_sample(file: SampleFile, suites: Mapping[str, Suite]) -> Iterator[Problem]:
    """What a dip sample says of fields that its suite has not, or of victims what none may say."""
    suite = suites.get(file.sample.suite)
    if suite is None:
        hint = nearest(file.sample.suite, suites)
        yield file.problem(("suite",), "there is no such suite", hint=hint)
        return
    for i, flag in enumerate(file.sample.flags):
        for j, condition in enumerate(flag.when):
            place = ("flags", i, "when", j, "field")
            told = suite.fields.get(condition.field)
            if told is None:
                hint = nearest(condition.field, suite.fields)
                yield file.problem(place, "the suite has no such field", hint=hint)
            elif condition.has_flag is not None and told.kind != "flags":
                yield file.problem(place, "the field is not of kind flags")
    for i, one in enumerate(file.sample.questions):
        texts = {"title": one.title, "asks": one.asks, "look_for": one.look_for}
        yield from respectful(file, ("questions", i), **texts)


def _named(found: DipSample, path: Path | Traversable, document: Document) -> list[Problem]:
    if found.suite == path.name.removesuffix(".yaml"):
        return []
    hint = f"name the file {found.suite}.yaml"
    return [problem_at(document, ("suite",), "is not the name of the file", hint=hint)]


def _twice(found: DipSample, document: Document) -> list[Problem]:
    flags = [flag.flag.casefold() for flag in found.flags]
    ids = [question.id for question in found.questions]
    return [
        problem_at(document, (key, i), f"two {key} {name}")
        for key, names in (("flags", flags), ("questions", ids))
        for i, name in enumerate(names)
        if name in names[:i]
    ]
