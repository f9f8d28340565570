"""Which records each of a measure's comparisons holds for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from measuring import a_measure, a_version, counts_of, measures
from pydantic import ValidationError

from eqmon.engines.measure_states import DENOMINATOR, NUMERATOR, UNTOLD
from eqmon.rulebook.where import COMPARISONS, Where, fields_named

FLAGGED = {
    "field": "marks",
    "label": "Mark",
    "groups": {"Race": ["RI", "Racist"], "Faith": ["FH"]},
}


def holding(where: dict[str, Any], text: str) -> str:
    """For each record, one at a time, whether a condition holds: `y`, `.`, or `?` untold."""
    heading, *rows = text.split("\n")
    asked = measures(a_measure(versions=[a_version([where])]))
    said = ""
    for row in rows:
        found = counts_of(asked, f"{heading}\n{row}", people=[FLAGGED])
        [state] = {entry.state for entry in found.entries if not entry.by}
        said += {NUMERATOR: "y", DENOMINATOR: ".", UNTOLD: "?"}[state]
    return said


@pytest.mark.parametrize(
    ("where", "column", "cells", "expected"),
    [
        ({"field": "kind", "is_in": ["Firm", "Shop"]}, "Kind", "firm|FIRM |shops|''", "yy.?"),
        ({"field": "ethnicity", "is_in": ["yes"]}, "Ethnicity", "yes|no|zz|''", "y..."),
        ({"field": "kind", "is_in": ["firm"], "not": True}, "Kind", "firm|shop|''", ".yy"),
        ({"field": "marks", "has_flag": ["RI"]}, "Marks", "RI|ri;FH|FH|RIX|''", "yy..."),
        ({"field": "ethnicity", "recording": ["refused"]}, "Ethnicity",
         "refused|yes|''", "y.."),
        ({"field": "kind", "filled": True}, "Kind", "x|'  '|-|--|.|''|0", "y.....y"),
        ({"field": "kind", "filled": False}, "Kind", "x|'  '|-|''", ".yyy"),
        ({"field": "ethnicity", "filled": True}, "Ethnicity", "yes|refused|odd|''", "yyy."),
        ({"field": "ref", "filled": True}, "Ref", "A1|'  '|-|--|.|''", "y....."),
        ({"field": "other_day", "dated": True}, "Other day", "2007-01-31|2007-02-31|soon|''",
         "y..."),
        ({"field": "other_day", "dated": False}, "Other day", "2007-01-31|soon|''", ".yy"),
        ({"field": "kind", "below": 18}, "Kind", "17|18|0|017|-1|17.5|x|''", "y.yy...."),
        ({"field": "marks", "flags_at_least": 2}, "Marks", "RI;FH|RI;Racist|FH|RI;odd|''",
         "y...."),
        ({"any_of": [{"field": "kind", "is_in": ["a"]}, {"field": "kind", "is_in": ["b"]}]},
         "Kind", "a|b|c", "yy."),
        ({"any_of": [{"field": "kind", "is_in": ["a"]}], "not": True}, "Kind", "a|b", ".y"),
    ],
)  # fmt: skip
def test_a_comparison_holds_for(
    where: dict[str, Any], column: str, cells: str, expected: str
) -> None:
    field = {"Kind": "kind", "Marks": "marks", "Ref": "ref", "Other day": "other_day"}
    name = field.get(column, column.lower())
    rows = "\n".join(f"{cell} | Ash" for cell in cells.split("|"))
    assert holding(where, f"{name} | unit\n{rows}") == expected


@pytest.mark.parametrize(
    ("day", "other", "at_least", "expected"),
    [
        ("2007-01-01", "2007-01-01", 0, "y"),
        ("2007-01-01", "2007-01-06", 0, "y"),
        ("2007-01-01", "2007-01-07", 0, "."),
        ("2007-01-02", "2007-01-01", 0, "."),
        ("2007-01-02", "2007-01-01", -1, "y"),
        ("2007-01-01", "2007-01-01", 1, "."),
        ("", "2007-01-01", 0, "."),
        ("2007-01-01", "soon", 0, "."),
    ],
)
def test_a_date_within_days_of_another(day: str, other: str, at_least: int, expected: str) -> None:
    where = {
        "field": "other_day",
        "within_days": {"after": "day", "at_most": 5, "at_least": at_least},
    }
    assert holding(where, f"day | other_day\n{day} | {other}") == expected


@pytest.mark.parametrize(
    ("listed", "ref", "person", "expected"),
    [
        ("V1;A1", "V1", "A1", "y"),
        ("a1; v1", "V1", "A1", "y"),
        ("V1", "V1", "A1", "."),
        ("V1;A12", "V1", "A1", "."),
        ("V1;A1", "V1", "", "."),
        ("V1", "V1", "V1", "."),
        ("", "V1", "A1", "."),
    ],
)
def test_a_list_names_both_persons(listed: str, ref: str, person: str, expected: str) -> None:
    where = {"field": "marks", "names": ["ref", "person"]}
    assert holding(where, f"marks | ref | person\n{listed} | {ref} | {person}") == expected


def test_the_fields_of_a_condition_are_those_of_all_its_parts() -> None:
    where = Where.model_validate(
        {
            "any_of": [
                {"field": "a", "filled": True},
                {"field": "b", "within_days": {"after": "c", "at_most": 1}},
                {"any_of": [{"field": "d", "names": ["e", "f"]}]},
            ]
        }
    )
    assert list(fields_named(where)) == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"field": "a"}, "exactly one of"),
        ({"field": "a", "filled": True, "below": 3}, "exactly one of"),
        ({"filled": True}, "name a field"),
        ({"field": "a", "any_of": [{"field": "b", "filled": True}]}, "name a field"),
        ({"any_of": []}, "at least 1 item"),
        ({"field": "a", "is_in": []}, "at least 1 item"),
        ({"field": "a", "below": 0}, "greater than or equal to 1"),
        ({"field": "a", "is_inn": ["b"]}, "Extra inputs"),
    ],
)
def test_a_condition_says_one_thing_of_one_field(said: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        Where.model_validate(said)


def test_every_comparison_has_an_example_above() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in COMPARISONS if f'"{name}":' not in told] == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("F123456", "y"), ("N/A", "."), ("No", "."), ("none", "."), ("Not known", "."), ("book", "y")],
)
def test_a_word_for_nothing_fills_no_cell(cell: str, expected: str) -> None:
    for field in ("kind", "ref"):
        where = {"field": field, "filled": True}
        assert holding(where, f"{field} | unit\n{cell} | Ash") == expected
