"""What is counted of measures: each record's state, by unit, month and answer."""

from __future__ import annotations

from collections import Counter

import hypothesis.strategies as st
from hypothesis import given, settings
from measuring import a_measure, a_plan_of, a_version, counts_of, measures

from eqmon.engines.counter import Counter as Records
from eqmon.engines.measure_states import DENOMINATOR, NOT_MEASURABLE, NUMERATOR

MARKED = [{"field": "marks", "has_flag": ["M"]}]
OF_KIND = [{"field": "kind", "is_in": ["case"]}]


def told(asked, *texts: str, columns: str, by: str | None = "") -> Counter:  # type: ignore[no-untyped-def]
    """Counts by some parts of an entry, in one breakdown or in all of them."""
    found: Counter = Counter()
    for entry in counts_of(asked, *texts).entries:
        if by is None or entry.by == by:
            found[tuple(getattr(entry, name) for name in columns.split())] += entry.n
    return found


def test_a_record_is_outside_in_the_denominator_or_in_the_numerator_too() -> None:
    asked = measures(a_measure(versions=[a_version(MARKED, OF_KIND)]))
    text = """unit | day        | kind  | marks
              Ash  | 01/01/2007 | case  | M
              Ash  | 01/01/2007 | case  | N
              Ash  | 01/02/2007 | case  | M
              Elm  | 01/01/2007 | other | M
              Elm  | 01/01/2007 | firm  | M"""
    assert told(asked, text, columns="unit area month state") == {
        ("Ash", "East", "2007-01", NUMERATOR): 1,
        ("Ash", "East", "2007-01", DENOMINATOR): 1,
        ("Ash", "East", "2007-02", NUMERATOR): 1,
    }


def test_a_record_without_a_person_is_told_apart() -> None:
    text = "kind | ethnicity\nfirm | yes\ncase | yes"
    found = told(measures(by=["ethnicity"]), text, columns="applicable by n", by=None)
    assert found == {(True, "", 1): 1, (False, "", 1): 1, (True, "ethnicity", 1): 1,
                     (False, "ethnicity", 1): 1}  # fmt: skip


def test_an_extract_without_a_column_is_not_measurable_and_no_other() -> None:
    asked = measures(a_measure(versions=[a_version(MARKED)]), by=["ethnicity"])
    texts = ("unit | marks\nAsh | M", "unit | kind\nElm | x\nElm | y")
    assert told(asked, *texts, columns="unit state", by="") == {
        ("Ash", NUMERATOR): 1,
        ("Elm", NOT_MEASURABLE): 2,
    }
    by_answer = told(asked, *texts, columns="unit state", by="ethnicity")
    assert ("Ash", NUMERATOR) in by_answer
    assert ("Elm", DENOMINATOR) not in by_answer


def test_each_record_is_of_the_version_that_its_date_calls_for() -> None:
    old, new = a_version(MARKED, until="2013-03-31"), a_version(OF_KIND, since="2013-04-01")
    asked = measures(a_measure(versions=[old, new]))
    text = """day        | marks | kind
              31/03/2013 | M     | x
              01/04/2013 | M     | x
              01/04/2013 | x     | case
              32/04/2013 | M     | case
                         | M     | case"""
    assert told(asked, text, columns="version state") == {
        (0, NUMERATOR): 1,
        (1, DENOMINATOR): 1,
        (1, NUMERATOR): 1,
    }


def test_answers_are_told_by_group_or_by_how_they_were_recorded() -> None:
    asked = measures(a_measure(versions=[a_version(MARKED)]), by=["ethnicity", "age"])
    text = """ethnicity | age | marks
              yes       | 17  | M
              yes       | 30  |
              refused   | 34  | M
              n/a       |     | """
    assert told(asked, text, columns="group recording state", by="ethnicity") == {
        ("yes", "known", NUMERATOR): 1,
        ("yes", "known", DENOMINATOR): 1,
        ("", "refused", NUMERATOR): 1,
        ("", "not_applicable", DENOMINATOR): 1,
    }
    assert told(asked, text, columns="group recording n", by="age") == {
        ("under 18", "known", 1): 1,
        ("25-34", "known", 1): 2,
        ("", "blank", 1): 1,
    }


def test_two_strands_crossed_are_known_where_both_are() -> None:
    asked = measures(by=["ethnicity x religion"])
    text = """ethnicity | religion
              yes       | no
              yes       | refused
              not_known | no
              n/a       | no"""
    assert told(asked, text, columns="group recording", by="ethnicity x religion") == {
        ("yes, no", "known"): 1,
        ("", "missing"): 2,
        ("", "not_applicable"): 1,
    }


def test_a_breakdown_by_a_strand_without_a_column_is_not_told() -> None:
    asked = measures(by=["religion", "religion x ethnicity"])
    assert told(asked, "ethnicity\nyes", columns="by", by=None) == {("",): 1}


def test_what_is_forgotten_is_not_counted() -> None:
    from counting import chunk, table

    plan = a_plan_of(measures(by=["ethnicity"]))
    counter = Records(plan)
    counter.add(chunk(table("ethnicity\nyes"), plan))
    before, mark = counter.measure_counts(), counter.mark()
    counter.add(chunk(table("ethnicity\nno\nyes"), plan))
    assert counter.measure_counts() != before
    counter.go_back(mark)
    assert counter.measure_counts() == before


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Ash", "Elm", "Nowhere"]),
        st.sampled_from(["01/01/2007", "01/05/2013", ""]),
        st.sampled_from(["M", "N", "M;N", ""]),
        st.sampled_from(["case", "firm", ""]),
        st.sampled_from(["yes", "no", "refused", ""]),
        st.sampled_from(["17", "40", "", "odd"]),
    ),
    min_size=1,
    max_size=20,
)


@given(rows=ROWS, cut=st.integers(0, 20))
@settings(max_examples=40)
def test_pieces_are_counted_as_the_whole(rows: list[tuple[str, ...]], cut: int) -> None:
    many = [
        a_measure(f"TS-TST-{n:02d}", versions=[a_version(MARKED if n % 2 else OF_KIND)])
        for n in range(8)
    ]
    asked = measures(*many, by=["ethnicity", "age", "ethnicity x age"])
    heading = "unit | day | marks | kind | ethnicity | age\n"
    lines = [" | ".join(row) for row in rows]
    at = cut % (len(lines) + 1)
    pieces = [heading + "\n".join(part) for part in (lines[:at], lines[at:]) if part]
    whole = counts_of(asked, heading + "\n".join(lines))
    assert counts_of(asked, *pieces) == whole
    for one in many:
        of_all = [e.n for e in whole.entries if e.measure == one["id"] and not e.by]
        assert sum(of_all) == len(rows)
