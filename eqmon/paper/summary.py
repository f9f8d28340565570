"""The summary: what was looked at, whether the standard is met, and what a member must know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph
from eqmon.paper.phrases import found, listed, period, places, some, verb, within
from eqmon.paper.standing import (
    assessed,
    finding_of,
    has_no_column,
    strands_of,
    total_withheld,
    unfit,
)
from eqmon.report.words import number_of, standing
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, RuleVerdict, StrandLabel

STANDINGS = {
    "NOT ASSESSED": "Nothing could be judged.",
    "STANDARD NOT MET": "The standard is not met.",
    "STANDARD MET": "The standard is met.",
    "STANDARD MET, AS FAR AS JUDGED": "The standard is met as far as it could be judged.",
}
NO_STRANDS = "these records say nothing of who somebody is, so there are no strands to judge."


def summary(report: Report) -> tuple[Block, ...]:
    """How it stands, then each collection; what it is about stands under the title."""
    return (
        Paragraph((STANDINGS[standing(report)],)),
        *(block for collection in report.collections for block in _of(collection)),
    )


def subject(report: Report) -> str:
    """What the paper is about, in one sentence."""
    when = period(report)
    return (
        f"This report says how far the equality strands were recorded {_where(report)}"
        f"{f' of {when}' if when else ''}, and what can and cannot be concluded from them."
    )


def with_strands(report: Report) -> tuple[Collection, ...]:
    """The collections that have strands to record: what a paper is about; all where none has."""
    return tuple(one for one in report.collections if one.strands) or report.collections


def _where(report: Report) -> str:
    """`in 12 records of hate crime`; without numbers where any of them is withheld."""
    collections = with_strands(report)
    if any(total_withheld(collection) for collection in collections):
        titles = listed([within(collection.title) for collection in collections])
        return f"in the records of {titles}"
    of = [f"{number_of(c.records, 'record')} of {within(c.title)}" for c in collections]
    return f"in {listed(of) or 'no records'}"


def advice(report: Report) -> tuple[Block, ...]:
    """The Authority's own summary: that it comments on the service's figures, and what to make."""
    about, *rest = summary(report)
    lead = "This report comments on the service's own records from the Authority's point of view."
    return (Paragraph((lead,)), about, *rest)


def _of(collection: Collection) -> Iterator[Block]:
    """A paragraph; where several strands fail, each in a line of its own."""
    if not collection.strands:
        missing = some(collection.arrival.missing)
        came = f" Nothing came from {missing}." if missing else ""
        yield Paragraph((f"{collection.title}: {NO_STRANDS}{came}",))
        return
    failing = strands_of(collection, Verdict.FAIL)
    told = [f"{_told(collection, *one)}." for one in failing]
    lead = f"{collection.title}: {_judged(collection, len(failing))}"
    rest = " ".join(_rest(collection))
    if len(told) > 1:
        yield Paragraph((f"{lead}:",))
        yield Bullets(tuple((one,) for one in told))
        if rest:
            yield Paragraph((rest,))
        return
    yield Paragraph((" ".join(filter(None, (f"{lead}.", *told, rest))),))


def _judged(collection: Collection, failing: int) -> str:
    """How many strands fail of how many judged; no full stop, for their list may follow."""
    number = sum(
        len(strands_of(collection, verdict))
        for verdict in Verdict
        if verdict is not Verdict.NOT_ASSESSED
    )
    if not number:
        return "no strand could be judged"
    judged = f"of {number_of(number, 'strand')} judged"
    if not failing:
        return f"none {judged} fails"
    return f"{failing:,} {judged} {verb(failing, 'fails', 'fail')}"


def _rest(collection: Collection) -> Iterator[str]:
    if not strands_of(collection, Verdict.FAIL):
        yield from _warning(collection)
    if collection.arrival.missing:
        yield f"Nothing came from {some(collection.arrival.missing)}."
    cannot = [within(strand.label) for strand in unfit(collection)]
    if cannot:
        yield (
            f"Too much is not known of {listed(cannot)} to review disproportionality accurately."
        )


def _told(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> str:
    finding = finding_of(collection, rule.rule)
    if finding is None or finding.withheld:
        return f"{strand.label} fails"
    said = f"{strand.label} was not obtained in {found(finding)} of applicable records"
    if has_no_column(finding):
        return f"{said}, for want of a column"
    if assessed(rule) > 1 and rule.units_failing:
        said += f", and {rule.units_failing:,} of {places(collection, assessed(rule))} judged "
        said += verb(rule.units_failing, "fails", "fail")
    return said


def _warning(collection: Collection) -> Iterator[str]:
    warning = strands_of(collection, Verdict.WARN)
    if warning:
        said = [
            f"{strand.label} ({found(finding)} not obtained)"
            if (finding := finding_of(collection, rule.rule)) and not finding.withheld
            else strand.label
            for strand, rule in warning
        ]
        yield f"{listed(said)} {verb(len(said), 'warns', 'warn')}."
