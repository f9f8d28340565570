"""Percentiles of whole numbers from how often each occurs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from eqmon.statistics.wilson import as_written


def percentile(times: Mapping[int, int], share: float, beyond: int = 0) -> float | None:
    """The value that `share` of all values reach at most; None where it is not known.

    `times` says how often each value occurs, `beyond` how many more are larger than all of them.
    The first value at which at least the share is reached; where it is reached exactly, the mean of
    that one and the next. So the median is the middle value, or the mean of the two middle ones.
    None where there is no value, or where it lies among those beyond.
    ValueError where the share is not above 0 and below 1, or a number of times is negative.

    Source: R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365, definition 2.
    """
    if not 0 < share < 1:
        raise ValueError("a share lies above 0 and below 1")
    if beyond < 0 or any(n < 0 for n in times.values()):
        raise ValueError("a number of times is at least 0")
    wanted = as_written(share) * (sum(times.values()) + beyond)
    reached, exact = Fraction(0), None
    for value in sorted(value for value, n in times.items() if n):
        if exact is not None:
            return (exact + value) / 2
        reached += times[value]
        if reached > wanted:
            return float(value)
        if reached == wanted:
            exact = value
    return None
