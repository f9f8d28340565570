from __future__ import annotations

from math import inf

import pytest

from eqmon.statistics.estimate import Span
from eqmon.statistics.margin import Margin, Region, Usability, region_of, usability


@pytest.mark.parametrize(
    ("low", "high", "region"),
    [
        (0.1, 0.79, "lower"),
        (0.1, 0.8, "not told"),
        (0.8, 1.25, "alike"),
        (0.81, 0.95, "alike"),
        (0.79, 1.0, "not told"),
        (1.25, 2.0, "not told"),
        (1.26, inf, "higher"),
        (0.0, inf, "not told"),
    ],
)
def test_a_region_holds_the_whole_interval(low: float, high: float, region: str) -> None:
    assert region_of(Span(low, high), Margin()) == region


def test_without_an_interval_there_is_no_region() -> None:
    assert region_of(None, Margin()) is Region.NOT_TOLD


@pytest.mark.parametrize(
    ("known", "at_worst", "expected"),
    [
        (Region.ALIKE, Region.ALIKE, Usability.USABLE),
        (Region.LOWER, Region.NOT_TOLD, Usability.WITH_BOUNDS),
        (Region.NOT_TOLD, Region.NOT_TOLD, Usability.NOT_USABLE),
        (Region.NOT_TOLD, Region.HIGHER, Usability.NOT_USABLE),
    ],
)
def test_usability(known: Region, at_worst: Region, expected: Usability) -> None:
    assert usability(known, at_worst) is expected


@pytest.mark.parametrize(("low", "high"), [(0, 1.25), (1.1, 1.25), (0.8, 0.9)])
def test_a_margin_holds_one(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="holds 1"):
        Margin(low, high)
