"""A score in words that its formats share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

from eqmon.report.words import number_of

if TYPE_CHECKING:
    from eqmon.sampling.model import Estimate, QuestionScore, Score, StratumScore, Tallied

NO_RATE = "no rate"
NAMED_AT_MOST = 3
"""Units that a headline names; of more it tells how many."""
MEANING = (
    "A rate is the share of yes among applicable records, each counted for those of its stratum"
    " that it stands for. The interval is of 95 % and speaks of the draw alone: what was taken"
    " whole is known. One stratum: exact (hypergeometric); several: Wilson's on the effective"
    " sample size.",
    "Records not answered are left out of the rate, as if they were like the others, and counted"
    " as no in what the sample supports.",
)


def headline(score: Score) -> str:
    """What was looked at."""
    period = f", {score.period}" if score.period else ""
    of = f", of {units_of(score)}" if score.units else ""
    return f"{score.title}{period}{of}: {score.drawn:,} of {score.size:,} records looked at"


def units_of(score: Score) -> str:
    """The units that it was drawn from, by name where they are few."""
    if len(score.units) > NAMED_AT_MOST:
        return number_of(len(score.units), "unit")
    *others, last = score.units
    return f"{', '.join(others)} and {last} alone" if others else f"{last} alone"


def told_beside(score: Score, units: Collection[str]) -> str:
    """What it does not tell of a report of these units; empty where it is of all of them."""
    others = len(set(units) - set(score.units))
    if not score.units or not others:
        return ""
    many = "the other unit" if others == 1 else f"the {others:,} other units"
    return f"This sample tells nothing of {many} of this report."


def title_of(question: QuestionScore) -> str:
    """A question's id and title."""
    return f"{question.question.id} {question.question.title}"


def rate_of(question: QuestionScore) -> str:
    """The rate with its counts and interval, and which records it is not of."""
    if question.estimate is None:
        return f"{NO_RATE}: no applicable record is answered"
    counts = question.counts
    of = f"{counts.yes:,} of {number_of(counts.applicable, 'applicable record')}"
    weighted = ", weighted by stratum" if is_weighted(question) else ""
    said = f"yes {percent(question.estimate.rate)} % ({of}{weighted}), {spread(question.estimate)}"
    if question.silent:
        silent = number_of(question.silent, "record")
        said += f"; strata with {silent}, of which nothing is answered, are not in it"
    return said


def is_weighted(question: QuestionScore) -> bool:
    """Whether the rate differs from that of the records looked at."""
    counts, estimate = question.counts, question.estimate
    plain = counts.yes / counts.applicable if counts.applicable else 0.0
    return estimate is not None and abs(estimate.rate - plain) > 5e-4


def spread(estimate: Estimate) -> str:
    """The interval in words; of records that were all looked at there is none."""
    told = bounds(estimate)
    return told if estimate.lower == estimate.upper else f"95 % interval {told}"


def bounds(estimate: Estimate) -> str:
    """The interval alone, rounded outwards."""
    if estimate.lower == estimate.upper:
        return "all looked at"
    return f"{_down(estimate.lower)} to {_up(estimate.upper)} %"


def others_of(counts: Tallied) -> str:
    """The answers beside yes."""
    return (
        f"no {counts.no:,}, not applicable {counts.not_applicable:,},"
        f" not answered {counts.unanswered:,}"
    )


def stratum_names(strata: Sequence[StratumScore]) -> list[str]:
    """What the records of each stratum share, without what those of all strata do."""
    places = [(stratum.unit, stratum.flag, stratum.month) for stratum in strata]
    differ = [at for at in range(3) if len({place[at] for place in places}) > 1]
    return [", ".join(place[at] for at in differ) or "all records" for place in places]


def percent(share: float) -> str:
    """A share in per cent; with more digits where it would look like none or all and is not."""
    for digits in (1, 2, 3):
        shown = f"{100 * share:.{digits}f}"
        if float(shown) not in (0.0, 100.0) or share in (0.0, 1.0):
            return shown
    return shown


def _down(share: float) -> str:
    return f"{floor(round(share * 1000, 6)) / 10:.1f}"


def _up(share: float) -> str:
    return f"{ceil(round(share * 1000, 6)) / 10:.1f}"


def number_of_strata(count: int) -> str:
    """A count of strata."""
    return "1 stratum" if count == 1 else f"{count:,} strata"
