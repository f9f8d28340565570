"""How counts of people are controlled in public copies, as rule files say it."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.problems import raise_problems
from eqmon.rulebook.rules import Model, Source
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document


class Suppress(Model):
    """Counts below a threshold are withheld, and the others exact."""

    threshold: Annotated[int, Field(ge=3, strict=True)] = 10
    """Counts from 1 to one less than this are withheld."""
    source: tuple[Source, ...] = ()


class Rounded(Model):
    """Small counts are withheld, and the others rounded."""

    small: Annotated[int, Field(ge=2, strict=True)] = 7
    """Counts from 1 to this are withheld."""
    base: Annotated[int, Field(ge=2, strict=True)] = 5
    """The others are rounded to the nearest of this."""
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _none_rounds_to_nothing(self) -> Rounded:
        if self.small + 1 < (self.base + 1) // 2:
            raise ValueError("counts above small are rounded to 0: small is at least half of base")
        return self


class MeasuresRounded(Model):
    """Measures are rates of rounded counts, and none of few records on either side."""

    each_side: Annotated[int, Field(ge=3, strict=True)] = 10
    """A line is shown from so many records in the numerator, and as many beside it, on."""
    base: Annotated[int, Field(ge=3, strict=True)] = 5
    """Counts are rounded to the nearest of this."""
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _none_rounds_to_nothing(self) -> MeasuresRounded:
        if self.each_side < self.base:
            raise ValueError("a side could be rounded to nothing: each_side is at least base")
        return self


class DisclosureRules(Model):
    """What disclosure.yaml may say; without the file all stands as in the shipped one."""

    method: Literal["suppress", "round"] = "suppress"
    """The method of a run that asks for no other."""
    strict: bool = False
    """Whether counts of how records were recorded are controlled too."""
    least_values: Annotated[int, Field(ge=3, strict=True)] = 5
    """Values that a withheld count is left with where counts of people alone can give them."""
    suppress: Suppress = Suppress()
    round: Rounded = Rounded()
    measures: MeasuresRounded = MeasuresRounded()


def read_disclosure(path: Path | Traversable) -> DisclosureRules:
    """The rules in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        return DisclosureRules.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, DisclosureRules), where=document.file)
        raise
