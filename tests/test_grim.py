"""The GRIM test against every whole count, rounded as Python's decimals round."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.grim import nearest_counts, possible_counts, possible_denominators

TIES = (ROUND_HALF_UP, ROUND_HALF_EVEN)


def printed_as(count: int, n: int, decimals: int) -> set[int]:
    """Units of the last decimal that count of n is printed with, either way of rounding ties."""
    # 28 digits: a tie of so small an n is exact, and nothing else comes near one.
    value = Decimal(count * 100 * 10**decimals) / n
    return {int(value.quantize(Decimal(1), rounding=how)) for how in TIES}


@given(st.integers(1, 300), st.integers(0, 2), st.data())
def test_possible_counts_are_those_that_are_printed_so(
    n: int, decimals: int, data: st.DataObject
) -> None:
    units = data.draw(st.integers(0, 100 * 10**decimals))
    counts = [count for count in range(n + 1) if units in printed_as(count, n, decimals)]
    assert list(possible_counts(units, decimals, n)) == counts


@pytest.mark.parametrize("n", range(1, 46))
def test_every_whole_percentage_of_small_denominators(n: int) -> None:
    printed: dict[int, list[int]] = {}
    for count in range(n + 1):
        for units in printed_as(count, n, 0):
            printed.setdefault(units, []).append(count)
    assert {units: list(possible_counts(units, 0, n)) for units in range(101)} == {
        units: printed.get(units, []) for units in range(101)
    }


@given(st.integers(100, 10**6), st.integers(0, 100))
def test_a_hundred_or_more_can_give_any_whole_percentage(n: int, units: int) -> None:
    assert possible_counts(units, 0, n)


@given(st.integers(1, 10**9), st.integers(0, 3), st.data())
def test_the_nearest_counts_enclose_the_figure(n: int, decimals: int, data: st.DataObject) -> None:
    units = data.draw(st.integers(0, 100 * 10**decimals))
    near = nearest_counts(units, decimals, n)
    wanted = Fraction(units * n, 100 * 10**decimals)
    assert near[0] <= wanted <= near[-1]
    assert near[-1] - near[0] == (0 if wanted.denominator == 1 else 1)


@pytest.mark.parametrize(
    ("percent", "possible"),
    [(84, [38]), (91, [41]), (90, []), (77, []), (95, [])],
)
def test_percentages_of_45_questionnaires(percent: int, possible: list[int]) -> None:
    assert list(possible_counts(percent, 0, 45)) == possible


@pytest.mark.parametrize(
    ("percent", "denominators"),
    [
        (90, (39, 40, 41, 42)),
        (77, (35, 39, 43, 44)),
        (95, (37, 38, 39, 40, 41, 42, 43, 44)),
    ],
)
def test_fewer_answers_that_could_give_them(percent: int, denominators: tuple[int, ...]) -> None:
    assert possible_denominators(percent, 0, range(34, 46)) == denominators


def test_a_forecast_that_no_whole_count_of_750_gives() -> None:
    assert not possible_counts(58, 1, 750)
    assert nearest_counts(58, 1, 750) == (43, 44)
    assert list(possible_counts(57, 1, 750)) == [43]
    assert list(possible_counts(59, 1, 750)) == [44]


@pytest.mark.parametrize(
    ("units", "n", "counts"),
    [
        (12, 8, [1]),  # 12.5 half to even
        (13, 8, [1]),  # 12.5 half up
        (37, 8, []),  # 37.5 is 38, either way
        (38, 8, [3]),
        (0, 300, [0, 1]),  # 0.33
        (100, 300, [299, 300]),
        (101, 300, []),
        (150, 300, []),
        (-1, 300, []),
    ],
)
def test_ties_and_ends(units: int, n: int, counts: list[int]) -> None:
    assert list(possible_counts(units, 0, n)) == counts


@pytest.mark.parametrize(("decimals", "n"), [(0, 0), (-1, 10), (0, -3)])
def test_what_is_no_denominator_is_refused(decimals: int, n: int) -> None:
    with pytest.raises(ValueError, match="n is below 1"):
        possible_counts(50, decimals, n)
    with pytest.raises(ValueError, match="n is below 1"):
        nearest_counts(50, decimals, n)
