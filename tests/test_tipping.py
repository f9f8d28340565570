from __future__ import annotations

from itertools import product

import pytest
from completions import EXACT, MARGIN, interval, tables
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.comparison import compare_outcomes
from eqmon.statistics.margin import Margin, Region, Usability, region_of
from eqmon.statistics.tipping import first, tipping_point

MARGINS = st.sampled_from([MARGIN, EXACT, Margin(0.5, 2)])


@pytest.mark.parametrize(
    ("group", "comparator", "unknown", "count"),
    [
        ((100, 900), (400, 600), (10, 20), None),
        ((100, 900), (400, 600), (0, 0), None),
        ((100, 900), (400, 600), (500, 200), 303),
        ((400, 600), (100, 900), (200, 500), 307),
        ((4000, 6000), (4000, 6000), (1000, 1000), 824),
        ((4, 6), (4, 6), (5, 5), 0),
        ((0, 0), (4, 6), (5, 5), 0),
    ],
)
def test_how_many_of_the_unknown_tip(
    group: tuple[int, int],
    comparator: tuple[int, int],
    unknown: tuple[int, int],
    count: int | None,
) -> None:
    found = tipping_point(Table(Outcome(*group), Outcome(*comparator), Outcome(*unknown)))
    assert (found.count if found else None) == count
    if found:
        assert found.unknown == sum(unknown)
        assert found.share == found.count / sum(unknown)


@given(st.one_of(tables(20, 4), tables(400, 8), tables(4000, 8)), MARGINS)
def test_no_fewer_tip_and_so_many_do(table: Table, margin: Margin) -> None:
    found = tipping_point(table, margin)
    known = region_of(interval(table), margin)
    if known is Region.NOT_TOLD:
        assert found is not None
        assert found.count == 0
        return
    yes, no = table.unknown
    tipping = [
        with_it + without
        for with_it, without in product(range(yes + 1), range(no + 1))
        if region_of(
            interval(table.given((with_it, without), (yes - with_it, no - without))), margin
        )
        is not known
    ]
    assert (found.count if found else None) == (min(tipping) if tipping else None)


@given(st.one_of(tables(20, 4), tables(4000, 8)), MARGINS)
def test_nothing_tips_just_where_the_figures_are_usable(table: Table, margin: Margin) -> None:
    usable = compare_outcomes(table, margin).usability is Usability.USABLE
    assert (tipping_point(table, margin) is None) == usable


@given(st.integers(0, 40), st.integers(0, 50))
def test_the_first_is_found(most: int, from_here: int) -> None:
    assert first(most, lambda n: n >= from_here) == (from_here if from_here <= most else None)
