"""Days between two dates: the median, and the days within which nine in ten lie."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines.measure_counts import BEFORE, OPEN, OVER, UNDATED, DaysEntry
from eqmon.measures.days import days_told

WORKED: dict[str, tuple[list[int], float, float]] = {
    "one": ([3], 3, 3),
    "two": ([1, 4], 2.5, 4),
    "three": ([9, 1, 4], 4, 9),
    "ten": ([0, 0, 0, 1, 1, 2, 3, 5, 8, 40], 1.5, 8),
    "eleven": ([0, 0, 0, 1, 1, 2, 3, 5, 8, 40, 41], 2, 40),
    "all alike": ([7] * 20, 7, 7),
}


def entry(
    days: int, n: int = 1, *, unit: str = "Ash", area: str = "East", applicable: bool = True
) -> DaysEntry:
    return DaysEntry(unit, area, "2007-01", applicable, "TS-TST-01", 0, days, n)


@pytest.mark.parametrize(("days", "median", "ninetieth"), WORKED.values(), ids=WORKED)
def test_median_and_ninetieth(days: Sequence[int], median: float, ninetieth: float) -> None:
    overall, *_ = days_told([entry(day) for day in days], persons_only=False)
    assert (overall.records, overall.median, overall.ninetieth) == (len(days), median, ninetieth)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_as_many_lie_below_as_the_words_say(days: list[int]) -> None:
    overall, *_ = days_told([entry(day) for day in days], persons_only=False)
    assert overall.median is not None
    assert overall.ninetieth is not None
    assert 2 * sum(day <= overall.median for day in days) >= len(days)
    assert 2 * sum(day >= overall.median for day in days) >= len(days)
    assert 10 * sum(day <= overall.ninetieth for day in days) >= 9 * len(days)
    assert 10 * sum(day < overall.ninetieth for day in days) < 9 * len(days)


def test_records_without_both_dates_in_order_are_counted_apart() -> None:
    entries = [entry(2, 3), entry(OPEN, 4), entry(UNDATED, 5), entry(BEFORE, 6)]
    overall, *_ = days_told(entries, persons_only=False)
    assert (overall.records, overall.undated, overall.out_of_order) == (3, 9, 6)
    [none, *_] = days_told([entry(OPEN)], persons_only=False)
    assert (none.records, none.median, none.ninetieth) == (0, None, None)


@pytest.mark.parametrize(
    ("over", "median", "ninetieth"), [(1, 5, 9), (2, 5.5, None), (11, None, None)]
)
def test_a_figure_beyond_the_longest_days_is_not_known(over, median, ninetieth) -> None:
    entries = [*(entry(day) for day in range(10)), entry(OVER, over)]
    overall, *_ = days_told(entries, persons_only=False)
    assert (overall.records, overall.median, overall.ninetieth) == (10 + over, median, ninetieth)


def test_all_together_then_areas_then_units_and_no_unit_last() -> None:
    entries = [entry(1), entry(3, unit="Oak"), entry(9, unit="(unit blank)", area="")]
    told = days_told(entries, persons_only=False)
    assert [(one.level, one.unit, one.median) for one in told] == [
        ("overall", None, 3),
        ("area", "East", 2),
        ("unit", "Ash", 1),
        ("unit", "Oak", 3),
        ("unit", "(unit blank)", 9),
    ]


@pytest.mark.parametrize(("persons_only", "records"), [(True, 1), (False, 3)])
def test_records_without_a_person_count_where_they_do(persons_only: bool, records: int) -> None:
    entries = [entry(1), entry(2, 2, applicable=False)]
    overall, *_ = days_told(entries, persons_only)
    assert overall.records == records
