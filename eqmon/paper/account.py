"""A report as an accessible document of its own, without the form of a committee paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import Document, Facts, Section
from eqmon.paper.boroughs import by_borough
from eqmon.paper.definitions import definitions
from eqmon.paper.received import received
from eqmon.paper.settled import settled
from eqmon.paper.strands import by_strand
from eqmon.paper.summary import subject, summary
from eqmon.report import words

if TYPE_CHECKING:
    from eqmon.report.model import Report


def report_document(report: Report, created: datetime) -> Document:
    """The accessible report, of the audience that the report itself is for."""
    about = words.subject(report)
    document = Document(
        title=f"Equality monitoring check{f': {about}' if about else ''}",
        subject=subject(report),
        audience=report.audience,
        banner=words.AUDIENCES[report.audience],
        facts=Facts(()),
        blocks=(
            Section("summary", "Summary", summary(report)),
            Section("received", "What arrived", received(report)),
            Section("strands", "Recording by strand", by_strand(report)),
            Section("boroughs", "Recording by unit", by_borough(report)),
            Section("appendix-1", "What the words mean", definitions()),
        ),
        created=created,
        keywords=("equality monitoring", *(c.title for c in report.collections)),
    )
    return settled(document)
