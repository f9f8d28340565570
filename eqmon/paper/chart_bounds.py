"""A chart of groups' ratios against the margin, with the table of what it draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.charts.alternative import alternative
from eqmon.charts.model import Bounds, BoundsRow
from eqmon.document.model import Cell, Column, Figure, Table, Text
from eqmon.paper import cells
from eqmon.paper.concluded import FIRST, Compared, called, compared_in, group_of
from eqmon.paper.phrases import within
from eqmon.report.measure_words import USABLE, bounds, conclusion, figure, interval, point

if TYPE_CHECKING:
    from eqmon.paper.chart_units import Charted
    from eqmon.report.measures_model import Measuring

ROWS_AT_MOST = 8
ROWS_AT_LEAST = 2
NOTES: tuple[Text, ...] = (
    (
        "Ratio of a group's rate to that of what it is compared with, among known answers, with "
        "its 95 % interval. Bounds: the lowest and the highest ratio that the answers not known "
        "leave possible. The scale is logarithmic: half and double lie equally far from 1.",
    ),
)


def bounds_figure(collection: Measuring, key: str) -> Charted | None:
    """The comparisons that matter most: those that differ, then those by ethnicity and gender.

    None where fewer than two can be drawn. Ids: `figure-bounds-KEY`, `table-bounds-KEY`.
    """
    chosen = _chosen(collection)
    if len(chosen) < ROWS_AT_LEAST:
        return None
    low, high = chosen[0].contrast.margin
    titles = {one.measured.title for one in chosen}
    measure = f", {within(titles.pop())}" if len(titles) == 1 else " on measures"
    title = f"{collection.title}: ratios of groups' rates{measure}"
    chart = Bounds(
        title=title,
        across="Ratio of rates",
        rows=tuple(_row(one, group_of(one) if not titles else called(one)) for one in chosen),
        low=low,
        high=high,
    )
    table = _table(title, chosen, f"table-bounds-{key}")
    drawn = Figure(f"figure-bounds-{key}", "", title, chart, alternative(chart), table.id, NOTES)
    return drawn, table


def figures_in_body(collections: Sequence[Measuring]) -> tuple[Figure, ...]:
    """The chart of the one collection that has one: of several, they stand after the body."""
    found = (bounds_figure(one, str(number)) for number, one in enumerate(collections, 1))
    drawn = [figure for figure, _ in filter(None, found)]
    return tuple(drawn) if len(drawn) == 1 else ()


def _chosen(collection: Measuring) -> list[Compared]:
    """Those that can be drawn, the telling ones first; of equals, in the order of the measures."""
    strands = {strand.name: strand.strand for strand in collection.strands}
    drawable = [
        one for one in compared_in(collection) if point(one.contrast) and bounds(one.contrast)
    ]
    differing = [one for one in drawable if one.differs]
    differing.sort(key=lambda one: USABLE.index(one.contrast.usable))
    first = [one for one in drawable if not one.differs and strands.get(one.by.by) in FIRST]
    return [*differing, *first][:ROWS_AT_MOST]


def _row(one: Compared, name: str) -> BoundsRow:
    contrast = one.contrast
    return BoundsRow(
        name=name,
        ratio=contrast.ratio,
        lower=contrast.ratio_lower or 0.0,
        upper=contrast.ratio_upper,
        least=contrast.least,
        most=contrast.most,
        usable=contrast.usable,
    )


def _table(title: str, chosen: Sequence[Compared], id: str) -> Table:
    return Table(
        id=id,
        label="",
        title=title,
        columns=(
            Column("Measure and group", "name"),
            Column("Rate", "text"),
            Column("Compared with", "text"),
            Column("Concluded", "text"),
            Column("Ratio (95 % interval)", "text"),
            Column("Bounds", "text"),
        ),
        rows=tuple(_cells(one) for one in chosen),
        notes=NOTES,
    )


def _cells(one: Compared) -> tuple[Cell, ...]:
    contrast = one.contrast
    return (
        cells.word(called(one)),
        cells.word(figure(one.group.rate)),
        cells.word(f"{contrast.comparator}, {figure(contrast.comparator_rate)}"),
        cells.word(conclusion(contrast)),
        cells.word(f"{point(contrast)} ({interval(contrast)})"),
        cells.word(bounds(contrast)),
    )
