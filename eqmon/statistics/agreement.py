"""How far two classifications of the same records agree beyond chance: Cohen's kappa."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from eqmon.statistics.wilson import Z95


@dataclass(frozen=True)
class Agreement:
    """Two classifications compared over the records that both put somewhere."""

    records: int
    agreeing: int
    kappa: float | None
    """1 is perfect, 0 is chance. None where it is not defined: without records, or where both put
    every record in one and the same class, so that chance alone agrees on all."""
    lower: float | None
    """Of the large-sample 95 % interval, as is `upper`; None where kappa is."""
    upper: float | None


def agreement(pairs: Mapping[tuple[str, str], int]) -> Agreement:
    """Agreement and kappa of counts by (class by the one, class by the other).

    kappa = (p_o - p_e) / (1 - p_e): p_o is the share agreeing, p_e what the classes' shares would
    give by chance. ValueError for a negative count.

    Sources: J. Cohen, Educ. Psychol. Meas. 20 (1960) 37-46; the interval from the variance of
    J. L. Fleiss, J. Cohen and B. S. Everitt, Psychol. Bull. 72 (1969) 323-327, kept within -1 to 1.
    """
    if any(n < 0 for n in pairs.values()):
        raise ValueError("a count is negative")
    records = sum(pairs.values())
    agreeing = sum(n for (one, other), n in pairs.items() if one == other)
    ones: dict[str, int] = defaultdict(int)
    others: dict[str, int] = defaultdict(int)
    for (one, other), n in pairs.items():
        ones[one] += n
        others[other] += n
    by_chance = sum(n * others[name] for name, n in ones.items())
    if by_chance == records * records:
        return Agreement(records, agreeing, None, None, None)
    expected = by_chance / records**2
    kappa = (agreeing / records - expected) / (1 - expected)
    spread = Z95 * _standard_error(pairs, ones, others, kappa, expected)
    return Agreement(records, agreeing, kappa, max(-1.0, kappa - spread), min(1.0, kappa + spread))


def _standard_error(
    pairs: Mapping[tuple[str, str], int],
    ones: Mapping[str, int],
    others: Mapping[str, int],
    kappa: float,
    expected: float,
) -> float:
    """Fleiss, Cohen and Everitt's, of a kappa that need not be 0."""
    records = sum(pairs.values())
    squares = 0.0
    for (one, other), n in pairs.items():
        # What the one puts where the other puts this pair, and the other where the one does.
        shares = (ones.get(other, 0) + others.get(one, 0)) / records
        weight = (1.0 if one == other else 0.0) - shares * (1 - kappa)
        squares += n / records * weight**2
    variance = squares - (kappa - expected * (1 - kappa)) ** 2
    return sqrt(max(0.0, variance) / records) / (1 - expected)
