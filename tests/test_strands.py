"""Strands: each record's recording, from whichever of its fields tells most."""

from __future__ import annotations

from collections import Counter as Counts
from functools import cache

import pytest
from counting import TOKENS, a_plan, a_suite, count, of, table
from hypothesis import given
from hypothesis import strategies as st


def told(text: str, strand: str = "age", **suite: object) -> list[tuple[str, str, str]]:
    """Which field told each record's strand, by which code, and how it was recorded."""
    heading, *rows = text.split("\n")
    found = []
    for row in rows:
        tally = count(a_plan(**suite), table(f"{heading}\n{row}"))
        [(key, n)] = of(tally, strand, "field", "code", "recording").items()
        assert n == 1
        found.append(key)
    return found


@pytest.mark.parametrize(
    ("cell", "code", "recording"),
    [
        *((token, token, recording.value) for token, recording in TOKENS.items()),
        ("''", "", "blank"),
        ("'\\0'", "", "blank"),
        ("a person's name", "unrecognised", "invalid"),
    ],
)
def test_a_cell_is_read_by_its_code_list_and_no_other_text_is_kept(
    cell: str, code: str, recording: str
) -> None:
    assert told(f"ethnicity\n{cell}", "ethnicity") == [("ethnicity", code, recording)]


@pytest.mark.parametrize(
    ("age", "born", "band", "expected"),
    [
        ("34", "1973-01-01", "25-34", ("age", "34", "known")),
        ("''", "1973-01-01", "25-34", ("born", "born 1973", "known")),
        ("''", "''", "25-34", ("band", "25-34", "known")),
        ("unknown", "''", "25-34", ("band", "25-34", "known")),
        ("refused", "''", "not stated", ("age", "refused", "refused")),
        ("not stated", "''", "refused", ("band", "refused", "refused")),
        ("''", "''", "unknown", ("band", "not_known", "not_known")),
        ("''", "1900-01-01", "''", ("born", "placeholder", "default")),
        ("''", "''", "''", ("age", "", "blank")),
        ("34", "2999-01-01", "''", ("age", "34", "known")),
        ("''", "2008-01-01", "''", ("born", "impossible", "invalid")),
        ("999", "2008-01-01", "''", ("age", "placeholder", "default")),
    ],
)
def test_age_is_told_by_the_field_that_tells_most_the_first_where_they_tell_alike(
    age: str, born: str, band: str, expected: tuple[str, str, str]
) -> None:
    assert told(f"day | age | born | band\n2007-01-05 | {age} | {born} | {band}") == [expected]


FROM_MOST_TO_LEAST = [
    *("known", "refused", "not_stated", "not_asked", "not_known", "not_recorded"),
    *("default", "invalid", "blank"),
]


@pytest.mark.parametrize("more", FROM_MOST_TO_LEAST)
@pytest.mark.parametrize("less", FROM_MOST_TO_LEAST)
def test_what_tells_more_wins_in_whichever_field_it_stands(more: str, less: str) -> None:
    cells = {r.value: t for t, r in TOKENS.items()} | {"invalid": "??", "blank": "''"}
    strands = {"both": {**AGE, "fields": ["ethnicity", "religion"], "at_record_date": None}}
    most = min(more, less, key=FROM_MOST_TO_LEAST.index)
    for first, second in ((more, less), (less, more)):
        [(field, _, recording)] = told(
            f"ethnicity | religion\n{cells[first]} | {cells[second]}", "both", strands=strands
        )
        assert (field, recording) == ("ethnicity" if first == most else "religion", most)


AGE = {
    "strand": "age",
    "label": "Age",
    "fields": ["age", "born", "band"],
    "at_record_date": "born",
}


