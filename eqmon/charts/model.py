"""What a chart shows: figures and words alone, so that a picture and a table of it cannot differ.

Rates are fractions from 0 to 1. All titles and names are shown as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eqmon.vocabulary import Verdict

Outside = Literal["", "95", "99.8"]
"""The widest limits that a point lies outside of; empty within all."""


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One unit of a funnel plot."""

    name: str
    count: int
    denominator: int
    rate: float
    outside: Outside
    """Of the binomial limits."""
    outside_random: Outside = ""
    """Of the random-effects limits; empty where there are none."""


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Control limits at one denominator: lower and upper at 95 % and at 99.8 %."""

    denominator: int
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Rates of units against their denominators, between limits that chance explains."""

    title: str
    across: str
    """Title of the axis of denominators."""
    up: str
    """Title of the axis of rates."""
    centre: float
    """The rate of all units together."""
    points: tuple[FunnelPoint, ...]
    limits: tuple[FunnelLimits, ...]
    """Binomial, in rising order of denominators."""
    random_limits: tuple[FunnelLimits, ...] = ()
    """With additive variance between units; only where over-dispersion is significant."""


@dataclass(frozen=True, slots=True)
class StackPart:
    """One colour of stacked bars: its share in each bar, in the order of the bars.

    A part keeps its colour by its place among the parts, and is not in the key where it has none.
    """

    label: str
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """Bars of one length, each divided as one unit's records were recorded."""

    title: str
    across: str
    bars: tuple[str, ...]
    parts: tuple[StackPart, ...]
    denominators: tuple[int, ...] = ()
    """Records behind each bar, so that words can give counts beside shares; empty if not known."""
    together: int = 0
    """How many of the first bars sum up the others."""


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One rate with its 95 % interval."""

    name: str
    rate: float
    lower: float
    upper: float
    verdict: Verdict | None
    """None where no rule judges it."""
    limit: float | None = None
    """Its own limit above which it fails, where the rows have different ones."""
    count: int | None = None
    """With `denominator`: what the rate was computed from; None if not known."""
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line, or a band where `low` is not `high`, behind the intervals."""

    label: str
    low: float
    high: float
    is_limit: bool
    """Whether it is a rule's threshold; otherwise it is a published figure to hold beside."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rates with their intervals against a threshold."""

    title: str
    across: str
    rows: tuple[IntervalRow, ...]
    marks: tuple[Mark, ...]
    together: int = 0
    """How many of the first rows sum up the others."""


@dataclass(frozen=True, slots=True)
class BoundsRow:
    """One group's ratio to its comparator, and how far answers not known could move it."""

    name: str
    ratio: float | None
    """None where it has no end."""
    lower: float
    upper: float | None
    """Of the 95 % interval; None where it has no end, as with `most`."""
    least: float | None
    most: float | None
    """Between these it lies whatever the answers not known; no end where `least` is None too."""
    usable: str
    """The verdict in words: `usable`, `usable with bounds`, `not usable`."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Ratios with their intervals and their bounds, against a margin within which all is alike."""

    title: str
    across: str
    rows: tuple[BoundsRow, ...]
    low: float
    high: float
    """Of the margin."""


Chart = Funnel | Stacked | Intervals | Bounds
