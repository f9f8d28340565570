"""A rate's Wilson score interval, and its exact comparison with a limit."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import sqrt

Z95 = 1.959963984540054
"""Standard normal deviate of a two-sided 95 % interval."""
Z998 = 3.090232306167813
"""Standard normal deviate of a two-sided 99.8 % interval."""


def wilson_interval(count: int, denominator: int, z: float = Z95) -> tuple[float, float]:
    """Lower and upper bound of `count` of `denominator`, as fractions 0 to 1.

    At a count of 0 the lower bound is exactly 0, and at the whole denominator the upper exactly 1.
    ValueError where the denominator is not positive or the count not within it.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212, in the form that OHID's Fingertips
    uses for proportions: (2O + z² ∓ z √(z² + 4 O q)) / 2 (n + z²), q = 1 - O/n.
    """
    _require_count_within(count, denominator)
    rate = count / denominator
    middle = 2 * count + z * z
    spread = z * sqrt(z * z + 4 * count * (1 - rate))
    scale = 2 * (denominator + z * z)
    lower = 0.0 if count == 0 else min(rate, (middle - spread) / scale)
    upper = 1.0 if count == denominator else max(rate, (middle + spread) / scale)
    return lower, upper


def within_limit(count: int, denominator: int, limit: float) -> bool:
    """Whether `count` of `denominator` is at most `limit`; exactly at the limit is within it.

    The limit is taken as it is written (0.1 is one tenth), so 25 of 250 is within 0.1.
    ValueError as for `wilson_interval`.
    """
    _require_count_within(count, denominator)
    return Fraction(count, denominator) <= as_written(limit)


def exceeds_beyond_chance(count: int, denominator: int, limit: float) -> bool:
    """Whether the 95 % Wilson lower bound of `count` of `denominator` is above `limit`.

    The bound is above the limit just where the score test rejects it, count > n L and
    (count - n L)² > z² n L (1 - L) (Wilson 1927); in fractions this has no rounding, so a count
    exactly at the limit never exceeds it. Above a limit of 0 every count but 0 does.
    ValueError as for `wilson_interval`.
    """
    _require_count_within(count, denominator)
    share = as_written(limit)
    excess = count - denominator * share
    return excess > 0 and excess**2 > Fraction(Z95) ** 2 * denominator * share * (1 - share)


@lru_cache(maxsize=4096)
def as_written(limit: float) -> Fraction:
    """The limit as its shortest decimal says: 0.1 is exactly one tenth."""
    return Fraction(repr(float(limit)))


def _require_count_within(count: int, denominator: int) -> None:
    if denominator <= 0 or not 0 <= count <= denominator:
        raise ValueError("a count lies between 0 and a denominator of at least 1")
