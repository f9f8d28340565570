"""Background papers: what this paper rests on and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Text
from eqmon.paper.phrases import period
from eqmon.report.words import subject

if TYPE_CHECKING:
    from eqmon.report.model import Report

PAPERS = (
    "Metropolitan Police Authority, Equal Opportunities and Diversity Board, 16 November 2006, "
    "report 7: Project Umbra, concurrent report",
)
WORKS = (
    "E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212: intervals "
    "of rates",
    "R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890: intervals of differences",
)


def sources(report: Report) -> tuple[Block, ...]:
    """The check itself, the papers quoted, and the published methods."""
    return (Bullets((_check(report), *((one,) for one in (*PAPERS, *WORKS)))),)


def _check(report: Report) -> Text:
    about = period(report) or subject(report)
    return (
        f"Equality monitoring check{f' of {about}' if about else ''}, made with eqmon "
        f"{report.eqmon} by the rulebook ‘{report.rulebook}’, whose rules each name their source",
    )
