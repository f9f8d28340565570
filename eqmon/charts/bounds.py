"""Draws ratios with their intervals and their bounds, against a margin of what is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eqmon.charts.key import Entry, draw_key, height_of_key
from eqmon.charts.lettering import shortened, width_of
from eqmon.charts.look import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    TEAL,
    WIDTH,
    height_of,
    plot,
    sheet,
    write,
)
from eqmon.charts.percents import ratio_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eqmon.charts.model import Bounds, BoundsRow

_ROW = 17.0
_LONGEST_NAME = 190.0
_RIGHT = 42.0
_BOTTOM = 40.0
LEAST, MOST = 0.05, 20.0
"""Beyond these a ratio is drawn at the edge: its figures stand in the table."""
_TICKS = (0.05, 0.1, 0.25, 0.5, 0.8, 1, 1.25, 2, 4, 10, 20)
_MARKERS: dict[str, tuple[str, str, float]] = {
    "usable": ("s", TEAL, 6.5),
    "usable with bounds": ("D", "white", 5.5),
    "not usable": ("o", ORANGE, 5.0),
}
_BAR: dict[str, Any] = {"color": "#9AB4CC", "linewidth": 7.0, "solid_capstyle": "butt"}
_BAND: dict[str, Any] = {"facecolor": "#E3E3E3", "edgecolor": "none"}


def draw_bounds(chart: Bounds) -> Figure:
    """The rows on their sheet, the first on top, on a scale where half and double lie as far."""
    told = [verdict for verdict in _MARKERS if any(r.usable == verdict for r in chart.rows)]
    entries = [Entry(verdict, line=_marker(verdict)) for verdict in told]
    entries += [
        Entry("95 % interval among known answers", line={"linewidth": 1.6}),
        Entry("bounds: whatever the answers not known", line=_BAR),
        Entry(f"alike: {ratio_of(chart.low)} to {ratio_of(chart.high)}", patch=_BAND),
    ]
    names = [shortened(row.name, _LONGEST_NAME) for row in chart.rows]
    left = max((width_of(name) for name in names), default=0.0) + 8
    top = height_of_key(entries) + 8
    figure = sheet(top + _ROW * max(len(names), 1) + _BOTTOM)
    height = height_of(figure)
    draw_key(figure, entries, height)
    axes = plot(figure, left=left, right=_RIGHT, bottom=_BOTTOM, top=top)
    _scales(axes, chart)
    for place, (name, row) in enumerate(zip(names, chart.rows, strict=True)):
        middle = height - top - _ROW * (place + 0.5)
        write(figure, left - 5, middle, name, side="right")
        point = "no ratio" if row.ratio is None else ratio_of(row.ratio, (chart.low, chart.high))
        write(figure, WIDTH, middle, point, side="right")
        _row(axes, place, row)
    write(figure, left, 9, shortened(chart.across, WIDTH - left))
    return figure


def _row(axes: Axes, place: int, row: BoundsRow) -> None:
    def across(low: float | None, high: float | None) -> list[float]:
        return [_within(low), _within(high)]

    axes.plot(across(row.least, row.most), [place, place], zorder=2, clip_on=True, **_BAR)
    line = across(row.lower, row.upper)
    axes.plot(line, [place, place], color=INK, linewidth=1.6, zorder=3, solid_capstyle="butt")
    axes.plot([_within(row.ratio)], [place], zorder=4, clip_on=False, **_marker(row.usable))


def _within(ratio: float | None) -> float:
    return MOST if ratio is None else min(max(ratio, LEAST), MOST)


def _marker(verdict: str) -> dict[str, Any]:
    shape, face, size = _MARKERS[verdict]
    return {
        "linestyle": "none",
        "marker": shape,
        "markersize": size,
        "markerfacecolor": face,
        "markeredgecolor": INK,
        "markeredgewidth": 0.9,
    }


def _scales(axes: Axes, chart: Bounds) -> None:
    every = [chart.low, chart.high]
    for row in chart.rows:
        every += [_within(v) for v in (row.lower, row.upper, row.least, row.most)]
    low, high = max(min(every) * 0.85, LEAST * 0.97), min(max(every) * 1.18, MOST * 1.03)
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    axes.set_ylim(max(len(chart.rows), 1) - 0.5, -0.5)
    axes.set_yticks([])
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    crowded = high / low > 12
    shown = [tick for tick in ticks if not (crowded and tick in (0.8, 1.25))]
    axes.set_xticks(shown, [f"{tick:g}" for tick in shown])
    axes.minorticks_off()
    axes.tick_params(length=3)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=FAINT, linewidth=0.6)
    axes.axvspan(chart.low, chart.high, zorder=0.5, **_BAND)
    axes.axvline(1.0, zorder=1.5, color=BLUE, linewidth=1.0)
