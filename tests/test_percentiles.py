"""Percentiles: the values written out one by one say the same."""

from __future__ import annotations

import math
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.percentiles import percentile

VALUES = st.lists(st.integers(0, 30), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("times", "share", "beyond", "expected"),
    [
        ({0: 1}, 0.5, 0, 0.0),
        ({1: 1, 2: 1}, 0.5, 0, 1.5),
        ({1: 1, 2: 1, 9: 1}, 0.5, 0, 2.0),
        ({3: 4, 7: 4}, 0.5, 0, 5.0),
        (dict.fromkeys(range(1, 11), 1), 0.9, 0, 9.5),
        (dict.fromkeys(range(1, 12), 1), 0.9, 0, 10.0),
        ({0: 9, 5: 0, 8: 1}, 0.9, 0, 4.0),
        ({0: 1, 1: 1}, 0.5, 1, 1.0),
        ({0: 1, 1: 1}, 0.5, 2, None),  # the mean of 1 and of one beyond
        ({0: 1}, 0.9, 9, None),
        ({}, 0.5, 0, None),
    ],
)
def test_percentiles(times, share, beyond, expected) -> None:
    assert percentile(times, share, beyond) == expected


@given(VALUES)
def test_the_median_is_the_one_that_everybody_knows(values: list[int]) -> None:
    assert percentile(Counter(values), 0.5) == statistics.median(values)


@given(VALUES, st.sampled_from([0.1, 0.25, 0.75, 0.9, 0.95]))
def test_it_is_the_mean_of_the_values_around_the_share(values: list[int], share: float) -> None:
    place = round(len(values) * share, 9)
    ordered = sorted(values)
    low = ordered[math.ceil(place) - 1]
    high = ordered[math.floor(place)]
    assert percentile(Counter(values), share) == (low + high) / 2


@given(VALUES, st.integers(0, 60))
def test_values_beyond_are_larger_than_all_others(values: list[int], beyond: int) -> None:
    told = percentile(Counter(values), 0.9, beyond)
    known = percentile(Counter(values) + Counter({1000: beyond}), 0.9)
    assert told == (known if known is not None and known <= 30 else None)


@pytest.mark.parametrize(("times", "share", "beyond"), [({}, 0, 0), ({}, 1, 0), ({1: -1}, 0.5, 0),
                                                        ({1: 1}, 0.5, -1)])  # fmt: skip
def test_what_makes_no_sense(times, share, beyond) -> None:
    with pytest.raises(ValueError, match=r"lies above|at least 0"):
        percentile(times, share, beyond)
