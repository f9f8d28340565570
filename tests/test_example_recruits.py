"""The figures of S2, paragraphs 47 and 48: those of 2008, and none of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from eqmon.measures.represented import Represented
from eqmon.pipeline import Order, run_measures

EXAMPLE = Path(__file__).parent.parent / "examples" / "recruits"


@pytest.fixture(scope="module")
def found() -> dict[tuple[str | None, str], Represented]:
    order = Order([str(EXAMPLE / "joiners.csv")], rules=EXAMPLE)
    [collection] = run_measures(order, lambda worker: None).collections
    assert collection.unfit_populations == ()
    return {(one.unit, one.beside.group): one for one in collection.represented}


@pytest.mark.parametrize(
    ("joined_as", "group", "joiners", "percent", "low", "high", "ratio", "usable", "region"),
    [
        ("Police recruits", "BME", 1133, 19.4, 17.2, 21.8, 0.75, "not usable", "not told"),
        ("Police recruits", "Female", 1133, 40.0, 37.2, 42.9, 0.91, "usable", "alike"),
        ("PCSO", "BME", 1407, 26.4, 24.1, 28.7, 1.01, "usable", "alike"),
        ("Specials", "BME", 1132, 32.3, 29.7, 35.1, 1.24, "not usable", "not told"),
        ("Transfers", "BME", 750, 5.7, 4.3, 7.6, 0.22, "usable", "lower"),
    ],
)
def test_joiners_beside_the_economically_active(
    found: dict[tuple[str | None, str], Represented],
    joined_as: str,
    group: str,
    joiners: int,
    percent: float,
    low: float,
    high: float,
    ratio: float,
    usable: str,
    region: str,
) -> None:
    one = found[joined_as, group]
    rate = one.people
    shown = [round(100 * (x or 0.0), 1) for x in (rate.rate, rate.lower, rate.upper)]
    assert (rate.denominator, shown) == (joiners, [percent, low, high])
    assert round(one.ratio or 0.0, 2) == ratio
    assert (one.usable, one.region) == (usable, region)


def test_all_joiners_are_told(found: dict[tuple[str | None, str], Represented]) -> None:
    assert len(found) == 8
