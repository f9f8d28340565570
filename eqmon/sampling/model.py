"""What a scored dip sample holds."""

from __future__ import annotations

from typing import Literal

from eqmon.rulebook.rules import Model
from eqmon.rulebook.samples import Question


class Tallied(Model):
    """Records by their answer to one question."""

    size: int
    """References in the stratum, or in all."""
    drawn: int
    yes: int
    no: int
    not_applicable: int
    unanswered: int

    @property
    def applicable(self) -> int:
        """Records that the question applied to and that were answered: what a rate is of."""
        return self.yes + self.no


class Estimate(Model):
    """A share of all applicable records that are `yes`, as fractions 0 to 1."""

    rate: float
    """Each record counted for those of its stratum that it stands for."""
    lower: float
    """Of the 95 % interval, as is `upper`."""
    upper: float


class StratumScore(Model):
    """One stratum's answers to one question."""

    unit: str
    flag: str
    month: str
    counts: Tallied
    estimate: Estimate | None
    """None where nothing applicable was answered."""


class QuestionScore(Model):
    """One question's answers, over all strata and in each."""

    question: Question
    counts: Tallied
    estimate: Estimate | None
    """Of the strata of which something is answered; None where nothing applicable is."""
    silent: int
    """References in strata of which nothing is answered: no rate is of them."""
    at_most_no: float | None
    """The highest share of `no` that the sample leaves possible, one-sided at 95 %, those not
    answered counted as `no`; None where nothing can be told."""
    supports: str
    strata: tuple[StratumScore, ...]


class Score(Model):
    """A whole scored sample: internal, as its strata may be few records."""

    kind: Literal["eqmon dip sample score"] = "eqmon dip sample score"
    schema_version: Literal["1"] = "1"
    audience: Literal["internal", "public"] = "internal"
    """`public` once its strata are left out."""
    marking: Literal["OFFICIAL-SENSITIVE", ""] = "OFFICIAL-SENSITIVE"
    eqmon: str
    suite: str
    title: str
    period: str | None
    asked_for: str
    by: tuple[str, ...]
    units: tuple[str, ...] = ()
    """Those that it was drawn from; empty in scores of before they were told."""
    size: int
    drawn: int
    frame_sha256: str
    questions: tuple[QuestionScore, ...]
