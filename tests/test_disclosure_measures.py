"""Measures in public copies: outcomes of people, rounded, and nothing of few people."""

from __future__ import annotations

from random import Random

import pytest
from attacker_measures import Reader
from measure_drops import random_drop, report_on

from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect

DROPS_OF_A_BATCH, BATCHES = 5, 6


def attacked(method: Method, seed: int, drops: int) -> list[str]:
    """The small counts that a reader of so many public copies narrows to fewer than three."""
    rng = Random(seed)
    found = []
    for drop in (random_drop(rng) for _ in range(drops)):
        public = protect(report_on(drop), control=method)
        found += Reader(public, drop, base=method.measures_to).narrowed(rng)
    return found


@pytest.mark.parametrize("seed", range(BATCHES))
def test_a_solver_narrows_no_small_count(seed: int) -> None:
    assert attacked(Method(), seed, DROPS_OF_A_BATCH) == []


def test_without_rounding_it_does() -> None:
    assert attacked(Method(measures_to=1), 5, 2)
