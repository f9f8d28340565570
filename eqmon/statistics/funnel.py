"""Control limits of a funnel plot: between which counts chance alone would leave a unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

P95 = 0.025
"""What chance leaves beyond either limit of 95 %, at most."""
P998 = 0.001
"""What chance leaves beyond either limit of 99.8 %, at most."""

Outside = Literal["", "95", "99.8"]
"""The widest limits that a unit lies outside of; empty within all."""


class Limits(NamedTuple):
    """Control limits at one denominator, as fractions 0 to 1."""

    denominator: int
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


def limits_at(denominators: Iterable[int], centre: float) -> tuple[Limits, ...]:
    """Exact binomial limits around a rate, at each denominator once, in rising order.

    Of a unit of n records that stand at `centre`, chance leaves at most 2.5 % below the lower 95 %
    limit and at most 2.5 % above the upper one (99.8 %: 0.1 %). A denominator of 0 has no limits.
    ValueError where a denominator is negative or `centre` not within 0 to 1.

    Source: D. J. Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202, appendix A.1.1: with
    F the binomial distribution function and r the least count with F(r) >= p, the lower limit is
    (r - a) / n with a = (F(r) - p) / (F(r) - F(r - 1)), no lower than 0. The upper limit is the
    mirror image, 1 less the lower limit around 1 - `centre`: one count above Spiegelhalter's own,
    whose units may lie beyond it with more than the probability said (B. N. Manktelow and
    S. E. Seaton, PLOS ONE 7 (2012) e45723, of the same interpolation).
    """
    _require_rate(centre)
    found = sorted(set(denominators))
    if found and found[0] < 0:
        raise ValueError("a denominator is at least 0")
    return tuple(
        Limits(n, *_interval(n, centre, P95), *_interval(n, centre, P998)) for n in found if n
    )


def outside(count: int, denominator: int, centre: float) -> Outside:
    """Which limits `count` of `denominator` lies outside of, just as `limits_at` draws them.

    It is outside where so low a count, or so high a one, has a probability below 0.1 % (99.8) or
    below 2.5 % (95) around `centre`. Of 0 records nothing is outside.
    ValueError where the count is not within the denominator or `centre` not within 0 to 1.
    """
    _require_rate(centre)
    if not 0 <= count <= denominator:
        raise ValueError("a count lies between 0 and its denominator")
    least = min(
        distribution(count, denominator, centre),
        distribution(denominator - count, denominator, 1 - centre),
    )
    return "99.8" if least < P998 else "95" if least < P95 else ""


def _interval(n: int, centre: float, p: float) -> tuple[float, float]:
    return _lower(n, centre, p), 1 - _lower(n, 1 - centre, p)


@lru_cache(maxsize=4096)
def _lower(n: int, centre: float, p: float) -> float:
    if centre in (0, 1):
        return centre  # nothing varies there
    r = bisect_left(range(n), p, key=lambda count: distribution(count, n, centre))
    at, below = distribution(r, n, centre), distribution(r - 1, n, centre)
    return max(0.0, (r - (at - p) / (at - below)) / n)


def distribution(count: int, n: int, centre: float) -> float:
    """The probability of at most `count` of `n` records, each with probability `centre`."""
    from scipy.special import bdtr

    if count < 0:
        return 0.0
    return 1.0 if count >= n else float(bdtr(count, n, centre))


def _require_rate(centre: float) -> None:
    if not 0 <= centre <= 1:
        raise ValueError("a centre lies between 0 and 1")
