"""People who come again: where and when they count, and that chunks and order decide nothing."""

from __future__ import annotations

import random
from datetime import date
from unittest.mock import patch

import pandas as pd
import pytest
from counting import pieces, table
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_figures import as_read, counted, figures
from measuring import a_measure, a_plan_of, a_version, measures

from eqmon.engines import held, repeats_found
from eqmon.engines.counter import Counter
from eqmon.engines.measure_counts import Seen

PEOPLE = a_measure(kind="repeat", person="person", within=30, counts="people")
MARKED = a_version([{"field": "marks", "has_flag": ["R"]}])
RECORDS = a_measure(
    "TS-TST-02", kind="repeat", person="person", within=30, counts="records", versions=[MARKED]
)
PLAN = a_plan_of(measures(PEOPLE, RECORDS, by=["ethnicity", "religion"]))
ASKED = table(
    """ref | person | unit | day        | ethnicity | marks | kind
    K1  | V1     | Ash  | 2007-01-05 | yes       |       | man
    K2  | v1     | Elm  | 2007-02-04 | no        | R     | man
    K3  | V2     | Ash  | 2007-01-05 | yes       |       | man
    K4  | V2     | Ash  | 2007-02-05 | yes       | R     | man
    K5  | V3     | Oak  | 2007-01-07 | refused   |       | man
    K6  | V3     | Oak  | 2007-01-08 |           |       | man
    K6  | V3     | Oak  | 2007-01-09 | yes       | R     | man
    K7  | V4     | Oak  |            | yes       |       | man
    K8  |        | Oak  | 2007-01-09 | yes       |       | man
    K9  | none   | Oak  | 2007-01-09 | yes       |       | man
    L1  | V5     | Ash  | 2007-01-01 | yes       |       | man
    L2  | V5     | Ash  | 2007-01-02 | yes       |       | firm"""
)


def test_each_person_counts_once_where_their_latest_record_is() -> None:
    found = counted(PLAN, ASKED)
    assert figures(found, "unit", "month", measure="TS-TST-01") == {
        ("Elm", "2007-02", "yes"): 1,
        ("Ash", "2007-02", "no"): 1,  # V2 came 31 days later
        ("Oak", "2007-01", "yes"): 1,
        ("Oak", "(no date)", "no"): 1,
        ("Ash", "2007-01", "no"): 1,  # the second record of V5 is a firm's
    }
    assert figures(found, "group", "recording", by="ethnicity", measure="TS-TST-01") == {
        ("no", "known", "yes"): 1,
        ("yes", "known", "no"): 3,
        ("", "blank", "yes"): 1,  # of two copies of K6 the earlier counts
    }
    assert figures(found, by="religion") == {}


def test_a_marker_is_held_against_the_records_that_follow_another() -> None:
    found = counted(PLAN, ASKED)
    assert figures(found, "unit", measure="TS-TST-02") == {("Elm", "yes"): 1, ("Oak", "no"): 1}
    assert figures(found, "group", by="ethnicity", measure="TS-TST-02") == {
        ("no", "yes"): 1,
        ("", "no"): 1,
    }


def test_what_was_looked_at_is_told_beside() -> None:
    seen = Seen(date(2007, 1, 1), date(2007, 2, 5), nameless=2, undated=1, again=1)
    assert counted(PLAN, ASKED).seen == {"TS-TST-01": seen, "TS-TST-02": seen}
    together = table("ref | person | day\nK1 | V1 | 2007-01-05\nK2 | V1 | 2007-01-05")
    assert counted(PLAN, together).seen["TS-TST-01"].same_day == 1


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # without references, records of one person are told apart by their days
        ("person | day\nV1 | 2007-01-05\nV1 | 2007-01-05\nV1 | 2007-01-06", {"yes": 1}),
        ("ref | person | day\n | V1 | 2007-01-05\n | V1 | 2007-01-06", {"yes": 1}),
        ("ref | person | day\nK1 | V1 | 2007-01-05\nK1 | V1 | 2007-01-06", {"no": 1}),
        ("ref | person | day\nK1 | V1 | \nK2 | V1 | someday", {"no": 1}),
        ("ref | day\nK1 | 2007-01-05\nK2 | 2007-01-06", {"not measurable": 2}),
    ],
)
def test_what_is_one_record(records: str, expected: dict[str, int]) -> None:
    assert figures(counted(PLAN, table(records)), measure="TS-TST-01") == expected


def test_extracts_without_the_column_are_not_measurable_beside_others() -> None:
    bare = table("ref | unit | day\nK1 | Elm | 2007-01-05")
    found = counted(PLAN, ASKED, bare)
    assert figures(found, "unit", measure="TS-TST-02")["Elm", "not measurable"] == 1
    assert figures(counted(PLAN, ASKED), measure="TS-TST-01") == {"yes": 2, "no": 3}


def test_an_earlier_record_counts_whichever_version_its_date_is_of() -> None:
    versions = [a_version(until="2007-01-31"), a_version(since="2007-02-01")]
    found = counted(a_plan_of(measures(PEOPLE | {"versions": versions})), ASKED)
    assert figures(found, "version") == {
        (1, "yes"): 1,
        (1, "no"): 1,
        (0, "yes"): 1,
        (0, "no"): 1,
    }


def test_firms_count_where_the_measure_says_so() -> None:
    found = counted(a_plan_of(measures(PEOPLE | {"persons_only": False})), ASKED)
    assert figures(found, "applicable", measure="TS-TST-01")[False, "yes"] == 1


CELLS = {
    "ref": ["K1", "K2", "K3", "K4", ""],
    "person": ["V1", "V2", "V3", "", "none"],
    "unit": ["Ash", "Elm", ""],
    "day": ["2007-01-05", "05/01/2007", "2007-01-20", "2007-02-10", "", "someday"],
    "ethnicity": ["yes", "no", ""],
    "marks": ["R", ""],
    "kind": ["man", "firm"],
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}),
    min_size=1,
    max_size=25,
).map(lambda rows: pd.DataFrame(rows, dtype="str"))


@settings(max_examples=12)
@given(ROWS, st.lists(st.integers(0, 25), max_size=3), st.randoms(use_true_random=False))
def test_neither_order_nor_chunks_nor_parts_decide_anything(
    records: pd.DataFrame, cuts: list[int], chance: random.Random
) -> None:
    once = counted(PLAN, records)
    shuffled = records.iloc[chance.sample(range(len(records)), len(records))]
    with patch.object(repeats_found, "AT_ONCE", 3), patch.object(held, "BLOCK", 4):
        again = counted(PLAN, *pieces(shuffled.reset_index(drop=True), cuts))
    assert again == once


@settings(max_examples=6)
@given(ROWS, ROWS)
def test_what_is_gone_back_from_leaves_nothing(kept: pd.DataFrame, left: pd.DataFrame) -> None:
    counter = Counter(PLAN)
    counter.add(as_read(kept, PLAN))
    mark = counter.mark()
    counter.add(as_read(left, PLAN))
    counter.go_back(mark)
    assert counter.measure_counts() == counted(PLAN, kept)


def test_nothing_is_held_where_nothing_asks_for_it() -> None:
    counter = Counter(PLAN)
    counter.add(as_read(ASKED.drop(columns="person"), PLAN))
    assert counter.mark().measures.repeats[0].held == 0
    assert Counter(a_plan_of(measures())).mark().measures.repeats == ()
