from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest
from completions import EXACT, MARGIN, all_tables, completions, interval, tables
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import Outcome, Table, known_rates
from eqmon.statistics.comparison import compare_outcomes
from eqmon.statistics.margin import Margin, Region, Usability, region_of
from eqmon.statistics.ratio import difference, difference_interval, ratio

NOBODY = Outcome(0, 0)


def test_the_worked_example() -> None:
    found = compare_outcomes(Table(Outcome(120, 120), Outcome(180, 180), Outcome(180, 220)))
    assert found.ratio.point == 1.0
    assert found.ratio.bounds == pytest.approx((0.39, 2.30), abs=0.005)
    assert found.difference.point == 0.0
    assert found.difference.bounds == pytest.approx((-0.4058, 0.4039), abs=5e-5)
    assert (found.usability, found.region) == (Usability.WITH_BOUNDS, Region.ALIKE)


@pytest.mark.parametrize(
    ("group", "comparator", "unknown", "usability", "region"),
    [
        ((100, 900), (400, 600), (10, 20), "usable", "lower"),
        ((400, 600), (100, 900), (10, 20), "usable", "higher"),
        ((4000, 6000), (4000, 6000), (100, 100), "usable", "alike"),
        ((4000, 6000), (4000, 6000), (1000, 1000), "usable with bounds", "alike"),
        ((100, 900), (400, 600), (500, 200), "usable with bounds", "lower"),
        ((100, 900), (120, 880), (0, 0), "not usable", "not told"),
        ((4, 6), (4, 6), (0, 0), "not usable", "not told"),
        ((0, 0), (400, 600), (0, 0), "not usable", "not told"),
        ((0, 500), (0, 500), (0, 0), "not usable", "not told"),
        ((0, 500), (250, 250), (0, 5), "usable", "lower"),
    ],
)
def test_what_can_be_concluded(
    group: tuple[int, int],
    comparator: tuple[int, int],
    unknown: tuple[int, int],
    usability: str,
    region: str,
) -> None:
    found = compare_outcomes(Table(Outcome(*group), Outcome(*comparator), Outcome(*unknown)))
    assert (found.usability, found.region) == (usability, region)


@pytest.mark.parametrize(
    ("group", "comparator", "differs"),
    [((200, 1000), (400, 1000), True), ((880, 1120), (1000, 1000), True), ((5, 5), (5, 5), False)],
)
def test_a_difference_may_be_told_without_its_size(
    group: tuple[int, int], comparator: tuple[int, int], differs: bool
) -> None:
    assert compare_outcomes(Table(Outcome(*group), Outcome(*comparator), NOBODY)).differs is differs


def test_without_records_nothing_is_told() -> None:
    found = compare_outcomes(Table(NOBODY, Outcome(1, 1), NOBODY))
    assert found.ratio == found.difference
    assert (found.ratio.point, found.ratio.bounds, found.ratio.widened) == (None, None, None)
    assert found.differs is None


def test_bounds_are_attained_and_never_exceeded() -> None:
    for table in all_tables(2, 2):
        found = compare_outcomes(table)
        ratios = list(ratios_of(table))
        assert found.ratio.bounds == ((min(ratios), max(ratios)) if ratios else None), table
        gaps = [difference(*rates) for one in completions(table) if (rates := known_rates(one))]
        assert found.difference.bounds == ((min(gaps), max(gaps)) if gaps else None), table


@given(tables(40, 4))
def test_bounds_of_larger_tables(table: Table) -> None:
    ratios = list(ratios_of(table))
    assert compare_outcomes(table).ratio.bounds == ((min(ratios), max(ratios)) if ratios else None)


def test_where_all_unknown_are_of_either_group_the_bounds_are_the_same() -> None:
    for table in all_tables(1, 2):
        ratios = list(ratios_of(table, closed=True))
        found = compare_outcomes(table).ratio.bounds
        assert found == ((min(ratios), max(ratios)) if ratios else None), table


@given(tables(40, 4))
def test_widened_bounds_hold_every_interval_and_are_met(table: Table) -> None:
    found = compare_outcomes(table)
    every = [one for case in completions(table) if (one := interval(case))]
    met = (min(one.low for one in every), max(one.high for one in every)) if every else None
    assert found.ratio.widened == (pytest.approx(met) if met else None)
    gaps = [difference_interval(*pair) for one in completions(table) if (pair := known_rates(one))]
    met = (min(one.low for one in gaps), max(one.high for one in gaps)) if gaps else None
    assert found.difference.widened == (pytest.approx(met) if met else None)


MARGINS = st.sampled_from([MARGIN, EXACT, Margin(0.5, 2)])


@given(st.one_of(tables(5, 3), tables(40, 4), tables(4000, 4)), MARGINS)
def test_verdict_is_that_of_every_completion(table: Table, margin: Margin) -> None:
    found = compare_outcomes(table, margin)
    regions = {region_of(interval(case), margin) for case in completions(table)}
    known = region_of(interval(table), margin)
    if len(regions) == 1 and known is not Region.NOT_TOLD:
        assert found.usability is Usability.USABLE
    elif known is not Region.NOT_TOLD:
        assert found.usability is Usability.WITH_BOUNDS
    else:
        assert found.usability is Usability.NOT_USABLE
    assert found.region is known


@given(tables(30, 8))
def test_the_known_only_figure_is_within_its_bounds(table: Table) -> None:
    found = compare_outcomes(table)
    for one in (found.ratio, found.difference):
        if one.point is not None and one.bounds is not None:
            assert one.bounds.low <= one.point <= one.bounds.high
            assert one.widened is not None
            assert one.widened.low <= one.bounds.low <= one.bounds.high <= one.widened.high


def ratios_of(table: Table, *, closed: bool = False) -> Iterator[float]:
    for case in completions(table, closed=closed):
        rates = known_rates(case)
        if rates is not None and (found := ratio(*rates)) is not None:
            assert 0 <= found <= inf
            yield found
