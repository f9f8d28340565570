"""Whether a ratio can be told from a margin within which two groups count as served alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eqmon.statistics.estimate import Span


@dataclass(frozen=True)
class Margin:
    """Ratios from `low` to `high`, both included, count as alike.

    No law of the United Kingdom sets one: 0.8 to 1.25, the same either way round, is a convention.
    """

    low: float = 0.8
    high: float = 1.25

    def __post_init__(self) -> None:
        if not 0 < self.low <= 1 <= self.high:
            raise ValueError("a margin holds 1 and begins above 0")


class Region(StrEnum):
    """Where a ratio lies, as far as its interval tells."""

    LOWER = "lower"
    ALIKE = "alike"
    HIGHER = "higher"
    NOT_TOLD = "not told"


class Usability(StrEnum):
    """What figures with unknown groups are good for."""

    USABLE = "usable"
    """Whatever the unknown were, the conclusion would be the same."""
    WITH_BOUNDS = "usable with bounds"
    """There is a conclusion from what is known, and the unknown may overturn it."""
    NOT_USABLE = "not usable"
    """There is none even from what is known: too few records, or too close to the margin."""


def region_of(interval: Span | None, margin: Margin) -> Region:
    """The region that holds the whole interval; `not told` where none does or there is none."""
    if interval is None:
        return Region.NOT_TOLD
    if interval.high < margin.low:
        return Region.LOWER
    if interval.low > margin.high:
        return Region.HIGHER
    if interval.low >= margin.low and interval.high <= margin.high:
        return Region.ALIKE
    return Region.NOT_TOLD


def usability(known: Region, at_worst: Region) -> Usability:
    """From the regions of the known-only interval and of the bounds widened by their interval."""
    if known is Region.NOT_TOLD:
        return Usability.NOT_USABLE
    return Usability.WITH_BOUNDS if at_worst is Region.NOT_TOLD else Usability.USABLE
