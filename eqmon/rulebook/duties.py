"""Equality duties: which was first in force for a strand, and from which date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError, model_validator

from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.rules import Model, Source
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document
from eqmon.vocabulary import Strand


class LaterDuty(Model):
    """The duty that took the place of an earlier one."""

    commencement: date
    name: str
    source: Source


class DutyInForce(Model):
    """The first duty of due regard for a strand: never a duty to hold a value on a record."""

    strand: Strand
    commencement: date
    name: str
    source: Source
    became: LaterDuty | None = None
    """What it became; None where it is in force still."""

    @model_validator(mode="after")
    def _in_order(self) -> DutyInForce:
        if self.became is not None and self.became.commencement <= self.commencement:
            raise ValueError("a duty becomes another after its own commencement")
        return self

    @property
    def commencements(self) -> tuple[date, ...]:
        """The days from which the records' dates tell another name."""
        return (self.commencement, *([self.became.commencement] if self.became else ()))

    def name_at(self, *, earlier: bool, later: bool) -> str:
        """What it is called where records fall before it became another, after that, or both."""
        if self.became is None or not later:
            return self.name
        return f"{self.name}, later the {self.became.name}" if earlier else self.became.name


class DutiesFile(Model):
    """What duties.yaml may say."""

    duties: tuple[DutyInForce, ...]


@dataclass(frozen=True)
class Duties:
    """The duty of each strand."""

    by_strand: Mapping[Strand, DutyInForce]

    def of(self, strand: Strand) -> DutyInForce:
        """The duty of a strand; KeyError for a strand that no file names."""
        return self.by_strand[strand]

    def replaced_by(self, other: Duties) -> Duties:
        """These duties, with those of `other` in the place of theirs."""
        return Duties({**self.by_strand, **other.by_strand})


def read_duties(path: Path | Traversable) -> Duties:
    """The duties in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        file = DutiesFile.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, DutiesFile), where=document.file)
        raise
    strands = [duty.strand for duty in file.duties]
    raise_problems(
        Problem(document.file, f"two duties for {duty.strand}", document.line_of(("duties", i)))
        for i, duty in enumerate(file.duties)
        if duty.strand in strands[:i]
    )
    return Duties({duty.strand: duty for duty in file.duties})
