"""What can be said of a group's share while some answers are missing."""

from __future__ import annotations


def share_bounds(count: int, unknown: int, total: int) -> tuple[float, float]:
    """The lowest and the highest share that a group of `count` may have, as fractions 0 to 1.

    Of `total` records `unknown` have no answer: none of these or all of them may be of the group,
    so its share is between count / total and (count + unknown) / total, and the width is the
    share without an answer. Nothing is assumed of those who did not answer or were not asked.
    ValueError where the total is not positive, or does not hold both counts.

    Source: C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1.
    """
    if total <= 0 or count < 0 or unknown < 0 or count + unknown > total:
        raise ValueError("a group and those without an answer are within a total of at least 1")
    return count / total, (count + unknown) / total
