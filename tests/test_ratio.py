from __future__ import annotations

from math import inf, isclose, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eqmon.statistics.estimate import Estimate, fixed, population_rate, proportion
from eqmon.statistics.newcombe import difference_interval as newcombe
from eqmon.statistics.ratio import difference, difference_interval, ratio, ratio_interval


def test_intervals_are_the_published_ones() -> None:
    # Perondi and others 2004, as Fagerland, Lydersen and Laake work it: 7 of 34 against 1 of 34.
    one, other = proportion(7, 34), proportion(1, 34)
    assert ratio(one, other) == pytest.approx(7)
    assert ratio_interval(one, other) == pytest.approx((1.1537, 41.9763), abs=5e-5)
    assert difference_interval(one, other) == pytest.approx((0.0189, 0.3404), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "point", "low", "high"),
    [
        ((0, 16), (15, 72), 0.0, 0.0, 1.0018),
        ((5, 10), (0, 10), inf, 1.5314, inf),
        ((0, 10), (0, 10), None, 0.0, inf),
        ((10, 10), (10, 10), 1.0, 0.7225, 1.3841),
    ],
)
def test_zeros_need_no_correction(
    one: tuple[int, int], other: tuple[int, int], point: float | None, low: float, high: float
) -> None:
    pair = proportion(*one), proportion(*other)
    assert ratio(*pair) == point
    found = ratio_interval(*pair)
    assert found == pytest.approx((low, high), abs=5e-4)
    assert found.low == 0.0 or one[0]


@st.composite
def rates(draw: st.DrawFn) -> Estimate:
    count, spare = draw(st.integers(0, 400)), draw(st.integers(0, 4000))
    if draw(st.booleans()):
        return population_rate(count, spare + 1)
    return proportion(count, count + spare + (not count))


@given(rates(), rates())
def test_limits_are_where_the_interval_of_the_difference_ends_at_nothing(
    one: Estimate, other: Estimate
) -> None:
    def times(by: float) -> Estimate:
        return Estimate(*(limit * by for limit in other))

    found = ratio_interval(one, other)
    size = max(one.high, other.high)
    if found.low:
        assert abs(difference_interval(one, times(found.low)).low) <= 1e-7 * size
    if found.high < 1e6:
        assert abs(difference_interval(one, times(found.high)).high) <= 1e-7 * size


@given(rates(), rates())
def test_ratio_and_difference_agree_on_who_differs(one: Estimate, other: Estimate) -> None:
    of_ratio, of_difference = ratio_interval(one, other), difference_interval(one, other)
    assume(min(abs(of_difference.low), abs(of_difference.high)) > 1e-12)
    assert (of_ratio.low > 1) == (of_difference.low > 0)
    assert (of_ratio.high < 1) == (of_difference.high < 0)


@given(rates(), rates())
def test_the_other_way_round_is_the_reciprocal(one: Estimate, other: Estimate) -> None:
    assume(one.point and other.point)
    found, turned = ratio_interval(one, other), ratio_interval(other, one)
    assert isclose(found.low * turned.high, 1, rel_tol=1e-6)
    assert isclose(found.high * turned.low, 1, rel_tol=1e-6)


@given(rates(), rates())
def test_intervals_hold_their_points(one: Estimate, other: Estimate) -> None:
    found, point = ratio_interval(one, other), ratio(one, other)
    if point is not None:
        assert found.low <= point * (1 + 1e-9)
        assert found.high >= point * (1 - 1e-9)
    apart = difference_interval(one, other)
    assert apart.low <= difference(one, other) <= apart.high


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_difference_is_newcombes(yes: int, no: int, others: int, spare: int) -> None:
    figures = (yes, yes + no, others, others + spare)
    found = difference_interval(proportion(*figures[:2]), proportion(*figures[2:]))
    assert found == pytest.approx(newcombe(*figures))


@given(st.integers(0, 300), st.integers(1, 300), st.floats(0.01, 1))
def test_against_a_fixed_figure_it_is_the_interval_over_it(
    yes: int, no: int, benchmark: float
) -> None:
    one = proportion(yes, yes + no)
    found = ratio_interval(one, fixed(benchmark))
    assert found == pytest.approx((one.low / benchmark, one.high / benchmark))


def test_large_counts_are_near_the_logarithmic_interval() -> None:
    found = ratio_interval(proportion(3000, 10_000), proportion(2000, 10_000))
    spread = 1.959964 * (1 / 3000 - 1 / 10_000 + 1 / 2000 - 1 / 10_000) ** 0.5
    assert log(found.high / 1.5) == pytest.approx(spread, abs=1e-3)
    assert log(1.5 / found.low) == pytest.approx(spread, abs=1e-3)
