"""How many records a sample has, from what it is to show, and which strata are taken whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.sampling.aim import Aim, numbers_for, taken_whole
from eqmon.sampling.frame import NO_FLAG, Place
from eqmon.statistics.sampling import precision_size, zero_defect_size
from eqmon.statistics.strata import Stratum, effective_size, most_unseen


def sizes(**units: int) -> dict[Place, int]:
    return {Place(unit, "", ""): size for unit, size in units.items()}


def total(aim: Aim, of: dict[Place, int], whole: tuple[str, ...] = ()) -> int:
    return sum(numbers_for(aim, of, [place.unit in whole for place in of]).values())


@pytest.mark.parametrize(
    ("aim", "population", "size"),
    [
        (Aim("show_under", 0.05), 100_000, 59),
        (Aim("show_under", 0.10), 100_000, 29),
        (Aim("show_under", 0.05), 120, zero_defect_size(0.05, 120)),
        (Aim("precision", 0.10), 60, 38),
        (Aim("precision", 0.05), 1_000, 278),
        (Aim("size", 59), 1_000, 59),
        (Aim("size", 59), 40, 40),
    ],
)
def test_of_one_stratum_it_is_the_size_of_the_tables(aim: Aim, population: int, size: int) -> None:
    assert total(aim, sizes(Ash=population)) == size


@settings(max_examples=40)
@given(st.lists(st.integers(1, 80), min_size=1, max_size=5), st.sampled_from([0.05, 0.1, 0.3]))
def test_a_sample_shows_what_it_was_made_to_show(counts: list[int], limit: float) -> None:
    of = sizes(**{f"unit{i}": n for i, n in enumerate(counts)})
    numbers = numbers_for(Aim("show_under", limit), of, [False] * len(of))
    strata = [Stratum(of[place], number, 0) for place, number in numbers.items()]
    assert most_unseen(strata) < limit * sum(counts)
    numbers = numbers_for(Aim("precision", limit), of, [False] * len(of))
    known = effective_size([Stratum(of[place], number, 0) for place, number in numbers.items()])
    assert 1.96 * (0.25 / known) ** 0.5 <= limit + 1e-4


def test_uneven_strata_need_more_and_whole_ones_less() -> None:
    even = total(Aim("precision", 0.1), sizes(Ash=500, Elm=500))
    assert even == precision_size(0.1, 1_000)
    small = total(Aim("precision", 0.1, at_least=30), sizes(Ash=990, Elm=40))
    assert small > precision_size(0.1, 1_030)
    whole = numbers_for(Aim("show_under", 0.05), sizes(Ash=200, Elm=12), [False, True])
    assert whole[Place("Elm", "", "")] == 12


@pytest.mark.parametrize(
    ("under", "whole_under", "whole"),
    [
        ({}, 0, []),
        ({"G": 30}, 0, ["G"]),
        ({"G": 12}, 0, []),  # no fewer than that
        ({"G": 30}, 60, ["G", "M"]),
        ({"G": 30}, 1_000, ["G", "M", NO_FLAG]),
        ({NO_FLAG: 1_000}, 0, []),
    ],
)
def test_small_strata_are_taken_whole(
    under: dict[str, int], whole_under: int, whole: list[str]
) -> None:
    of = {Place("", "G", ""): 12, Place("", "M", ""): 50, Place("", NO_FLAG, ""): 400}
    marks = taken_whole(of, under, whole_under)
    assert [place.flag for place, mark in zip(of, marks, strict=True) if mark] == whole


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (Aim("size", 1_059), "1,059 records in all"),
        (Aim("show_under", 0.05), "so many that none defective among them shows under 5 % at 95 %"),
        (
            Aim("precision", 0.075),
            "so many that a rate is known to within 7.5 points either way at 95 %",
        ),
    ],
)
def test_an_aim_is_told_in_words(aim: Aim, words: str) -> None:
    assert aim.words == words
