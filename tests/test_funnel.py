"""Control limits: exact binomial, alike at both ends, and just what is called outside."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.funnel import P95, P998, Limits, distribution, limits_at, outside

CENTRES = st.sampled_from(
    [Fraction(0), Fraction(3, 1000), Fraction(2, 25), Fraction(11, 25), Fraction(1, 2),
     Fraction(77, 100), Fraction(997, 1000), Fraction(1)]
)  # fmt: skip


def at_most(count: int, n: int, centre: Fraction) -> Fraction:
    """The binomial distribution function in fractions, term by term."""
    return sum(
        (comb(n, k) * centre**k * (1 - centre) ** (n - k) for k in range(count + 1)), Fraction(0)
    )


@pytest.mark.parametrize(
    ("n", "lower_95", "upper_95", "lower_998", "upper_998"),
    [(50, 30.2, 57.8, 22.3, 65.7), (400, 39.1, 48.9, 36.3, 51.7)],
)
def test_exact_limits_are_near_those_of_the_normal_approximation(
    n: int, lower_95: float, upper_95: float, lower_998: float, upper_998: float
) -> None:
    [found] = limits_at([n], 0.44)
    percents = [100 * limit for limit in found[1:]]
    most = 100 / n  # one record
    assert percents == pytest.approx([lower_95, upper_95, lower_998, upper_998], abs=most)


def test_the_lower_limit_is_interpolated_as_spiegelhalter_says() -> None:
    # Binomial(10, 1/2): F(1) = 11/1024 and F(2) = 56/1024; 2.5 % is 25.6/1024.
    [found] = limits_at([10], 0.5)
    assert found.lower_95 == pytest.approx((2 - (56 - 25.6) / 45) / 10)
    assert found.upper_95 == pytest.approx(1 - found.lower_95)
    # F(0) = 1/1024 is below 0.1 %, which is 1.024/1024.
    assert found.lower_998 == pytest.approx((1 - (11 - 1.024) / 10) / 10)


@given(st.integers(1, 40), CENTRES)
def test_a_count_is_outside_just_where_chance_leaves_less_than_is_said(
    n: int, centre: Fraction
) -> None:
    [limits] = limits_at([n], float(centre))
    for count in range(n + 1):
        low = at_most(count, n, centre)
        high = 1 - at_most(count - 1, n, centre)
        least = min(low, high)
        expected = "99.8" if least < P998 else "95" if least < P95 else ""
        assert outside(count, n, float(centre)) == expected
        rate, hair = count / n, 1e-12
        assert (limits.lower_95 - hair <= rate <= limits.upper_95 + hair) == (expected == "")
        inside_998 = limits.lower_998 - hair <= rate <= limits.upper_998 + hair
        assert inside_998 == (expected != "99.8")


@given(st.integers(1, 3_000), st.floats(0, 1))
def test_limits_mirror_each_other_and_hold_the_centre(n: int, centre: float) -> None:
    [one], [other] = limits_at([n], centre), limits_at([n], 1 - centre)
    assert one.lower_95 == pytest.approx(1 - other.upper_95, abs=1e-9)
    assert 0 <= one.lower_998 <= one.lower_95 <= one.upper_95 <= one.upper_998 <= 1
    assert one.lower_95 - 1 / n <= centre <= one.upper_95 + 1 / n


def test_limits_come_in_rising_order_once_and_of_nothing_there_are_none() -> None:
    assert [limits.denominator for limits in limits_at([40, 0, 7, 40], 0.2)] == [7, 40]
    assert limits_at([], 0.2) == ()
    assert outside(0, 0, 0.2) == ""


@pytest.mark.parametrize("centre", [0.0, 1.0])
def test_where_nothing_varies_every_other_rate_is_outside(centre: float) -> None:
    assert limits_at([1, 30], centre) == (
        Limits(1, centre, centre, centre, centre),
        Limits(30, centre, centre, centre, centre),
    )
    assert outside(round(30 * centre), 30, centre) == ""
    assert outside(1, 30, centre) == "99.8"


def test_one_record_is_never_outside_what_may_happen_one_time_in_forty() -> None:
    assert [outside(1, 1, centre) for centre in (0.0005, 0.02, 0.03)] == ["99.8", "95", ""]


def test_large_denominators_are_as_exact() -> None:
    [found] = limits_at([10_000_000], 0.3)
    spread = 1.959964 * (0.3 * 0.7 / 10_000_000) ** 0.5
    assert found.lower_95 == pytest.approx(0.3 - spread, abs=2e-7)
    assert distribution(3_000_000, 10_000_000, 0.3) == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: limits_at([10], 1.1),
        lambda: limits_at([-1], 0.5),
        lambda: limits_at([10], float("nan")),
        lambda: outside(3, 2, 0.5),
        lambda: outside(-1, 2, 0.5),
        lambda: outside(1, 2, -0.5),
    ],
)
def test_figures_that_are_none_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"between 0 and|at least 0"):
        wrong()
