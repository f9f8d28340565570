"""The difference of two rates with its interval."""

from __future__ import annotations

from math import hypot

from eqmon.statistics.wilson import Z95, wilson_interval


def difference_interval(
    count1: int, n1: int, count2: int, n2: int, z: float = Z95
) -> tuple[float, float]:
    """Lower and upper bound of count1/n1 - count2/n2, as fractions -1 to 1.

    ValueError where a denominator is not positive or a count not within it.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10 (hybrid score,
    without continuity correction).
    """
    lower1, upper1 = wilson_interval(count1, n1, z)
    lower2, upper2 = wilson_interval(count2, n2, z)
    rate1, rate2 = count1 / n1, count2 / n2
    difference = rate1 - rate2
    return (
        difference - hypot(rate1 - lower1, upper2 - rate2),
        difference + hypot(upper1 - rate1, rate2 - lower2),
    )
