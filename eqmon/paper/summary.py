"""The summary: what was looked at, whether the standard is met, and the strands that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Block, Paragraph
from eqmon.paper.phrases import listed, period
from eqmon.report.words import number_of, rules_by_verdict, standing

if TYPE_CHECKING:
    from eqmon.report.model import Report

STANDINGS = {
    "NOT ASSESSED": "Nothing could be judged.",
    "STANDARD NOT MET": "The standard is not met.",
    "STANDARD MET": "The standard is met.",
    "STANDARD MET, AS FAR AS JUDGED": "The standard is met as far as it could be judged.",
}


def summary(report: Report) -> tuple[Block, ...]:
    """Two paragraphs or so, without numbers."""
    return (
        Paragraph((subject(report),)),
        Paragraph((f"{STANDINGS[standing(report)]} {rules_by_verdict(report)}.",)),
        *(Paragraph((line,)) for line in report.headline.splitlines() if line.strip()),
    )


def subject(report: Report) -> str:
    """What the paper is about, in one sentence."""
    of = [
        f"{number_of(c.records, 'record')} of {c.title[:1].lower()}{c.title[1:]}"
        for c in report.collections
    ]
    when = period(report)
    return (
        "This report tells members how far the equality strands were recorded in "
        f"{listed(of) or 'no records'}{f' of {when}' if when else ''}, and what can and cannot be "
        "concluded from them."
    )
