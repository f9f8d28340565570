"""What a chart tells, in words computed from its figures, for readers who do not see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from eqmon.charts.model import (
    Bounds,
    BoundsRow,
    Chart,
    Funnel,
    FunnelPoint,
    IntervalRow,
    Intervals,
    Outside,
    Stacked,
)
from eqmon.charts.percents import percent_of, ratio_of
from eqmon.vocabulary import Verdict

NAMED_AT_MOST = 6
"""Units named in one sentence, the farthest out first; the table has them all."""
_VERDICTS: dict[Verdict | None, str] = {
    Verdict.FAIL: "fail",
    Verdict.WARN: "warn",
    Verdict.PASS: "pass",
    Verdict.NOT_ASSESSED: "not assessed",
    None: "no limit set",
}


def alternative(chart: Chart) -> str:
    """What the picture tells, with each rate's count and denominator where they are known.

    It says what kind of picture it is, but not its title, which stands above it as text.
    """
    match chart:
        case Funnel():
            sentences = list(_funnel(chart))
        case Stacked():
            sentences = list(_stacked(chart))
        case Intervals():
            sentences = list(_intervals(chart))
        case Bounds():
            sentences = list(_bounds(chart))
        case _:
            assert_never(chart)
    return " ".join(sentences)


def _funnel(chart: Funnel) -> Iterator[str]:
    number = len(chart.points)
    yield (
        f"Funnel plot of {_number(number, 'unit')}. Up: {chart.up}. Across: {chart.across}. "
        f"The rate of all together is {percent_of(chart.centre)}."
    )
    if not number:
        return
    limits = "binomial limits" if chart.random_limits else "limits"
    yield from _beyond(chart, [p.outside for p in chart.points], limits)
    if chart.random_limits:
        yield (
            "The units differ by more than chance explains, so random-effects limits, which allow "
            "for that, stand beside them."
        )
        yield from _beyond(chart, [p.outside_random for p in chart.points], "random-effects limits")


def _beyond(chart: Funnel, outside: Sequence[Outside], limits: str) -> Iterator[str]:
    """Who lies outside limits, above and below apart; one sentence where nobody does."""
    number = len(chart.points)
    found = False
    for width, only in (("99.8", ""), ("95", ", but within those at 99.8 %")):
        points = [p for p, of in zip(chart.points, outside, strict=True) if of == width]
        for side, those in (
            ("Above", [p for p in points if p.rate > chart.centre]),
            ("Below", [p for p in points if p.rate <= chart.centre]),
        ):
            if those:
                found = True
                those.sort(key=lambda p: -abs(p.rate - chart.centre))
                named = _some([_point(p) for p in those])
                yield f"{side} the {width} % {limits}{only}, {len(those):,} of {number:,}: {named}."
    if not found:
        every = f"all {number:,} units lie" if number > 1 else "the unit lies"
        yield f"{every[0].upper()}{every[1:]} within the 95 % {limits}."


def _point(point: FunnelPoint) -> str:
    return f"{point.name} {percent_of(point.rate)} ({point.count:,} of {point.denominator:,})"


def _stacked(chart: Stacked) -> Iterator[str]:
    number = len(chart.bars) - chart.together
    yield (
        f"Stacked bars of {_number(number, 'unit')}: {chart.across}, divided into "
        f"{_listed([part.label for part in chart.parts if any(part.shares)])}."
    )
    for bar in range(chart.together):
        parts = [
            f"{part.label} {_share(chart, part.shares[bar], bar)}"
            for part in chart.parts
            if part.shares[bar]
        ]
        yield f"{chart.bars[bar]}: {_listed(parts)}."
    if number < 2:
        return
    for part in chart.parts:
        shares = part.shares[chart.together :]
        low, high = min(shares), max(shares)
        if high == low:
            if high:
                yield f"{part.label}: {percent_of(high)} in each unit."
            continue
        at_low, at_high = (chart.together + shares.index(end) for end in (low, high))
        none = sum(share == 0 for share in shares)
        least = (
            f"none in {none:,} of {number:,} units"
            if none
            else f"{_share(chart, low, at_low)} in {chart.bars[at_low]}"
        )
        yield (
            f"{part.label}: from {least} to "
            f"{_share(chart, high, at_high)} in {chart.bars[at_high]}."
        )


def _share(chart: Stacked, share: float, bar: int) -> str:
    if not chart.denominators:
        return percent_of(share)
    denominator = chart.denominators[bar]
    return f"{percent_of(share)} ({round(share * denominator):,} of {denominator:,})"


def _intervals(chart: Intervals) -> Iterator[str]:
    rows = chart.rows[chart.together :]
    yield f"{_number(len(rows), 'rate')} with 95 % intervals: {chart.across}."
    for row in chart.rows[: chart.together]:
        judged = f", {_VERDICTS[row.verdict]}" if row.verdict else ""
        yield f"{_row(row, chart)}{judged}."
    for verdict, word in _VERDICTS.items():
        those = [row for row in rows if row.verdict is verdict]
        if those:
            those.sort(key=lambda row: -row.rate)
            said = f"{word[0].upper()}{word[1:]}, {len(those):,} of {len(rows):,}: "
            yield f"{said}{_those(those, chart)}."
    for mark in chart.marks:
        if mark.is_limit:
            above = sum(row.lower > mark.high for row in rows)
            of, lie = _number(len(rows), "interval"), "lies" if above == 1 else "lie"
            yield f"Line, {mark.label}: of {of}, {above:,} {lie} wholly above it."
        else:
            yield f"{'Band' if mark.high > mark.low else 'Line'} to hold beside: {mark.label}."


def _those(rows: Sequence[IntervalRow], chart: Intervals) -> str:
    """Rows of one verdict, the highest first: by name where they are few or fail, else the ends."""
    if rows[0].verdict is Verdict.FAIL or len(rows) <= NAMED_AT_MOST:
        return _some([_row(row, chart) for row in rows])
    return f"from {_row(rows[0], chart)} down to {_row(rows[-1], chart)}"


def _row(row: IntervalRow, chart: Intervals) -> str:
    limits = [mark.low for mark in chart.marks if mark.is_limit]
    if row.limit is not None:
        limits.append(row.limit)
    counts = "" if row.count is None else f"{row.count:,} of {row.denominator:,}; "
    between = f"{percent_of(row.lower, limits)[:-2]} to {percent_of(row.upper, limits)}"
    return f"{row.name} {percent_of(row.rate, limits)} ({counts}interval {between})"


def _bounds(chart: Bounds) -> Iterator[str]:
    margin = (chart.low, chart.high)
    yield (
        f"{_number(len(chart.rows), 'ratio')} with 95 % intervals and bounds: {chart.across}. "
        f"Band, alike: {ratio_of(chart.low)} to {ratio_of(chart.high)}."
    )
    for verdict in dict.fromkeys(row.usable for row in chart.rows):
        those = [_bounds_row(row, margin) for row in chart.rows if row.usable == verdict]
        of = f"{len(those):,} of {len(chart.rows):,}"
        yield f"{verdict[:1].upper()}{verdict[1:]}, {of}: {'; '.join(those)}."


def _bounds_row(row: BoundsRow, margin: tuple[float, float]) -> str:
    def to(high: float | None) -> str:
        return f"to {ratio_of(high, margin)}" if high is not None else "without end"

    point = "without end" if row.ratio is None else ratio_of(row.ratio, margin)
    bounds = "without end"
    if row.least is not None:
        bounds = f"{ratio_of(row.least, margin)} {to(row.most)}"
    interval = f"{ratio_of(row.lower, margin)} {to(row.upper)}"
    return f"{row.name} {point} (interval {interval}, bounds {bounds})"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    return _listed(names) if more <= 1 else f"{', '.join(names[:NAMED_AT_MOST])}, {more:,} more"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
