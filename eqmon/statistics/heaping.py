"""Whether records heap on one day, or on ages that end in 0 or 5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from eqmon.statistics.wilson import wilson_interval

YOUNGEST, OLDEST = 23, 62
"""Of Whipple's index, both within: forty ages, of which each last digit ends four."""
BY_CHANCE = 0.001
"""How likely one day of all would be called heaped if none were."""


@dataclass(frozen=True)
class Whipple:
    """Whipple's index of single years of age."""

    ending: int
    """Records with an age of 25, 30 ... 60."""
    records: int
    """Records with an age of 23 to 62."""
    index: float | None
    """100 where one age in five ends in 0 or 5, 500 where all do; None without records."""
    lower: float | None
    upper: float | None


def whipple(ages: Mapping[int, int]) -> Whipple:
    """Whipple's index of counts by age in completed years; ages below 23 and above 62 are left out.

    Its interval is five hundred times the 95 % Wilson interval of the share that ends in 0 or 5.

    Source: United Nations, Demographic Yearbook, technical notes on the accuracy of age data: below
    105 highly accurate, to 109.9 fairly, to 124.9 approximate, to 174.9 rough, then very rough.
    H. S. Shryock and J. S. Siegel, The Methods and Materials of Demography (1976), chapter 8.
    """
    within = {age: n for age, n in ages.items() if YOUNGEST <= age <= OLDEST}
    records = sum(within.values())
    ending = sum(n for age, n in within.items() if age % 5 == 0)
    if not records:
        return Whipple(0, 0, None, None, None)
    lower, upper = wilson_interval(ending, records)
    return Whipple(ending, records, 500 * ending / records, 500 * lower, 500 * upper)


@dataclass(frozen=True)
class Heap:
    """The commonest of several days, and what the days around it hold."""

    at: int
    """Its position."""
    records: int
    around: int
    """Records on the days around it."""
    days_around: int

    def beyond(self, times: float, days: int) -> bool:
        """Whether it holds more than so many times what a day around it does, beyond chance.

        Given their sum, the records on the day are binomial, with a share of t / (t + d) where it
        holds t times the mean of d days around it (J. Przyborowski and H. Wilenski, Biometrika 31
        (1940) 313-323). The Wilson bound of the share is taken so far out that, of `days` of which
        this is the commonest, one would be beyond it by chance once in a thousand times.
        """
        if not self.days_around:
            return False
        z = NormalDist().inv_cdf(1 - BY_CHANCE / max(1, days))
        lower, _ = wilson_interval(self.records, self.records + self.around, z)
        return lower > times / (times + self.days_around)

    @property
    def times(self) -> float | None:
        """How many times the mean of the days around it it holds; None where that is nothing."""
        return self.records * self.days_around / self.around if self.around else None


def commonest(counts: Sequence[int], reach: int, *, circular: bool = False) -> Heap | None:
    """The first of the days with most records, beside those up to `reach` days before and after.

    `circular` where the last day comes before the first, as in a year. None without records.
    """
    days = len(counts)
    at = max(range(days), key=lambda day: (counts[day], -day), default=0)
    if not days or not counts[at]:
        return None
    around = {at + step for step in range(-reach, reach + 1) if step}
    around = {day % days for day in around} if circular else {d for d in around if 0 <= d < days}
    around.discard(at)
    return Heap(at, counts[at], sum(counts[day] for day in around), len(around))
