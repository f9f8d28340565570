"""The lists name what breaks, as often as the tally counts it, and never what a person decided."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from counting import TOKENS, a_check, a_rule, a_rulebook, a_suite, count, table
from hypothesis import given, settings
from hypothesis import strategies as st

from eqmon.counts import check_counts, recording_counts
from eqmon.engines.counter import Plan
from eqmon.errors import UsageError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import Drop
from eqmon.extract.source import Source
from eqmon.records.found import Line, Listing
from eqmon.records.list import NO_COLUMN, list_records
from eqmon.records.write import COLUMNS, file_names, write
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import RecordingRule
from eqmon.vocabulary import BLANK_UNIT, RECORDINGS_OF, UNKNOWN_UNIT, Level, Measure, Recording

ANSWERS = {Recording.REFUSED, Recording.NOT_STATED}
GAPS = {"", "not_recorded", "not_known", "not_asked", "zz", "no such code"}
ETHNICITY = a_rule(
    "recording", "TS-ETH-01", strand="ethnicity", measure="not_obtained", fail_above=0
)
AGE = a_rule("recording", "TS-AGE-01", strand="age", measure="unknown", fail_above=0)
RULES = (
    ETHNICITY,
    AGE,
    a_rule("recording", "TS-REL-01", strand="religion", measure="not_obtained", fail_above=0),
    a_rule("recording", "TS-REL-02", strand="religion", measure="unknown", fail_above=0),
    a_rule("recording", "TS-REL-03", strand="religion", measure="unexplained", warn_above=0),
    a_rule("recording", "TS-REL-04", strand="religion", measure="missing", fail_above=0),
    a_rule("dominance", "TS-DOM-01", strand="ethnicity", fail_above=0),
    a_rule("left_out", "TS-OUT-01", fail_above=0),
    a_check("key_present", rule_id="TS-KEY-01"),
    a_check("key_pattern", rule_id="TS-KEY-02", pattern="r[0-9]+"),
    a_check("key_unique", rule_id="TS-KEY-03"),
    a_check("unit_known", rule_id="TS-UNT-01"),
    a_check("date_valid", rule_id="TS-DAT-01", field="day"),
    a_check("date_valid", rule_id="TS-DAT-04", field="born"),
    a_check("date_in_period", rule_id="TS-DAT-02", field="day"),
    a_check("date_order", rule_id="TS-DAT-03", earlier="day", later="other_day"),
    a_check("age_agrees", rule_id="TS-XF-01", age="age", date_of_birth="born"),
    a_check(
        "implies",
        rule_id="TS-XF-02",
        when=[{"field": "marks", "has_flag": ["M"]}],
        then=[{"field": "ethnicity", "recording": ["known"]}],
    ),
    a_check(
        "implies",
        rule_id="TS-XF-03",
        when=[{"field": "marks", "has_flag": ["M"]}],
        then=[{"field": "kind", "is_in": ["person"]}],
    ),
)
HOW_TO_CORRECT = (
    "from what is already held",
    "Never contact a victim only for this",
    "ask at the next planned safe contact",
    "explain why",
    "accept no",
    "Never infer",
)
NEVER = {"TS-REL-03", "TS-REL-04", "TS-DOM-01", "TS-OUT-01"}


def suite_of(*rules: dict[str, Any], **changes: Any) -> Suite:
    return a_suite(rules=list(rules), **changes)


SUITE = suite_of(*RULES)
RULEBOOK = a_rulebook(SUITE)


def source_of(records: pd.DataFrame, name: str = "ash.csv") -> Source:
    headings = {f: h.headings[0] for f, h in SUITE.fields.items()}
    named = records.rename(columns=headings)
    return Source(name, data=named.to_csv(index=False, quoting=csv.QUOTE_ALL).encode())


def listed(*records: pd.DataFrame, suite: Suite = SUITE, wanted: tuple[str, ...] = ()) -> Listing:
    """What is listed of files named a.csv, b.csv ... that hold these records."""
    sources = tuple(source_of(r, f"{name}.csv") for r, name in zip(records, "abc", strict=False))
    drop = Drop("drop", sources, "2007-01", None, is_many=True)
    rulebook = RULEBOOK if suite is SUITE else a_rulebook(suite)
    return list_records(drop, rulebook, declared=Declared(suite="small"), wanted=wanted)


def lines(listing: Listing, rule: str = "") -> list[tuple[str, str, str]]:
    """Reference, field and reason of every line, or of those of one rule."""
    every = [line for unit in listing.records for line in listing.lines(unit)]
    return [(x.reference, x.field, x.reason) for x in every if rule in ("", x.rule)]


WHOLE = """unit|ref|day       |other_day |ethnicity|religion|age|born      |marks|kind
           Ash |r1 |2007-01-03|2007-01-04|yes      |yes     |40 |1966-05-05|     |"""
SPECIFIED = [
    # rule, what is changed in the record r1, what is listed
    ("TS-ETH-01", {"ethnicity": ""}, ("r1", "Ethnicity", "see rule")),
    ("TS-ETH-01", {"ethnicity": "", "kind": "firm"}, None),
    ("TS-AGE-01", {"age": "", "born": ""}, ("r1", "Age; Born", "see rule")),
    ("TS-AGE-01", {"age": "", "born": "1970-01-01", "day": "2007-01-03"}, None),
    ("TS-KEY-01", {"ref": " "}, ("record 1 of a.csv", "Ref", "reference is blank")),
    ("TS-KEY-02", {"ref": "x1"}, ("x1", "Ref", "reference has not the form of one")),
    ("TS-UNT-01", {"unit": "Nowhere"}, ("r1", "Unit", "unit is blank or not recognised")),
    ("TS-DAT-01", {"day": "soon"}, ("r1", "Day", "date is blank or cannot be read")),
    (
        "TS-DAT-02",
        {"day": "2007-02-01", "other_day": ""},
        ("r1", "Day", "date lies outside the period"),
    ),
    (
        "TS-DAT-03",
        {"other_day": "2007-01-02"},
        ("r1", "Day; Other day", "dates are in the wrong order"),
    ),
    ("TS-DAT-04", {"born": "31/02/1966"}, ("r1", "Born", "see rule")),
    ("TS-DAT-04", {"born": "Refused"}, None),
    ("TS-XF-02", {"marks": "M", "ethnicity": "refused"}, None),
    ("TS-XF-02", {"marks": "M", "ethnicity": "not_stated"}, None),
    ("TS-XF-01", {"age": "20"}, ("r1", "Age; Born", "see rule")),
    (
        "TS-XF-02",
        {"marks": "A;M", "ethnicity": "not_known"},
        ("r1", "Marks; Ethnicity", "see rule"),
    ),
    ("TS-XF-03", {"marks": "M"}, ("r1", "Marks; Kind", "see rule")),
]


@pytest.mark.parametrize(("rule", "change", "line"), SPECIFIED)
def test_what_breaks_is_listed_with_field_and_reason(
    rule: str, change: dict[str, str], line: tuple[str, str, str] | None
) -> None:
    whole = table(WHOLE)
    assert lines(listed(whole)) == []
    found = listed(whole.assign(**change), wanted=(rule,))
    assert lines(found, rule) == ([line] if line else [])


@pytest.mark.parametrize("rule", ["TS-XF-02", "TS-XF-03"])
def test_a_rule_whose_id_tells_a_flag_is_listed_only_where_it_is_named(rule: str) -> None:
    flagged = table(WHOLE).assign(marks="M", ethnicity="not_known")
    assert lines(listed(flagged), rule) == []
    assert len(lines(listed(flagged, wanted=(rule,)), rule)) == 1


@pytest.mark.parametrize("measure", [m for m in Measure if m is not Measure.DECLINED])
@pytest.mark.parametrize("token", ["", *TOKENS, "no such code"])
def test_a_recording_is_listed_only_where_the_service_did_not_obtain_it(
    token: str, measure: Measure
) -> None:
    limit = {"warn_above": 0.0}
    rule = a_rule("recording", strand="ethnicity", measure=measure.value, **limit)
    listing = listed(table(WHOLE).assign(ethnicity=token), suite=suite_of(rule))
    read = TOKENS.get(token, Recording.INVALID if token else Recording.BLANK)
    is_listed = (
        measure in (Measure.NOT_OBTAINED, Measure.UNKNOWN) and read in RECORDINGS_OF[measure]
    )
    assert bool(lines(listing)) is is_listed
    assert not is_listed or token in GAPS


def test_every_record_that_bears_a_repeated_key_is_listed_over_all_files() -> None:
    here, there = (
        table("unit|ref|ethnicity\nAsh|r1|yes\nElm|r2|yes"),
        table("unit|ref|ethnicity\nOak|r1|no\nOak|r3|no"),
    )
    listing = listed(here, there, wanted=("TS-KEY-03",))
    assert {unit: [x.reference for x in listing.lines(unit)] for unit in listing.records} == {
        "Ash": ["r1"],
        "Oak": ["r1"],
    }


def test_a_second_part_of_the_key_tells_records_apart_and_is_not_written() -> None:
    suite = suite_of(a_check("key_unique"), key=["ref", "person"])
    records = table(
        "unit|ref|person|ethnicity\nAsh|r1|p1|yes\nAsh|r1|p2|yes\nAsh|r2|p1|yes\nAsh|r2|p1|no"
    )
    assert (
        lines(listed(records, suite=suite))
        == [("r2", "Ref; Person", "reference stands more than once")] * 2
    )


def test_a_missing_column_is_one_line_a_unit_and_file() -> None:
    records = table("unit|ref\nAsh|r1\nAsh|r2\nElm|r3").assign(religion="yes")
    listing = listed(records, wanted=("TS-ETH-01",))
    assert [list(listing.lines(unit)) for unit in ("Ash", "Elm")] == [
        [Line(f"every record in a.csv ({n})", "TS-ETH-01", "ethnicity", NO_COLUMN)] for n in (2, 1)
    ]
    assert dict(listing.records) == {"Ash": 2, "Elm": 1}


def test_without_a_reference_records_are_named_by_number_in_the_order_of_the_file() -> None:
    text = "Unit,Ethnicity\n" + "Ash,\n" * 9 + ",\n" + "Ash,yes\nAsh,\nTotal,\n"
    drop = Drop("drop", (Source("x.csv", data=text.encode()),), "2007-01", None, is_many=True)
    listing = list_records(drop, RULEBOOK, declared=Declared("small"), wanted=["TS-ETH-01"])
    assert [x.reference for x in listing.lines("Ash")] == [
        f"record {n} of x.csv" for n in (*range(1, 10), 11)
    ]


def test_records_are_numbered_on_over_the_pieces_in_which_a_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from eqmon.extract.read import Records
    from eqmon.records import list as listing_room

    class InPieces(Records):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named, block_size=64)

    records = table("unit|ref|ethnicity\n" + "\n".join(f"Ash||{t}" for t in ("yes", "") * 20))
    whole = lines(listed(records))
    monkeypatch.setattr(listing_room, "Records", InPieces)
    assert lines(listed(records)) == whole
    assert ("record 40 of a.csv", "Ethnicity", "see rule") in whole


def test_units_without_a_name_get_lists_of_their_own() -> None:
    records = table("unit|ref|ethnicity\n|r1|\nNowhere|r2|\nAsh|r3|")
    assert dict(listed(records, wanted=("TS-ETH-01",)).records) == {
        BLANK_UNIT: 1,
        UNKNOWN_UNIT: 1,
        "Ash": 1,
    }


def test_a_record_counts_once_however_many_rules_it_breaks() -> None:
    records = table(
        "unit|ref|day|ethnicity|religion\nAsh|r1||||\nAsh|r2|2007-01-01|yes|yes".replace(
            "||||", "|||"
        )
    )
    listing = listed(records, wanted=("TS-ETH-01", "TS-REL-01", "TS-DAT-01"))
    assert dict(listing.records) == {"Ash": 1}
    assert len(lines(listing)) == 3


@pytest.mark.parametrize(
    ("rule", "says"),
    [("TS-XX-99", "there is no such rule")] + [(rule, "never listed") for rule in sorted(NEVER)],
)
def test_only_rules_whose_records_are_listed_can_be_asked_for(rule: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        listed(table(WHOLE), wanted=(rule,))


CODES = st.sampled_from(["", *TOKENS, "no such code"])
RECORDS = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["Ash", "Elm", "Oak", "", "Nowhere"]),
        "ref": st.sampled_from(["r1", "r2", "r3", "x", "", " "]),
        "day": st.sampled_from(["2007-01-03", "03/01/2007", "2007-02-01", "soon", ""]),
        "other_day": st.sampled_from(["2007-01-03", "2006-12-31", ""]),
        "kind": st.sampled_from(["person", "firm", ""]),
        "marks": st.sampled_from(["", "M", "A;M", "A"]),
        "ethnicity": CODES,
        "religion": CODES,
        "age": st.sampled_from(["40", "20", "", "Refused", "Not stated", "Not known", "900"]),
        "band": st.sampled_from(["35-44", "", "Refused", "Not stated"]),
        "born": st.sampled_from(["1966-05-05", "", "Refused", "31/02/1966", "Not stated"]),
    }
)
TABLES = st.lists(RECORDS, min_size=1, max_size=25).map(
    lambda rows: pd.DataFrame(rows, dtype="str")
)


@settings(deadline=None, max_examples=25)
@given(records=TABLES)
def test_nothing_that_a_person_decided_is_ever_listed(records: pd.DataFrame) -> None:
    records = records.assign(ref=[f"r{n}" for n in range(len(records))])
    field_of = {f.headings[0]: name for name, f in SUITE.fields.items()}
    cells = records.set_index("ref").to_dict("index")
    listing = listed(records)
    for unit in listing.records:
        for line in listing.lines(unit):
            assert line.rule not in NEVER
            for field in (field_of[h] for h in line.field.split("; ") if field_of[h] != "ref"):
                text = cells[line.reference][field]
                assert RULEBOOK.read(SUITE, field, text).recording not in ANSWERS


@settings(deadline=None, max_examples=15)
@given(records=TABLES)
def test_lines_are_as_many_as_the_tally_counts(records: pd.DataFrame) -> None:
    listing = listed(records)
    tally = count(Plan(SUITE, RULEBOOK, "2007-01"), without_blank_rows(records))
    found = Counter((line.rule, unit) for unit in listing.records for line in listing.lines(unit))
    for rule in (r for r in SUITE.rules if r.id not in NEVER):
        if isinstance(rule, RecordingRule):
            counts = recording_counts(tally, rule.strand, rule.measure)
        else:
            counts = check_counts(tally, rule.id)
        for one in counts:
            if one.level is Level.UNIT:
                n = found.pop((rule.id, one.unit), 0)
                # A check's figure also counts records in which a person declined; no list does.
                may_be_less = rule.kind == "implies" or rule.id == "TS-DAT-04"
                assert n <= one.count if may_be_less else n == one.count
    assert not found


def without_blank_rows(records: pd.DataFrame) -> pd.DataFrame:
    blank = (records.apply(lambda column: column.str.strip()) == "").all(axis=1)
    return records[~blank].reset_index(drop=True)


@settings(deadline=None, max_examples=15)
@given(records=TABLES, seed=st.integers(0, 99))
def test_the_order_of_records_changes_no_byte(records: pd.DataFrame, seed: int) -> None:
    records = records.assign(ref=records["ref"].where(records["ref"].str.strip() != "", "r9"))
    order = random.Random(seed).sample(range(len(records)), len(records))
    one, other = listed(records), listed(records.iloc[order])
    assert dict(one.records) == dict(other.records)
    assert [write(one, u) for u in one.records] == [write(other, u) for u in other.records]


def test_a_list_as_it_is_written() -> None:
    records = table("unit|ref|day|ethnicity\nAsh|r2|2007-01-01|\nAsh|r10||yes\nAsh|r1|2007-01-01|")
    text = write(listed(records, wanted=("TS-ETH-01", "TS-DAT-01")), "Ash")
    assert text.startswith(b"\xef\xbb\xbfOFFICIAL-SENSITIVE\r\n")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    start = rows.index([])
    assert rows[start + 1 :] == [
        list(COLUMNS),
        ["r10", "TS-DAT-01", "Day", "date is blank or cannot be read"],
        ["r1", "TS-ETH-01", "Ethnicity", "see rule"],
        ["r2", "TS-ETH-01", "Ethnicity", "see rule"],
    ]
    head = " ".join(row[0] for row in rows[:start])
    assert "Period: 2007-01" in head
    assert all(words in head for words in HOW_TO_CORRECT)


@pytest.mark.parametrize(
    ("reference", "written"),
    [
        ("0106000/07", "0106000/07"),
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("r\r=1", "r =1"),
        ("＝1", "'＝1"),
        ('r"1,2', 'r"1,2'),
        ("r\n1", "r 1"),
    ],
)
def test_a_reference_is_never_a_formula_and_one_line(reference: str, written: str) -> None:
    records = pd.DataFrame({"unit": ["Ash"], "ref": [reference], "ethnicity": [""]}, dtype="str")
    text = write(listed(records, wanted=("TS-ETH-01",)), "Ash").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[-1][0] == written


@pytest.mark.parametrize(
    ("units", "names"),
    [
        (["Barking and Dagenham"], ["barking-and-dagenham.csv"]),
        ([BLANK_UNIT, UNKNOWN_UNIT], ["unit-blank.csv", "unit-not-recognised.csv"]),
        (["A & B", "A/B", "a b"], ["a-b.csv", "a-b-2.csv", "a-b-3.csv"]),
        (["../../etc/x"], ["etc-x.csv"]),
        (["...", "CON"], ["unit.csv", "unit-con.csv"]),
        (["x" * 300], ["x" * 80 + ".csv"]),
        (["Île-d'Ouest"], ["île-d-ouest.csv"]),
    ],
)
def test_file_names_are_safe_and_no_two_alike(units: list[str], names: list[str]) -> None:
    assert file_names(units) == dict(zip(units, names, strict=True))
