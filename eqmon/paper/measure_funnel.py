"""A funnel plot of the measure on which most units stand out, with the table of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.charts.alternative import alternative
from eqmon.charts.model import Funnel, FunnelLimits, FunnelPoint
from eqmon.document.model import Cell, Column, Figure, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import place, sentence, within
from eqmon.report import figures
from eqmon.report.measure_units import stand_out, units_told
from eqmon.report.measure_words import name_of, subject_of, with_status
from eqmon.statistics.dispersion import Dispersion, dispersion, outside_random, random_limits_at
from eqmon.statistics.funnel import limits_at, outside

if TYPE_CHECKING:
    from eqmon.measures.model import Measured, Placed
    from eqmon.paper.chart_units import Charted
    from eqmon.rates import Rate
    from eqmon.report.measures_model import Measuring

UNITS_AT_LEAST = 5
"""Fewer units than this make no funnel: nothing can stand out of so few."""
_STEPS = 60


def measure_funnel(collection: Measuring, key: str) -> Charted | None:
    """The measure of whose units most lie outside the 99.8 % limits; the first where none does.

    None where no measure has enough units, or all or nothing is in its numerator. Ids:
    `figure-measure-funnel-KEY`, `table-measure-funnel-KEY`.
    """
    least = collection.min_records
    found = [
        (measured, units)
        for measured in with_status(collection.measures, "measured")
        if len(units := units_told(measured, least)) >= UNITS_AT_LEAST
        and _centre(units).rate not in (None, 0.0, 1.0)
    ]
    if not found:
        return None
    measured, units = max(found, key=lambda one: len(stand_out(one[0], least)))
    return _charted(collection, measured, units, key)


def _charted(
    collection: Measuring, measured: Measured, units: Sequence[Placed], key: str
) -> Charted:
    centre = _centre(units)
    rate = centre.rate or 0.0
    spread = dispersion([(p.rate.count, p.rate.denominator) for p in units], rate)
    title = f"{collection.title}: {within(name_of(measured))}, by {place(collection)}"
    chart = Funnel(
        title=title,
        across=f"Records: {measured.denominator}",
        up=subject_of(measured),
        centre=rate,
        points=tuple(_point(p, rate, spread) for p in units),
        limits=_limits(units, rate),
        random_limits=_random(units, rate, spread) if spread.is_significant else (),
    )
    notes = (_notes(collection, len(units), centre),)
    table = _table(sentence(place(collection)).rstrip("."), chart, title, f"{key}", notes)
    figure = Figure(
        f"figure-measure-funnel-{key}", "", title, chart, alternative(chart), table.id, notes
    )
    return figure, table


def _centre(units: Sequence[Placed]) -> Rate:
    return cells.rate_over(sum(p.rate.count for p in units), sum(p.rate.denominator for p in units))


def _point(placed: Placed, centre: float, spread: Dispersion) -> FunnelPoint:
    count, n = placed.rate.count, placed.rate.denominator
    beyond = outside_random(count, n, centre, spread.between)
    return FunnelPoint(
        name=placed.unit or "",
        count=count,
        denominator=n,
        rate=count / n,
        outside=outside(count, n, centre),
        outside_random=beyond if spread.is_significant else "",
    )


def _limits(units: Sequence[Placed], centre: float) -> tuple[FunnelLimits, ...]:
    return tuple(FunnelLimits(*at) for at in limits_at(_across(units), centre))


def _random(units: Sequence[Placed], centre: float, spread: Dispersion) -> tuple[FunnelLimits, ...]:
    wide = random_limits_at(_across(units), centre, spread.between)
    return tuple(FunnelLimits(*at) for at in wide)


def _across(units: Sequence[Placed]) -> list[int]:
    """Whole denominators that span the units', closer where limits bend more."""
    sizes = [p.rate.denominator for p in units]
    low, high = max(1, round(min(sizes) * 0.7)), round(max(sizes) * 1.05) + 1
    return sorted({round(low * (high / low) ** (step / _STEPS)) for step in range(_STEPS + 1)})


def _notes(collection: Measuring, number: int, centre: Rate) -> Text:
    return (
        f"The centre is the rate of the {number:,} {place(collection, number)} drawn, together: "
        f"{figures.percent(centre)} ({figures.counts(centre)}). Drawn are those of "
        f"{collection.min_records} records or more. To lie outside is no fault: it asks why.",
    )


def _table(of: str, chart: Funnel, title: str, key: str, notes: tuple[Text, ...]) -> Table:
    def row(point: FunnelPoint) -> tuple[Cell, ...]:
        side = "above" if point.rate > chart.centre else "below"
        where = [point.outside, *([point.outside_random] if chart.random_limits else [])]
        return (
            cells.word(point.name),
            cells.count(point.denominator),
            cells.share(point.count, point.denominator),
            *(cells.word(f"{side} {limits} %" if limits else "within") for limits in where),
        )

    outside_titles = ["Outside", *(["Random-effects outside"] if chart.random_limits else [])]
    return Table(
        id=f"table-measure-funnel-{key}",
        label="",
        title=f"{title}: control limits",
        columns=(
            Column(of, "name"),
            Column("Of", "count"),
            Column("Rate, %", "percent"),
            *(Column(title, "text") for title in outside_titles),
        ),
        rows=tuple(map(row, chart.points)),
        notes=notes,
    )
