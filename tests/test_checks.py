"""Checks: which records each concerns, and which of them break it."""

from __future__ import annotations

import pytest
from counting import a_check, a_plan, count, of, table

HOLDS, BROKEN, ASIDE = "holds", "broken", "not_concerned"


def result(rule: dict, text: str, *, period: str | None = None, **suite: object) -> list[str]:
    """What a check says of each record, one at a time."""
    heading, *rows = text.split("\n")
    plan = a_plan(rules=[rule], period=period, **suite)
    found = []
    for row in rows:
        [(said, n)] = of(count(plan, table(f"{heading}\n{row}")), rule["id"]).items()
        assert n == 1
        found.append(said)
    return found


@pytest.mark.parametrize(
    ("cell", "present", "fits", "unique"),
    [
        ("AB1", HOLDS, HOLDS, HOLDS),
        ("' AB1 '", HOLDS, HOLDS, HOLDS),
        ("'AB1\\xa0'", HOLDS, HOLDS, HOLDS),
        ("AB", HOLDS, BROKEN, HOLDS),
        ("xAB1", HOLDS, BROKEN, HOLDS),
        ("AB1x", HOLDS, BROKEN, HOLDS),
        ("'AB1\\nx'", HOLDS, BROKEN, HOLDS),
        ("CD", HOLDS, HOLDS, HOLDS),
        ("''", BROKEN, ASIDE, ASIDE),
        ("'  '", BROKEN, ASIDE, ASIDE),
        ("'\\0'", BROKEN, ASIDE, ASIDE),
        ("'\\t'", BROKEN, ASIDE, ASIDE),
    ],
)
def test_a_reference_is_there_has_the_form_and_is_the_only_one(
    cell: str, present: str, fits: str, unique: str
) -> None:
    text = f"ref\n{cell}"
    assert result(a_check("key_present"), text) == [present]
    assert result(a_check("key_pattern", pattern=r"AB\d|CD"), text) == [fits]
    assert result(a_check("key_unique"), text) == [unique]


def test_without_a_column_no_record_has_a_reference() -> None:
    assert result(a_check("key_present"), "unit\nAsh") == [BROKEN]
    assert result(a_check("key_pattern", pattern="A"), "unit\nAsh") == [ASIDE]
    assert result(a_check("key_unique"), "unit\nAsh") == [ASIDE]


def test_a_collection_without_a_key_has_no_references() -> None:
    assert result(a_check("key_present"), "ref\n1", key=[]) == [BROKEN]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Ash", HOLDS), ("''", BROKEN), ("Nowhere", BROKEN), ("'\\0'", BROKEN)],
)
def test_a_unit_is_known(cell: str, expected: str) -> None:
    assert result(a_check("unit_known"), f"unit | ref\n{cell} | 1") == [expected]


def test_without_a_column_no_unit_is_known() -> None:
    assert result(a_check("unit_known"), "ref\n1") == [BROKEN]


@pytest.mark.parametrize(
    ("cell", "valid", "in_period"),
    [
        ("2007-01-01", HOLDS, HOLDS),
        ("31/01/2007", HOLDS, HOLDS),
        ("2006-12-31", HOLDS, BROKEN),
        ("2007-02-01", HOLDS, BROKEN),
        ("31/02/2007", BROKEN, ASIDE),
        ("''", BROKEN, ASIDE),
    ],
)
def test_a_date_can_be_read_and_lies_in_the_period(cell: str, valid: str, in_period: str) -> None:
    text = f"day | ref\n{cell} | 1"
    assert result(a_check("date_valid", field="day"), text, period="2007-01") == [valid]
    assert result(a_check("date_in_period", field="day"), text, period="2007-01") == [in_period]


def test_without_a_period_no_record_is_outside_it() -> None:
    assert result(a_check("date_in_period", field="day"), "day\n2007-01-01") == [ASIDE]


def test_without_a_column_no_date_is_valid_and_none_outside_the_period() -> None:
    assert result(a_check("date_valid", field="day"), "ref\n1") == [BROKEN]
    assert result(a_check("date_in_period", field="day"), "ref\n1", period="2007-01") == [ASIDE]


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2007-01-01", "2007-01-01", HOLDS),
        ("2007-01-01", "2007-01-02", HOLDS),
        ("2007-01-02", "2007-01-01", BROKEN),
        ("''", "2007-01-01", ASIDE),
        ("2007-01-01", "''", ASIDE),
        ("soon", "2007-01-01", ASIDE),
    ],
)
def test_the_later_date_is_not_before_the_earlier(earlier: str, later: str, expected: str) -> None:
    rule = a_check("date_order", earlier="other_day", later="day")
    assert result(rule, f"other_day | day\n{earlier} | {later}") == [expected]


