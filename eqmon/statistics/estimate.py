"""A rate or share with its 95 % interval, whatever it was counted over."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from eqmon.statistics.wilson import Z95, wilson_interval


class Span(NamedTuple):
    """From the lowest to the highest value; `high` may be infinite."""

    low: float
    high: float


class Estimate(NamedTuple):
    """A figure as observed, and the limits of its 95 % interval."""

    point: float
    low: float
    high: float


def proportion(count: int, denominator: int) -> Estimate:
    """`count` of `denominator` records as a fraction 0 to 1, with Wilson's interval.

    Both limits rise with a record more that counts and fall with a record more that does not.
    ValueError where the denominator is not positive or the count not within it.
    """
    low, high = wilson_interval(count, denominator)
    return Estimate(count / denominator, low, high)


def population_rate(count: int, population: float) -> Estimate:
    """`count` records for each person of a population; a person may have several records.

    The count is taken to be Poisson's, with the score interval k + z²/2 -+ z sqrt(k + z²/4): at a
    count of 0 the lower limit is exactly 0. Both limits rise with the count.
    ValueError for a negative count or a population that is not above 0.

    Source: L. Barker, The American Statistician 56 (2002) 85-89, the score interval.
    """
    if count < 0 or population <= 0:
        raise ValueError("a count is at least 0 and a population above 0")
    middle, spread = count + Z95 * Z95 / 2, Z95 * sqrt(count + Z95 * Z95 / 4)
    low = 0.0 if count == 0 else middle - spread
    return Estimate(count / population, low / population, (middle + spread) / population)


def fixed(value: float) -> Estimate:
    """A figure taken as it stands, such as a benchmark: its interval has no width."""
    return Estimate(value, value, value)
