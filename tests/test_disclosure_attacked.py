"""Nobody narrows a withheld count of people to fewer than three values, whatever the drop."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest
from attacker_people import Figures, fewest_values
from people_drops import random_drops, random_motivations, report_on

from eqmon.disclosure.methods import FEWEST_VALUES, Method
from eqmon.disclosure.protect import protect

METHODS = {"suppress": Method("suppress"), "round": Method("round")}
ENOUGH_WITHHELD = 20
DROPS_OF_A_BATCH = 50
BATCHES = 20
"""A thousand drops by each method."""


def attacked(method: Method, seed: int, drops: int) -> None:
    """Attack so many random drops with enough withheld counts each."""
    rng = Random(seed)
    told = (
        Figures(protect(report_on(truth, area_of), control=method), truth, area_of)
        for truth, area_of in random_drops(seed)
    )
    enough = islice((f for f in told if len(f.withheld) >= ENOUGH_WITHHELD), drops)
    assert min(fewest_values(list(enough), rng)) >= FEWEST_VALUES


@pytest.mark.parametrize("seed", range(BATCHES))
@pytest.mark.parametrize("method", METHODS)
def test_a_solver_narrows_no_withheld_count(method: str, seed: int) -> None:
    attacked(METHODS[method], seed, DROPS_OF_A_BATCH)


@pytest.mark.parametrize("method", METHODS)
def test_nor_one_of_motivations(method: str) -> None:
    """Rows of several motivations a person add up to nothing, and columns to their totals."""
    rng = Random(0)
    drops = [random_motivations(rng) for _ in range(DROPS_OF_A_BATCH)]
    told = [
        Figures(protect(report_on(*drop, adds_up=False), control=METHODS[method]), *drop)
        for drop in drops
    ]
    enough = [figures for figures in told if len(figures.withheld) >= ENOUGH_WITHHELD]
    assert len(enough) > DROPS_OF_A_BATCH // 2
    assert min(fewest_values(enough, rng)) >= FEWEST_VALUES


@pytest.mark.parametrize("method", METHODS)
def test_without_secondary_suppression_it_does(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eqmon.disclosure.people.widen", lambda table: True)
    with pytest.raises(AssertionError):
        attacked(METHODS[method], 0, DROPS_OF_A_BATCH)
