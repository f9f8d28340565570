"""Whipple's index, and the day that holds more than the days around it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.heaping import Heap, commonest, whipple


@pytest.mark.parametrize(
    ("ages", "index", "records"),
    [
        (dict.fromkeys(range(121), 7), 100.0, 280),
        (dict.fromkeys(range(0, 121, 5), 7), 500.0, 56),
        ({age: 7 for age in range(121) if age % 5}, 0.0, 224),
        ({22: 9, 63: 9, 20: 9, 65: 9}, None, 0),
        ({23: 1, 62: 1, 25: 2}, 250.0, 4),
        ({}, None, 0),
    ],
)
def test_whipple_counts_ages_from_23_to_62(
    ages: dict[int, int], index: float | None, records: int
) -> None:
    found = whipple(ages)
    assert (found.index, found.records) == (index, records)


@given(st.dictionaries(st.integers(0, 120), st.integers(0, 500), max_size=12))
def test_whipple_is_five_hundred_times_the_share(ages: dict[int, int]) -> None:
    found = whipple(ages)
    ending = sum(ages.get(age, 0) for age in range(25, 61, 5))
    every = sum(ages.get(age, 0) for age in range(23, 63))
    assert (found.ending, found.records) == (ending, every)
    if found.index is not None and found.lower is not None and found.upper is not None:
        assert found.index == pytest.approx(500 * ending / every)
        assert 0 <= found.lower <= found.index + 1e-9
        assert found.index <= found.upper + 1e-9
        assert found.upper <= 500


@pytest.mark.parametrize(
    ("counts", "reach", "circular", "heap"),
    [
        ([], 7, False, None),
        ([0, 0], 7, False, None),
        ([5], 7, False, Heap(0, 5, 0, 0)),
        ([1, 9, 2, 3], 1, False, Heap(1, 9, 3, 2)),
        ([9, 1, 2, 9], 2, False, Heap(0, 9, 3, 2)),
        ([9, 1, 2, 3], 1, True, Heap(0, 9, 4, 2)),
        ([9, 1, 2], 7, True, Heap(0, 9, 3, 2)),
    ],
)
def test_the_commonest_day_and_those_around_it(
    counts: list[int], reach: int, circular: bool, heap: Heap | None
) -> None:
    assert commonest(counts, reach, circular=circular) == heap


@pytest.mark.parametrize(
    ("heap", "times"),
    [
        (Heap(0, 12, 28, 14), 6.0),
        (Heap(0, 12, 0, 14), None),
        (Heap(0, 12, 0, 0), None),
    ],
)
def test_how_many_times_what_a_day_around_it_holds(heap: Heap, times: float | None) -> None:
    assert heap.times == times


@pytest.mark.parametrize(
    ("heap", "beyond"),
    [
        (Heap(0, 300, 140, 14), True),  # thirty times a day around it
        (Heap(0, 30, 140, 14), False),  # three times, as much as may be
        (Heap(0, 3, 0, 14), False),  # so few that chance does it among a year of days
        (Heap(0, 300, 0, 0), False),  # nothing to compare with
        (Heap(0, 300, 0, 14), True),
    ],
)
def test_a_heap_is_beyond_chance(heap: Heap, beyond: bool) -> None:
    assert heap.beyond(3, 366) is beyond


def test_days_without_a_heap_are_rarely_called_one() -> None:
    chance = random.Random(7)
    called = 0
    for _ in range(60):
        counts = [0] * 366
        for _ in range(3000):
            counts[chance.randrange(366)] += 1
        heap = commonest(counts, 7, circular=True)
        assert heap is not None
        called += heap.beyond(1.5, 366)
    assert called == 0
