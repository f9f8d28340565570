"""The summary: what was looked at, whether the standard is met, and what a member must know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Paragraph
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


def summary(report: Report) -> tuple[Block, ...]:
    """What it is about and how it stands, then a paragraph a collection."""
    return (
        Paragraph((f"{subject(report)} {STANDINGS[standing(report)]}",)),
        *(Paragraph((" ".join(_of(collection)),)) for collection in report.collections),
    )


def subject(report: Report) -> str:
    """What the paper is about, in one sentence."""
    of = [
        f"{'records' if total_withheld(c) else number_of(c.records, 'record')} of {within(c.title)}"
        for c in report.collections
    ]
    when = period(report)
    return (
        f"This report says how far the equality strands were recorded in "
        f"{listed(of) or 'no records'}{f' of {when}' if when else ''}, and what can and cannot be "
        "concluded from them."
    )


def advice(report: Report) -> tuple[Block, ...]:
    """The Authority's own summary: that it comments on the service's figures, and what to make."""
    about, *rest = summary(report)
    lead = "This report comments on the service's own records from the Authority's point of view."
    return (Paragraph((lead,)), about, *rest)


def _of(collection: Collection) -> Iterator[str]:
    failing = strands_of(collection, Verdict.FAIL)
    judged = [
        one for v in Verdict if v is not Verdict.NOT_ASSESSED for one in strands_of(collection, v)
    ]
    lead = f"{collection.title}:"
    if not judged:
        yield f"{lead} no strand could be judged."
    elif not failing:
        yield f"{lead} none of {number_of(len(judged), 'strand')} judged fails."
        yield from _warning(collection)
    else:
        number = number_of(len(judged), "strand")
        yield f"{lead} {len(failing):,} of {number} judged {verb(len(failing), 'fails', 'fail')}."
        told = [_told(collection, *one) for one in failing]
        yield f"{told[0]}{''.join(f'; {one}' for one in told[1:])}."
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
