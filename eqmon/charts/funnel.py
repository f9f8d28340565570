"""Draws a funnel plot: rates against denominators, between the limits that chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eqmon.charts.funnel_lines import BINOMIAL, RANDOM, Line, close_points, lines_of
from eqmon.charts.key import Entry, draw_key, height_of_key
from eqmon.charts.lettering import SIZE, shortened, width_of
from eqmon.charts.look import INK, ORANGE, WIDTH, height_of, percent, plot, rule, sheet, write
from eqmon.charts.placing import Box, Point, mark_box, placed, spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eqmon.charts.model import Funnel, FunnelPoint

_FIELD = 270.0
_LEFT, _TOP = 42.0, 20.0
_LONGEST_NAME = 130.0
_MARKERS = {"": "o", "95": "D", "99.8": "s"}
_SIZES = {"": 5.0, "95": 5.5, "99.8": 6.0}
_EDGE = {"linestyle": "none", "markeredgecolor": INK, "markeredgewidth": 0.9}


def draw_funnel(chart: Funnel) -> Figure:
    """The plot on its sheet; a point outside the limits bears its name as far as there is room."""
    entries = _key(chart)
    key = height_of_key(entries)
    bottom = key + 42
    figure = sheet(_FIELD + _TOP + bottom)
    widest = 1.04 * max((point.denominator for point in chart.points), default=1)
    lines = lines_of(chart, widest)
    right = 18 + max(width_of(line.label) for line in lines)
    axes = plot(figure, left=_LEFT, right=right, bottom=bottom, top=_TOP)
    _scales(axes, chart, widest)
    for line in lines:
        across, up = zip(*line.points, strict=True)
        axes.plot(across, up, zorder=2, **line.style)
    for point in chart.points:
        axes.plot(
            [point.denominator], [point.rate], zorder=4, clip_on=False, **_marker(point, chart)
        )
    _name_lines(figure, axes, [line for line in lines if line.label], widest)
    _name_points(figure, axes, chart, lines)
    write(figure, _LEFT, bottom - 26, shortened(chart.across, WIDTH - _LEFT))
    write(figure, 0, height_of(figure) - 8, shortened(chart.up, WIDTH))
    draw_key(figure, entries, key)
    return figure


def _scales(axes: Axes, chart: Funnel, widest: float) -> None:
    """As high as the points and as the limits from the smallest unit on; from 0 where near it."""
    smallest = min((point.denominator for point in chart.points), default=0)
    rates = [chart.centre, *(point.rate for point in chart.points)]
    every = (*chart.limits, *chart.random_limits)
    reached = [limit for limit in every if limit.denominator >= smallest]
    high = max([*rates, *(limit.upper_998 for limit in reached)])
    low = min([*rates, *(limit.lower_998 for limit in reached)])
    pad = max(0.04 * (high - low), 0.005)
    lowest = -pad / 3 if low < high / 4 else low - pad
    axes.set_xlim(0, widest)
    axes.set_ylim(lowest, min(high + pad, 1 + pad / 2))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(percent)
    axes.tick_params(length=3)


def _marker(point: FunnelPoint, chart: Funnel) -> dict[str, Any]:
    marked = bool(point.outside_random if chart.random_limits else point.outside)
    return {**_EDGE, **_shape(point.outside, filled=marked)}


def _shape(outside: str, *, filled: bool) -> dict[str, Any]:
    return {
        "marker": _MARKERS[outside],
        "markersize": _SIZES[outside],
        "markerfacecolor": ORANGE if filled else "white",
    }


def _name_lines(figure: Figure, axes: Axes, lines: list[Line], widest: float) -> None:
    room = _room(axes)
    ends = sorted(((line.at(widest), line) for line in lines), key=lambda end: end[0])
    at = [_onto(axes, (widest, height))[1] for height, _ in ends]
    stands = spread(at, SIZE + 2.5, room.bottom, room.top)
    for (_, line), end, middle in zip(ends, at, stands, strict=True):
        colour = str(line.style["color"])
        write(figure, room.right + 12, middle, line.label, colour=colour)
        start = room.right, min(end, room.top)
        rule(figure, start, (room.right + 10, middle), colour=colour, width=0.7)


def _name_points(figure: Figure, axes: Axes, chart: Funnel, lines: Sequence[Line]) -> None:
    named = sorted(
        (point for point in chart.points if point.outside or point.outside_random),
        key=lambda p: (-_rank(p.outside_random), -_rank(p.outside), -abs(p.rate - chart.centre)),
    )
    names = [shortened(point.name, _LONGEST_NAME) for point in named]
    at = [_onto(axes, (point.denominator, point.rate)) for point in named]
    taken = [mark_box(_onto(axes, (point.denominator, point.rate))) for point in chart.points]
    sizes = [(width_of(name) + 1.0, SIZE * 1.1) for name in names]
    drawn = [[_onto(axes, point) for point in line.points] for line in lines]
    along = [point for line in drawn for point in close_points(line)]
    behind = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.2}
    places = placed(at, sizes, taken, along, _room(axes))
    for name, place in zip(names, places, strict=True):
        if place is None:
            continue
        if place.lead:
            rule(figure, *place.lead, colour=INK, width=0.5)
        box = place.box
        write(figure, box.left + 0.5, (box.bottom + box.top) / 2, name, bbox=behind)


def _rank(outside: str) -> int:
    return ("", "95", "99.8").index(outside)


def _room(axes: Axes) -> Box:
    field = axes.get_window_extent()
    return Box(field.x0, field.y0, field.x1, field.y1)


def _onto(axes: Axes, point: Point) -> Point:
    x, y = axes.transData.transform(point)
    return float(x), float(y)


def _key(chart: Funnel) -> list[Entry]:
    kinds = [("binomial limits" if chart.random_limits else "limits", BINOMIAL)]
    if chart.random_limits:
        kinds.append(("random-effects limits", RANDOM))
    entries = [
        Entry(f"{name}, {width} %", line=style)
        for name, styles in kinds
        for width, style in styles.items()
    ]
    of = " (binomial)" if chart.random_limits else ""
    words = {"": "within the limits", "95": f"outside 95 %{of}", "99.8": f"outside 99.8 %{of}"}
    for outside in sorted({point.outside for point in chart.points}, key=_rank):
        filled = bool(outside) and not chart.random_limits
        entries.append(Entry(words[outside], line={**_EDGE, **_shape(outside, filled=filled)}))
    if any(point.outside_random for point in chart.points):
        shape = _shape("99.8", filled=True)
        entries.append(Entry("filled: outside the random-effects limits", line={**_EDGE, **shape}))
    return entries
