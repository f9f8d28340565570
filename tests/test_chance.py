from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from eqmon.statistics.chance import expected_failures
from eqmon.statistics.wilson import exceeds_beyond_chance, wilson_interval

LIMITS = [0.02, 0.05, 0.1, 0.25, 0.5, 0.9]


def by_brute_force(n: int, limit: float) -> float:
    p = Fraction(str(limit))
    return float(
        sum(
            comb(n, x) * p**x * (1 - p) ** (n - x)
            for x in range(n + 1)
            if exceeds_beyond_chance(x, n, limit)
        )
    )


@pytest.mark.parametrize("limit", LIMITS)
def test_every_small_denominator_agrees_with_brute_force(limit: float) -> None:
    for n in range(1, 61):
        assert expected_failures([n], limit) == pytest.approx(by_brute_force(n, limit), abs=1e-12)


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("n", [551, 17_014, 1_000_000, 10_000_000])
def test_large_denominators_agree_with_scipy(n: int, limit: float) -> None:
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if wilson_interval(middle, n)[0] > limit else (middle + 1, high)
    assert expected_failures([n], limit) == pytest.approx(binom.sf(low - 1, n, limit), rel=1e-6)


@given(st.lists(st.integers(0, 400), max_size=8), st.sampled_from(LIMITS))
def test_units_add_up_and_about_one_in_forty_fails(denominators: list[int], limit: float) -> None:
    total = expected_failures(denominators, limit)
    assert total == pytest.approx(sum(expected_failures([n], limit) for n in denominators))
    assert 0 <= total <= 0.12 * len(denominators)


def test_thirty_two_units_of_a_thousand_give_nearly_one_false_alarm() -> None:
    assert 0.6 < expected_failures([1000] * 32, 0.25) < 1.0


@pytest.mark.parametrize("limit", [0.0, 1.0])
def test_nothing_fails_by_chance_where_nothing_varies(limit: float) -> None:
    assert expected_failures([10, 1000], limit) == 0


@pytest.mark.parametrize(("denominators", "limit"), [([-1], 0.1), ([10], 1.1), ([10], -0.1)])
def test_impossible_figures_are_refused(denominators: list[int], limit: float) -> None:
    with pytest.raises(ValueError, match=r"at least 0|between 0 and 1"):
        expected_failures(denominators, limit)
