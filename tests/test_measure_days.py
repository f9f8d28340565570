"""Days from one date to another: each day by itself, and what stands in the place of days."""

from __future__ import annotations

import pytest
from counting import table
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_figures import counted, figures
from measuring import a_measure, a_plan_of, a_version, measures

from eqmon.engines.measure_counts import BEFORE, LONGEST, OPEN, OVER, UNDATED, DaysEntry
from eqmon.vocabulary import NO_DATE, UNREADABLE_DATE

DAYS = a_measure(kind="days", start="day", end="other_day", within=3)
PLAN = a_plan_of(measures(DAYS))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2007-01-05", "2007-01-05", 0),
        ("05/01/2007", "2007-01-08", 3),
        ("2007-01-05", "2008-01-06", LONGEST),
        ("2007-01-05", "2008-01-07", OVER),
        ("2007-01-05", "2017-01-07", OVER),
        ("2007-01-05", "2007-01-04", BEFORE),
        ("2007-01-05", "", OPEN),
        ("2007-01-05", "someday", UNDATED),
        ("", "2007-01-05", UNDATED),
        ("", "", UNDATED),
        ("someday", "", UNDATED),
    ],
)
def test_days_of_a_record(start: str, end: str, days: int) -> None:
    found = counted(PLAN, table(f"unit | day | other_day\nAsh | {start} | {end}"))
    month = {"": NO_DATE, "someday": UNREADABLE_DATE}.get(start, "2007-01")
    assert found.days == (DaysEntry("Ash", "East", month, True, "TS-TST-01", 0, days, 1),)
    within = figures(found)
    assert within == ({"yes" if days <= 3 else "no": 1} if days >= 0 else {})


def test_days_are_told_by_version_and_by_whom_they_are_about() -> None:
    marked = [{"field": "marks", "has_flag": ["M"]}]
    versions = [
        a_version(denominator=marked, until="2007-01-31"),
        a_version(denominator=marked, since="2007-02-01"),
    ]
    text = """unit | day        | other_day  | marks | kind
              Ash  | 2007-01-31 | 2007-02-01 | M     | man
              Ash  | 2007-02-01 | 2007-02-03 | M     | man
              Ash  | 2007-02-01 | 2007-02-03 | M     | firm
              Ash  | 2007-02-01 | 2007-02-03 |       | man"""
    found = counted(a_plan_of(measures(DAYS | {"versions": versions})), table(text))
    assert found.days == (
        DaysEntry("Ash", "East", "2007-01", True, "TS-TST-01", 0, 1, 1),
        DaysEntry("Ash", "East", "2007-02", False, "TS-TST-01", 1, 2, 1),
        DaysEntry("Ash", "East", "2007-02", True, "TS-TST-01", 1, 2, 1),
    )


def test_an_extract_without_a_date_tells_no_days() -> None:
    found = counted(PLAN, table("unit | day\nAsh | 2007-01-05"))
    assert (found.days, figures(found)) == ((), {"not measurable": 1})


ROWS = st.lists(
    st.tuples(st.sampled_from(["Ash", "Elm"]), st.integers(1, 28), st.integers(1, 28)),
    min_size=1,
    max_size=20,
)


@settings(max_examples=8)
@given(ROWS, st.integers(0, 20))
def test_pieces_are_counted_as_the_whole(rows: list[tuple[str, int, int]], cut: int) -> None:
    lines = [f"{unit} | 2007-01-{start:02} | 2007-01-{end:02}" for unit, start, end in rows]
    whole = table("\n".join(("unit | day | other_day", *lines)))
    pieces = [part for part in (whole.iloc[:cut], whole.iloc[cut:]) if len(part)]
    found = counted(PLAN, *(part.reset_index(drop=True) for part in pieces))
    assert found == counted(PLAN, whole)
    expected: dict[tuple[str, int], int] = {}
    for unit, start, end in rows:
        key = unit, max(end - start, BEFORE)
        expected[key] = expected.get(key, 0) + 1
    assert {(entry.unit, entry.days): entry.n for entry in found.days} == expected
