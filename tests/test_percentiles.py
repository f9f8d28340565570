"""Percentiles: the values written out one by one say the same."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.percentiles import median, percentile

VALUES = st.lists(st.integers(0, 30), min_size=1, max_size=60)
TEN = dict.fromkeys(range(1, 11), 1)


@pytest.mark.parametrize(
    ("times", "share", "beyond", "expected"),
    [
        ({0: 1}, 0.9, 0, 0),
        (TEN, 0.9, 0, 9),
        (TEN, 0.91, 0, 10),
        (TEN, 1, 0, 10),
        ({0: 9, 5: 0, 8: 1}, 0.9, 0, 0),
        ({0: 8, 5: 0, 8: 2}, 0.9, 0, 8),
        (TEN, 0.9, 1, 10),
        (TEN, 0.9, 2, None),
        ({}, 0.9, 0, None),
    ],
)
def test_percentiles(times, share, beyond, expected) -> None:
    assert percentile(times, share, beyond) == expected


@pytest.mark.parametrize(
    ("times", "beyond", "expected"),
    [
        ({1: 1, 2: 1}, 0, 1.5),
        ({1: 1, 2: 1, 9: 1}, 0, 2.0),
        ({3: 4, 7: 4}, 0, 5.0),
        ({0: 1, 1: 1}, 1, 1.0),
        ({0: 1, 1: 1}, 2, None),  # half-way between 1 and one beyond
        ({}, 0, None),
    ],
)
def test_medians(times, beyond, expected) -> None:
    assert median(times, beyond) == expected


@given(VALUES)
def test_the_median_is_the_one_that_everybody_knows(values: list[int]) -> None:
    assert median(Counter(values)) == statistics.median(values)


@given(VALUES, st.sampled_from(["0.1", "0.25", "0.5", "0.9", "0.95"]))
def test_so_many_lie_within_it_and_fewer_within_any_smaller_one(values, share: str) -> None:
    told = percentile(Counter(values), float(share))
    assert told == sorted(values)[math.ceil(Fraction(share) * len(values)) - 1]


@given(VALUES, st.integers(0, 60))
def test_values_beyond_are_larger_than_all_others(values: list[int], beyond: int) -> None:
    known = percentile(Counter(values) + Counter({1000: beyond}), 0.9)
    assert percentile(Counter(values), 0.9, beyond) == (None if known == 1000 else known)


@pytest.mark.parametrize(
    ("times", "share", "beyond"), [({}, 0, 0), ({}, 1.1, 0), ({1: -1}, 0.5, 0), ({1: 1}, 0.5, -1)]
)
def test_what_makes_no_sense(times, share, beyond) -> None:
    with pytest.raises(ValueError, match=r"a share lies|at least 0"):
        percentile(times, share, beyond)
