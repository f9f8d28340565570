"""A rate as reports hold it."""

from __future__ import annotations

from eqmon.part import Part
from eqmon.statistics.wilson import wilson_interval


class Rate(Part):
    """A count over a named denominator, with its Wilson 95 % interval; fractions 0 to 1."""

    count: int
    denominator: int
    rate: float | None
    """None where the denominator is 0."""
    lower: float | None
    upper: float | None


def rate_of(count: int, denominator: int) -> Rate:
    """A rate with its Wilson 95 % interval; none over a denominator of 0."""
    if not denominator:
        return Rate(count=count, denominator=0, rate=None, lower=None, upper=None)
    lower, upper = wilson_interval(count, denominator)
    return Rate(
        count=count, denominator=denominator, rate=count / denominator, lower=lower, upper=upper
    )
