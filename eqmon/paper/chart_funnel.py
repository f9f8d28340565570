"""A funnel plot of what was not obtained: which units differ by more than chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.charts.alternative import alternative
from eqmon.charts.model import Funnel, FunnelLimits, FunnelPoint
from eqmon.document.model import Cell, Column, Figure, Table, Text
from eqmon.paper import cells
from eqmon.paper.chart_units import Charted, Drawn, called, drawn, left_out, rate_in
from eqmon.paper.phrases import sentence, within
from eqmon.report import figures
from eqmon.statistics.dispersion import Dispersion, dispersion, outside_random, random_limits_at
from eqmon.statistics.funnel import Limits, limits_at, outside
from eqmon.vocabulary import Measure

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Recorded, StrandLabel

UNITS_AT_LEAST = 5
"""Fewer units than this make no funnel: nothing can stand out of so few."""
_STEPS = 60
WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Spread:
    """The units of a funnel, the rate of all of them, and how far they are spread."""

    units: tuple[Recorded, ...]
    centre: Rate
    of: Dispersion

    @property
    def rate(self) -> float:
        """The rate of all of them together."""
        return self.centre.rate or 0.0


def funnel_figure(collection: Collection, strand: StrandLabel, key: str) -> Charted | None:
    """A funnel plot of what was not obtained of a strand, with binomial limits around all units.

    Random-effects limits stand beside them where the units differ significantly by more than
    chance. None where the strand has no column, fewer than `UNITS_AT_LEAST` units have enough
    records, or nothing or everything is not obtained. Ids: `figure-funnel-KEY`,
    `table-funnel-KEY`.
    """
    units = drawn(collection, strand)
    if strand.column is None or len(units.units) < UNITS_AT_LEAST:
        return None
    spread = _spread(units)
    if spread.rate in (0.0, 1.0):
        return None
    title = (
        f"{collection.title}: {within(strand.label)} not obtained, by {called(collection, units)}"
    )
    chart = _chart(spread, title)
    missing = left_out(collection, units)
    table = _table(sentence(called(collection, units)).rstrip("."), spread, key, title, missing)
    centre = (_centre(collection, units, spread),)
    notes: tuple[Text, ...] = (centre, (_dispersion(spread),), *missing)
    figure = Figure(f"figure-funnel-{key}", "", title, chart, alternative(chart), table.id, notes)
    return figure, table


def _spread(units: Drawn) -> Spread:
    pairs = [_pair(recorded) for recorded in units.units]
    centre = cells.rate_over(sum(count for count, _ in pairs), sum(n for _, n in pairs))
    return Spread(units.units, centre, dispersion(pairs, centre.rate or 0.0))


def _pair(recorded: Recorded) -> tuple[int, int]:
    rate = recorded.measures[Measure.NOT_OBTAINED]
    return rate.count, rate.denominator


def _chart(spread: Spread, title: str) -> Funnel:
    sizes = [n for _, n in map(_pair, spread.units)]
    across = _steps(max(1, round(min(sizes) * 0.7)), round(max(sizes) * 1.05) + 1)
    wide = random_limits_at(across, spread.rate, spread.of.between)
    return Funnel(
        title=title,
        across="Applicable records",
        up="Not obtained, share of applicable records",
        centre=spread.rate,
        points=tuple(_point(recorded, spread) for recorded in spread.units),
        limits=_drawn_limits(limits_at(across, spread.rate)),
        random_limits=_drawn_limits(wide) if spread.of.is_significant else (),
    )


def _point(recorded: Recorded, spread: Spread) -> FunnelPoint:
    count, n = _pair(recorded)
    beyond = outside_random(count, n, spread.rate, spread.of.between)
    return FunnelPoint(
        name=recorded.unit or "",
        count=count,
        denominator=n,
        rate=rate_in(recorded),
        outside=outside(count, n, spread.rate),
        outside_random=beyond if spread.of.is_significant else "",
    )


def _steps(low: int, high: int) -> list[int]:
    """Whole denominators from low to high, closer where limits bend more."""
    ratio = high / low
    return sorted({round(low * ratio ** (step / _STEPS)) for step in range(_STEPS + 1)})


def _drawn_limits(limits: Sequence[Limits]) -> tuple[FunnelLimits, ...]:
    return tuple(FunnelLimits(*at) for at in limits)


def _table(of: str, spread: Spread, key: str, title: str, notes: tuple[Text, ...]) -> Table:
    random = spread.of.is_significant
    sizes = {n for _, n in map(_pair, spread.units)}
    chance = {at.denominator: at for at in limits_at(sizes, spread.rate)}
    wide = {at.denominator: at for at in random_limits_at(sizes, spread.rate, spread.of.between)}

    def row(recorded: Recorded) -> tuple[Cell, ...]:
        point = _point(recorded, spread)
        found = (
            cells.word(point.name),
            cells.count(point.denominator),
            cells.percent(recorded.measures[Measure.NOT_OBTAINED]),
            *_limits_cells(chance[point.denominator]),
            cells.word(_outside(point.outside, point.rate, spread.rate)),
        )
        if not random:
            return found
        beyond = cells.word(_outside(point.outside_random, point.rate, spread.rate))
        return (*found, *_limits_cells(wide[point.denominator]), beyond)

    titles = ["95 % limits", "99.8 % limits", "Outside"]
    if random:
        titles += [f"Random-effects {title}" for title in ("95 %", "99.8 %", "outside")]
    return Table(
        id=f"table-funnel-{key}",
        label="",
        title=f"{title}: control limits",
        columns=(
            Column(of, "name"),
            Column("Applicable", "count"),
            Column("Not obtained, %", "percent"),
            *(Column(title, "text") for title in titles),
        ),
        rows=tuple(map(row, spread.units)),
        notes=(
            (
                "Per cent of applicable records for which the strand was not obtained, with the "
                "number of records in brackets. Limits are in per cent.",
            ),
            *notes,
        ),
    )


def _limits_cells(at: Limits) -> tuple[Cell, Cell]:
    return (
        cells.word(f"{at.lower_95 * 100:.1f} to {at.upper_95 * 100:.1f}"),
        cells.word(f"{at.lower_998 * 100:.1f} to {at.upper_998 * 100:.1f}"),
    )


def _outside(limits: str, rate: float, centre: float) -> str:
    return f"{'above' if rate > centre else 'below'} {limits} %" if limits else WITHIN


def _centre(collection: Collection, units: Drawn, spread: Spread) -> str:
    return (
        f"The centre is the rate of the {len(spread.units):,} "
        f"{called(collection, units, len(spread.units))} drawn, together: "
        f"{figures.percent(spread.centre)} ({figures.counts(spread.centre)}). "
        "Chance alone leaves at most one unit in 20 outside the 95 % limits and one in 500 outside "
        "those at 99.8 %, where all stand at the centre."
    )


def _dispersion(spread: Spread) -> str:
    of = spread.of
    p = "under 0.001" if of.p_value < 0.001 else f"{of.p_value:.3f}"
    found = f"(mean of winsorised squared z-scores {of.phi:.1f}, p {p})"
    if of.is_significant:
        return (
            f"The units differ by more than chance explains {found}: random-effects limits, with "
            "an additive variance between units, stand beside the binomial ones."
        )
    return f"The units do not differ significantly by more than chance explains {found}."
