"""How many units would fail by chance alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import exp, isqrt, lgamma, log, log1p

from eqmon.statistics.wilson import Z95, as_written, exceeds_beyond_chance

_NEGLIGIBLE = 1e-17


def expected_failures(denominators: Iterable[int], limit: float) -> float:
    """How many of these units would exceed `limit` beyond chance if each stood exactly at it.

    For every denominator n, the probability under Binomial(n, limit) of a count whose 95 % Wilson
    lower bound is above the limit; summed. A denominator of 0 adds nothing.
    ValueError where a denominator is negative or the limit not within 0 to 1.
    """
    if not 0 <= limit <= 1:
        raise ValueError("a limit lies between 0 and 1")
    times = Counter(denominators)
    if any(n < 0 for n in times):
        raise ValueError("a denominator is at least 0")
    if limit in (0, 1):
        return 0.0  # nothing varies there: every unit stands at 0 or at n
    return sum(many * _tail(_least_failing(n, limit), n, limit) for n, many in times.items() if n)


def _least_failing(n: int, limit: float) -> int:
    """The smallest count of n above the limit beyond chance; n + 1 where there is none."""
    share = as_written(limit)
    spread = isqrt(int(Z95**2 * n * share * (1 - share)))
    count = max(0, int(n * share) + spread - 1)  # never above the answer, and at most a few below
    while count <= n and not exceeds_beyond_chance(count, n, limit):
        count += 1
    return count


def _tail(least: int, n: int, p: float) -> float:
    """P(X >= least) for X ~ Binomial(n, p), 0 < p < 1, `least` above the mean.

    The first term by logarithms of the gamma function, each next one from the ratio of neighbours;
    they only fall, so the sum ends where a term no longer tells.
    """
    if least > n:
        return 0.0
    choose = lgamma(n + 1) - lgamma(least + 1) - lgamma(n - least + 1)
    term = exp(choose + least * log(p) + (n - least) * log1p(-p))
    total, count, odds = term, least, p / (1 - p)
    while count < n and term > _NEGLIGIBLE * total:
        term *= (n - count) / (count + 1) * odds
        total += term
        count += 1
    return total
