"""What is told beside a drop's records, a line each: returns, claims, samples, phases, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.report.words import number_of

if TYPE_CHECKING:
    from eqmon.frameworks.model import Phases
    from eqmon.report.model import Report
    from eqmon.sampling.model import Score
    from eqmon.verify.model import Verification

TITLE = "Beside the drop"
DISPUTED = ("impossible", "inconsistent")
"""What arithmetic speaks against."""


def beside(report: Report) -> list[str]:
    """A line for each thing that is there; none where nothing is."""
    return list(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    if report.returns:
        yield f"What was due: {_stopped(report.returns.headline)}"
    if report.claims:
        yield f"Published figures: {disputed(report.claims)}."
    for score in report.samples:
        yield from _sample(score)
    seen: set[str] = set()
    for phases in report.phases:
        # The first of a framework is of all collections together, where there are several.
        if phases.framework not in seen:
            seen.add(phases.framework)
            yield _reached(phases)
    said = dict.fromkeys(one.sentence for one in report.coverage)
    for one in report.coverage:
        if len(said) > 1:
            yield f"{one.title}: {one.sentence}"
    if len(said) == 1:
        yield report.coverage[0].sentence


def disputed(claims: Verification) -> str:
    """`4 of 17 claims are impossible, 2 inconsistent`; what cannot be checked is told beside."""
    number = {word: sum(one.outcome == word for one in claims.claims) for word in DISPUTED}
    of = number_of(len(claims.claims), "claim")
    found = [f"{n:,} {word}" for word, n in number.items() if n]
    said = f"of {of} {', '.join(found)}" if found else f"of {of} none impossible or inconsistent"
    open_still = sum(one.outcome == "cannot_be_checked" for one in claims.claims)
    return f"{said}, {open_still:,} cannot be checked" if open_still else said


def is_disputed(claims: Verification | None) -> bool:
    """Whether arithmetic speaks against any claim."""
    return claims is not None and any(one.outcome in DISPUTED for one in claims.claims)


def _sample(score: Score) -> Iterator[str]:
    for one in score.questions:
        yield f"{score.title}, {one.question.id} {one.question.title}: {_stopped(one.supports)}"


def _reached(phases: Phases) -> str:
    shares = " ".join(share.sentence for share in phases.shares)
    return f"{phases.title}, {phases.collection}: {shares}"


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
