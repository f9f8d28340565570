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
    assert sum(e.n for e in tallies.of_subject(MIXED, "ethnicity", as_read=as_read)) == expected


def test_a_cell_that_says_so_is_not_applicable_but_was_read() -> None:
    said = tally_of(
        ("Ash", "age", True, "not_applicable", 3),
        ("Ash", "age", True, "known", 4),
        columns="unit subject applicable recording n",
    )
    assert sum(e.n for e in tallies.of_subject(said, "age")) == 4
    assert sum(e.n for e in tallies.of_subject(said, "age", as_read=True)) == 7


def test_entries_are_the_rows_by_name() -> None:
    [first] = tallies.of_subject(MIXED, "gender")
    assert (first.unit, first.recording, first.n) == ("Elm", "known", 100)
    assert len(list(tallies.entries(MIXED))) == len(MIXED)


def test_an_empty_tally_has_nothing_of_any_subject() -> None:
    empty = pd.DataFrame(columns=list(tallies.COLUMNS)).astype(tallies.TYPES)
    assert tallies.of_subject(empty, "ethnicity") == []


def test_frames_that_are_equal_are_still_told_apart() -> None:
    """What is remembered is remembered of one frame, and frames are compared by identity."""
    one, other = MIXED.copy(), MIXED.assign(n=1)
    assert sum(e.n for e in tallies.of_subject(one, "gender")) == 100
    assert sum(e.n for e in tallies.of_subject(other, "gender")) == 1
