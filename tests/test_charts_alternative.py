"""What charts tell in words: every figure and name is the chart's own."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from documents import FUNNEL, INTERVALS, STACKED
from hypothesis import given
from hypothesis import strategies as st

from eqmon.charts.alternative import NAMED_AT_MOST, alternative
from eqmon.charts.model import (
    Funnel,
    FunnelPoint,
    IntervalRow,
    Intervals,
    Mark,
    Stacked,
    StackPart,
)
from eqmon.charts.percents import percent_of
from eqmon.vocabulary import Verdict

OUTSIDE: st.SearchStrategy[Literal["", "95", "99.8"]] = st.sampled_from(["", "95", "99.8"])
SIDES = re.compile(
    r"(Above|Below) the (95|99\.8) % ([a-z -]+?)(?:, but within[^,]*)?, "
    r"([\d,]+) of ([\d,]+): ([^.]*(?:\.\d[^.]*)*)\."
)


@st.composite
def funnels(draw: st.DrawFn) -> Funnel:
    number = draw(st.integers(1, 35))
    points = []
    for place in range(number):
        n = draw(st.integers(30, 3000))
        found = draw(st.integers(0, n))
        points.append(
            FunnelPoint(f"Unit{place}x", found, n, found / n, draw(OUTSIDE), draw(OUTSIDE))
        )
    random = FUNNEL.random_limits if draw(st.booleans()) else ()
    return Funnel("t", "records", "rate", 0.4, tuple(points), FUNNEL.limits, random)


@given(funnels())
def test_every_named_unit_lies_where_it_is_said_to_lie(chart: Funnel) -> None:
    by_name = {point.name: point for point in chart.points}
    told: set[tuple[str, bool]] = set()
    for side, width, limits, number, of, named in SIDES.findall(alternative(chart)):
        is_random = limits.startswith("random")
        names = re.findall(r"Unit\d+x", named)
        those = [
            point
            for point in chart.points
            if (point.outside_random if is_random else point.outside) == width
            and (point.rate > chart.centre) == (side == "Above")
        ]
        assert (int(number), int(of)) == (len(those), len(chart.points))
        assert {by_name[name] for name in names} <= set(those)
        assert len(names) == len(those) or len(names) == NAMED_AT_MOST
        told |= {(point.name, is_random) for point in those}
    expected = {(point.name, False) for point in chart.points if point.outside}
    if chart.random_limits:
        expected |= {(point.name, True) for point in chart.points if point.outside_random}
    assert told == expected


@given(funnels())
def test_figures_of_a_funnel_are_its_own(chart: Funnel) -> None:
    by_name = {point.name: point for point in chart.points}
    text = alternative(chart)
    for name, rate, found, n in re.findall(r"(Unit\d+x) ([\d.]+ %) \(([\d,]+) of ([\d,]+)\)", text):
        point = by_name[name]
        assert (point.count, point.denominator) == (
            int(found.replace(",", "")),
            int(n.replace(",", "")),
        )
        assert rate == percent_of(point.rate)


def test_a_funnel_without_anybody_outside_says_so() -> None:
    inside = tuple(FunnelPoint(f"U{n}", 30, 100, 0.3, "") for n in range(3))
    text = alternative(Funnel("t", "records", "rate", 0.3, inside, FUNNEL.limits))
    assert "All 3 units lie within the 95 % limits." in text
    assert "random" not in text


def test_random_effects_limits_are_told_beside_binomial_ones() -> None:
    text = alternative(FUNNEL)
    assert "Above the 99.8 % binomial limits, 1 of 3: Haringey 60.0 % (60 of 100)." in text
    assert "random-effects limits, but within those at 99.8 %, 1 of 3: Haringey" in text


@st.composite
def stacks(draw: st.DrawFn) -> Stacked:
    bars = draw(st.integers(2, 12))
    totals = [draw(st.integers(30, 900)) for _ in range(bars)]
    blank = [draw(st.integers(0, total)) for total in totals]
    return Stacked(
        "t",
        "share",
        tuple(f"Unit{n}x" for n in range(bars)),
        (
            StackPart("Known", tuple(1 - b / t for b, t in zip(blank, totals, strict=True))),
            StackPart("Blank", tuple(b / t for b, t in zip(blank, totals, strict=True))),
        ),
        denominators=tuple(totals),
        together=1,
    )


@given(stacks())
def test_stacked_bars_tell_the_least_and_the_most_of_each_part(chart: Stacked) -> None:
    text = alternative(chart)
    for part in chart.parts:
        shares = part.shares[1:]
        if min(shares) == max(shares):
            continue
        low = re.search(rf"{part.label}: from (.*?) to ([\d.]+ %) \(.*?\) in (Unit\d+x)\.", text)
        assert low
        assert low[2] == percent_of(max(shares))
        assert part.shares[chart.bars.index(low[3])] == max(shares)
        if min(shares) == 0:
            assert low[1] == f"none in {shares.count(0)} of {len(shares)} units"
        else:
            assert low[1].startswith(percent_of(min(shares)))


def test_all_together_are_told_apart_from_units() -> None:
    chart = Stacked(STACKED.title, "share", STACKED.bars, STACKED.parts, (100, 60, 40), 1)
    text = alternative(chart)
    assert text.startswith(
        "Stacked bars of 2 units: share, divided into Known, Not known and Blank."
    )
    assert "All units: Known 60.0 % (60 of 100), Not known 30.0 % (30 of 100)" in text
    assert "Known: from 30.0 % (12 of 40) in Haringey to 65.0 % (39 of 60) in Barnet." in text


RATES = st.tuples(st.floats(0.2, 0.8), st.floats(0, 0.2), st.floats(0, 0.2))


@given(st.lists(st.tuples(RATES, st.sampled_from([*Verdict, None])), min_size=1, max_size=20))
def test_intervals_are_counted_by_verdict_and_against_each_limit(
    given_rows: list[tuple[tuple[float, float, float], Verdict | None]],
) -> None:
    rows = tuple(
        IntervalRow(f"Unit{place}x", rate, rate - below, rate + above, verdict)
        for place, ((rate, below, above), verdict) in enumerate(given_rows)
    )
    text = alternative(Intervals("t", "share", rows, (Mark("limit", 0.4, 0.4, is_limit=True),)))
    words = {Verdict.FAIL: "Fail", Verdict.WARN: "Warn", Verdict.PASS: "Pass"}
    for verdict, word in words.items():
        number = sum(row.verdict is verdict for row in rows)
        said = re.search(rf"{word}, (\d+) of {len(rows)}: (.*?)\.(?= [A-Z]|$)", text)
        assert (int(said[1]) if said else 0) == number
        if said:
            names = re.findall(r"Unit(\d+)x", said[2])
            assert all(rows[int(name)].verdict is verdict for name in names)
    above = sum(row.lower > 0.4 for row in rows)
    assert f"Line, limit: of {len(rows)} interval{'s' * (len(rows) > 1)}, {above} lie" in text


def test_published_figures_are_named_and_not_judged() -> None:
    text = alternative(INTERVALS)
    assert "Band to hold beside: Four boroughs, 2006: 39-49 % (not like for like)." in text
    assert "Line, Limit 25 %: of 2 intervals, 1 lies wholly above it." in text


@pytest.mark.parametrize("chart", [FUNNEL, STACKED, INTERVALS])
def test_a_title_is_not_told_twice(chart: Funnel | Stacked | Intervals) -> None:
    assert chart.title not in alternative(chart)
