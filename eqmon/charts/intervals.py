"""Draws rates with their intervals, against limits and published figures."""

from __future__ import annotations

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
    WIDTH,
    height_of,
    percent,
    plot,
    rule,
    sheet,
    write,
)
from eqmon.charts.percents import percent_of
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eqmon.charts.model import IntervalRow, Intervals, Mark

_ROW = 15.0
_LABEL = 13.0
_LONGEST_NAME = 150.0
_RIGHT = 50.0
_BOTTOM = 40.0
_MARKERS: dict[Verdict | None, tuple[str, str, float, str]] = {
    Verdict.PASS: ("o", TEAL, 6.0, "pass"),
    Verdict.WARN: ("D", "white", 5.5, "warn"),
    Verdict.FAIL: ("s", ORANGE, 6.0, "FAIL"),
    Verdict.NOT_ASSESSED: ("o", "white", 5.5, "not assessed"),
    None: ("|", INK, 8.0, "no limit set"),
}
_LIMIT: dict[str, Any] = {"color": PLUM, "linestyle": "solid", "linewidth": 1.5}
_TICK = {"linestyle": "none", "marker": "|", "markersize": 9.0, "markeredgewidth": 1.5}


def draw_intervals(chart: Intervals) -> Figure:
    """The rows on their sheet, the first on top; the words of lines and bands stand above."""
    told = [verdict for verdict in _MARKERS if any(r.verdict is verdict for r in chart.rows)]
    entries = [Entry(_MARKERS[verdict][3], line=_marker(verdict)) for verdict in told]
    if any(row.limit is not None for row in chart.rows):
        entries.append(Entry("limit above which a rate fails", line={**_LIMIT, **_TICK}))
    names = [shortened(row.name, _LONGEST_NAME) for row in chart.rows]
    left = max((width_of(name, bold=True) for name in names[: chart.together]), default=0.0)
    left = max([left, *(width_of(name) for name in names)]) + 8
    key = height_of_key(entries)
    top = key + _LABEL * len(chart.marks) + 8
    figure = sheet(top + _ROW * max(len(names), 1) + _BOTTOM)
    height = height_of(figure)
    draw_key(figure, entries, height)
    axes = plot(figure, left=left, right=_RIGHT, bottom=_BOTTOM, top=top)
    _scales(axes, chart)
    _marks(figure, axes, chart.marks, height - key)
    for place, (name, row) in enumerate(zip(names, chart.rows, strict=True)):
        middle = height - top - _ROW * (place + 0.5)
        write(figure, left - 5, middle, name, side="right", bold=place < chart.together)
        write(figure, WIDTH, middle, _said(row, chart), side="right")
    _rows(axes, chart)
    write(figure, left, 9, shortened(chart.across, WIDTH - left))
    return figure


def _rows(axes: Axes, chart: Intervals) -> None:
    rows = list(enumerate(chart.rows))
    lower, upper = [row.lower for row in chart.rows], [row.upper for row in chart.rows]
    places = range(len(rows))
    axes.hlines(places, lower, upper, color=INK, linewidth=1.3, zorder=3, clip_on=False)
    own = [(place, row.limit) for place, row in rows if row.limit is not None]
    if own:
        lows, highs = [place - 0.4 for place, _ in own], [place + 0.4 for place, _ in own]
        axes.vlines([limit for _, limit in own], lows, highs, zorder=2.5, **_LIMIT)
    for verdict in _MARKERS:
        those = [(row.rate, place) for place, row in rows if row.verdict is verdict]
        if those:
            rates, at = zip(*those, strict=True)
            axes.plot(rates, at, zorder=4, clip_on=False, **_marker(verdict))


def _said(row: IntervalRow, chart: Intervals) -> str:
    limits = [mark.low for mark in chart.marks if mark.is_limit]
    return percent_of(row.rate, [*limits, *([row.limit] if row.limit is not None else [])])


def _marker(verdict: Verdict | None) -> dict[str, Any]:
    shape, face, size, _ = _MARKERS[verdict]
    return {
        "linestyle": "none",
        "marker": shape,
        "markersize": size,
        "markerfacecolor": face,
        "markeredgecolor": INK,
        "markeredgewidth": 0.9 if verdict else 1.6,
    }


def _scales(axes: Axes, chart: Intervals) -> None:
    highest = max([*(row.upper for row in chart.rows), *(mark.high for mark in chart.marks), 0.01])
    axes.set_xlim(0, min(highest * 1.06, 1.0) if highest < 0.97 else 1.0)
    axes.set_ylim(max(len(chart.rows), 1) - 0.5, -0.5)
    axes.set_yticks([])
    axes.xaxis.set_major_formatter(percent)
    axes.tick_params(length=3)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=FAINT, linewidth=0.6)


def _marks(figure: Figure, axes: Axes, marks: tuple[Mark, ...], top: float) -> None:
    field = axes.get_window_extent()
    gravest = max((mark.high for mark in marks if mark.is_limit), default=0.0)
    right = WIDTH
    for place, mark in enumerate(sorted(marks, key=lambda m: -(m.low + m.high))):
        middle = top - _LABEL * (place + 0.5)
        style = _style(mark, gravest)
        if mark.high > mark.low:
            axes.axvspan(mark.low, mark.high, facecolor="#E3E3E3", edgecolor="none", zorder=0.5)
        for edge in {mark.low, mark.high}:
            axes.axvline(edge, zorder=1.5, **style)
        x = float(axes.transData.transform(((mark.low + mark.high) / 2, 0))[0])
        rule(figure, (x, field.y1), (x, middle - 6), colour=style["color"], width=0.6)
        label = shortened(mark.label, WIDTH)
        width = width_of(label)
        start = max(min(x - width / 2, right - width), 0.0)
        write(figure, start, middle, label, colour=style["color"])
        right = x - 4  # where the leader of this one would cross the next words


def _style(mark: Mark, gravest: float) -> dict[str, Any]:
    if mark.is_limit:
        return _LIMIT if mark.high == gravest else {**_LIMIT, "linestyle": (0, (4, 2))}
    if mark.high > mark.low:
        return {"color": CHARCOAL, "linestyle": (0, (1, 1.6)), "linewidth": 1.0}
    return {"color": BLUE, "linestyle": (0, (5, 2.5)), "linewidth": 1.2}
