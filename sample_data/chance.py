"""Seeded chance that gives the same on every platform and Python: only hashes and `random()`."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws that depend on the seed's words alone.

    Of `random.Random` only `random()` is used: its sequence is the one thing that Python
    promises to keep for a seed, while `choice`, `sample` and `shuffle` may change.
    """

    def __init__(self, *seed: object) -> None:
        text = "|".join(str(part) for part in seed)
        number = int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest(), "big")
        self._draw = random.Random(number).random

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self._draw() * limit)

    def happens(self, per_thousand: int) -> bool:
        """True so many times in a thousand."""
        return self.below(1000) < per_thousand

    def pick(self, weighted: Sequence[tuple[T, int]]) -> T:
        """One value, by whole-number weights."""
        at = self.below(sum(weight for _, weight in weighted))
        for value, weight in weighted:
            at -= weight
            if at < 0:
                return value
        raise ValueError("weights must be positive")

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """The values in another order."""
        mixed = list(values)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


def apportion(
    chance: Chance, total: int, per_thousand: Sequence[tuple[T, int]], rest: T
) -> list[T]:
    """`total` values in these shares, then `rest`, in any order; fractions are left to chance."""
    values: list[T] = []
    for value, share in per_thousand:
        values += [value] * ((total * share + chance.below(1000)) // 1000)
    return chance.shuffled((values + [rest] * total)[:total])
