from __future__ import annotations

from itertools import product

import pytest
from completions import EXACT, MARGIN, interval, tables
from hypothesis import given
from hypothesis import strategies as st

from eqmon.statistics.bounds import Outcome, Table
from eqmon.statistics.comparison import compare_outcomes
from eqmon.statistics.estimate import Span
from eqmon.statistics.margin import Margin, Region, Usability, region_of
from eqmon.statistics.tipping import Tipping, first, tipping_point, tipping_share

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


@pytest.mark.parametrize(
    ("known", "low", "high", "expected", "found"),
    [
        # Limits that rise by a tenth with each of ten, and the edges belong to `alike`.
        (Span(0.5, 0.6), 0.3, 0.4, 0.0, Tipping(4, 10)),  # 0.8 is reached
        (Span(0.9, 1.2), 0.45, 0.65, 0.0, Tipping(3, 10, at_least=False)),  # 0.75, 0.85
        (Span(0.9, 1.2), 0.5, 0.65, 0.0, Tipping(2, 10, at_least=False)),  # 0.8 is still alike
        (Span(0.9, 1.2), 0.45, 0.65, 1.0, Tipping(7, 10)),  # 1.25 is still alike
        (Span(1.3, 1.5), 1.15, 1.4, 0.0, Tipping(1, 10, at_least=False)),  # 1.25 is reached
        (Span(1.3, 1.5), 1.3, 1.4, 0.0, None),
        (Span(0.7, 0.9), 0.3, 0.4, 0.0, Tipping(0, 10)),
    ],
)
def test_a_share_tips_at_the_edge_nearest_to_what_is_expected(
    known: Span, low: float, high: float, expected: float, found: Tipping | None
) -> None:
    def interval_at(more: int) -> Span:
        return Span(round(low + more / 10, 9), round(high + more / 10, 9))

    assert tipping_share(interval_at, 10, expected, known, MARGIN) == found
