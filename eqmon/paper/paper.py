"""A report as a committee paper, in one of the forms that committees have used."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Document, Facts, Recommendations, Section
from eqmon.paper.boroughs import by_borough
from eqmon.paper.definitions import definitions
from eqmon.paper.particulars import Particulars, said
from eqmon.paper.phrases import period
from eqmon.paper.received import received
from eqmon.paper.settled import settled
from eqmon.paper.strands import by_strand
from eqmon.paper.summary import subject, summary
from eqmon.report.words import AUDIENCES

if TYPE_CHECKING:
    from eqmon.paper.authored import Authored
    from eqmon.report.model import Report


class Form(StrEnum):
    """The forms of a committee paper."""

    COMMITTEE = "committee"
    FORM_2011 = "2011"
    CONCURRENT = "concurrent"


LEADS = {
    Form.COMMITTEE: "That members",
    Form.FORM_2011: "That members",
    Form.CONCURRENT: "That members agree:",
}
"""How each form leads in its recommendations."""


def paper_document(
    report: Report, particulars: Particulars, authored: Authored, form: Form, created: datetime
) -> Document:
    """The paper of a report, which for the public must already be its protected copy.

    Facts that the form demands and nobody gave are markers in square brackets (see
    `missing_particulars`); the author's own blocks end the sections that they belong to.
    """
    document = Document(
        title=particulars.title or title(report),
        subject=subject(report),
        audience=report.audience,
        banner=AUDIENCES[report.audience],
        facts=Facts(
            tuple(
                (name, (said(particulars, fact),))
                for name, fact in (("Report", "number"), ("Date", "meeting"), ("By", "by"))
            )
        ),
        blocks=tuple(_sections(report, authored, form)),
        created=created,
        author=particulars.author or "",
        keywords=("equality monitoring", *(c.title for c in report.collections)),
    )
    return settled(document, numbered=frozenset({"supporting"}))


def title(report: Report) -> str:
    """What a paper is called that its author gives no title."""
    of = " and ".join(c.title[:1].lower() + c.title[1:] for c in report.collections)
    when = period(report)
    return f"Equality monitoring{f' of {of}' if of else ''}{f', {when}' if when else ''}"


def _sections(report: Report, authored: Authored, form: Form) -> list[Section]:
    def section(name: str, heading: str, *blocks: Block, new_page: bool = False) -> Section:
        return Section(name, heading, (*blocks, *authored.of(name)), new_page)

    return [
        section("summary", "Summary", *summary(report)),
        section(
            "recommendations",
            "A. Recommendations",
            Recommendations(LEADS[form], (("note this report.",),)),
        ),
        section(
            "supporting",
            "B. Supporting information",
            section("received", "What was received", *received(report)),
            section("strands", "Recording by strand", *by_strand(report)),
            section("boroughs", "Recording by borough", *by_borough(report)),
        ),
        section("appendix-1", "Appendix 1: Definitions", *definitions(), new_page=True),
    ]
