"""A group held against its comparator: ratio and difference, how far the unknown reach, and what
may be concluded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eqmon.statistics.bounds import Pair, Table, highest, known_rates, lowest
from eqmon.statistics.estimate import Span
from eqmon.statistics.margin import Margin, Region, Usability, region_of, usability
from eqmon.statistics.ratio import difference, difference_interval, ratio, ratio_interval


@dataclass(frozen=True)
class Contrasted:
    """A ratio or a difference, with what chance and the unknown leave of it."""

    point: float | None
    """Among records of known group; None where there are none, or the ratio is of two zeros."""
    interval: Span | None
    """The 95 % interval of the same; None where a group has no known record."""
    bounds: Span | None
    """The lowest and highest that the unknown could make of it; None where no ratio would be."""
    widened: Span | None
    """The bounds with the interval at each end: it holds the interval of every possible case."""


@dataclass(frozen=True)
class Comparison:
    """What two groups' figures tell of each other."""

    ratio: Contrasted
    difference: Contrasted
    usability: Usability
    region: Region
    """What the known records alone conclude: `not told` just where the figures are not usable."""

    @property
    def differs(self) -> bool | None:
        """Whether the known-only interval of the ratio excludes 1: more than chance explains,
        within the margin or beyond it. None where there is no interval.
        """
        found = self.ratio.interval
        return None if found is None else not found.low <= 1 <= found.high


def compare_outcomes(table: Table, margin: Margin | None = None) -> Comparison:
    """The outcome of a group against its comparator's, records of unknown group left or right.

    Usable where the bounds, widened by their interval, lie below, inside or above the margin (0.8
    to 1.25 unless told): then each way of giving the unknown to the group, to its comparator or to
    neither has its interval there. ValueError for a negative count.
    """
    return compared(known_rates(table), lowest(table), highest(table), margin or Margin())


def compared(
    known: Pair | None, low: Sequence[Pair], high: Sequence[Pair], margin: Margin
) -> Comparison:
    """From the rates among the known, and those at the worst cases of the unknown either way.

    A known pair is itself one of the cases: without it the figures are not usable.
    """
    ratios = _ratio(known, low, high)
    region = region_of(ratios.interval, margin)
    verdict = usability(region, region_of(ratios.widened, margin))
    return Comparison(ratios, _difference(known, low, high), verdict, region)


def _ratio(known: Pair | None, low: Sequence[Pair], high: Sequence[Pair]) -> Contrasted:
    lows = [found for pair in low if (found := ratio(*pair)) is not None]
    highs = [found for pair in high if (found := ratio(*pair)) is not None]
    return Contrasted(
        point=ratio(*known) if known else None,
        interval=ratio_interval(*known) if known else None,
        bounds=_span(lows, highs),
        widened=_span(
            [ratio_interval(*pair).low for pair in low],
            [ratio_interval(*pair).high for pair in high],
        ),
    )


def _difference(known: Pair | None, low: Sequence[Pair], high: Sequence[Pair]) -> Contrasted:
    return Contrasted(
        point=difference(*known) if known else None,
        interval=difference_interval(*known) if known else None,
        bounds=_span([difference(*pair) for pair in low], [difference(*pair) for pair in high]),
        widened=_span(
            [difference_interval(*pair).low for pair in low],
            [difference_interval(*pair).high for pair in high],
        ),
    )


def _span(lows: Sequence[float], highs: Sequence[float]) -> Span | None:
    return Span(min(lows), max(highs)) if lows and highs else None
