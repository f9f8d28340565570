"""What can be said of a group's share or outcome while some answers are missing.

Source: C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from eqmon.statistics.estimate import Estimate, Span, proportion
from eqmon.statistics.ratio import (
    difference,
    difference_interval,
    ratio,
    ratio_interval,
)

Pair = tuple[Estimate, Estimate]


class Outcome(NamedTuple):
    """How many records of a group had the outcome, and how many had not."""

    yes: int
    no: int

    @property
    def records(self) -> int:
        """All of them: the denominator."""
        return self.yes + self.no

    def plus(self, yes: int, no: int) -> Outcome:
        """With records more of either kind."""
        return Outcome(self.yes + yes, self.no + no)


class Table(NamedTuple):
    """Two groups' outcomes, and those of the records whose group is not known.

    The comparator may be one group or all others together. A record of unknown group may be of the
    group, of the comparator or, where there are more groups, of neither.
    """

    group: Outcome
    comparator: Outcome
    unknown: Outcome


def share_bounds(count: int, unknown: int, total: int) -> tuple[float, float]:
    """The lowest and the highest share that a group of `count` may have, as fractions 0 to 1.

    Of `total` records `unknown` have no answer: none of these or all of them may be of the group,
    so its share is between count / total and (count + unknown) / total, and the width is the
    share without an answer. Nothing is assumed of those who did not answer or were not asked.
    ValueError where the total is not positive, or does not hold both counts.
    """
    if total <= 0 or count < 0 or unknown < 0 or count + unknown > total:
        raise ValueError("a group and those without an answer are within a total of at least 1")
    return count / total, (count + unknown) / total


def known_only(table: Table) -> Pair | None:
    """The rates of both groups among records of known group; None where either has none."""
    if min(min(outcome) for outcome in table) < 0:
        raise ValueError("a count is at least 0")
    return _rates(table.group, table.comparator)


def lowest(table: Table) -> tuple[Pair, ...]:
    """The rates of both groups where the unknown put the group's as low as can be against the
    comparator's: its are those without the outcome, the comparator's those with it.

    So the lowest ratio is [yes / (n + no?)] / [(yes' + yes?) / (n' + yes?)]. Records of neither
    group could only weaken it. A group without a known record takes the one that it needs to have
    a rate at all; then there are several pairs or none, and the least ratio is the bound.
    """
    yes, no = table.unknown
    return tuple(_pairs(table, (((0, no), (yes, 0)), ((1, 0), (yes - 1, 0)), ((0, no - 1), (0, 1)))))


def highest(table: Table) -> tuple[Pair, ...]:
    """As `lowest`, the other way round: [(yes + yes?) / (n + yes?)] / [yes' / (n' + no?)]."""
    yes, no = table.unknown
    return tuple(_pairs(table, (((yes, 0), (0, no)), ((0, 1), (0, no - 1)), ((yes - 1, 0), (1, 0)))))


def ratio_bounds(low: tuple[Pair, ...], high: tuple[Pair, ...]) -> Span | None:
    """From the least to the greatest ratio at the worst cases; None where none has a ratio."""
    lows = [found for pair in low if (found := ratio(*pair)) is not None]
    highs = [found for pair in high if (found := ratio(*pair)) is not None]
    return Span(min(lows), max(highs)) if lows and highs else None


def difference_bounds(low: tuple[Pair, ...], high: tuple[Pair, ...]) -> Span | None:
    """From the least to the greatest difference at the worst cases; None without any."""
    if not low or not high:
        return None
    return Span(min(difference(*pair) for pair in low), max(difference(*pair) for pair in high))


def widened(
    low: tuple[Pair, ...], high: tuple[Pair, ...], interval: Callable[[Estimate, Estimate], Span]
) -> Span | None:
    """The bounds widened by the interval at each of their ends; None without any."""
    if not low or not high:
        return None
    return Span(min(interval(*pair).low for pair in low), max(interval(*pair).high for pair in high))


def _pairs(
    table: Table, given: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
) -> Iterator[Pair]:
    for to_group, to_comparator in given:
        if min(*to_group, *to_comparator) >= 0:
            pair = _rates(table.group.plus(*to_group), table.comparator.plus(*to_comparator))
            if pair is not None:
                yield pair


def _rates(group: Outcome, comparator: Outcome) -> Pair | None:
    if not group.records or not comparator.records:
        return None
    return proportion(group.yes, group.records), proportion(comparator.yes, comparator.records)
