"""The counter: every record is in one bucket of each subject, however the records come."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pandas as pd
import pytest
from counting import (
    TOKENS,
    a_check,
    a_plan,
    chunk,
    count,
    of,
    pieces,
    shipped_rulebook,
    table,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon import tally as tallies
from eqmon.engines.counter import Counter, Plan
from eqmon.vocabulary import Recording

RULES = [
    a_check("key_present", rule_id="TS-TST-01"),
    a_check("key_pattern", rule_id="TS-TST-02", pattern="K[0-4]"),
    a_check("key_unique", rule_id="TS-TST-03"),
    a_check("unit_known", rule_id="TS-TST-04"),
    a_check("date_valid", rule_id="TS-TST-05", field="day"),
    a_check("date_in_period", rule_id="TS-TST-06", field="day"),
    a_check("date_order", rule_id="TS-TST-07", earlier="born", later="day"),
    a_check("age_agrees", rule_id="TS-TST-08", age="age", date_of_birth="born"),
    a_check(
        "implies",
        rule_id="TS-TST-09",
        when=[{"field": "kind", "is_in": ["man"]}],
        then=[{"field": "ethnicity", "recording": ["known"]}],
    ),
]
CELLS = {
    "ref": [f"K{n}" for n in range(8)] + ["", " ", " K1", "K1\t", "\0"],
    "unit": ["Ash", "ash ", "A", "Elm", "Oak", "East", "", "\0", "Nowhere"],
    "day": ["2007-01-05", "05/01/2007", "2001-04-01", "2011-04-05", "", "someday", "31/02/2007"],
    "kind": ["man", "firm", ""],
    "ethnicity": [*TOKENS, "", "\0", "??"],
    "religion": ["yes", "", "refused"],
    "age": ["34", "33", "", "999", "unknown"],
    "born": ["1973-01-05", "1900-01-01", "", "2999-01-01"],
    "band": ["25-34", ""],
}
RECORDS = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}),
    min_size=1,
    max_size=25,
).map(lambda rows: pd.DataFrame(rows, dtype="str"))
CUTS = st.lists(st.integers(0, 25), max_size=3)
PLAN = a_plan(rules=RULES, period="2007-01")


@settings(max_examples=40)
@given(RECORDS, CUTS, st.sets(st.sampled_from(sorted(CELLS)), max_size=8))
def test_every_subjects_buckets_add_up_to_the_records_read(records, cuts, absent) -> None:
    present = records[[c for c in records.columns if c not in absent]]
    tally = count(PLAN, *pieces(present, cuts))
    sums = tally.groupby("subject")["n"].sum()
    expected = {"record", "duty", *PLAN.suite.strands, *(rule["id"] for rule in RULES)}
    if "religion" in absent:
        expected -= {"religion"}
    if absent >= set(CELLS):
        expected = set()
    assert set(sums.index) == expected
    assert set(sums) <= {len(records)}
    assert (tally["n"] > 0).all()


@settings(max_examples=40)
@given(RECORDS, CUTS, st.randoms(use_true_random=False))
def test_the_tally_depends_neither_on_the_order_nor_on_the_chunks(
    records: pd.DataFrame, cuts: list[int], chance: random.Random
) -> None:
    once = count(PLAN, records)
    shuffled = records.iloc[chance.sample(range(len(records)), len(records))]
    again = count(PLAN, *pieces(shuffled.reset_index(drop=True), cuts))
    pd.testing.assert_frame_equal(once, again)


@settings(max_examples=25)
@given(RECORDS)
def test_a_column_apart_does_not_change_what_others_tell(records: pd.DataFrame) -> None:
    alone = count(PLAN, records[["ethnicity"]])
    assert of(alone, "ethnicity") == of(count(PLAN, records), "ethnicity")


def test_a_tally_has_its_columns_and_order() -> None:
    tally = count(a_plan(), table("unit | day | ethnicity\nElm | 2007-01-05 | yes\nAsh | '' | ''"))
    assert tuple(tally.columns) == tallies.COLUMNS
    rows = tally[tally["subject"] == "ethnicity"].to_dict("split")["data"]
    assert rows == [
        ["Ash", "East", "(no date)", True, "ethnicity", "ethnicity", "", "blank", "", 1],
        ["Elm", "East", "2007-01", True, "ethnicity", "ethnicity", "yes", "known", "", 1],
    ]
    before = list(tallies.COLUMNS[:-1])
    pd.testing.assert_frame_equal(tally, tally.sort_values(before, ignore_index=True))


@pytest.mark.parametrize("frames", [[], ["ref | unit"]])
def test_without_records_there_is_a_tally_without_rows(frames: list[str]) -> None:
    tally = count(a_plan(rules=RULES), *(table(text) for text in frames))
    assert tuple(tally.columns) == tallies.COLUMNS
    assert len(tally) == 0
    assert tallies.of_subject(tally, "ethnicity") == []


def test_no_text_that_no_list_knows_is_in_a_tally() -> None:
    token = "Planted Token"
    cells = " | ".join([token] * len(CELLS))
    tally = count(PLAN, table(f"{' | '.join(CELLS)}\n{cells}"))
    assert token.casefold() not in tally.to_csv().casefold()


@pytest.mark.parametrize(
    "commencement",
    [date(2001, 4, 2), date(2006, 12, 4), date(2007, 4, 6), date(2011, 4, 5)],
)
def test_duties_are_split_exactly_at_their_commencement(commencement: date) -> None:
    book = shipped_rulebook()
    suite = book.suites["domestic_violence"]
    days = [commencement - timedelta(days=1), commencement, commencement + timedelta(days=1)]
    plan = Plan(suite, book)
    duties = {}
    for day in days:
        records = pd.DataFrame({"reported_on": [day.isoformat()], "ethnicity": ["A1"]})
        [(code, n)] = of(count(plan, records), tallies.DUTY, "code").items()
        assert n == 1
        duties[day] = code
    before, on, after = (duties[day] for day in days)
    assert on == after == commencement.isoformat()
    assert (
        before
        == {
            "2001-04-02": "",
            "2006-12-04": "2001-04-02",
            "2007-04-06": "2006-12-04",
            "2011-04-05": "2007-04-06",
        }[on]
    )


@pytest.mark.parametrize("cell", ["''", "someday"])
def test_a_record_without_a_day_is_of_no_duties_time(cell: str) -> None:
    assert of(count(a_plan(), table(f"day\n{cell}")), "duty", "code") == {tallies.UNDATED: 1}


def test_a_counter_forgets_what_was_added_since_a_mark() -> None:
    plan = a_plan(rules=RULES)
    good = chunk(table("ref | unit | ethnicity\nK1 | Ash | yes"), plan)
    bad = chunk(table("ref | unit | ethnicity\nK1 | Oak | ''\nK2 | Elm | refused"), plan)
    counter = Counter(plan)
    counter.add(good)
    mark = counter.mark()
    counter.add(bad)
    counter.go_back(mark)
    alone = Counter(plan)
    alone.add(good)
    pd.testing.assert_frame_equal(counter.frame(), alone.frame())
    assert len(counter.keys) == len(alone.keys) == 1
    counter.add(bad)
    assert of(counter.frame(), "record", "unit") == {"Ash": 1, "Oak": 1, "Elm": 1}


def test_a_plan_names_every_field_that_is_asked_for() -> None:
    suite = {
        "key": ["ref", "person"],
        "rules": [
            a_check("date_order", rule_id="TS-TST-01", earlier="other_day", later="day"),
            a_check(
                "implies",
                rule_id="TS-TST-02",
                when=[{"field": "marks", "has_flag": ["x"]}],
                then=[{"field": "religion", "recording": ["known"]}],
            ),
        ],
    }
    plan = a_plan(**suite)
    strands = {"ethnicity", "religion", "age", "born", "band"}
    expected = {"ref", "person", "unit", "day", "other_day", "kind", "marks"} | strands
    assert plan.fields == expected
    assert a_plan(date=None, key=[], not_applicable=[]).fields == strands | {"unit"}


def test_ten_recordings_are_told_apart() -> None:
    rows = "\n".join([*TOKENS, "''", "??"])
    tally = count(a_plan(), table(f"ethnicity\n{rows}"))
    assert set(of(tally, "ethnicity")) == {recording.value for recording in Recording}


def test_an_area_that_came_as_a_unit_is_added_up_in_itself() -> None:
    tally = count(a_plan(), table("ref | unit | ethnicity\n1 | East | yes\n2 | Ash | yes"))
    areas = {(e.unit, e.area) for e in tallies.of_subject(tally, "ethnicity")}
    assert areas == {("East", "East"), ("Ash", "East")}
