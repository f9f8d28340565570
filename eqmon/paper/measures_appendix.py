"""Measures beyond the body of a paper: unit by unit, and what can be concluded of every group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Section
from eqmon.paper.chart_bounds import bounds_figure, figures_in_body
from eqmon.paper.measure_days import days_tables, days_together
from eqmon.paper.measure_funnel import measure_funnel
from eqmon.paper.measure_matrix import matrix, telling
from eqmon.paper.measure_tables import by_unit, outstanding_units, stands_out, without_figures
from eqmon.paper.own_unit import as_a_whole

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report


def measures_appendix(report: Report, *, every: bool = True) -> tuple[Block, ...]:
    """A section a collection that has measures.

    Without `every` unit, only measures on which one stands out of chance are told unit by unit.
    """
    whole = as_a_whole(report).collections
    both = enumerate(zip(report.collections, whole, strict=True), 1)
    in_body = bool(figures_in_body(whole))
    sections = (
        Section(
            f"appendix-measures-{number}",
            one.title,
            tuple(_of(one, together, number, drawn=in_body, every=every)),
        )
        for number, (one, together) in both
    )
    return tuple(section for section in sections if section.blocks)


def _of(
    collection: Collection, together: Collection, number: int, *, drawn: bool, every: bool
) -> Iterator[Block]:
    """`drawn`: a chart of groups stands in the body, and only the chart's table here."""
    yield from without_figures(collection, number)
    if every or any(stands_out(collection)):
        yield from measure_funnel(collection, str(number)) or ()
    if every:
        yield from by_unit(collection, number)
        yield from days_tables(collection, number)
    else:
        yield from outstanding_units(collection, number)
        yield from days_together(collection, number)
    yield from matrix(together, number)
    charted = bounds_figure(together, str(number)) or ()
    yield from charted[1:] if drawn else charted
    yield from telling(together, number)
