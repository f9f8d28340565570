"""What a stratified sample tells of all records: the weighted rate and its bounds."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Stratum:
    """A stratum drawn from without replacement, with what was found in its sample."""

    size: int
    """Records in the stratum."""
    drawn: int
    """Records of it that were looked at."""
    found: int
    """Of those, how many have what is looked for."""

    def __post_init__(self) -> None:
        """Refuse a stratum that nothing was drawn from, or whose counts do not fit."""
        if not 0 <= self.found <= self.drawn <= self.size or self.drawn == 0:
            raise ValueError("found is within drawn, at least 1, and that within size")

    @property
    def is_whole(self) -> bool:
        """Whether all of its records were looked at, so that nothing is left to chance."""
        return self.drawn == self.size


def weighted_rate(strata: Sequence[Stratum]) -> float:
    """The share of all records that have what is looked for, estimated: 0 to 1.

    Each record looked at stands for size / drawn of its stratum: Σ N_h (k_h / n_h) / Σ N_h.
    ValueError without strata.

    Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 5.3.
    """
    _require(strata)
    return sum(s.size * s.found / s.drawn for s in strata) / sum(s.size for s in strata)


def effective_size(strata: Sequence[Stratum]) -> float:
    """How many records of a simple sample of an endless population tell as much; inf of a census.

    p (1 - p) / V, p being the weighted rate. V is the greater of two variances, of which each can
    be too small alone: Σ W_h² p (1 - p) (N_h - n_h) / ((N_h - 1) n_h), W_h = N_h / N, as if every
    stratum had the same share; and Σ W_h² p_h (1 - p_h) (N_h - n_h) / (N_h (n_h - 1)) with each
    stratum's own. A stratum of which one record was drawn has none of its own, and takes p's.
    Whole strata add nothing.

    Source: the variance of a stratified sample (Cochran 1977, sections 5.9 and 5A.11) in the form
    of an effective sample size (L. Kish, Survey Sampling, 1965, section 8.2).
    """
    _require(strata)
    rate, everything = weighted_rate(strata), sum(s.size for s in strata)
    alike = own = 0.0
    for s in strata:
        if s.is_whole:
            continue
        weight = (s.size / everything) ** 2 * (s.size - s.drawn)
        of_design = weight / ((s.size - 1) * s.drawn)
        alike += of_design
        if s.drawn == 1:
            own += of_design * rate * (1 - rate)
        else:
            share = s.found / s.drawn
            own += weight * share * (1 - share) / (s.size * (s.drawn - 1))
    if not alike:
        return inf
    spread = rate * (1 - rate)
    return min(1 / alike, spread / own) if own else 1 / alike


def interval(strata: Sequence[Stratum], confidence: float = 0.95) -> tuple[float, float]:
    """Two-sided bounds of the share of all records, 0 to 1, by `lower_bound` and `upper_bound`."""
    alpha = (1 - confidence) / 2
    return lower_bound(strata, alpha), upper_bound(strata, alpha)


def lower_bound(strata: Sequence[Stratum], alpha: float = 0.05) -> float:
    """The lowest share of all records that the sample leaves possible, one-sided at `alpha`.

    What is left by the highest share of those that have not what is looked for.
    """
    _require(strata)
    everything = sum(s.size for s in strata)
    mirrored = [Stratum(s.size, s.drawn, s.drawn - s.found) for s in strata]
    return (everything - _most(mirrored, alpha)) / everything


def upper_bound(strata: Sequence[Stratum], alpha: float = 0.05) -> float:
    """The highest share of all records that the sample leaves possible, one-sided at `alpha`.

    What whole strata hold is known. Of the others: exact where only one was drawn from
    (hypergeometric) and where nothing was found in any (`most_unseen`); otherwise Wilson's bound
    on `effective_size`. Never beyond what was seen itself allows. ValueError without strata.

    Sources: exact bounds, Cochran 1977, section 3.6; Wilson's interval on the effective size,
    N. Dean and M. Pagano, Sankhya B 77 (2015) 220-253.
    """
    _require(strata)
    return _most(strata, alpha) / sum(s.size for s in strata)


def most_unseen(strata: Sequence[Stratum], alpha: float = 0.05) -> int:
    """The most records that may have what was found in none of those drawn.

    The largest Σ D_h for which such a sample has a probability above `alpha`, where the chance is
    Π C(N_h - D_h, n_h) / C(N_h, n_h). One more in a stratum multiplies it by
    1 - n_h / (N_h - D_h), which falls with D_h: so the likeliest place for each next record is the
    cheapest, and taking the cheapest one after the other gives the most. No stratum's share is
    assumed to be like another's. Whole strata hold none. ValueError for strata where some were
    found.

    Source: hypergeometric, Cochran 1977, section 3.6, over strata drawn from independently.
    """
    if any(s.found for s in strata):
        raise ValueError("some were found")
    cheapest = [(_price(s, 0), i, 0) for i, s in enumerate(strata) if not s.is_whole]
    heapq.heapify(cheapest)
    # Exactly at alpha a possibility is ruled out; rounding must not put it back.
    left, most = -log(alpha) * (1 - 1e-12), 0
    while cheapest:
        price, i, many = heapq.heappop(cheapest)
        left -= price
        if left <= 0:
            break
        most += 1
        if many + 1 < strata[i].size - strata[i].drawn:
            heapq.heappush(cheapest, (_price(strata[i], many + 1), i, many + 1))
    return most


def _most(strata: Sequence[Stratum], alpha: float) -> float:
    """The most records that may have what is looked for."""
    known = sum(s.found for s in strata if s.is_whole)
    sampled = [s for s in strata if not s.is_whole]
    if not any(s.found for s in sampled):
        return known + most_unseen(sampled, alpha)
    if len(sampled) == 1:
        return known + _most_of_one(sampled[0], alpha)
    share = _wilson_upper(weighted_rate(sampled), effective_size(sampled), alpha)
    allowed = sum(s.size - s.drawn + s.found for s in sampled)
    return known + min(share * sum(s.size for s in sampled), allowed)


def _price(stratum: Stratum, many: int) -> float:
    """What one more beyond `many` costs: the logarithm of the chance that is lost by it."""
    return -log1p(-stratum.drawn / (stratum.size - many))


def _most_of_one(stratum: Stratum, alpha: float) -> int:
    """The most records of a stratum that leave P(at most `found`) above alpha."""
    low, high = stratum.found, stratum.size - stratum.drawn + stratum.found
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(stratum.found, stratum.size, middle, stratum.drawn) > alpha:
            low = middle
        else:
            high = middle - 1
    return low


def _at_most(found: int, size: int, many: int, drawn: int) -> float:
    """P(X <= found), X being how many of `many` among `size` are in a draw of `drawn`."""
    least = max(0, drawn - (size - many))
    if found < least:
        return 0.0
    term = exp(
        _log_comb(many, least) + _log_comb(size - many, drawn - least) - _log_comb(size, drawn)
    )
    total = 0.0
    for x in range(least, found + 1):
        total += term
        term *= (many - x) * (drawn - x) / ((x + 1) * (size - many - drawn + x + 1))
    return total


def _log_comb(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _wilson_upper(rate: float, n: float, alpha: float) -> float:
    z = NormalDist().inv_cdf(1 - alpha)
    spread = z * sqrt(rate * (1 - rate) / n + (z / (2 * n)) ** 2)
    return min(1.0, (rate + z * z / (2 * n) + spread) / (1 + z * z / n))


def _require(strata: Sequence[Stratum]) -> None:
    if not strata:
        raise ValueError("there is no stratum")
