"""Background papers: what this paper rests on and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets
from eqmon.paper.phrases import period
from eqmon.paper.published import PAPERS, benchmarks_of
from eqmon.report.words import subject

if TYPE_CHECKING:
    from eqmon.report.model import Report

QUOTED = (
    "Metropolitan Police Authority, Equal Opportunities and Diversity Board, 16 November 2006, "
    "report 7: Project Umbra, concurrent report"
)
ASKED = (
    "Metropolitan Police Authority, Communities, Equalities and People Committee, 16 July 2009, "
    "report 8: response to the Mayor's violence against women strategy"
)
"""Which the dictionary of measures quotes."""
RATIOS = (
    "A. Donner and G. Y. Zou, Statistical Methods in Medical Research 21 (2012), 347-359: "
    "intervals of ratios"
)
WORKS = (
    "E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212: intervals "
    "of rates",
    "R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890: intervals of differences",
    "C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1: what a "
    "gap leaves open",
)


def sources(report: Report) -> tuple[Block, ...]:
    """The check itself, the paper quoted, published figures that are shown, and the methods."""
    measured = any(collection.measures for collection in report.collections)
    quoted = (QUOTED, ASKED) if measured else (QUOTED,)
    works = (*WORKS, RATIOS) if measured else WORKS
    every = (_check(report), *quoted, *_published(report), *works)
    return (Bullets(tuple((one,) for one in every)),)


def _check(report: Report) -> str:
    about = period(report) or subject(report)
    return (
        f"Equality monitoring check{f' of {about}' if about else ''}, made with eqmon "
        f"{report.eqmon} by the rulebook ‘{report.rulebook}’, whose rules each name their source"
    )


def _published(report: Report) -> Iterator[str]:
    """The works whose figures charts hold beside these, each once; the paper quoted is told."""
    known = (
        benchmark.source.work
        for collection in report.collections
        for strand in collection.strands
        for benchmark in benchmarks_of(collection, strand)
    )
    yield from dict.fromkeys(work for work in known if work not in PAPERS)
