"""Rates and bounds of stratified samples, against every sample that could have been drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import comb, inf, isclose, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.strata import (
    Stratum,
    effective_size,
    interval,
    lower_bound,
    most_unseen,
    upper_bound,
    weighted_rate,
)

Design = tuple[tuple[int, int], ...]
"""Size and records drawn of each stratum."""


def of(design: Design, found: tuple[int, ...]) -> list[Stratum]:
    return [Stratum(*sizes, k) for sizes, k in zip(design, found, strict=True)]


def outcomes(design: Design) -> Iterator[tuple[int, ...]]:
    return product(*(range(drawn + 1) for _, drawn in design))


def chance(size: int, drawn: int, many: int, found: int) -> float:
    """That `found` of `many` among `size` are among those drawn."""
    if not 0 <= drawn - found <= size - many:
        return 0.0
    return comb(many, found) * comb(size - many, drawn - found) / comb(size, drawn)


@pytest.mark.parametrize(
    ("strata", "rate"),
    [
        ([Stratum(100, 10, 1)], 0.1),
        ([Stratum(90, 9, 0), Stratum(10, 10, 5)], 0.05),
        ([Stratum(300, 10, 1), Stratum(100, 10, 5)], 0.2),
    ],
)
def test_each_record_stands_for_those_of_its_stratum(strata: list[Stratum], rate: float) -> None:
    assert isclose(weighted_rate(strata), rate)


@pytest.mark.parametrize("design", [((6, 2), (4, 3)), ((5, 1), (3, 3), (4, 2))])
def test_the_rate_is_right_on_average(design: Design) -> None:
    for many in product(*(range(size + 1) for size, _ in design)):
        mean = sum(
            weighted_rate(of(design, found))
            * prod(chance(*s, m, k) for s, m, k in zip(design, many, found, strict=True))
            for found in outcomes(design)
        )
        assert isclose(mean, sum(many) / sum(size for size, _ in design), abs_tol=1e-12)


@pytest.mark.parametrize("alpha", [0.05, 0.025, 0.2])
@pytest.mark.parametrize(
    "design", [((9, 3),), ((6, 2), (5, 3)), ((4, 1), (4, 4), (7, 3)), ((8, 1), (3, 2), (5, 1))]
)
def test_what_may_be_unseen_is_the_most_that_every_possibility_leaves(
    design: Design, alpha: float
) -> None:
    possible = [
        sum(many)
        for many in product(*(range(size - drawn + 1) for size, drawn in design))
        if prod(chance(*s, m, 0) for s, m in zip(design, many, strict=True)) > alpha * (1 + 1e-9)
    ]
    assert most_unseen(of(design, (0,) * len(design)), alpha) == max(possible)


@pytest.mark.parametrize(("size", "drawn"), [(12, 5), (30, 7), (9, 8)])
def test_of_one_stratum_the_bound_is_exact(size: int, drawn: int) -> None:
    for found in range(drawn + 1):
        left = [
            many
            for many in range(found, size - drawn + found + 1)
            if sum(chance(size, drawn, many, k) for k in range(found + 1)) > 0.05
        ]
        assert isclose(upper_bound([Stratum(size, drawn, found)]), max(left) / size)


def test_nothing_is_left_to_chance_in_what_was_taken_whole() -> None:
    census = [Stratum(10, 10, 3), Stratum(5, 5, 0)]
    assert interval(census) == (0.2, 0.2)
    assert effective_size(census) == inf
    alone, beside = Stratum(40, 10, 2), Stratum(60, 60, 6)
    low, high = interval([alone])
    both = interval([alone, beside])
    assert both == pytest.approx(((low * 40 + 6) / 100, (high * 40 + 6) / 100))


def test_the_size_that_tells_as_much() -> None:
    assert isclose(effective_size([Stratum(10**9, 50, 25)]), 49, rel_tol=0.03)
    assert isclose(effective_size([Stratum(100, 20, 0)]), 20 * 99 / 80)
    even = effective_size([Stratum(500, 50, 5), Stratum(500, 50, 5)])
    uneven = effective_size([Stratum(900, 50, 5), Stratum(100, 50, 5)])
    assert uneven < even
    # A stratum's own spread counts where it is above what the whole would have it be.
    assert effective_size([Stratum(200, 40, 0), Stratum(50, 4, 1)]) < effective_size(
        [Stratum(200, 40, 4), Stratum(50, 4, 0)]
    )


COVERED: list[tuple[Design, float, float]] = [
    # design, the least and the mean share of samples whose interval holds the truth
    (((40, 10), (20, 5)), 0.93, 0.95),
    (((40, 10), (20, 5), (8, 2)), 0.93, 0.95),
    (((60, 15), (12, 12)), 0.93, 0.95),
    (((200, 40), (50, 4)), 0.92, 0.95),
    (((12, 3), (12, 3), (12, 3)), 0.93, 0.95),
    (((30, 1), (30, 1), (30, 1)), 0.85, 0.95),
    (((40, 3), (40, 20)), 0.88, 0.95),
]


@pytest.mark.parametrize(("design", "least", "mean"), COVERED)
def test_the_interval_holds_the_truth_as_often_as_it_says(
    design: Design, least: float, mean: float
) -> None:
    shape = [drawn + 1 for _, drawn in design]
    bounds = np.array([interval(of(design, found)) for found in outcomes(design)])
    low, high = bounds[:, 0].reshape(shape), bounds[:, 1].reshape(shape)
    chances = [
        np.array([[chance(*s, m, k) for k in range(s[1] + 1)] for m in range(s[0] + 1)])
        for s in design
    ]
    covered = []
    for many in product(*(range(0, size + 1, max(1, size // 10)) for size, _ in design)):
        joint = chances[0][many[0]]
        for of_stratum, m in zip(chances[1:], many[1:], strict=True):
            joint = np.multiply.outer(joint, of_stratum[m])
        truth = sum(many) / sum(size for size, _ in design)
        covered.append(joint[(low <= truth + 1e-12) & (high >= truth - 1e-12)].sum())
    assert min(covered) >= least
    assert np.mean(covered) >= mean


STRATA = st.lists(
    st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(0, 40)).map(
        lambda t: Stratum(t[0], min(t[1], t[0]), min(t[2], t[1], t[0]))
    ),
    min_size=1,
    max_size=5,
)


@given(STRATA)
def test_bounds_hold_the_rate_and_what_was_seen(strata: list[Stratum]) -> None:
    low, high = interval(strata)
    everything = sum(s.size for s in strata)
    assert low <= weighted_rate(strata) + 1e-12
    assert high >= weighted_rate(strata) - 1e-12
    assert low >= sum(s.found for s in strata) / everything - 1e-12
    assert high <= 1 - sum(s.drawn - s.found for s in strata) / everything + 1e-12
    assert upper_bound(strata) <= high + 1e-12
    assert lower_bound(strata) >= low - 1e-12


@given(STRATA)
def test_the_order_of_strata_tells_nothing(strata: list[Stratum]) -> None:
    turned = strata[::-1]
    assert interval(turned) == pytest.approx(interval(strata))


@pytest.mark.parametrize("counts", [(5, 6, 0), (5, 0, 0), (5, 3, 4), (5, 3, -1)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="within"):
        Stratum(*counts)


def test_without_strata_nothing_is_told() -> None:
    with pytest.raises(ValueError, match="no stratum"):
        upper_bound([])
    with pytest.raises(ValueError, match="some were found"):
        most_unseen([Stratum(5, 2, 1)])
