"""The lines of a funnel plot: its centre, and the lower and upper limits of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any

from eqmon.charts.look import BLUE, CHARCOAL, PLUM, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.charts.model import Funnel, FunnelLimits
    from eqmon.charts.placing import Point

CENTRE: dict[str, Any] = {"color": CHARCOAL, "linestyle": "solid", "linewidth": 0.9}
BINOMIAL: dict[str, dict[str, Any]] = {
    "95": {"color": BLUE, "linestyle": (0, (5, 2.5)), "linewidth": 1.3},
    "99.8": {"color": BLUE, "linestyle": "solid", "linewidth": 1.3},
}
RANDOM: dict[str, dict[str, Any]] = {
    "95": {"color": PLUM, "linestyle": (0, (1, 1.6)), "linewidth": 1.5},
    "99.8": {"color": PLUM, "linestyle": (0, (6, 2, 1, 2)), "linewidth": 1.5},
}


@dataclass(frozen=True)
class Line:
    """One line, from denominator to denominator."""

    points: tuple[Point, ...]
    style: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    """What stands at its right end; empty for lower limits, which mirror the upper ones."""

    def at(self, across: float) -> float:
        """Its height at a denominator; beyond its ends as at its ends."""
        before = [point for point in self.points if point[0] <= across] or [self.points[0]]
        after = [point for point in self.points if point[0] > across] or [self.points[-1]]
        (x0, y0), (x1, y1) = before[-1], after[0]
        return y0 if x1 <= x0 else y0 + (y1 - y0) * (across - x0) / (x1 - x0)


def lines_of(chart: Funnel, widest: float) -> list[Line]:
    """Every line of the plot, from 0 to `widest` records."""
    centre = f"All {percent(round(chart.centre, 3))}"
    found = [Line(((0.0, chart.centre), (widest, chart.centre)), CENTRE, centre)]
    for limits, styles in ((chart.limits, BINOMIAL), (chart.random_limits, RANDOM)):
        if limits:
            for width, style in styles.items():
                lower, upper = _branches(limits, width)
                found += [Line(lower, style), Line(upper, style, f"{width} %")]
    return found


def _branches(
    limits: Sequence[FunnelLimits], width: str
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    if width == "95":
        ends = [(at.denominator, at.lower_95, at.upper_95) for at in limits]
    else:
        ends = [(at.denominator, at.lower_998, at.upper_998) for at in limits]
    return tuple((n, low) for n, low, _ in ends), tuple((n, high) for n, _, high in ends)


def close_points(line: Sequence[Point]) -> Iterator[Point]:
    """Points along a line on the sheet, no farther apart than a letter is wide."""
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = max(1, int(hypot(x1 - x0, y1 - y0) / 4))
        for step in range(steps + 1):
            yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
