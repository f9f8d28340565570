from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import Outcome, Table, highest, known_rates, lowest, share_bounds


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


def test_worst_cases_are_the_stated_formula() -> None:
    table = Table(Outcome(120, 120), Outcome(180, 180), Outcome(180, 220))
    group, comparator = lowest(table)[0]
    assert (group.point, comparator.point) == (120 / (240 + 220), (180 + 180) / (360 + 180))
    group, comparator = highest(table)[0]
    assert (group.point, comparator.point) == ((120 + 180) / (240 + 180), 180 / (360 + 220))


def test_no_more_can_be_given_than_is_unknown() -> None:
    table = Table(Outcome(1, 1), Outcome(1, 1), Outcome(2, 0))
    assert table.given((1, 0), (1, 0)) == (Outcome(2, 1), Outcome(2, 1), Outcome(0, 0))
    with pytest.raises(ValueError, match="no more of the unknown"):
        table.given((2, 0), (1, 0))


@pytest.mark.parametrize("ask", [known_rates, lowest, highest])
def test_negative_counts_are_refused(ask: Callable[[Table], object]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        ask(Table(Outcome(1, 1), Outcome(-1, 2), Outcome(2, 0)))
