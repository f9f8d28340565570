"""Whether a printed percentage can come from a whole count: the GRIM test, in whole numbers.

N. J. L. Brown and J. A. J. Heathers, The GRIM test, Soc. Psychol. Personal. Sci. 8 (2017) 363-369,
for the mean of answers that are 0 or 1, which is a percentage.

A percentage is given as it was printed: `units` of its last decimal and how many `decimals` it has
(5.8 % is 58 and 1). A tie may have been rounded half up or half to even: both are admitted, so that
82.5 may stand behind 83 and behind 82. Cutting off decimals is not rounding, and is not.
"""

from __future__ import annotations

from collections.abc import Iterable


def possible_counts(units: int, decimals: int, n: int) -> range:
    """Every whole count from 0 to n whose percentage of n is printed so; an empty range for none.

    ValueError for an `n` below 1 or negative `decimals`.
    """
    if n < 1 or decimals < 0:
        raise ValueError("n is below 1, or decimals are negative")
    # count * 100 / n lies within half a unit of the last decimal, here times 2 * 10**decimals.
    scale = 200 * 10**decimals
    lowest = -(-(2 * units - 1) * n // scale)
    highest, rest = divmod((2 * units + 1) * n, scale)
    if rest == 0 and units % 2:
        highest -= 1  # a tie above an odd last digit is rounded up, half up as half to even
    return range(max(lowest, 0), min(highest, n) + 1)


def nearest_counts(units: int, decimals: int, n: int) -> tuple[int, ...]:
    """The whole counts of n next below and next above the printed percentage; one where it is met.

    Both lie within 0 to n. ValueError as `possible_counts`.
    """
    if n < 1 or decimals < 0:
        raise ValueError("n is below 1, or decimals are negative")
    below, rest = divmod(units * n, 100 * 10**decimals)
    near = (below, below + 1) if rest else (below,)
    return tuple(dict.fromkeys(min(max(count, 0), n) for count in near))


def possible_denominators(units: int, decimals: int, candidates: Iterable[int]) -> tuple[int, ...]:
    """Those of the candidates of which some whole count is printed as this percentage."""
    return tuple(n for n in candidates if possible_counts(units, decimals, n))
