"""What can be said of a group's share or outcome while some answers are missing.

Source: C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eqmon.statistics.estimate import Estimate, proportion

Pair = tuple[Estimate, Estimate]
"""A group's rate and that of its comparator."""
Given = tuple[tuple[int, int], tuple[int, int]]
"""How many of the unknown, with and without the outcome, go to the group and to its comparator."""


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

    def given(self, to_group: tuple[int, int], to_comparator: tuple[int, int]) -> Table:
        """The table if some of the unknown were of the group, some of the comparator: as if those
        left were of neither. ValueError where more are given than there are.
        """
        yes = self.unknown.yes - to_group[0] - to_comparator[0]
        no = self.unknown.no - to_group[1] - to_comparator[1]
        if min(yes, no, *to_group, *to_comparator) < 0:
            raise ValueError("no more of the unknown can be given than there are")
        return Table(
            self.group.plus(*to_group), self.comparator.plus(*to_comparator), Outcome(yes, no)
        )


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


def known_rates(table: Table) -> Pair | None:
    """Both groups' rates among records of known group, as fractions 0 to 1; None where either has
    no record. ValueError for a negative count.
    """
    if min(map(min, table)) < 0:
        raise ValueError("a count is at least 0")
    if not table.group.records or not table.comparator.records:
        return None
    return proportion(*_of(table.group)), proportion(*_of(table.comparator))


def lowest(table: Table) -> tuple[Pair, ...]:
    """Both groups' rates where the unknown put the group as low as can be against its comparator.

    All unknown records without the outcome are the group's, all with it the comparator's, so that
    the lowest ratio is [yes / (n + no?)] / [(yes' + yes?) / (n' + yes?)]: records of neither group
    would leave the one rate higher or the other lower. A group without any record needs one to
    have a rate; where it then takes the other's, there is more than one pair to look at, and there
    is none where the unknown do not suffice. ValueError for a negative count.
    """
    yes, no = table.unknown
    return tuple(_pairs(table, ((0, no), (yes, 0)), ((1, 0), (yes - 1, 0)), ((0, no - 1), (0, 1))))


def highest(table: Table) -> tuple[Pair, ...]:
    """The same the other way round: [(yes + yes?) / (n + yes?)] / [yes' / (n' + no?)]."""
    yes, no = table.unknown
    return tuple(_pairs(table, ((yes, 0), (0, no)), ((0, 1), (0, no - 1)), ((yes - 1, 0), (1, 0))))


def _pairs(table: Table, *ways: Given) -> Iterator[Pair]:
    known_rates(table)
    for to_group, to_comparator in ways:
        if min(*to_group, *to_comparator) >= 0:
            pair = known_rates(table.given(to_group, to_comparator))
            if pair is not None:
                yield pair


def _of(outcome: Outcome) -> tuple[int, int]:
    return outcome.yes, outcome.records
