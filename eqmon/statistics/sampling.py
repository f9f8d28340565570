"""How many records a sample needs, and how many of them each stratum gives."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from math import ceil, comb, log, log1p

from eqmon.statistics.wilson import Z95, as_written

CONFIDENCE = 0.95


def zero_defect_size(
    limit: float, population: int | None = None, confidence: float = CONFIDENCE
) -> int:
    """The fewest records that, all sound, show that under `limit` of all are defective.

    With n sound records of a very large number, a defective share of `limit` or more would give
    such a sample with probability (1 - limit)^n at most; n is the smallest for which that is at
    most 1 - confidence. Of a finite `population` drawn from without replacement the chance is
    C(N - D, n) / C(N, n), D being the fewest defective records that are `limit` of N.
    59 for 5 %, 29 for 10 %. ValueError where limit or confidence is not between 0 and 1, or the
    population is not positive.

    Source: discovery sampling; the hypergeometric form, W. G. Cochran, Sampling Techniques, 3rd
    ed. (1977), section 3.6.
    """
    if not 0 < limit < 1 or not 0 < confidence < 1:
        raise ValueError("limit and confidence lie between 0 and 1")
    of_endless = ceil(log(1 - confidence) / log1p(-limit))
    if population is None:
        return of_endless
    if population < 1:
        raise ValueError("a population is at least 1")
    defective = ceil(population * as_written(limit))
    missed = 1 - as_written(confidence)
    return _smallest(
        1,
        min(population, of_endless),
        lambda n: comb(population - defective, n) <= missed * comb(population, n),
    )


def precision_size(margin: float, population: int | None = None, z: float = Z95) -> int:
    """The fewest records whose share is known to within `margin` (a fraction, as 0.1) either way.

    At the worst share of one half: n0 = z² / 4 margin², and of a finite population
    n0 / (1 + (n0 - 1) / N), rounded up. Within 0.1: 38 of 60, 88 of 1,000; within 0.05: 278 of
    1,000. ValueError where the margin is not between 0 and 1 or the population not positive.

    Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 4.4.
    """
    if not 0 < margin < 1:
        raise ValueError("a margin lies between 0 and 1")
    endless = z * z / (4 * margin * margin)
    if population is None:
        return ceil(endless)
    if population < 1:
        raise ValueError("a population is at least 1")
    return min(population, ceil(endless / (1 + (endless - 1) / population)))


def allocated(
    sizes: Sequence[int], total: int, *, at_least: int = 1, whole: Sequence[bool] = ()
) -> tuple[int, ...]:
    """How many of `total` records each stratum of these sizes gives, in their order.

    Those marked `whole` give all, each other one at least `at_least` (or all it has); what is left
    goes out in proportion to size. Where the least that is asked for is more than `total`, that is
    what is given; where all strata together have fewer, all of them. ValueError for a negative
    number.

    Source: proportional allocation (W. G. Cochran, 1977, section 5.5) by the divisor method of
    Sainte-Laguë: each next record goes to the stratum with the greatest N / (2 n + 1), the first
    such where several have it. Unlike largest remainders it never takes a record from a stratum
    when the total grows.
    """
    if total < 0 or at_least < 0 or any(size < 0 for size in sizes):
        raise ValueError("sizes and totals are at least 0")
    taken_whole = whole or [False] * len(sizes)
    given = [
        size if all_of_it else min(size, at_least)
        for size, all_of_it in zip(sizes, taken_whole, strict=True)
    ]
    waiting = [(-n / (2 * given[i] + 1), i) for i, n in enumerate(sizes) if given[i] < n]
    heapq.heapify(waiting)
    for _ in range(min(total, sum(sizes)) - sum(given)):
        _, i = heapq.heappop(waiting)
        given[i] += 1
        if given[i] < sizes[i]:
            heapq.heappush(waiting, (-sizes[i] / (2 * given[i] + 1), i))
    return tuple(given)


def smallest_total(
    sizes: Sequence[int],
    enough: Callable[[tuple[int, ...]], bool],
    *,
    at_least: int = 1,
    whole: Sequence[bool] = (),
) -> tuple[int, ...]:
    """The allocation of the smallest total that is `enough`; all records where none is."""

    def of(total: int) -> tuple[int, ...]:
        return allocated(sizes, total, at_least=at_least, whole=whole)

    return of(_smallest(1, max(sum(sizes), 1), lambda total: enough(of(total))))


def _smallest(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first number from which on it holds; `high` where it does nowhere before.

    Small ones are tried first: a sample is small whatever it is drawn from.
    """
    step = 1
    while low + step < high and not holds(low + step):
        low, step = low + step + 1, 2 * step
    high = min(high, low + step)
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
