"""A reader of two publications narrows no withheld count of the new one to fewer than three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

import numpy as np
import pytest
from attacker_people import ENOUGH, Figures
from people_drops import Truth, random_drops, report_on, with_sums
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from eqmon.disclosure.methods import FEWEST_VALUES, Method
from eqmon.disclosure.protect import protect
from eqmon.errors import UsageError
from eqmon.vocabulary import Level

METHODS = {"suppress": Method("suppress"), "round": Method("round")}


def later(rng: Random, truth: Truth, area_of: dict[str, str]) -> Truth:
    """The same drop when further records have come, some of them with an answer."""
    share = rng.choice([0.02, 0.1, 0.3])
    units: Truth = {}
    for row, (n, counts) in truth.items():
        if row[0] is Level.UNIT:
            added = sum(rng.random() < share for _ in range(n))
            grown = list(counts)
            for _ in range(added):
                if rng.random() < 0.5:
                    grown[rng.randrange(len(grown))] += 1
            units[row] = n + added, tuple(grown)
    return with_sums(units, area_of)


@dataclass
class Pair:
    """Both publications as one programme: what is not known of the old, then of the new."""

    old: Figures
    new: Figures

    def fewest_values(self, rng: Random) -> int:
        """How many values the most narrowed withheld count of the new one may have, up to three."""
        size = self.new.size
        nothing = np.zeros(size)
        goals = [np.append(nothing, self.new.over(r, [g])) for r, g in self.new.withheld]
        low, high = np.full(len(goals), np.inf), np.full(len(goals), -np.inf)
        given = self._given()

        def solve(objective: np.ndarray) -> None:
            found = milp(
                -objective, constraints=given, integrality=np.ones(2 * size), bounds=Bounds(0)
            )
            assert found.status == 0, "the publications contradict one another"
            values = np.array(goals) @ found.x
            np.minimum(low, values, out=low)
            np.maximum(high, values, out=high)

        for _ in range(2):
            weights = np.array([rng.uniform(-1, 1) for _ in goals]) @ np.array(goals)
            solve(weights)
            solve(-weights)
        for at, goal in enumerate(goals):
            for sign in (1, -1):
                if high[at] - low[at] < ENOUGH:
                    solve(sign * goal)
        return round(float((high - low).min())) + 1

    def _given(self) -> LinearConstraint:
        """All figures of both, and that no count of people fell."""
        size, people = self.new.size, []
        for at in range(size):
            if at % self.new.columns < self.new.columns - 1:
                people.append(at)
        fell = csr_array((np.ones(len(people)), (range(len(people)), people)), (len(people), size))
        rows = [
            hstack([_matrix(self.old), csr_array((len(self.old.bounds), size))]),
            hstack([csr_array((len(self.new.bounds), size)), _matrix(self.new)]),
            hstack([-fell, fell]),
        ]
        both = [b for _, b in (*self.old.bounds, *self.new.bounds)]
        low = [a for a, _ in both] + [0] * len(people)
        high = [b for _, b in both] + [np.inf] * len(people)
        return LinearConstraint(vstack(rows, "csr"), low, high)


def _matrix(figures: Figures) -> csr_array:
    return csr_array(np.array([vector for vector, _ in figures.bounds]))


def pairs(method: Method, seed: int, *, held_against: bool = True) -> Iterator[Pair]:
    """Publications of random drops and of what became of them; those refused are passed over."""
    rng = Random(seed)
    for truth, area_of in random_drops(seed):
        old = protect(report_on(truth, area_of), control=method)
        grown = later(rng, truth, area_of)
        inside = report_on(grown, area_of)
        try:
            new = protect(inside, control=method, published=old if held_against else None)
        except UsageError:
            continue
        if new.collections[0].people[0].rows and old.collections[0].people[0].rows:
            then, now = Figures(old, truth, area_of), Figures(new, grown, area_of)
            if now.withheld:
                yield Pair(then, now)


def attacked(method: Method, seed: int, number: int, *, held_against: bool = True) -> None:
    """Attack so many pairs of publications."""
    rng = Random(seed)
    for pair in islice(pairs(method, seed, held_against=held_against), number):
        assert pair.fewest_values(rng) >= FEWEST_VALUES


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("method", METHODS)
def test_two_publications_narrow_no_withheld_count(method: str, seed: int) -> None:
    attacked(METHODS[method], seed, 10)


@pytest.mark.parametrize("method", METHODS)
def test_without_holding_them_together_they_do(method: str) -> None:
    with pytest.raises(AssertionError):
        attacked(METHODS[method], 0, 20, held_against=False)