@pytest.mark.parametrize(
    ("age", "born", "day", "expected"),
    [
        ("34", "1973-01-05", "2007-06-01", HOLDS),
        ("33", "1973-01-05", "2007-06-01", HOLDS),  # a year either way may be the wrong birthday
        ("35", "1973-01-05", "2007-06-01", HOLDS),
        ("32", "1973-01-05", "2007-06-01", BROKEN),
        ("36", "1973-01-05", "2007-06-01", BROKEN),
        ("0", "2007-01-05", "2007-06-01", HOLDS),
        ("' 36 '", "1973-01-05", "2007-06-01", BROKEN),
        ("25-34", "1943-01-05", "2007-06-01", ASIDE),
        ("-36", "1973-01-05", "2007-06-01", ASIDE),
        ("²", "1973-01-05", "2007-06-01", ASIDE),
        ("1999", "1973-01-05", "2007-06-01", ASIDE),
        ("''", "1973-01-05", "2007-06-01", ASIDE),
        ("36", "''", "2007-06-01", ASIDE),
        ("36", "1900-01-01", "2007-06-01", ASIDE),  # a placeholder is the strand's own fault
        ("36", "1973-02-31", "2007-06-01", ASIDE),
        ("36", "1973-01-05", "''", ASIDE),
    ],
)
def test_age_agrees_with_the_date_of_birth_within_a_year(
    age: str, born: str, day: str, expected: str
) -> None:
    rule = a_check("age_agrees", age="age", date_of_birth="born")
    assert result(rule, f"age | born | day\n{age} | {born} | {day}") == [expected]


@pytest.mark.parametrize("heading", ["age | day", "born | day", "age | born"])
def test_age_is_compared_only_where_all_its_columns_are_there(heading: str) -> None:
    rule = a_check("age_agrees", age="age", date_of_birth="born")
    cells = {"age": "3", "born": "1973-01-05", "day": "2007-01-01"}
    row = " | ".join(cells[name.strip()] for name in heading.split("|"))
    assert result(rule, f"{heading}\n{row}") == [ASIDE]


def test_age_is_not_compared_in_a_collection_without_a_date() -> None:
    rule = a_check("age_agrees", age="age", date_of_birth="born")
    assert result(rule, "age | born\n3 | 1973-01-05", date=None) == [ASIDE]


FLAGGED = a_check(
    "implies",
    when=[{"field": "marks", "has_flag": ["DH"]}, {"field": "kind", "is_in": ["person"]}],
    then=[
        {"field": "ethnicity", "recording": ["known"]},
        {"field": "religion", "recording": ["known"]},
    ],
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("DH | person | yes | no", HOLDS),
        ("RI;dh | Person | yes | no", HOLDS),
        ("DH | person | yes | ''", BROKEN),
        ("DH | person | refused | yes", BROKEN),
        ("DH | firm | '' | ''", ASIDE),
        ("RI | person | '' | ''", ASIDE),
    ],
)
def test_where_all_conditions_hold_so_do_their_consequences(row: str, expected: str) -> None:
    assert result(FLAGGED, f"marks | kind | ethnicity | religion\n{row}") == [expected]


@pytest.mark.parametrize("missing", ["marks", "kind", "ethnicity", "religion"])
def test_an_implication_says_nothing_without_all_its_columns(missing: str) -> None:
    names = [n for n in ("marks", "kind", "ethnicity", "religion") if n != missing]
    cells = {"marks": "DH", "kind": "person", "ethnicity": "''", "religion": "''"}
    text = f"{' | '.join(names)}\n{' | '.join(cells[n] for n in names)}"
    assert result(FLAGGED, text) == [ASIDE]


def test_a_check_counts_records_together_as_one_by_one() -> None:
    text = "ref | day\n1 | 2007-01-01\n'' | 2007-02-01\n2 | 2007-01-09\n3 | ''"
    rules = [
        a_check("key_present", rule_id="TS-TST-01"),
        a_check("date_in_period", rule_id="TS-TST-02", field="day"),
    ]
    tally = count(a_plan(rules=rules, period="2007-01"), table(text))
    assert of(tally, "TS-TST-01") == {HOLDS: 3, BROKEN: 1}
    assert of(tally, "TS-TST-02") == {HOLDS: 2, BROKEN: 1, ASIDE: 1}
