"""Draws stacked bars: how each unit's records were recorded, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eqmon.charts.key import Entry, draw_key, height_of_key
from eqmon.charts.lettering import SIZE, shortened, width_of
from eqmon.charts.look import (
    BLUE,
    CHARCOAL,
    FAINT,
    INK,
    ORANGE,
    PLUM,
    TEAL,
    VIOLET,
    WIDTH,
    height_of,
    percent,
    plot,
    sheet,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eqmon.charts.model import Stacked

_ROW = 15.0
_BAR = 0.78
_LONGEST_NAME = 125.0
_RIGHT = 14.0
_COLOURS = (BLUE, TEAL, PLUM, ORANGE, CHARCOAL, VIOLET)
_DARK = (BLUE, PLUM, CHARCOAL)
_HATCHES = ("", "////", "xxxx", "....")


def draw_stacked(chart: Stacked) -> Figure:
    """The bars on their sheet, the first on top, with per cent in parts wide enough to hold it."""
    entries = [
        Entry(part.label, patch=_fill(place))
        for place, part in enumerate(chart.parts)
        if any(part.shares)
    ]
    names = [shortened(name, _LONGEST_NAME) for name in chart.bars]
    left = max((width_of(name) for name in names), default=0) + 8
    top = height_of_key(entries) + 6
    figure = sheet(top + _ROW * max(len(names), 1) + 40)
    draw_key(figure, entries, height_of(figure))
    axes = plot(figure, left=left, right=_RIGHT, bottom=40, top=top)
    _scales(axes, len(names))
    field = WIDTH - left - _RIGHT
    for bar, name in enumerate(names):
        write(figure, left - 5, height_of(figure) - top - _ROW * (bar + 0.5), name, side="right")
    starts = [0.0] * len(names)
    for place, part in enumerate(chart.parts):
        axes.barh(
            range(len(names)), part.shares, left=starts, height=_BAR, zorder=2, **_fill(place)
        )
        for bar, share in enumerate(part.shares):
            _figure(axes, bar, starts[bar], share, place, field)
        starts = [start + share for start, share in zip(starts, part.shares, strict=True)]
    write(figure, left, 9, shortened(chart.across, WIDTH - left))
    return figure


def _fill(place: int) -> dict[str, Any]:
    """Colours in turn, dark and light; hatched from the second turn on; white between parts."""
    turn = place // len(_COLOURS)
    return {
        "facecolor": _COLOURS[place % len(_COLOURS)],
        "edgecolor": "white",
        "linewidth": 0.9,
        "hatch": _HATCHES[turn % len(_HATCHES)],
    }


def _figure(axes: Axes, bar: int, start: float, share: float, place: int, field: float) -> None:
    text = ">99" if 0.995 <= share < 1 else f"{share * 100:.0f}"
    if share * field < width_of(text) + 5:
        return
    colour = _COLOURS[place % len(_COLOURS)]
    hatched = place >= len(_COLOURS)
    axes.text(
        start + share / 2,
        bar + 0.36 * SIZE / _ROW,
        text,
        ha="center",
        va="baseline",
        fontsize=SIZE,
        color="white" if colour in _DARK else INK,
        zorder=3,
        bbox={"facecolor": colour, "edgecolor": "none", "pad": 0.6} if hatched else None,
    )


def _scales(axes: Axes, bars: int) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(max(bars, 1) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.xaxis.set_major_formatter(percent)
    axes.tick_params(length=3)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=FAINT, linewidth=0.6)
