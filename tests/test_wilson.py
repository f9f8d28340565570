from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eqmon.statistics.wilson import Z998, exceeds_beyond_chance, wilson_interval, within_limit


@st.composite
def counts(draw: st.DrawFn, most: int = 10_000_000) -> tuple[int, int]:
    denominator = draw(st.integers(1, most))
    return draw(st.integers(0, denominator)), denominator


PUBLISHED = [  # count, denominator, lower %, upper %
    (0, 20, 0.0, 16.1),
    (3, 12, 8.9, 53.2),
    (390, 1000, 36.0, 42.1),
    (490, 1000, 45.9, 52.1),
    (39, 100, 30.0, 48.8),
    (20, 20, 83.9, 100.0),
]


@pytest.mark.parametrize(("count", "denominator", "lower", "upper"), PUBLISHED)
def test_interval_is_the_published_one(
    count: int, denominator: int, lower: float, upper: float
) -> None:
    low, high = wilson_interval(count, denominator)
    assert (round(100 * low, 1), round(100 * high, 1)) == (lower, upper)


@given(counts())
@example((10_000_000, 10_000_000))
@example((1, 3))
def test_interval_contains_its_rate_and_stays_within_0_and_1(pair: tuple[int, int]) -> None:
    count, denominator = pair
    lower, upper = wilson_interval(count, denominator)
    assert 0 <= lower <= count / denominator <= upper <= 1
    assert lower < upper


@given(counts())
def test_interval_of_the_complement_is_its_mirror_image(pair: tuple[int, int]) -> None:
    count, denominator = pair
    lower, upper = wilson_interval(count, denominator)
    assert wilson_interval(denominator - count, denominator) == pytest.approx(
        (1 - upper, 1 - lower), abs=1e-12
    )


@given(counts(100_000))
def test_bounds_rise_with_the_count_and_widen_with_z(pair: tuple[int, int]) -> None:
    count, denominator = pair
    lower, upper = wilson_interval(count, denominator)
    if count < denominator:
        next_lower, next_upper = wilson_interval(count + 1, denominator)
        assert next_lower > lower
        assert next_upper >= upper
    wide_lower, wide_upper = wilson_interval(count, denominator, Z998)
    assert wide_lower <= lower < upper <= wide_upper


@pytest.mark.parametrize(("count", "denominator"), [(0, 0), (-1, 5), (6, 5), (0, -3)])
def test_impossible_counts_are_refused(count: int, denominator: int) -> None:
    for refuse in (
        lambda: wilson_interval(count, denominator),
        lambda: within_limit(count, denominator, 0.5),
        lambda: exceeds_beyond_chance(count, denominator, 0.5),
    ):
        with pytest.raises(ValueError, match="denominator of at least 1"):
            refuse()


LIMITS = [  # count, denominator, limit, within
    (25, 250, 0.1, True),
    (26, 250, 0.1, False),
    (3, 10, 0.3, True),
    (7, 100, 0.07, True),
    (29, 100, 0.29, True),
    (0, 1, 0.0, True),
    (1, 10_000_000, 0.0, False),
    (1, 100_000, 1e-05, True),
    (5, 5, 1.0, True),
]


@pytest.mark.parametrize(("count", "denominator", "limit", "within"), LIMITS)
def test_exactly_at_the_limit_is_within_it(
    count: int, denominator: int, limit: float, within: bool
) -> None:
    assert within_limit(count, denominator, limit) is within


@given(st.integers(0, 1000), st.integers(1, 10_000))
def test_any_limit_written_in_thousandths_is_met_exactly(thousandths: int, times: int) -> None:
    limit = float(f"{thousandths / 1000:.3f}")
    assert within_limit(thousandths * times, 1000 * times, limit)
    assert not exceeds_beyond_chance(thousandths * times, 1000 * times, limit)
    if thousandths < 1000:
        assert not within_limit(thousandths * times + 1, 1000 * times, limit)


@given(counts(100_000), st.sampled_from([0.0, 0.02, 0.05, 0.1, 0.25, 0.3, 0.5, 1.0]))
def test_exceeding_is_the_lower_bound_above_the_limit(pair: tuple[int, int], limit: float) -> None:
    lower, _ = wilson_interval(*pair)
    if abs(lower - limit) > 1e-9:  # nearer than this the float bound itself is noise
        assert exceeds_beyond_chance(*pair, limit) == (lower > limit)
    if exceeds_beyond_chance(*pair, limit):
        assert Fraction(*pair) > Fraction(str(limit))
        assert not within_limit(*pair, limit)


def test_above_a_limit_of_none_one_is_beyond_chance() -> None:
    assert exceeds_beyond_chance(1, 1_000_000, 0.0)
    assert not exceeds_beyond_chance(0, 1_000_000, 0.0)
    assert not exceeds_beyond_chance(10, 10, 1.0)
