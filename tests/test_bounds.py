from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import share_bounds


@pytest.mark.parametrize(
    ("unknown", "low", "high"),
    [(390, 24.4, 63.4), (490, 20.4, 69.4), (0, 40.0, 40.0)],  # 40 % of those known
)
def test_what_may_be_known_of_a_share(unknown: int, low: float, high: float) -> None:
    count = round(0.4 * (1000 - unknown))
    found = share_bounds(count, unknown, 1000)
    assert [round(100 * bound, 1) for bound in found] == [low, high]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_bounds_are_what_the_missing_answers_could_make_of_it(
    count: int, unknown: int, others: int
) -> None:
    total = count + unknown + others
    if not total:
        return
    possible = [(count + more) / total for more in range(unknown + 1)]
    assert share_bounds(count, unknown, total) == (min(possible), max(possible))


@pytest.mark.parametrize("wrong", [(0, 0, 0), (-1, 2, 5), (1, -2, 5), (3, 3, 5)])
def test_counts_that_do_not_fit_are_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="within a total"):
        share_bounds(*wrong)
