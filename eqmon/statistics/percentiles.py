"""Percentiles of whole numbers, from how often each occurs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from eqmon.statistics.wilson import as_written


def percentile(times: Mapping[int, int], share: float, beyond: int = 0) -> int | None:
    """The smallest value that at least `share` of all values do not exceed.

    `times` says how often each value occurs, `beyond` how many more are larger than all of these.
    None where there is no value, or where the answer lies among those beyond.
    ValueError where the share is not above 0 and at most 1, or a number of times is negative.

    Source: R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365, definition 1: the inverse of the
    distribution function. `90 % within 4 days` is exactly what it says.
    """
    if not 0 < share <= 1:
        raise ValueError("a share lies above 0 and is at most 1")
    return _at_rank(times, as_written(share) * _all(times, beyond))


def median(times: Mapping[int, int], beyond: int = 0) -> float | None:
    """The value in the middle, or half-way between the two in the middle.

    Arguments and None as for `percentile`; None too where one of the two lies beyond.
    ValueError where a number of times is negative.

    Source: Hyndman and Fan, definition 2, at a half.
    """
    half = Fraction(_all(times, beyond), 2)
    lower, upper = _at_rank(times, half), _at_rank(times, half + Fraction(1, 2))
    return None if lower is None or upper is None else (lower + upper) / 2


def _all(times: Mapping[int, int], beyond: int) -> int:
    if beyond < 0 or any(n < 0 for n in times.values()):
        raise ValueError("a number of times is at least 0")
    return sum(times.values()) + beyond


def _at_rank(times: Mapping[int, int], rank: Fraction) -> int | None:
    """The smallest value that at least so many values do not exceed."""
    reached = 0
    for value in sorted(value for value, n in times.items() if n):
        reached += times[value]
        if reached >= rank:
            return value
    return None
