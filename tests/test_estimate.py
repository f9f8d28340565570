from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.estimate import fixed, population_rate, proportion
from eqmon.statistics.wilson import Z95


@pytest.mark.parametrize("count", [0, 1, 10, 100, 12345])
def test_limits_of_a_count_are_what_the_score_test_leaves(count: int) -> None:
    found = population_rate(count, 1000)
    assert found.point == count / 1000
    assert found.low == 0 or count
    for limit in (1000 * found.low, 1000 * found.high):
        assert limit == 0 or (count - limit) ** 2 / limit == pytest.approx(Z95**2)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_limits_rise_with_what_counts_and_fall_with_what_does_not(yes: int, no: int) -> None:
    if yes + no:
        here = proportion(yes, yes + no)
        assert all(a <= b for a, b in zip(here, proportion(yes + 1, yes + no + 1), strict=True))
        assert all(a >= b for a, b in zip(here, proportion(yes, yes + no + 1), strict=True))
    here, more = population_rate(yes, no + 1), population_rate(yes + 1, no + 1)
    assert all(a < b or a == b == 0 for a, b in zip(here, more, strict=True))


def test_a_fixed_figure_has_no_width() -> None:
    assert fixed(0.44) == (0.44, 0.44, 0.44)


@pytest.mark.parametrize(("count", "population"), [(-1, 10), (1, 0), (1, -5)])
def test_impossible_rates_are_refused(count: int, population: int) -> None:
    with pytest.raises(ValueError, match="a population above 0"):
        population_rate(count, population)
