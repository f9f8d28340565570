"""Where the charts of a report stand: of all strands in the body, all others after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.charts.model import Funnel
from eqmon.document.model import Block, Figure, Link, Section, Text
from eqmon.paper.chart_units import called, drawn
from eqmon.paper.charts import charted_strands, figures_of_collection, figures_of_strand
from eqmon.paper.phrases import verb, within
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report, StrandLabel


def of_strands(collection: Collection, number: int) -> tuple[Figure, ...]:
    """The chart of all strands, for the body; its table is with the other charts."""
    return tuple(figure for figure, _ in figures_of_collection(collection, str(number)))


def beyond_chance(collection: Collection, number: int) -> Text:
    """Whether units differ in ethnicity by more than chance explains, as the funnel plot shows it.

    Empty where there is no funnel plot, for want of units that have enough records.
    """
    for strand in _strands(collection, every=False):
        for figure, _ in figures_of_strand(collection, strand, str(number)):
            if isinstance(figure.chart, Funnel):
                units = drawn(collection, strand)
                many = called(collection, units, len(figure.chart.points))
                judged = "shown" if units.withheld else "judged"
                said = _spread(figure.chart, within(strand.label), many, judged)
                return (f" {said} (", _link(figure), ").")
    return ()


def charts(report: Report, *, every: bool = False) -> tuple[Block, ...]:
    """A section a collection: its charts by unit, and every chart's table.

    Of ethnicity alone, or of `every` strand that deserves charts.
    """
    found = ((number, collection) for number, collection in enumerate(report.collections, 1))
    sections = (
        Section(
            f"appendix-charts-{number}", collection.title, tuple(_of(collection, number, every))
        )
        for number, collection in found
    )
    return tuple(section for section in sections if section.blocks)


def _of(collection: Collection, number: int, every: bool) -> Iterator[Block]:
    for _, table in figures_of_collection(collection, str(number)):
        yield table
    for strand in _strands(collection, every=every):
        for figure, table in figures_of_strand(collection, strand, str(number)):
            yield figure
            yield table


def _strands(collection: Collection, *, every: bool) -> tuple[StrandLabel, ...]:
    deserving = charted_strands(collection)
    return tuple(s for s in deserving if every or s.strand is Strand.ETHNICITY)


def _spread(chart: Funnel, label: str, many: str, judged: str) -> str:
    total = len(chart.points)
    outside = sum(point.outside == "99.8" for point in chart.points)
    differ = "differ" if chart.random_limits else "do not differ"
    said = f"The {total:,} {many} {judged} {differ} in {label} by more than chance explains"
    joined = "and" if bool(outside) == bool(chart.random_limits) else "though"
    where = f"{outside:,} of them {verb(outside, 'lies', 'lie')}" if outside else "none alone lies"
    return f"{said}, {joined} {where} outside the 99.8 % limits of chance alone"


def _link(figure: Figure) -> Link:
    return Link("", f"#{figure.id}")
