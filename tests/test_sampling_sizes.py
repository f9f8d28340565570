"""Sizes of samples against the tables of auditors and against every possibility."""

from __future__ import annotations

from math import comb, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.statistics.sampling import (
    allocated,
    precision_size,
    smallest_total,
    zero_defect_size,
)
from eqmon.statistics.strata import Stratum, most_unseen

SIZES = st.lists(st.integers(1, 60), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("limit", "population", "size"),
    [
        (0.05, None, 59),
        (0.10, None, 29),
        (0.01, None, 299),
        (0.05, 1_000_000, 59),
        (0.05, 1_000, 57),
        (0.05, 60, 38),
        (0.5, 1, 1),
        (
            0.05,
            10,
            10,
        ),  # one of ten is far above the limit: only all of them show that there is none
    ],
)
def test_the_size_that_shows_defects_to_be_under_a_limit(
    limit: float, population: int | None, size: int
) -> None:
    assert zero_defect_size(limit, population) == size


@given(st.integers(1, 40), st.sampled_from([0.05, 0.1, 0.2, 0.34]))
def test_a_finite_size_is_the_smallest_that_would_seldom_miss(
    population: int, limit: float
) -> None:
    defective = next(d for d in range(population + 1) if d >= limit * population - 1e-9)
    clean = [
        n
        for n in range(1, population + 1)
        if comb(population - defective, n) / comb(population, n) <= 0.05
    ]
    assert zero_defect_size(limit, population) == min(clean[0], zero_defect_size(limit))


@pytest.mark.parametrize(
    ("margin", "sizes"),
    [
        (0.10, {60: 38, 120: 54, 300: 73, 1_000: 88, None: 97}),
        (0.05, {60: 53, 120: 92, 300: 169, 1_000: 278, None: 385}),
        (0.01, {5: 5}),
    ],
)
def test_the_size_that_a_precision_needs(margin: float, sizes: dict[int | None, int]) -> None:
    assert {n: precision_size(margin, n) for n in sizes} == sizes


@pytest.mark.parametrize(
    ("sizes", "total", "at_least", "whole", "given"),
    [
        ([100, 50, 50], 20, 1, (), (10, 5, 5)),
        ([100, 50, 7, 1], 20, 1, (), (12, 6, 1, 1)),
        ([100, 12], 20, 1, (False, True), (8, 12)),
        ([100, 12], 5, 1, (False, True), (1, 12)),  # more than was asked for
        ([10, 10], 7, 1, (), (4, 3)),  # the first, where two have an equal claim
        ([3, 2], 100, 1, (), (3, 2)),
        ([3, 2], 0, 0, (), (0, 0)),
        ([9, 1], 4, 2, (), (3, 1)),
    ],
)
def test_each_stratum_gives_in_proportion(
    sizes: list[int], total: int, at_least: int, whole: tuple[bool, ...], given: tuple[int, ...]
) -> None:
    assert allocated(sizes, total, at_least=at_least, whole=whole) == given


@settings(max_examples=50)
@given(SIZES, st.integers(0, 150))
def test_no_stratum_gives_less_where_more_is_asked_for(sizes: list[int], total: int) -> None:
    given, more = allocated(sizes, total), allocated(sizes, total + 1)
    assert all(a <= b <= size for a, b, size in zip(given, more, sizes, strict=True))
    assert sum(given) == min(max(total, len(sizes)), sum(sizes))


@settings(max_examples=50)
@given(SIZES, st.integers(1, 150), st.integers(1, 3))
def test_no_record_would_be_better_given_by_another_stratum(
    sizes: list[int], total: int, at_least: int
) -> None:
    given = allocated(sizes, total, at_least=at_least)
    strata = list(zip(given, sizes, strict=True))
    last = [size / (2 * n - 1) for n, size in strata if n > at_least]
    following = [size / (2 * n + 1) for n, size in strata if n < size]
    assert min(last, default=inf) >= max(following, default=0)


@settings(max_examples=50)
@given(SIZES, st.floats(0.02, 0.5))
def test_the_smallest_total_is_enough_and_one_less_is_not(sizes: list[int], limit: float) -> None:
    def enough(numbers: tuple[int, ...]) -> bool:
        strata = [Stratum(n, k, 0) for n, k in zip(sizes, numbers, strict=True)]
        return most_unseen(strata) < limit * sum(sizes)

    found = smallest_total(sizes, enough)
    assert enough(found)
    fewer = allocated(sizes, sum(found) - 1)
    assert fewer == found or not enough(fewer)


def test_of_one_stratum_the_smallest_total_is_the_size_of_the_table() -> None:
    for population in (10, 60, 120, 1_000):
        found = smallest_total(
            [population],
            lambda n, all_=population: most_unseen([Stratum(all_, n[0], 0)]) < 0.05 * all_,  # type: ignore[misc]
        )
        assert found == (zero_defect_size(0.05, population),)


@pytest.mark.parametrize(
    "call",
    [
        lambda: zero_defect_size(0),
        lambda: zero_defect_size(1),
        lambda: zero_defect_size(0.05, 0),
        lambda: precision_size(0),
        lambda: precision_size(0.1, 0),
        lambda: allocated([1], -1),
        lambda: allocated([-1], 1),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    with pytest.raises(ValueError, match=r"at least|between"):
        call()  # type: ignore[operator]
