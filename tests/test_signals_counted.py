"""What signals count: pairs of groups, days and people, whatever the order and the chunks."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from counting import chunk, pieces, table
from hypothesis import given, settings
from hypothesis import strategies as st
from signalling import AGREEMENT, HEAPED_DAY, SAME_PERSON, a_plan, born_by, counted, records

from eqmon.engines.persons import PersonSample, PersonsFound
from eqmon.rulebook.signals import SamePersonSignal

EPOCH = date(1970, 1, 1)
BOTH_FIELDS = table(
    """unit | ethnicity | observed | kind
    ash     | W1 | 1   |
    ash     | W1 | IC3 |
    elm     | O1 | 5   |
    elm     | A4 | 4   |
    elm     | M1 | 1   |
    ash     | B1 | Mixed |
    ash     |    | 3   |
    ash     | NS |     |
    ash     | B1 | 0   |
    ash     | B1 | 3   | firm"""
)


@pytest.mark.parametrize(
    ("scheme", "chinese"),
    [
        ("", {"Asian | Asian": 2}),
        ("18+1", {"Asian | Asian": 1}),
        ("16+1", {"Chinese or other | Chinese or other": 1}),
    ],
)
def test_pairs_are_counted_in_the_groups_of_the_scheme(
    scheme: str, chinese: dict[str, int]
) -> None:
    tally = counted(a_plan(AGREEMENT, scheme=scheme), BOTH_FIELDS).frame()
    rows = tally[(tally["subject"] == "TS-SIG-01") & tally["applicable"]]
    found = rows.groupby(["code", "recording"])["n"].sum().to_dict()
    said = {"": 0, "16+1": 1, "18+1": 1}[scheme]  # Chinese by a code of the other scheme
    assert found == {
        ("White | White", "both"): 1,
        ("White | Black", "both"): 1,
        **{(code, "both"): n for code, n in chinese.items()},
        ("Mixed", "left_out"): 2,
        ("", "not_self_defined"): 2 + said,
        ("", "not_observed"): 1,
    }
    assert rows["n"].sum() == 9


def test_extracts_without_one_of_the_columns_count_no_pairs() -> None:
    plan = a_plan(AGREEMENT)
    tally = counted(plan, BOTH_FIELDS.drop(columns="observed"), BOTH_FIELDS).frame()
    assert tally[tally["subject"] == "TS-SIG-01"]["n"].sum() == len(BOTH_FIELDS)


def test_what_an_officer_saw_is_no_self_definition() -> None:
    blank = records(3, ethnicity=["", "NS", "IC1"], observed="1")
    tally = counted(a_plan(AGREEMENT), blank).frame()
    rows = tally[tally["subject"] == "ethnicity"]
    assert set(rows["recording"]) == {"blank", "not_stated", "invalid"}
    assert set(rows["field"]) == {"ethnicity"}


def test_days_are_counted_where_a_day_is_known() -> None:
    born = ["1970-01-03", "03/01/1970", "1970-01-02T10:00", "1900-01-01", "31/02/1970", "", "?"]
    counter = counted(a_plan(born_by("date"), HEAPED_DAY), records(7, born=born, day="2007-01-31"))
    found = counter.signal_counts()
    assert found.days["born"] == {1: 1, 2: 2}
    assert found.days["day"] == {(date(2007, 1, 31) - EPOCH).days: 7}


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), max_size=30),
    st.lists(st.integers(0, 40), max_size=3),
)
@settings(max_examples=15)
def test_people_are_compared_whatever_the_chunks(
    seen: list[tuple[str, int]], cuts: list[int]
) -> None:
    genders = ["F", "Male", "", "Not known"]
    frame = records(
        len(seen), person=[f"P{p}1" for p, _ in seen], gender=[genders[g] for _, g in seen]
    )
    chunks = [c for c in pieces(frame, cuts) if len(c)]
    found = counted(a_plan(SAME_PERSON), *chunks).signal_counts().persons["TS-SIG-02"]
    told: dict[str, list[int]] = defaultdict(list)
    for person, gender in seen:
        if gender < 2:
            told[person].append(gender)
    assert found.seen["gender"] == sum(len(t) > 1 for t in told.values())
    assert found.differently["gender"] == sum(len(set(t)) > 1 for t in told.values())
    assert (found.people, found.one_in) == (len(told), 1)


@pytest.mark.parametrize(
    ("people", "field", "answers", "differently"),
    [
        (["P1", " P1 "], "ethnicity", ["O1", "A4"], 0),  # one answer under two schemes
        (["P1", "P1"], "ethnicity", ["O1", "O9"], 1),
        (["P1", "P1"], "born", ["1970-01-03", "03/01/1970"], 0),
        (["P1", "P1"], "born", ["1970-01-03", "1970-03-01"], 1),
        (["P1", "P1"], "born", ["1970-01-03", "1900-01-01"], None),
        (["P1", "P2"], "gender", ["F", "M"], None),
        (["", ""], "gender", ["F", "M"], None),
        (["Unknown", "Unknown"], "gender", ["F", "M"], None),  # names nobody
    ],
)
def test_one_person_described_in_two_ways(
    people: list[str], field: str, answers: list[str], differently: int | None
) -> None:
    frame = records(2, person=people, **{field: answers})
    found = counted(a_plan(SAME_PERSON), frame).signal_counts().persons["TS-SIG-02"]
    assert found.seen[field] == (differently is not None)
    assert found.differently[field] == (differently or 0)


def sampled(frame: pd.DataFrame, held: int, size: int) -> PersonsFound:
    """What a sample that may hold so much tells of records that come so many at a time."""
    plan = a_plan(SAME_PERSON)
    [signal] = plan.suite.signals
    assert isinstance(signal, SamePersonSignal)
    sample = PersonSample(signal, plan.rulebook, held)
    counter = counted(plan)
    for start in range(0, len(frame), size):
        part = frame.iloc[start : start + size].reset_index(drop=True)
        sample.add(counter.rows(chunk(part, plan)))
        assert sum(len(p.n) for p in sample.state.parts) <= 2 * held
    return sample.found()


def test_a_sample_of_people_is_bounded_and_the_same_in_any_order() -> None:
    chance = np.random.default_rng(1)
    number = chance.integers(0, 2000, 6000)
    gender = np.where(chance.random(6000) < 0.05, "M", "F")
    frame = records(6000, person=[f"V{n:06d}" for n in number], gender=gender.tolist())
    whole = sampled(frame, 10_000, 6000)
    assert (whole.one_in, whole.people) == (1, len(set(number.tolist())))
    found = sampled(frame, 300, 700)
    turned = frame.iloc[::-1].reset_index(drop=True)
    assert found == sampled(turned, 300, 700) == sampled(frame, 300, 6000)
    assert found.one_in > 1
    assert 150 <= found.people <= 300
    share = found.differently["gender"] / found.seen["gender"]
    assert share == pytest.approx(whole.differently["gender"] / whole.seen["gender"], abs=0.08)


def test_a_reference_that_many_records_bear_costs_no_more_than_its_answers() -> None:
    frame = records(400, person="V000001", gender="F")
    found = sampled(frame, 40, 20)
    assert (found.one_in, found.seen["gender"], found.differently["gender"]) == (1, 1, 0)


def test_an_extract_that_turns_out_unreadable_leaves_nothing() -> None:
    plan = a_plan(SAME_PERSON, HEAPED_DAY, AGREEMENT)
    frame = records(4, person=["P1", "P1", "P2", "P2"], gender=["F", "M", "F", "F"])
    counter = counted(plan, frame)
    before, tally = counter.signal_counts(), counter.frame()
    mark = counter.mark()
    more = records(2, person="P2", gender="M", day="2007-01-16", ethnicity="W1", observed="1")
    counter.add(chunk(more, plan))
    assert counter.signal_counts() != before
    counter.go_back(mark)
    assert counter.signal_counts() == before
    assert counter.frame().equals(tally)


@pytest.mark.parametrize(
    ("scheme", "texts", "found"),
    [
        ("", ["O1", "Other: Chinese", "A4", "W1", "Chinese", "NS", ""], {"16+1": 2, "18+1": 1}),
        ("", ["W1", "Chinese"], {}),
        ("18+1", ["A4", "O2"], {}),
    ],
)
def test_codes_of_one_scheme_alone_are_counted_where_none_is_declared(
    scheme: str, texts: list[str], found: dict[str, int]
) -> None:
    tally = counted(a_plan(scheme=scheme), records(len(texts), ethnicity=texts)).frame()
    rows = tally[tally["subject"] == "scheme"]
    assert rows.groupby("code")["n"].sum().to_dict() == found
    of_strand = tally[tally["subject"] == "ethnicity"]
    assert of_strand["n"].sum() == len(texts)
    keys = of_strand[["unit", "month", "applicable", "field", "code", "recording"]]
    assert not keys.duplicated().any()
    counts = Counter(dict(zip(of_strand["code"], of_strand["n"], strict=True)))
    assert counts["A4"] == sum(t in ("A4", "Chinese") for t in texts)


def test_every_day_counts_once_over_many_years() -> None:
    days = [(EPOCH + timedelta(days=37 * n)).isoformat() for n in range(600)]
    found = counted(a_plan(born_by("date")), records(600, born=days)).signal_counts()
    assert found.days["born"] == {37 * n: 1 for n in range(600)}
