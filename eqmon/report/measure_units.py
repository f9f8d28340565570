"""A measure's units at a glance: from where to where they range, and who stands out of chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.report.measure_words import figure, together
from eqmon.report.words import number_of
from eqmon.statistics.funnel import outside
from eqmon.vocabulary import BUCKETS, Level

if TYPE_CHECKING:
    from eqmon.measures.model import Measured, Placed

NAMED = 3
AT_LEAST = 2
"""Fewer units than this have no range."""


def units_told(measured: Measured, least: int) -> list[Placed]:
    """The units whose rate may be told: known ones, not withheld, of `least` records or more.

    Rounded counts must be as many before they were rounded, whichever way.
    """
    sure = least + 2 * _half(measured)
    return [
        place
        for place in units_of(measured)
        if not place.withheld and place.rate.denominator >= sure
    ]


def _half(measured: Measured) -> int:
    """How far a count may be from what it was before it was rounded."""
    return measured.rounded_to // 2


def units_of(measured: Measured) -> list[Placed]:
    """Every known unit with a record to count, or withheld."""
    return [
        place
        for place in measured.places
        if place.level is Level.UNIT
        and place.unit not in BUCKETS
        and (place.withheld or place.rate.denominator)
    ]


def at_a_glance(measured: Measured, least: int) -> str:
    """The lowest and the highest unit of enough records, and how many lie outside chance.

    It is no ranking: of units within the limits nobody knows which is higher. Empty where there
    is one unit.
    """
    every, told = units_of(measured), units_told(measured, least)
    if len(every) < AT_LEAST:
        return ""
    rated = [place for place in told if place.rate.rate is not None]
    has = "have" if len(rated) > 1 else "has"
    number = f"{len(rated):,}" if rated else "none"
    hidden = sum(place.withheld for place in every)
    if hidden == len(every):
        return f"all {number_of(hidden, 'unit')} are withheld."
    shown = f" shown ({hidden:,} withheld)" if hidden else ""
    of = number_of(len(every) - hidden, "unit")
    enough = f"{number} of {of}{shown} {has} {least:,} records or more"
    if len(rated) < AT_LEAST:
        return f"{enough}: too few to tell units apart."
    low, high = _ends(rated)
    if low.rate.rate == high.rate.rate:
        return f"{enough}, all alike, as {high.unit} {figure(high.rate)}."
    ends = f"from {low.unit} {figure(low.rate)} to {high.unit} {figure(high.rate)}"
    return f"{enough}, {ends}; {_stand_out(measured, rated)}."


def stand_out(measured: Measured, least: int) -> list[Placed]:
    """The units outside the 99.8 % limits of chance around all units together."""
    centre = together(measured)
    if centre is None or centre.rate is None:
        return []
    half = _half(measured)
    return [p for p in units_told(measured, least) if _is_outside(p, centre.rate, half)]


def _is_outside(place: Placed, centre: float, half: int) -> bool:
    """Whether a unit is, wherever its counts lay before they were rounded."""
    count, n = place.rate.count, place.rate.denominator
    nearer = count - half if count > centre * n else count + half
    between = (nearer - centre * n) * (count - centre * n) > 0
    return between and 0 <= nearer <= n and outside(nearer, n, centre) == "99.8"


def _stand_out(measured: Measured, rated: Sequence[Placed]) -> str:
    centre = together(measured)
    assert centre is not None
    rate = centre.rate or 0.0
    half = _half(measured)
    out = [place for place in rated if _is_outside(place, rate, half)]
    if not out:
        return "none lies outside the 99.8 % limits of chance"
    sides = (
        ("above", sorted(p.unit or "" for p in out if (p.rate.rate or 0.0) > rate)),
        ("below", sorted(p.unit or "" for p in out if (p.rate.rate or 0.0) <= rate)),
    )
    said = [f"{side}: {_some(units)}" for side, units in sides if units]
    lie = "lies" if len(out) == 1 else "lie"
    return f"{len(out):,} {lie} outside the 99.8 % limits of chance, {'; '.join(said)}"


def _some(units: Sequence[str]) -> str:
    more = len(units) - NAMED
    if more == 1:
        return f"{', '.join(units[:-1])} and {units[-1]}"
    named = ", ".join(units[:NAMED])
    return f"{named} and {more:,} more" if more > 0 else named


def _ends(rated: Sequence[Placed]) -> tuple[Placed, Placed]:
    return min(rated, key=_by_rate), max(rated, key=_by_rate)


def _by_rate(place: Placed) -> tuple[float, str]:
    return place.rate.rate or 0.0, place.unit or ""
