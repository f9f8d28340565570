"""The tally's arithmetic: counts of one subject, by unit and recording."""

from __future__ import annotations

import pandas as pd
import pytest
from counting import tally_of

from eqmon import tally as tallies

MIXED = tally_of(
    ("Ash", "ethnicity", True, "known", "ethnicity", "yes", 5),
    ("Ash", "ethnicity", True, "blank", "ethnicity", "", 2),
    ("Ash", "ethnicity", False, "blank", "ethnicity", "", 40),
    ("Elm", "ethnicity", True, "known", "ethnicity", "yes", 7),
    ("Elm", "ethnicity", True, "known", "ethnicity", "no", 1),
    ("Elm", "gender", True, "known", "", "", 100),
    columns="unit subject applicable recording field code n",
)


@pytest.mark.parametrize(("as_read", "expected"), [(False, 15), (True, 55)])
def test_a_subject_is_counted_over_applicable_records_or_as_read(
    as_read: bool, expected: int
) -> None:
    assert tallies.of_subject(MIXED, "ethnicity", as_read=as_read)["n"].sum() == expected


def test_recordings_by_unit_have_a_column_each_and_zero_where_nothing_was() -> None:
    table = tallies.recordings_by(tallies.of_subject(MIXED, "ethnicity"))
    assert table.to_dict("index") == {
        "Ash": {"blank": 2, "known": 5},
        "Elm": {"blank": 0, "known": 8},
    }


def test_units_are_added_up_in_their_groups_and_others_left_out() -> None:
    rows = tallies.of_subject(MIXED, "ethnicity")
    assert tallies.recordings_by(rows, {"Elm": "East"}).to_dict("index") == {"East": {"known": 8}}
    both = tallies.recordings_by(rows, {"Elm": "East", "Ash": "East"})
    assert both.to_dict("index") == {"East": {"blank": 2, "known": 13}}


def test_a_total_takes_the_recordings_that_the_table_has() -> None:
    table = tallies.recordings_by(tallies.of_subject(MIXED, "ethnicity"))
    assert tallies.total(table, ["blank", "refused"]).to_dict() == {"Ash": 2, "Elm": 0}
    assert tallies.total(table, ["refused"]).to_dict() == {"Ash": 0, "Elm": 0}


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("ethnicity", True), ("gender", False), ("nobody counted this", False)],
)
def test_a_strand_has_a_column_where_any_field_told_it(subject: str, expected: bool) -> None:
    assert tallies.has_column(MIXED, subject) is expected


def test_known_codes_leave_out_every_other_recording() -> None:
    codes = tallies.known_codes(tallies.of_subject(MIXED, "ethnicity"))
    assert codes.to_dict("list") == {
        "unit": ["Ash", "Elm", "Elm"],
        "code": ["yes", "no", "yes"],
        "n": [5, 1, 7],
    }


def test_an_empty_tally_has_nothing_of_any_subject() -> None:
    empty = pd.DataFrame(columns=list(tallies.COLUMNS)).astype(tallies.TYPES)
    rows = tallies.of_subject(empty, "ethnicity")
    assert list(rows.columns) == list(tallies.COLUMNS)
    assert tallies.recordings_by(rows).empty
    assert not tallies.has_column(empty, "ethnicity")
