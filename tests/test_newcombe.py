from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.newcombe import difference_interval
from eqmon.statistics.wilson import Z998, wilson_interval

NEWCOMBE_TABLE_2 = [  # method 10, examples (a) to (h)
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lower", "upper"), NEWCOMBE_TABLE_2)
def test_interval_is_the_published_one(
    x1: int, n1: int, x2: int, n2: int, lower: float, upper: float
) -> None:
    assert difference_interval(x1, n1, x2, n2) == pytest.approx((lower, upper), abs=6e-5)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 100_000))
    return draw(st.integers(0, denominator)), denominator


@given(counts(), counts())
def test_interval_contains_the_difference(one: tuple[int, int], two: tuple[int, int]) -> None:
    lower, upper = difference_interval(*one, *two)
    difference = one[0] / one[1] - two[0] / two[1]
    assert -1 - 1e-12 <= lower <= difference <= upper <= 1 + 1e-12


@given(counts(), counts())
def test_the_other_way_round_is_its_mirror_image(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    lower, upper = difference_interval(*one, *two)
    assert difference_interval(*two, *one) == pytest.approx((-upper, -lower))


@given(counts(), counts())
def test_complements_differ_the_other_way(one: tuple[int, int], two: tuple[int, int]) -> None:
    (x1, n1), (x2, n2) = one, two
    lower, upper = difference_interval(x1, n1, x2, n2)
    assert difference_interval(n1 - x1, n1, n2 - x2, n2) == pytest.approx((-upper, -lower))


@given(counts(), counts())
def test_separate_wilson_intervals_leave_a_difference(
    one: tuple[int, int], two: tuple[int, int]
) -> None:
    if wilson_interval(*one, Z998)[0] > wilson_interval(*two, Z998)[1]:
        assert difference_interval(*one, *two, Z998)[0] > 0


@pytest.mark.parametrize("figures", [(0, 0, 1, 2), (1, 2, 0, 0), (3, 2, 1, 2), (1, 2, 3, 2)])
def test_impossible_counts_are_refused(figures: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="denominator of at least 1"):
        difference_interval(*figures)
