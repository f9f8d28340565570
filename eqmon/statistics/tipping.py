"""How many of the unknown would overturn what the known records conclude."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eqmon.statistics.bounds import Table, known_rates
from eqmon.statistics.estimate import Span
from eqmon.statistics.margin import Margin, Region, region_of
from eqmon.statistics.ratio import ratio_interval


@dataclass(frozen=True)
class Tipping:
    """The share of the unknown records from which on a conclusion no longer holds."""

    count: int
    """So many of the unknown would have to be of the group ..."""
    unknown: int
    """... out of so many."""
    at_least: bool = True
    """False where the conclusion needs more of them: so many or fewer overturn it."""

    @property
    def share(self) -> float:
        """As a fraction 0 to 1; 0 where there are no unknown."""
        return self.count / self.unknown if self.unknown else 0.0


def tipping_point(table: Table, margin: Margin | None = None) -> Tipping | None:
    """The smallest number of unknown records that must be of the group to overturn the conclusion.

    The conclusion is the region that the known-only interval of the ratio lies in; it is overturned
    where the interval no longer lies there. Every unknown record is taken to be of the group or of
    its comparator. Those of the group are taken first from the outcome that tips first: from those
    with the outcome where the group's rate is to be raised, from those without it where it is to
    be lowered; for `alike` whichever tips first. The others are all the comparator's. So 0 means
    that it is overturned even if all are the comparator's, or that there is no conclusion; None
    that nothing overturns it, which is so just where the figures are `usable`.
    ValueError for a negative count.
    """
    limits = margin or Margin()
    region = region_of(_interval(table), limits)
    yes, no = table.unknown
    if region is Region.NOT_TOLD:
        return Tipping(0, yes + no)

    # Either way the interval only moves one way as the group is given more. Where it is outside
    # with none given, one of the two ways is outside throughout, and 0 is found.
    def raised(many: int) -> bool:
        return _overturned(table.given((many, 0), (yes - many, no)), region, limits)

    def lowered(many: int) -> bool:
        return _overturned(table.given((0, many), (yes, no - many)), region, limits)

    found = [first(yes, raised), first(no, lowered)]
    counts = [count for count in found if count is not None]
    return Tipping(min(counts), yes + no) if counts else None


def tipping_share(
    interval_at: Callable[[int], Span], unknown: int, expected: float, known: Span, margin: Margin
) -> Tipping | None:
    """How many of the unknown must at least, or may at most, be of a group to overturn.

    For a share or rate that only rises with the number of the unknown that are of the group:
    `interval_at` gives the interval of its ratio for each number 0 to `unknown`, `known` is that
    without them. `lower` is overturned by enough of them, `higher` by too few, `alike` by either:
    then what is nearer to the share `expected` (0 to 1) is given. None where no number overturns
    it; 0 where there is no conclusion.
    """
    region = region_of(known, margin)
    if region is Region.NOT_TOLD:
        return Tipping(0, unknown)
    found = []
    if region is not Region.HIGHER:
        edge = margin.low if region is Region.LOWER else margin.high
        least = first(unknown, lambda n: _reaches(interval_at(n).high, edge, region))
        found += [] if least is None else [Tipping(least, unknown)]
    if region is not Region.LOWER:
        edge = margin.high if region is Region.HIGHER else margin.low
        spare = first(unknown, lambda n: _reaches(-interval_at(unknown - n).low, -edge, region))
        found += [] if spare is None else [Tipping(unknown - spare, unknown, at_least=False)]
    return min(found, key=lambda one: abs(one.share - expected), default=None)


def first(most: int, tips: Callable[[int], bool]) -> int | None:
    """The least number 0 to `most` that tips; None where `most` does not.

    Where a number tips, all above it must as well.
    """
    if not tips(most):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if tips(middle) else (middle + 1, high)
    return low


def _interval(table: Table) -> Span | None:
    known = known_rates(table)
    return ratio_interval(*known) if known else None


def _overturned(table: Table, region: Region, margin: Margin) -> bool:
    return region_of(_interval(table), margin) is not region


def _reaches(limit: float, edge: float, region: Region) -> bool:
    """Whether a limit leaves the region: the edges of the margin belong to `alike`."""
    return limit > edge if region is Region.ALIKE else limit >= edge
