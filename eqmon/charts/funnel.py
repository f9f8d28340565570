"""Draws a funnel plot: rates against denominators, between the limits that chance explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any

from eqmon.charts.key import Entry, draw_key, height_of_key
from eqmon.charts.lettering import SIZE, shortened, width_of
from eqmon.charts.look import (
    BLUE,
    CHARCOAL,
    INK,
    ORANGE,
    PLUM,
    WIDTH,
    height_of,
    percent,
    plot,
    sheet,
    write,
)
from eqmon.charts.placing import Box, Point, mark_box, placed, spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eqmon.charts.model import Funnel, FunnelLimits, FunnelPoint

_FIELD = 270.0
_LEFT, _TOP = 42.0, 20.0
_LONGEST_NAME = 130.0
_MARKERS = {"": "o", "95": "D", "99.8": "s"}
_SIZES = {"": 5.0, "95": 5.5, "99.8": 6.0}
_WIDTHS = ("95", "99.8")
_LINES: dict[tuple[bool, str], dict[str, Any]] = {
    (False, "95"): {"color": BLUE, "linestyle": (0, (5, 2.5)), "linewidth": 1.3},
    (False, "99.8"): {"color": BLUE, "linestyle": "solid", "linewidth": 1.3},
    (True, "95"): {"color": PLUM, "linestyle": (0, (1, 1.6)), "linewidth": 1.5},
    (True, "99.8"): {"color": PLUM, "linestyle": (0, (6, 2, 1, 2)), "linewidth": 1.5},
}
_CENTRE: dict[str, Any] = {"color": CHARCOAL, "linestyle": "solid", "linewidth": 0.9}


def draw_funnel(chart: Funnel) -> Figure:
    """The plot on its sheet; a point outside the limits bears its name as far as there is room."""
    entries = _key(chart)
    key = height_of_key(entries)
    bottom = key + 42
    figure = sheet(_FIELD + _TOP + bottom)
    right = 8 + max(width_of(label) for label, _, _ in _ends(chart))
    axes = plot(figure, left=_LEFT, right=right + 10, bottom=bottom, top=_TOP)
    _scales(axes, chart)
    _lines(axes, chart)
    _points(axes, chart)
    _name_lines(figure, axes, chart)
    _name_points(figure, axes, chart)
    write(figure, _LEFT, bottom - 26, shortened(chart.across, WIDTH - _LEFT))
    write(figure, 0, height_of(figure) - 8, shortened(chart.up, WIDTH))
    draw_key(figure, entries, key)
    return figure


def _scales(axes: Axes, chart: Funnel) -> None:
    smallest = min((point.denominator for point in chart.points), default=0)
    rates = [chart.centre, *(point.rate for point in chart.points)]
    every = (*chart.limits, *chart.random_limits)
    reached = [limit for limit in every if limit.denominator >= smallest]
    high = max([*rates, *(limit.upper_998 for limit in reached)])
    low = min([*rates, *(limit.lower_998 for limit in reached)])
    pad = max(0.04 * (high - low), 0.005)
    axes.set_xlim(0, _widest(chart))
    lowest = -pad / 3 if low < high / 4 else low - pad
    axes.set_ylim(lowest, min(high + pad, 1 + pad / 2))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(percent)
    axes.tick_params(length=3)


def _widest(chart: Funnel) -> float:
    return 1.04 * max((point.denominator for point in chart.points), default=1)


def _lines(axes: Axes, chart: Funnel) -> None:
    for random, limits in ((False, chart.limits), (True, chart.random_limits)):
        across = [limit.denominator for limit in limits]
        for width in _WIDTHS:
            for heights in _branches(limits, width):
                axes.plot(across, heights, zorder=2, **_LINES[random, width])
    axes.axhline(chart.centre, zorder=2, **_CENTRE)


def _between(line: Sequence[tuple[int, float]], across: float) -> float:
    """The height of a line of points at `across`; beyond its ends as at its ends."""
    before = [point for point in line if point[0] <= across] or [line[0]]
    after = [point for point in line if point[0] > across] or [line[-1]]
    (x0, y0), (x1, y1) = before[-1], after[0]
    return y0 if x1 <= x0 else y0 + (y1 - y0) * (across - x0) / (x1 - x0)


def _upper(limit: FunnelLimits, width: str) -> float:
    return limit.upper_95 if width == "95" else limit.upper_998


def _branches(limits: Sequence[FunnelLimits], width: str) -> tuple[list[float], list[float]]:
    if width == "95":
        return [at.lower_95 for at in limits], [at.upper_95 for at in limits]
    return [at.lower_998 for at in limits], [at.upper_998 for at in limits]


def _points(axes: Axes, chart: Funnel) -> None:
    for point in chart.points:
        axes.plot([point.denominator], [point.rate], zorder=4, **_marker(point, chart))


def _marker(point: FunnelPoint, chart: Funnel) -> dict[str, Any]:
    marked = bool(point.outside_random if chart.random_limits else point.outside)
    return {
        "linestyle": "none",
        "marker": _MARKERS[point.outside],
        "markersize": _SIZES[point.outside],
        "markeredgecolor": INK,
        "markeredgewidth": 0.9,
        "markerfacecolor": ORANGE if marked else "white",
        "clip_on": False,
    }


def _ends(chart: Funnel) -> list[tuple[str, float, dict[str, Any]]]:
    """The words at the right ends of the lines, with their heights and lines, in rising order."""
    widest = _widest(chart)
    ends: list[tuple[str, float, dict[str, Any]]] = [
        (f"All {percent(round(chart.centre, 3))}", chart.centre, dict(_CENTRE))
    ]
    for random, limits in ((False, chart.limits), (True, chart.random_limits)):
        for width in _WIDTHS if limits else ():
            upper = [(at.denominator, _upper(at, width)) for at in limits]
            ends.append((f"{width} %", _between(upper, widest), dict(_LINES[random, width])))
    return sorted(ends, key=lambda end: end[1])


def _name_lines(figure: Figure, axes: Axes, chart: Funnel) -> None:
    room = _room(axes)
    ends = _ends(chart)
    at = [_onto(axes, axes.get_xlim()[1], rate)[1] for _, rate, _ in ends]
    stands = spread(at, SIZE + 2.5, room.bottom, room.top)
    for (label, _, line), end, middle in zip(ends, at, stands, strict=True):
        colour = str(line["color"])
        write(figure, room.right + 12, middle, label, colour=colour)
        start = room.right, min(end, room.top)
        _line(figure, start, (room.right + 10, middle), colour=colour, width=0.7)


def _name_points(figure: Figure, axes: Axes, chart: Funnel) -> None:
    named = sorted(
        (point for point in chart.points if point.outside or point.outside_random),
        key=lambda p: (-_rank(p.outside_random), -_rank(p.outside), -abs(p.rate - chart.centre)),
    )
    names = [shortened(point.name, _LONGEST_NAME) for point in named]
    at = [_onto(axes, point.denominator, point.rate) for point in named]
    taken = [mark_box(_onto(axes, point.denominator, point.rate)) for point in chart.points]
    sizes = [(width_of(name) + 1.0, SIZE * 1.1) for name in names]
    places = placed(at, sizes, taken, _along_lines(axes, chart), _room(axes))
    behind = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.2}
    for name, place in zip(names, places, strict=True):
        if place is None:
            continue
        if place.lead:
            _line(figure, *place.lead, colour=INK, width=0.5)
        box = place.box
        write(figure, box.left + 0.5, (box.bottom + box.top) / 2, name, bbox=behind)


def _along_lines(axes: Axes, chart: Funnel) -> list[Point]:
    """Points close together along every limit and the centre, on the sheet."""
    room = _room(axes)
    lines = [[(room.left, y), (room.right, y)] for _, y in [_onto(axes, 0, chart.centre)]]
    for limits in (chart.limits, chart.random_limits):
        for width in _WIDTHS:
            for heights in _branches(limits, width):
                across = [limit.denominator for limit in limits]
                pairs = zip(across, heights, strict=True)
                lines.append([_onto(axes, x, y) for x, y in pairs])
    return [point for line in lines for point in _filled(line)]


def _filled(line: Sequence[Point]) -> Iterator[Point]:
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = max(1, int(hypot(x1 - x0, y1 - y0) / 4))
        for step in range(steps + 1):
            yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps


def _line(figure: Figure, start: Point, end: Point, *, colour: str, width: float) -> None:
    from matplotlib.lines import Line2D

    height = height_of(figure)
    across, up = zip(start, end, strict=True)
    figure.add_artist(
        Line2D(
            [x / WIDTH for x in across],
            [y / height for y in up],
            transform=figure.transFigure,
            color=colour,
            linewidth=width,
        )
    )


def _rank(outside: str) -> int:
    return ("", "95", "99.8").index(outside)


def _room(axes: Axes) -> Box:
    field = axes.get_window_extent()
    return Box(field.x0, field.y0, field.x1, field.y1)


def _onto(axes: Axes, across: float, up: float) -> tuple[float, float]:
    x, y = axes.transData.transform((across, up))
    return float(x), float(y)


def _key(chart: Funnel) -> list[Entry]:
    told = sorted({point.outside for point in chart.points}, key=_rank)
    words = {"": "within the limits", "95": "outside 95 %", "99.8": "outside 99.8 %"}
    limits = "binomial limits" if chart.random_limits else "limits"
    entries = [
        Entry(f"{limits}, 95 %", line=_LINES[False, "95"]),
        Entry(f"{limits}, 99.8 %", line=_LINES[False, "99.8"]),
    ]
    if chart.random_limits:
        entries += [
            Entry("random-effects limits, 95 %", line=_LINES[True, "95"]),
            Entry("random-effects limits, 99.8 %", line=_LINES[True, "99.8"]),
        ]
    marker: dict[str, Any] = {"linestyle": "none", "markeredgecolor": INK, "markeredgewidth": 0.9}
    for outside in told:
        filled = bool(outside) and not chart.random_limits
        shape = {
            "marker": _MARKERS[outside],
            "markersize": _SIZES[outside],
            "markerfacecolor": ORANGE if filled else "white",
        }
        of = " (binomial)" if outside and chart.random_limits else ""
        entries.append(Entry(words[outside] + of, line={**marker, **shape}))
    if any(point.outside_random for point in chart.points):
        shape = {"marker": "s", "markersize": 6.0, "markerfacecolor": ORANGE}
        entries.append(Entry("filled: outside the random-effects limits", line={**marker, **shape}))
    return entries
