"""Whether units differ by more than chance, and limits that allow for what they differ by.

Rates are compared on the scale of arcsin(sqrt(rate)), where the variance that chance leaves,
1 / 4n, does not depend on the rate, and limits stay between 0 and 1.

Source: D. J. Spiegelhalter, Quality and Safety in Health Care 14 (2005) 347-351, and Statistics in
Medicine 24 (2005) 1185-1202: z-scores winsorised, the factor phi, and an additive variance between
units by R. DerSimonian and N. Laird's moments (Controlled Clinical Trials 7 (1986) 177-188).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, pi, sin, sqrt

from eqmon.statistics.funnel import Limits, Outside, limits_at, outside
from eqmon.statistics.wilson import Z95, Z998

WINSORISED = 0.1
"""The share of units at either end whose z-scores are drawn in to the next one."""
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more units differ than chance alone would make them."""

    units: int
    """With at least one record."""
    phi: float
    """The mean of the squared z-scores, winsorised: 1 or less by chance alone."""
    p_value: float
    """How probable so high a phi is by chance alone; 1 where there are fewer than two units."""
    between: float
    """The variance between units (tau squared) beyond chance, on the scale of arcsin(sqrt)."""

    @property
    def is_significant(self) -> bool:
        """Whether it is more than chance explains: then limits may allow for it."""
        return self.p_value < SIGNIFICANT and self.between > 0


def dispersion(units: Iterable[tuple[int, int]], centre: float) -> Dispersion:
    """How far units, each a count and its denominator, are spread around the rate of all of them.

    units * phi is compared with chi-square of one degree of freedom fewer than units, as the
    centre is their own. Without over-dispersion winsorising makes phi 0.68 on average, so the test
    errs to the side of none: limits are widened only where units clearly differ.
    ValueError where a count is not within its denominator or `centre` not within 0 to 1.
    """
    if not 0 <= centre <= 1:
        raise ValueError("a centre lies between 0 and 1")
    pairs = [pair for pair in units if pair[1]]
    if any(not 0 <= count <= denominator for count, denominator in pairs):
        raise ValueError("a count lies between 0 and its denominator")
    if len(pairs) < 2:
        return Dispersion(len(pairs), 0.0, 1.0, 0.0)
    z = winsorised([z_score(count, n, centre) for count, n in pairs])
    total = sum(score * score for score in z)
    weights = [4 * n for _, n in pairs]
    return Dispersion(
        units=len(pairs),
        phi=total / len(pairs),
        p_value=_beyond(total, len(pairs) - 1),
        between=between_variance(z, weights),
    )


def z_score(count: int, denominator: int, centre: float) -> float:
    """How many standard deviations of chance a rate is from `centre`, on the arcsine scale."""
    return 2 * sqrt(denominator) * (asin(sqrt(count / denominator)) - asin(sqrt(centre)))


def winsorised(z: Sequence[float], share: float = WINSORISED) -> list[float]:
    """The scores with the `share` (rounded down) at either end set to the next one inwards."""
    drawn_in = int(share * len(z))
    ranked = sorted(z)
    low, high = ranked[drawn_in], ranked[-1 - drawn_in]
    return [min(max(score, low), high) for score in z]


def between_variance(z: Sequence[float], weights: Sequence[float]) -> float:
    """The additive variance between units by the method of moments, no lower than 0.

    From z-scores and weights, the reciprocals of the variances that chance leaves:
    (sum z² - (I - 1)) / (sum w - sum w² / sum w), I the number of units.
    """
    all_weights = sum(weights)
    spare = all_weights - sum(w * w for w in weights) / all_weights
    return max(0.0, (sum(score * score for score in z) - (len(z) - 1)) / spare)


def random_limits_at(
    denominators: Iterable[int], centre: float, between: float
) -> tuple[Limits, ...]:
    """Limits that allow for the variance between units as well as for chance.

    At each denominator sin²(arcsin(sqrt(centre)) -+ z sqrt(1 / 4n + between)), and never within
    the exact binomial limits, which the normal approximation may miss at few records.
    ValueError as for `limits_at`.
    """
    return tuple(_widened(chance, centre, between) for chance in limits_at(denominators, centre))


def outside_random(count: int, denominator: int, centre: float, between: float) -> Outside:
    """Which of `random_limits_at` a unit lies outside of.

    ValueError as for `outside`.
    """
    by_chance = outside(count, denominator, centre)
    if not by_chance:
        return ""
    [limits] = random_limits_at([denominator], centre, between)
    rate = count / denominator
    if by_chance == "99.8" and not limits.lower_998 <= rate <= limits.upper_998:
        return "99.8"
    return "" if limits.lower_95 <= rate <= limits.upper_95 else "95"


def _widened(chance: Limits, centre: float, between: float) -> Limits:
    spread = sqrt(1 / (4 * chance.denominator) + between)
    lower_95, upper_95 = _around(centre, Z95 * spread)
    lower_998, upper_998 = _around(centre, Z998 * spread)
    return Limits(
        chance.denominator,
        min(chance.lower_95, lower_95),
        max(chance.upper_95, upper_95),
        min(chance.lower_998, lower_998),
        max(chance.upper_998, upper_998),
    )


def _around(centre: float, reach: float) -> tuple[float, float]:
    middle = asin(sqrt(centre))
    return sin(max(0.0, middle - reach)) ** 2, sin(min(pi / 2, middle + reach)) ** 2


def _beyond(total: float, freedom: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(freedom, total))
