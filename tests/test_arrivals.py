"""Arrivals: which units were expected of a drop, and which came."""

from __future__ import annotations

import pytest
from counting import tally_of

from eqmon.arrivals import Arrivals, arrivals, unit_in_name
from eqmon.intake import TakenCollection, TakenInput
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.units import UnitList
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT


@pytest.fixture(scope="module")
def london() -> UnitList:
    return load_rulebook().units["london"]


def came(
    london: UnitList, *units: str, inputs: tuple[TakenInput, ...] = (), is_drop: bool = True
) -> Arrivals:
    """What arrived where these units sent records."""
    tally = tally_of(
        *((unit, "record", True, "read", 3) for unit in units),
        columns="unit subject applicable recording n",
    )
    return arrivals(TakenCollection("dv", tally, 0), inputs, london, is_drop=is_drop)


def nil_return(name: str) -> TakenInput:
    return TakenInput(name, "nil_return", suite="dv")


def test_every_borough_is_expected_where_boroughs_came(london: UnitList) -> None:
    some = came(london, "Barnet", "Camden")
    assert (some.level, len(some.expected), len(some.missing)) == ("borough", 32, 30)
    assert some.received == ("Barnet", "Camden")


def test_every_area_is_expected_where_areas_came(london: UnitList) -> None:
    some = came(london, "North Area", "East Area")
    assert (some.level, len(some.expected)) == ("bcu", 12)
    assert "North Area" not in some.missing
    assert "West Area" in some.missing


def test_an_area_stands_for_its_boroughs_among_boroughs(london: UnitList) -> None:
    mixed = came(london, "Barnet", "North Area")
    assert not {"Enfield", "Haringey"} & set(mixed.missing)
    assert "North Area" in mixed.expected
    assert "North Area" not in mixed.missing


def test_buckets_are_no_units(london: UnitList) -> None:
    assert came(london, "Barnet", BLANK_UNIT, UNKNOWN_UNIT).received == ("Barnet",)


def test_a_unit_of_another_force_is_not_expected(london: UnitList) -> None:
    some = came(london, "Barnet", "City of London")
    assert some.not_expected == ("City of London",)
    assert "City of London" not in some.expected


def test_a_file_alone_is_no_drop(london: UnitList) -> None:
    alone = came(london, "Barnet", is_drop=False)
    assert (alone.level, alone.expected, alone.missing) == ("", (), ())


def test_a_nil_return_has_arrived(london: UnitList) -> None:
    some = came(london, "Barnet", inputs=(nil_return("dv-kingston-upon-thames.csv"),))
    assert some.nil_returns == ("Kingston upon Thames",)
    assert "Kingston upon Thames" not in some.missing


def test_a_unit_with_records_elsewhere_is_no_nil_return(london: UnitList) -> None:
    assert came(london, "Barnet", inputs=(nil_return("barnet.csv"),)).nil_returns == ()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("dv-kingston-upon-thames.csv", "Kingston upon Thames"),
        ("2007-01/HC_Tower Hamlets_2007-01.csv.gz", "Tower Hamlets"),
        ("drop.zip/camden.csv", "Camden"),
        (r"C:\drops\sutton.csv", "Sutton"),
        ("hate-crime.csv", None),
        ("na.csv", None),
    ],
)
def test_a_file_name_may_spell_its_unit(london: UnitList, name: str, unit: str | None) -> None:
    assert unit_in_name(name, london) == unit


def test_inputs_of_no_known_collection_are_everyone_s(london: UnitList) -> None:
    unreadable = TakenInput("torn.csv", "unreadable")
    other = TakenInput("hc.csv", "read", suite="hc")
    some = came(london, "Barnet", inputs=(unreadable, other))
    assert some.inputs == (unreadable,)
    assert list(some.inputs_frame()["status"]) == ["unreadable"]


def test_two_unreadable_inputs_are_not_the_same_file(london: UnitList) -> None:
    torn = (TakenInput("a.csv", "unreadable"), TakenInput("b.csv", "unreadable"))
    assert came(london, "Barnet", inputs=torn).inputs_frame()["sha256"].is_unique


def test_a_drop_of_no_known_unit_still_misses_every_borough(london: UnitList) -> None:
    none = came(london, UNKNOWN_UNIT)
    assert (none.level, len(none.missing)) == ("borough", 32)


def test_where_no_list_says_what_to_expect_nothing_is_missing() -> None:
    found = came(UnitList.as_found(), "Ward 3")
    assert (found.is_drop, found.level, found.missing) == (True, "", ())


def test_two_nil_returns_of_one_form_are_not_the_same_file(london: UnitList) -> None:
    both = (nil_return("barnet.csv"), nil_return("camden.csv"))
    frame = came(london, "Brent", inputs=both).inputs_frame()
    assert frame["sha256"].is_unique
