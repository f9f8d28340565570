"""Which counts to withhold so that subtracting the others from a total tells no small one.

Primary suppression withholds every count of 1 to 9. Alone it protects nothing: the total less the
counts that are shown is what was withheld. Complementary suppression therefore withholds the next
smallest as well, until even a reader who knows these rules, which of the withheld counts are the
small ones, and which of the others reach 30, is left with several possible values for each.

Source: A. Hundepool and others, Statistical Disclosure Control (Wiley, 2012), chapter 4; the
threshold of ten is the one that ACRO and UK LLC use for counts of people.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

SMALL = 10
"""Counts from 1 to one less than this are small."""
ASSESSED = 30
"""Verdicts may tell which counts reach this."""
LEAST_VALUES = 5
"""Values that a small count must be left with by subtraction. A reader who also repeats the
suppression, and sees that no more was withheld than had to be, is left with at least three of
these five; of four he would be left with as few as two (found by trying every small table)."""


@dataclass(frozen=True)
class Withheld:
    """The names to withhold, and whether even their total tells too much."""

    names: frozenset[str]
    total: bool


def to_withhold(table: Mapping[str, Sequence[int]], keep: Container[str] = frozenset()) -> Withheld:
    """The names to withhold from a table of which every column's total is shown.

    `table` holds for each name the same columns of counts (records, applicable records of each
    strand); the first orders the names, and no other is above it. A name is withheld in all columns
    or none; those to `keep` withheld are so in any case. Where withholding every name is not
    enough, `total` says to withhold the totals too.
    """
    small = [name for name, counts in table.items() if any(0 < n < SMALL for n in counts)]
    small += [name for name in table if name in keep and name not in small]
    others = sorted(
        (name for name, counts in table.items() if name not in small and counts[0]),
        key=lambda name: (table[name][0], name),
    )
    if not small:
        return Withheld(frozenset(), total=False)
    for more in range(len(others) + 1):
        most = table[others[more]][0] if more < len(others) else None
        names = small + others[:more]
        columns = zip(*(table[name] for name in names), strict=True)
        if all(safe_to_add_up(column, most) for column in columns):
            return Withheld(frozenset(names), total=False)
    return Withheld(frozenset(small + others), total=True)


def safe_to_add_up(
    counts: Sequence[int], most: int | None, shown_before: Sequence[int] = ()
) -> bool:
    """Whether the sum of these withheld counts may be known without telling a small one.

    `most` is the smallest count that is shown, None where all are withheld: only what is small in
    another column can be above it. `shown_before` are the same counts as they were published
    before, below which they cannot be. True where no count is small.
    """
    small = [n for n in counts if 0 < n < SMALL]
    if not small:
        return True
    if sum(counts) < SMALL:
        return False
    before = shown_before or [0] * len(counts)
    others = [
        _known_range(n, most, sum(counts), was)
        for n, was in zip(counts, before, strict=True)
        if n >= SMALL
    ]
    beside = len(small) - 1
    least_beside = beside + sum(low for low, _ in others)
    most_beside = beside * (SMALL - 1) + sum(high for _, high in others)
    lowest = max(1, sum(counts) - most_beside)
    highest = min(SMALL - 1, sum(counts) - least_beside)
    return highest - lowest + 1 >= LEAST_VALUES


def _known_range(count: int, most: int | None, total: int, before: int) -> tuple[int, int]:
    """What a reader knows of a withheld count that is not small."""
    ceiling = total if most is None else max(most, count)
    if count >= ASSESSED:
        return max(ASSESSED, before), ceiling
    return max(SMALL, before), min(ASSESSED - 1, ceiling)
