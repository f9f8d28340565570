"""Calls and the records that bear their references: matched, unmatched and not measurable."""

from __future__ import annotations

from pathlib import Path

import pytest
from counting import UNITS, table
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_figures import counted, figures
from measuring import a_measure, a_plan_of, measures

from eqmon.engines.counter import Counter, Plan
from eqmon.engines.keys import case_apart, hash_texts
from eqmon.engines.measure_counts import Searched
from eqmon.engines.sought import NOTHING, Sought
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import take_in
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.measures import Link, sought_in
from eqmon.vocabulary import BLANK_UNIT

TO = Link(suite="records", field="ref")
LINKED = a_measure(kind="linked", field="person", to=TO.model_dump())
PLAN = a_plan_of(measures(LINKED, by=["ethnicity"]))
CALLS = table(
    """person | unit | day        | ethnicity
    C1         | Ash  | 2007-01-05 | yes
    c2         | Ash  | 2007-02-05 | no
    C3         | Elm  | 2007-01-05 |
    C4         | Oak  | 2007-01-05 | yes
    -          | Ash  | 2007-01-05 | yes
    unknown    | Ash  | 2007-01-05 | yes
               | Ash  | 2007-01-05 | yes"""
)


def sought(*references: str, units: tuple[str, ...] = ("Ash", "Elm", "Oak"), without: int = 0):
    """What another collection holds, each reference in capitals, of records of these units."""
    import pyarrow as pa

    words = hash_texts(pa.array(references, pa.large_string()))
    words.sort()
    areas = frozenset(UNITS.area_of(unit) or "" for unit in units) - {""}
    return {TO: Sought(words, frozenset(units), areas, len(references), without)}


def test_references_match_whatever_their_case_and_words_are_none() -> None:
    found = counted(PLAN, CALLS, sought=sought("C1", "C2", "C9"))
    assert figures(found, "unit", "month") == {
        ("Ash", "2007-01", "yes"): 1,
        ("Ash", "2007-02", "yes"): 1,
        ("Elm", "2007-01", "no"): 1,
        ("Oak", "2007-01", "no"): 1,
    }
    assert figures(found, "group", "recording", by="ethnicity") == {
        ("yes", "known", "yes"): 1,
        ("no", "known", "yes"): 1,
        ("", "blank", "no"): 1,
        ("yes", "known", "no"): 1,
    }
    assert found.searched["TS-TST-01"] == Searched("records", "ref", came=True, records=3)


@pytest.mark.parametrize(
    ("of_other", "came", "records"),
    [({}, False, 0), (sought(units=(), without=9), True, 0), ({TO: NOTHING}, False, 0)],
)
def test_without_the_other_collection_or_its_column_nothing_can_be_measured(
    of_other: dict[Link, Sought], came: bool, records: int
) -> None:
    found = counted(PLAN, CALLS, sought=of_other)
    assert figures(found) == {"not measurable": 4}
    told = found.searched["TS-TST-01"]
    assert (told.came, told.records, told.units_without) == (came, records, ())


def test_a_unit_of_which_no_record_came_is_not_measurable() -> None:
    found = counted(PLAN, CALLS, sought=sought("C1", units=("Ash", "Oak")))
    assert figures(found, "unit") == {
        ("Ash", "yes"): 1,
        ("Ash", "no"): 1,
        ("Oak", "no"): 1,
        ("Elm", "not measurable"): 1,
    }
    assert found.searched["TS-TST-01"].units_without == ("Elm",)


@pytest.mark.parametrize(
    ("units", "unit", "covered"),
    [
        (("Ash",), "Ash", True),
        (("Ash",), "Elm", False),  # of one area, but records name the unit itself
        (("East",), "Ash", True),  # records name the area alone
        (("Ash",), "East", True),
        (("Ash",), BLANK_UNIT, True),
        ((BLANK_UNIT,), "Oak", True),  # records name no unit at all
        ((), "Ash", False),
    ],
)
def test_which_units_the_records_cover(units: tuple[str, ...], unit: str, covered: bool) -> None:
    held = sought(*units, units=units)[TO]
    assert held.covers(unit, UNITS.area_of(unit) or "") is covered


def test_an_extract_without_references_is_not_measurable() -> None:
    found = counted(PLAN, table("unit | day\nAsh | 2007-01-05"), sought=sought("C1"))
    assert figures(found) == {"not measurable": 1}


def test_what_the_searched_collection_gives() -> None:
    plan = Plan(PLAN.suite, PLAN.rulebook, sought=frozenset({"person"}))
    counter = Counter(plan)
    kinds = {"person": "str", "unit": "category"}
    counter.add(table("person | unit\nc1 | Ash\nnone | Elm").astype(kinds))
    mark = counter.mark()
    counter.add(table("person | unit\nC2 | Oak").astype(kinds))
    counter.go_back(mark)
    counter.add(table("unit | kind\nOak | x").astype("category"))
    [held] = counter.take_sought().values()
    assert (len(held.words), held.records, held.without_column) == (1, 2, 1)
    assert (held.units, held.areas) == ({"Ash", "Elm"}, {"East"})
    assert counter.plan.references[-1] == "person"


def test_fields_that_measures_look_in() -> None:
    assert sought_in("records", [PLAN.rulebook.measures["small"]]) == {"ref"}
    assert sought_in("small", [PLAN.rulebook.measures["small"]]) == frozenset()


@settings(max_examples=30)
@given(st.lists(st.text("aBß1é", max_size=4), min_size=1, max_size=8))
def test_case_is_told_apart_by_nothing(texts: list[str]) -> None:
    import pyarrow as pa

    upper, lower = (
        hash_texts(case_apart(pa.array(map(turned, texts), pa.large_string()))).tolist()
        for turned in (str.upper, lambda text: text.upper().lower().replace("ss", "SS"))
    )
    assert upper == lower


CALLED = "CAD No,BOCU,Date of Call,Closing Code\n"
RECORDED = "Crime Ref,CAD Ref,BOCU,Date Reported,Age,Relationship\n"


def test_a_drop_of_calls_and_records(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(
        f"{CALLED}CAD1/05JAN07,SX,05/01/2007,DV\ncad2/06JAN07,SX,06/01/2007,DV\n"
        "CAD3/06JAN07,KG,06/01/2007,DV\n"
    )
    records = tmp_path / "dv.csv"
    records.write_text(f"{RECORDED}1/07, CAD2/06JAN07 ,SX,06/01/2007,34,Partner\n")
    again = tmp_path / "again.csv"
    again.write_text(records.read_text())
    [found] = taken(tmp_path)
    assert figures(found.measures, "unit") == {
        ("Barnet", "yes"): 1,
        ("Barnet", "no"): 1,
        ("Barking and Dagenham", "not measurable"): 1,
    }
    [searched] = found.measures.searched.values()
    assert searched.records == 1  # the file that came twice counts once
    records.unlink()
    again.unlink()
    [found] = taken(tmp_path)
    assert figures(found.measures) == {"not measurable": 3}


def taken(folder: Path) -> list[object]:
    drop = find_drop([str(folder)], period="2007-01")
    found = take_in(drop, load_rulebook(), period="2007-01", declared=Declared())
    return [one for one in found.collections if one.suite == "domestic_violence_calls"]
