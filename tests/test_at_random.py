from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.at_random import Stratum, missing_at_random
from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.comparison import compare_outcomes


def stratum(*pairs: tuple[int, int]) -> Stratum:
    return Stratum(*(Outcome(*pair) for pair in pairs))


def test_unknown_are_shared_out_in_each_unit_by_outcome() -> None:
    found = missing_at_random(
        [
            stratum((10, 30), (30, 10), (8, 4)),  # with: 1 in 4; without: 3 in 4
            stratum((10, 0), (5, 20), (3, 5), (5, 0)),  # with: 1 in 2, 1 in 4; without: none
        ]
    )
    assert found.group == pytest.approx((10 + 2 + 10 + 1.5, 30 + 3 + 0))
    assert found.comparator == pytest.approx((30 + 6 + 5 + 0.75, 10 + 1 + 20 + 5))
    assert (found.shared_out, found.by_all_units, found.left_out) == (20, 0, 0)
    assert found.ratio == pytest.approx((23.5 / 56.5) / (41.75 / 77.75))
    assert found.difference == pytest.approx(23.5 / 56.5 - 41.75 / 77.75)
    assert found.share == pytest.approx(23.5 / 65.25)


def test_a_unit_with_none_to_go_by_takes_the_shares_of_all() -> None:
    found = missing_at_random(
        [
            stratum((1, 5), (3, 5), (0, 0)),
            stratum((0, 1), (0, 1), (4, 0)),
            stratum((0, 0), (0, 0), (4, 6)),
        ]
    )
    assert found.group == pytest.approx((1 + 1 + 1, 6 + 3))
    assert found.by_all_units == 4 + 4 + 6


def test_outcomes_of_nobody_known_are_left_out() -> None:
    found = missing_at_random([stratum((0, 5), (0, 5), (3, 2))])
    assert (found.group, found.left_out, found.shared_out) == ((0, 6), 3, 2)
    assert found.ratio is None
    assert found.difference == 0
    assert found.share is None
    nobody = missing_at_random([])
    assert (nobody.ratio, nobody.difference, nobody.shared_out) == (None, None, 0)


PAIRS = st.tuples(st.integers(0, 30), st.integers(0, 30))


@given(st.lists(st.tuples(PAIRS, PAIRS, PAIRS, PAIRS).map(lambda four: stratum(*four)), max_size=4))
def test_nobody_is_lost_and_the_ratio_is_within_its_bounds(units: list[Stratum]) -> None:
    found = missing_at_random(units)
    pooled = Table(
        *(
            Outcome(*(sum(c) for c in zip(*(u[i] for u in units), strict=True)))
            if units
            else Outcome(0, 0)
            for i in range(3)
        )
    )
    assert found.shared_out + found.left_out == pooled.unknown.records
    if not any(unit.neither.records for unit in units):
        both = sum(found.group) + sum(found.comparator)
        assert both == pytest.approx(
            pooled.group.records + pooled.comparator.records + found.shared_out
        )
    bounds = compare_outcomes(pooled).ratio.bounds
    if (
        found.ratio is not None
        and bounds is not None
        and pooled.group.records
        and pooled.comparator.records
    ):
        assert bounds.low * (1 - 1e-9) <= found.ratio <= bounds.high * (1 + 1e-9)
