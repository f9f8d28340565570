"""The protected characteristics with the strands that tell them, and the limbs of the duty."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.problems import raise_problems
from eqmon.rulebook.rules import RULE_ID, Model, Name, Source
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document
from eqmon.vocabulary import Strand

FILE = "characteristics.yaml"
Text = Annotated[str, Field(min_length=1)]
LimbName = Literal["eliminate", "advance", "foster"]


class Characteristic(Model):
    """One protected characteristic."""

    name: Name
    title: Text
    strand: Strand | None = None
    """The strand that tells it; None where none does."""
    why_not: str = ""
    """Why nothing tells it."""

    @model_validator(mode="after")
    def _told_or_said_why_not(self) -> Characteristic:
        if (self.strand is None) != bool(self.why_not):
            raise ValueError("name the strand that tells it, or say in why_not why none does")
        return self


class Limb(Model):
    """One limb of the general equality duty."""

    name: LimbName
    title: Text
    says: Text


class Characteristics(Model):
    """What characteristics.yaml may say."""

    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    owner: Text
    source: tuple[Source, ...] = Field(min_length=1)
    characteristics: tuple[Characteristic, ...] = Field(min_length=1)
    limbs_id: Annotated[str, Field(pattern=RULE_ID)]
    limbs_source: tuple[Source, ...] = Field(min_length=1)
    limbs: tuple[Limb, ...] = Field(min_length=3, max_length=3)

    @model_validator(mode="after")
    def _each_once(self) -> Characteristics:
        lists: tuple[list[str], ...] = (
            [one.name for one in self.characteristics],
            [one.strand for one in self.characteristics if one.strand is not None],
            [limb.name for limb in self.limbs],
        )
        for these in lists:
            if doubled := sorted({name for name in these if these.count(name) > 1}):
                raise ValueError(f"stands twice: {', '.join(doubled)}")
        return self

    def limb(self, name: LimbName) -> Limb:
        """The limb of a name."""
        return next(limb for limb in self.limbs if limb.name == name)


def read_characteristics(path: Path | Traversable) -> Characteristics:
    """The characteristics in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        return Characteristics.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, Characteristics), where=document.file)
        raise


@cache
def load_characteristics() -> Characteristics:
    """The shipped characteristics, for whoever has a report and no rulebook."""
    return read_characteristics(files("eqmon.rules").joinpath(FILE))