@pytest.mark.parametrize(
    ("born", "day", "recording"),
    [
        ("2007-01-05", "2007-01-05", "known"),  # born that day
        ("2007-01-06", "2007-01-05", "invalid"),  # not yet born
        ("1886-01-07", "2007-01-05", "known"),  # 120 years old, soon 121
        ("1886-01-03", "2007-01-05", "invalid"),  # 121 years old
        ("1930-02-31", "2007-01-05", "invalid"),  # never a day
        ("31/02/1930", "2007-01-05", "invalid"),
        ("1930-02-28", "''", "known"),  # no day to put it to
        ("1930-02-28", "someday", "known"),
        ("1830-02-28", "''", "known"),
        ("1930-02-31", "''", "invalid"),
        ("''", "2007-01-05", "blank"),
        ("1900-01-01", "2007-01-05", "default"),
    ],
)
def test_a_date_of_birth_is_valid_at_the_records_date(born: str, day: str, recording: str) -> None:
    assert [r for _, _, r in told(f"day | born\n{day} | {born}")] == [recording]


def test_a_date_of_birth_is_put_to_a_date_only_where_the_suite_says_so() -> None:
    strands = {"age": {**AGE, "at_record_date": None}}
    assert told("day | born\n2007-01-05 | 2008-01-01", strands=strands) == [
        ("born", "born 2008", "known")
    ]


def test_a_required_strand_without_a_column_was_not_recorded() -> None:
    assert told("ref | unit\n1 | Ash", "ethnicity") == [("", "", "not_recorded")]
    assert told("ref | unit\n1 | Ash", "age") == [("", "", "not_recorded")]


def test_of_an_optional_strand_without_a_column_nothing_is_counted() -> None:
    plan = a_plan()
    assert of(count(plan, table("ref\n1\n2")), "religion") == {}
    assert of(count(plan, table("religion\n''\nyes")), "religion") == {"blank": 1, "known": 1}
    some = count(plan, table("ref\n1"), table("religion\n''\nyes"), table("ref\n2\n3"))
    assert of(some, "religion") == {"blank": 1, "known": 1}
    assert of(some, "record") == {"read": 5}


def test_an_extract_may_have_some_of_a_strands_fields() -> None:
    plan = a_plan()
    mixed = count(plan, table("age\n34"), table("band\n25-34\n''"), table("ref\n1"))
    assert of(mixed, "age", "field", "recording") == {
        ("age", "known"): 1,
        ("band", "known"): 1,
        ("band", "blank"): 1,
        ("", "not_recorded"): 1,
    }


AGES = st.sampled_from(["34", "''", "unknown", "refused", "not stated", "999", "twelve"])
BORN = st.sampled_from(["1973-01-01", "''", "1900-01-01", "2999-01-01", "1930-02-31", "soon"])
BANDS = st.sampled_from(["25-34", "''", "over 34", "unknown", "declined"])


@cache
def alone(field: str, cell: str) -> str:
    """How a cell is recorded where no other field is there."""
    [(_, _, recording)] = told(f"day | {field}\n2007-01-05 | {cell}")
    return recording


@given(st.lists(st.tuples(AGES, BORN, BANDS), min_size=1, max_size=12))
def test_many_records_are_each_told_by_their_best_field(cells) -> None:
    best = [
        min(
            (alone(*cell) for cell in zip(AGE["fields"], row, strict=True)),
            key=FROM_MOST_TO_LEAST.index,
        )
        for row in cells
    ]
    rows = "\n".join("2007-01-05 | " + " | ".join(row) for row in cells)
    together = count(a_plan(), table(f"day | age | born | band\n{rows}"))
    assert of(together, "age") == Counts(best)


def test_strands_of_one_field_are_each_counted() -> None:
    strands = {
        "ethnicity": {"strand": "ethnicity", "label": "E", "fields": ["ethnicity"]},
        "again": {"strand": "gender", "label": "G", "fields": ["ethnicity"]},
    }
    tally = count(a_plan(a_suite(strands=strands)), table("ethnicity\nyes\n''"))
    assert of(tally, "ethnicity") == of(tally, "again") == {"known": 1, "blank": 1}
