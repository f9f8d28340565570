"""Draws stacked bars: how each unit's records were recorded, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eqmon.charts.key import Entry, draw_key, height_of_key
from eqmon.charts.lettering import shortened, width_of
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
# Dark and light in turn, and no two dark or two light ones with one texture.
_HATCHES = ("", r"\\\\", "---", "||||", r"\\\\", "", "xxx", "////", "////")


def draw_stacked(chart: Stacked) -> Figure:
    """The bars on their sheet, the first on top, with per cent in parts wide enough to hold it."""
    entries = [
        Entry(part.label, patch=fill_of(place))
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
    heights = [height_of(figure) - top - _ROW * (bar + 0.5) for bar in range(len(names))]
    for bar, name in enumerate(names):
        bold = bar < chart.together
        write(figure, left - 5, heights[bar], name, side="right", bold=bold)
    starts = [0.0] * len(names)
    for place, part in enumerate(chart.parts):
        _bars(axes, starts, part.shares, place)
        for bar, share in enumerate(part.shares):
            middle = left + (starts[bar] + share / 2) * field
            _figure(figure, middle, heights[bar], share, field, place)
        starts = [start + share for start, share in zip(starts, part.shares, strict=True)]
    write(figure, left, 9, shortened(chart.across, WIDTH - left))
    return figure


def _bars(axes: Axes, starts: Sequence[float], shares: Sequence[float], place: int) -> None:
    """One part of every bar, as one shape."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners: list[tuple[float, float]] = []
    for bar, (start, share) in enumerate(zip(starts, shares, strict=True)):
        if share:
            low, high, end = bar - _BAR / 2, bar + _BAR / 2, start + share
            corners += [(start, low), (end, low), (end, high), (start, high), (start, low)]
    if corners:
        rectangle = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
        path = Path(corners, rectangle * (len(corners) // 5))
        axes.add_artist(PathPatch(path, transform=axes.transData, zorder=2, **fill_of(place)))


def fill_of(place: int) -> dict[str, Any]:
    """A part's colour and texture, which tells it apart in grey too; white between parts."""
    return {
        "facecolor": _COLOURS[place % len(_COLOURS)],
        "edgecolor": "white",
        "linewidth": 0.9,
        "hatch": _HATCHES[place % len(_HATCHES)],
    }


def ink_on(place: int) -> str:
    """The colour of a figure in a part."""
    return "#FFFFFF" if _COLOURS[place % len(_COLOURS)] in _DARK else INK


def _figure(figure: Figure, x: float, y: float, share: float, field: float, place: int) -> None:
    """A part's per cent in its middle, where it is wide enough to hold it."""
    text = ">99" if 0.995 <= share < 1 else f"{share * 100:.0f}"
    if share * field < width_of(text) + 5:
        return
    colour = _COLOURS[place % len(_COLOURS)]
    behind = {"facecolor": colour, "edgecolor": "none", "pad": 0.6}
    write(
        figure,
        x,
        y,
        text,
        side="center",
        colour=ink_on(place),
        bbox=behind if _HATCHES[place % len(_HATCHES)] else None,
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
