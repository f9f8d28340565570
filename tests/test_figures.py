"""A printed rate stands where the exact one does: at, above or below every limit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.rates import Rate
from eqmon.report import figures


def rate(count: int, denominator: int) -> Rate:
    share = count / denominator if denominator else None
    return Rate(count=count, denominator=denominator, rate=share, lower=share, upper=share)


@pytest.mark.parametrize(
    ("count", "denominator", "limits", "shown"),
    [
        (135, 551, (0.05,), "24.5 %"),
        (0, 551, (0.05,), "0.0 %"),
        (551, 551, (0.05,), "100.0 %"),
        (5001, 100_000, (0.05,), "5.001 %"),
        (4999, 100_000, (0.05,), "4.999 %"),
        (5000, 100_000, (0.05,), "5.0 %"),
        (5001, 100_000, (), "5.0 %"),
        (5001, 100_000, (None, 0.05), "5.001 %"),
        (1, 8, (0.125,), "12.5 %"),
        (1234, 10_000, (0.1234,), "12.34 %"),
        (1, 1_000_000, (), "0.0001 %"),
        (999_999, 1_000_000, (), "99.9999 %"),
        (1, 3, (0.3333333333333333,), "33.333333333333333 %"),
        (0, 0, (0.05,), "no rate"),
    ],
)
def test_percent_keeps_its_side_of_every_limit(
    count: int, denominator: int, limits: tuple[float, ...], shown: str
) -> None:
    assert figures.percent(rate(count, denominator), limits) == shown


def test_more_digits_may_be_asked_for() -> None:
    assert figures.percent(rate(135, 551), (0.05,), digits=2) == "24.50 %"


def test_fraction_has_six_digits_or_what_the_limit_needs() -> None:
    assert figures.fraction(rate(135, 551), (0.05,)) == "0.245009"
    assert figures.fraction(rate(5_000_001, 100_000_000), (0.05,)) == "0.05000001"
    assert figures.fraction(rate(0, 0)) == ""
    assert figures.bound(None) == ""


def test_a_rate_whose_counts_are_controlled_is_taken_as_it_is_said() -> None:
    said = Rate(count=10, denominator=50, rate=0.25, lower=None, upper=None)
    assert figures.percent(said) == "25.0 %"
    assert figures.interval(said) == ""


def test_interval_tells_its_lower_bound_from_the_limit() -> None:
    near = Rate(count=60, denominator=1000, rate=0.06, lower=0.05004, upper=0.0712)
    assert figures.interval(near, (0.05,)) == "5.004 to 7.1 %"


def test_limits_and_counts_are_said_as_they_were_set() -> None:
    said = [figures.limit(x) for x in (0.05, 0.125, 1.0, 0.0, 0.1)]
    assert said == ["5 %", "12.5 %", "100 %", "0 %", "10 %"]
    assert figures.counts(rate(1350, 5510)) == "1,350 of 5,510"


@given(
    st.integers(1, 10**8).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.lists(st.integers(0, 10_000), max_size=3),
)
def test_no_printed_rate_changes_sides(counted: tuple[int, int], limits: list[int]) -> None:
    count, denominator = counted
    shown = figures.points(rate(count, denominator), [limit / 10_000 for limit in limits])
    printed, exact = Fraction(shown) / 100, Fraction(count, denominator)
    for limit in (*(Fraction(limit, 10_000) for limit in limits), Fraction(0), Fraction(1)):
        assert (printed > limit) == (exact > limit)
        assert (printed < limit) == (exact < limit)
