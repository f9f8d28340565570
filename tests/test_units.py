from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.units import UnitList, read_unit_list

HEADER = "code,name,level,parent,aliases,expected,source\n"
LONDON = load_rulebook().units["london"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Camden", "Camden"),
        (" CAMDEN ", "Camden"),
        ("EK", "Camden"),
        ("E09000007", "Camden"),
        ("London Borough of Camden", "Camden"),
        ("LB Camden", "Camden"),
        ("Camden BOCU", "Camden"),
        ("EK - Camden", "Camden"),
        ("Camden (EK)", "Camden"),
        ("EK Barnet", None),
        ("Harrow ", "Harrow"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Kingston-upon-Thames", "Kingston upon Thames"),
        ("Kingston  Upon Thames", "Kingston upon Thames"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("City of Westminster", "Westminster"),
        ("City of London", "City of London"),
        ("NA", "North Area"),
        ("North Area BCU", "North Area"),
        ("CN", "Central North"),
        ("CW", "Westminster"),
        ("Heathrow ", "Heathrow"),
        ("MPS", "Metropolitan Police Service"),
        ("Atlantis", None),
        ("", None),
        ("\x00 ", None),
        ("&", None),
    ],
)
def test_find(text: str, unit: str | None) -> None:
    assert LONDON.find(text) == unit


@pytest.mark.parametrize(
    ("unit", "level", "area"),
    [
        ("Haringey", "borough", "North Area"),
        ("Westminster", "borough", "Central West"),
        ("North Area", "bcu", None),
        ("Metropolitan Police Service", "force", None),
        ("Outside London", "other", None),
        ("Atlantis", "other", None),
    ],
)
def test_level_and_area(unit: str, level: str, area: str | None) -> None:
    assert (LONDON.level_of(unit), LONDON.area_of(unit)) == (level, area)


def test_expected_units() -> None:
    assert len(LONDON.expected("borough")) == 32
    assert len(LONDON.expected("bcu")) == 12
    assert LONDON.expected("force") == LONDON.expected("other") == ()
    assert list(LONDON.expected("borough")) == sorted(LONDON.expected("borough"))
    areas = {LONDON.area_of(unit) for unit in LONDON.expected("borough")}
    assert areas == set(LONDON.expected("bcu"))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Total", True),
        ("GRAND TOTAL", True),
        ("Sub-total", True),
        ("MPS total", True),
        ("Total for all boroughs", True),
        ("All boroughs", True),
        ("Totals:", True),
        ("Total Recall", False),
        ("Totalitarian", False),
        ("Barnet", False),
        ("MPS", False),
        ("", False),
    ],
)
def test_is_total(text: str, total: bool) -> None:
    assert LONDON.is_total(text) is total
    assert UnitList.as_found().is_total(text) is total


@pytest.mark.parametrize("text", ["All units", "(unit blank)", "(unit not recognised)"])
def test_a_unit_of_no_list_is_never_taken_for_what_is_no_unit(text: str) -> None:
    assert UnitList.as_found().find(text) == f"{text} (as found)"


@pytest.mark.parametrize(
    ("text", "unit"),
    [("  Police  HQ ", "Police HQ"), ("NA", "NA"), (" ", None), ("\x00", None)],
)
def test_as_found_takes_every_spelling(text: str, unit: str | None) -> None:
    as_found = UnitList.as_found()
    assert as_found.find(text) == unit
    assert as_found.expected("borough") == ()
    assert as_found.area_of("Police HQ") is None


@given(st.sampled_from(sorted(LONDON.spellings)), st.sampled_from([" ", "-", "_", "  "]))
def test_case_and_punctuation_do_not_matter(spelling: str, between: str) -> None:
    assert LONDON.find(spelling.upper().replace(" ", between)) == LONDON.spellings[spelling]


def test_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(LONDON)).find("NA") == "North Area"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("A,Alpha,borogh,,,,s", ["line 2", "level", "did you mean 'borough'"]),
        ("A,Alpha,borough,,,maybe,s", ["expected", "yes, no"]),
        ("A,Alpha,borough,,,,", ["no source"]),
        ("A,,borough,,,,s", ["no name"]),
        ("A,Alpha,borough,ZZ,,,s", ["parent is no unit"]),
        ("A,Alpha,borough,,Beta,,s\nB,Beta,borough,,,,s", ["line 3", "already names Alpha"]),
    ],
)
def test_problems_are_named(tmp_path: Path, rows: str, words: list[str]) -> None:
    path = write(tmp_path, "units.csv", HEADER + rows + "\n")
    with pytest.raises(RulebookError) as raised:
        read_unit_list(path)
    assert [word for word in ["units.csv", *words] if word not in str(raised.value)] == []


def test_a_parent_may_stand_below(tmp_path: Path) -> None:
    rows = "A,Alpha,borough,X,,,s\nX,Xi,bcu,,,,s\n"
    assert read_unit_list(write(tmp_path, "u.csv", HEADER + rows)).area_of("Alpha") == "Xi"
