"""What members are asked to agree, as far as the findings ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Link, Recommendations, Text
from eqmon.paper.conclusions import spans
from eqmon.paper.phrases import period, rate_of, some, within
from eqmon.paper.standing import hides_strands
from eqmon.report.actions import actions
from eqmon.report.beside import is_disputed
from eqmon.report.words import standing
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.paper.forms import Shape
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Report, StrandLabel


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing that members are asked for."""

    brief: str
    """For the front sheet."""
    text: Text


def recommended(report: Report, by: str = "") -> tuple[Recommendation, ...]:
    """What the findings ask of members, to note the report always; `by` is by when."""
    return tuple(_recommended(report, by))


def recommendations(
    report: Report, shape: Shape, authored: tuple[Block, ...], by: str = ""
) -> tuple[Block, ...]:
    """The list in a form's words; an author's list goes on from it, other blocks stand below."""
    own = [item for b in authored if isinstance(b, Bullets | Recommendations) for item in b.items]
    rest = (block for block in authored if not isinstance(block, Bullets | Recommendations))
    computed = recommended(report, by)
    items = [
        _ended(shape.before_each, one.text, last=number == len(computed) and not own)
        for number, one in enumerate(computed, 1)
    ]
    return (Recommendations(shape.lead, (*items, *own)), *rest)


def _ended(before: str, text: Text, *, last: bool) -> Text:
    begun = (before, *text) if before else text
    return (*begun, "." if last else ";")


def _recommended(report: Report, by: str) -> Iterator[Recommendation]:
    yield _note(report)
    if any(action.verdict is Verdict.FAIL for action in actions(report)):
        when = by or "a date that members set"
        yield Recommendation(
            f"ask for the action that the failing rules call for, by {when}",
            ("ask that the action set out under ‘", Link("", "#action"), f"’ be taken by {when}"),
        )
    widest = max(
        ((rate, strand, c) for c in report.collections for strand, rate in spans(c)[:1]),
        key=lambda one: one[0].rate or 0.0,
        default=None,
    )
    if widest and widest[0].count:
        said = (
            "treat no difference between groups as disproportionality where it is smaller than the "
            "share of answers not known"
        )
        most = "" if any(map(hides_strands, report.collections)) else _at_most(*widest)
        where = Link("", "#conclusions")
        brief = (
            "treat no difference smaller than the share of answers not known as disproportionality"
        )
        yield Recommendation(brief, (f"{said}{most} (see ‘", where, "’)"))
    for collection in report.collections:
        if collection.arrival.missing:
            missing = some(collection.arrival.missing)
            said = f"ask for the {within(collection.title)} records of {missing}"
            yield Recommendation(said, (f"{said}, which are not in these figures",))
    yield from _beside(report)
    if report.could_not_run:
        said = "ask that what could not be read or judged be put right"
        yield Recommendation(said, (said,))
    if any(rule.verdict is Verdict.FAIL for c in report.collections for rule in c.rules):
        said = "review progress across the strands in the next committee cycle"
        yield Recommendation(said, (said,))


def _beside(report: Report) -> Iterator[Recommendation]:
    """What registers and published figures ask for; both in one line where it is brief."""
    due = report.returns is not None and report.returns.verdict is Verdict.FAIL
    brief = "ask for the returns that did not come, and about figures that cannot be"
    both = brief if due and is_disputed(report.claims) else ""
    if due:
        said = "ask for the returns that were due and did not come"
        yield Recommendation(both or said, (f"{said} (see ‘", Link("", "#returns"), "’)"))
    if is_disputed(report.claims):
        said = "ask whoever published them about the figures that arithmetic speaks against"
        where = Link("", "#appendix-claims")
        yield Recommendation(both or said, (f"{said} (see ‘", where, "’)"))


def _at_most(rate: Rate, strand: StrandLabel, collection: Collection) -> str:
    return f", at most {rate_of(rate)} for {within(strand.label)} in {within(collection.title)}"


def _note(report: Report) -> Recommendation:
    when = f" in {period(report)}" if period(report) else ""
    how = {
        "NOT ASSESSED": f"that nothing could be judged{when}",
        "STANDARD NOT MET": f"that the standard for recording the strands was not met{when}",
        "STANDARD MET": f"that the standard for recording the strands was met{when}",
    }.get(standing(report), f"that the standard was met{when} as far as it could be judged")
    return Recommendation(f"note {how}", (f"note this report, and {how}",))
