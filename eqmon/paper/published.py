"""Published figures to hold a strand's beside: as marks of a chart, and as its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.charts.model import Mark
from eqmon.document.model import Text
from eqmon.paper.chart_units import overall
from eqmon.paper.phrases import rate_of, sentence
from eqmon.report.words import MEASURES
from eqmon.rulebook.benchmarks import load_benchmarks
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from eqmon.report.model import Collection, StrandLabel
    from eqmon.rulebook.benchmarks import Benchmark

ABOUT = "the victim"
"""Whom the published figures are about, in a suite's words: no others are held beside them."""
NOT_ALIKE = "not like for like"
PAPERS = {
    "S0": "Metropolitan Police Authority, Equal Opportunities and Diversity Board, "
    "16 November 2006, report 7",
}


def benchmarks_of(collection: Collection, strand: StrandLabel) -> tuple[Benchmark, ...]:
    """The published figures that a chart of the strand shows: of ethnicity, of victims."""
    if strand.strand is not Strand.ETHNICITY or collection.about != ABOUT:
        return ()
    return tuple(known for known in load_benchmarks() if known.strand is strand.strand)


def mark_of(benchmark: Benchmark) -> Mark:
    """A line or band whose label says that it cannot be compared as it stands."""
    label = f"{benchmark.label} ({NOT_ALIKE})"
    return Mark(label, benchmark.low, benchmark.high, is_limit=False)


def note_on(benchmark: Benchmark, collection: Collection, strand: StrandLabel) -> Text:
    """Its definition, denominator, caution and source, and the nearest measure of these records."""
    source = benchmark.source
    work = PAPERS.get(source.work, source.work)
    where = f"{work}, {source.where}" if source.where else work
    said = [
        f"{benchmark.label}.",
        sentence(benchmark.definition),
        f"Denominator: {benchmark.denominator[:1].lower()}{sentence(benchmark.denominator)[1:]}",
        sentence(benchmark.caution),
        sentence(_nearest(benchmark, collection, strand)),
        sentence(f"Source: {where}"),
    ]
    return (" ".join(part for part in said if part),)


def _nearest(benchmark: Benchmark, collection: Collection, strand: StrandLabel) -> str:
    recorded = overall(collection, strand)
    if recorded is None:
        return ""
    measure = f"the nearest measure of these records, {MEASURES[benchmark.measure]}"
    return f"{measure}, is {rate_of(recorded.measures[benchmark.measure])} in all units together"
