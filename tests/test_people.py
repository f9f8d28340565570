"""People: how many of each group, by strand and place; ages at the record's date."""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter as Counts
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import Run, json_of
from counting import a_plan, a_suite, chunk, count, of, shipped_rulebook, table
from hypothesis import given
from hypothesis import strategies as st
from signalling import checked

from eqmon.counts import dominance_counts
from eqmon.engines.counter import Plan
from eqmon.engines.flags import FlagsCoder
from eqmon.engines.rows import Readers, Rows
from eqmon.report.people import people_of
from eqmon.report.people_model import People
from eqmon.report.recorded import recorded_strands
from eqmon.rulebook.answers import Answers
from eqmon.rulebook.layouts import Layout
from eqmon.vocabulary import Level, Recording

BANDS = ("under 18", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
AGE = {
    "strand": "age",
    "label": "Age",
    "fields": ["age", "born", "band"],
    "at_record_date": "born",
}


def people(text: str, subject: str, plan: Plan | None = None) -> People:
    plan = plan or a_plan()
    found = people_of(checked(plan, table(text)), plan.rulebook)
    return next(p for p in found if p.subject == subject)


def everyone(of_people: People) -> dict[str, int]:
    """Who is in which group, over all units together; groups of nobody left out."""
    overall = of_people.rows[0]
    assert overall.level is Level.OVERALL
    pairs = zip(of_people.groups, overall.counts, strict=True)
    return {group: n for group, n in pairs if n}


@pytest.mark.parametrize(
    ("born", "day", "group"),
    [
        ("1989-01-06", "2007-01-05", "under 18"),  # 18 tomorrow
        ("1989-01-05", "2007-01-05", "18-24"),  # today
        ("1982-01-06", "2007-01-05", "18-24"),
        ("1982-01-05", "2007-01-05", "25-34"),
        ("1972-12-31", "2007-12-30", "25-34"),
        ("1972-12-31", "2007-12-31", "35-44"),
        ("1988-02-29", "2006-02-28", "under 18"),  # older on 1 March
        ("1988-02-29", "2006-03-01", "18-24"),
        ("1942-02-28", "2007-02-27", "55-64"),
        ("1942-02-28", "2007-02-28", "65+"),
        ("1887-01-05", "2007-01-05", "65+"),
        ("2007-01-05", "2007-01-05", "under 18"),
        ("1961-05-06", "''", "age not placed"),
        ("1961-05-06", "someday", "age not placed"),
    ],
)
def test_a_date_of_birth_counts_at_its_age_on_the_day_of_the_record(
    born: str, day: str, group: str
) -> None:
    assert everyone(people(f"day | born\n{day} | {born}", "age")) == {group: 1}


SHIPPED = shipped_rulebook()
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
LIVES = st.tuples(DAYS, st.integers(0, 110 * 365)).map(lambda d: (d[0], d[0] - timedelta(d[1])))


@given(st.lists(LIVES, min_size=1, max_size=15))
def test_ages_are_whole_years_whatever_the_dates(lives: list[tuple[date, date]]) -> None:
    def band(day: date, born: date) -> str:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return BANDS[sum(age >= first for first in (18, 25, 35, 45, 55, 65))]

    rows = "\n".join(f"{day} | {born}" for day, born in lives)
    expected = Counts(band(*life) for life in lives if life[1] != date(1900, 1, 1))
    assert everyone(people(f"day | born\n{rows}", "age")) == expected


def test_the_group_of_an_age_is_told_beside_its_code_and_changes_no_rule() -> None:
    text = "day | born\n2007-01-05 | 1961-01-01\n2007-01-05 | 1961-12-01\n'' | 1961-07-01"
    tally = count(a_plan(), table(text))
    assert of(tally, "age", "code") == {"born 1961": 3}
    assert of(tally, "age", "group") == {"45-54": 2, "age not placed": 1}
    [overall] = [c for c in dominance_counts(tally, "age") if c.level is Level.OVERALL]
    assert (overall.count, overall.denominator) == (3, 3)


@pytest.mark.parametrize(
    ("recorded", "counted_as"),
    [
        ("17", "under 18"),
        ("18 years", "18-24"),
        ("65", "65+"),
        ("25-34", "25-34"),
        ("10-17", "under 18"),
        ("under 10", "under 18"),
        ("under 18", "under 18"),
        ("17 and under", "under 18"),
        ("18 and under", "18 and under"),
        ("over 64", "65+"),
        ("over 34", "over 34"),
        ("75+", "65+"),
        ("60+", "60+"),
        ("30-39", "30-39"),
        ("20 to 24", "18-24"),
    ],
)
def test_a_band_counts_in_the_group_that_it_lies_within(recorded: str, counted_as: str) -> None:
    assert everyone(people(f"band\n{recorded}", "age")) == {counted_as: 1}


def test_bands_of_their_own_rise_after_the_groups() -> None:
    found = people("band\nover 34\n30-39\nunder 30\n30-34\n20-39\n60+", "age")
    assert found.groups == (*BANDS, "under 30", "20-39", "30-39", "over 34", "60+")


def test_bands_are_counted_as_they_are_recorded_where_a_suite_says_so() -> None:
    found = shipped_people("stop_and_search", "age_band\nover 34\n10-17\nunder 10", "age")
    assert found.groups == ("under 10", "10-17", "over 34")


def test_an_age_in_years_is_counted_in_its_band_everywhere() -> None:
    ages = "age_band\nover 34\n22\n70\n18\n25-34\n30"
    found = shipped_people("stop_and_search", ages, "age")
    assert found.groups == ("18-24", "25-34", "over 34", "65+")
    assert everyone(found) == {"18-24": 2, "25-34": 2, "over 34": 1, "65+": 1}


def test_groups_are_columns_where_nobody_is_in_them() -> None:
    assert people("ref\n1", "age").groups == BANDS
    assert everyone(people("ref\n1", "age")) == {}


def shipped_people(suite: str, text: str, subject: str, **fields: Any) -> People:
    """People of a shipped suite, with some of its fields changed."""
    found = SHIPPED.suites[suite]
    changed = {name: found.fields[name].model_copy(update=new) for name, new in fields.items()}
    laid = found.model_copy(update={"fields": found.fields | changed})
    rulebook = dataclasses.replace(SHIPPED, suites=SHIPPED.suites | {suite: laid})
    return people(text, subject, Plan(laid, rulebook))


WHITE = ("White", "Mixed", "Asian", "Black")


@pytest.mark.parametrize(
    ("scheme", "last", "expected"),
    [
        ("", "Other", {"White": 1, "Asian": 2, "Other": 1}),
        ("16+1", "Chinese or other", {"White": 1, "Chinese or other": 2}),
        ("18+1", "Other", {"White": 1, "Asian": 1, "Other": 1}),
    ],
)
def test_chinese_is_in_the_group_of_its_scheme(
    scheme: str, last: str, expected: dict[str, int]
) -> None:
    cells = "ethnicity\nW1\nO1\nA4\nO9"
    found = shipped_people("domestic_violence", cells, "ethnicity", ethnicity={"scheme": scheme})
    assert found.groups == (*WHITE, last)
    assert everyone(found) == expected


@pytest.mark.parametrize(("scheme", "codes"), [("", 19), ("16+1", 16), ("18+1", 18)])
def test_by_code_every_code_of_the_scheme_is_a_column(scheme: str, codes: int) -> None:
    answers = Answers(SHIPPED.code_lists["ethnicity_self_defined"], scheme, by_group=False)
    assert len(set(answers.listed())) == codes


@pytest.mark.parametrize(
    ("layouts", "chinese"),
    [(["old"], "Chinese or other"), (["old", "new"], "Asian"), (["old", None], "Asian")],
)
def test_a_scheme_that_only_some_extracts_declare_is_not_that_of_all(
    layouts: list[str | None], chinese: str
) -> None:
    declared = {
        name: Layout.model_validate(
            {
                "layout": name,
                "title": name,
                "suite": "domestic_violence",
                "headings": ["SDE"],
                "fields": {"ethnicity": {"scheme": scheme}},
            }
        )
        for name, scheme in (("old", "16+1"), ("new", "18+1"))
    }
    book = dataclasses.replace(SHIPPED, layouts=declared)
    plan = Plan(book.suites["domestic_violence"], book)
    once = checked(plan, table("ethnicity\nO1"))
    [read] = once.arrivals.inputs
    inputs = tuple(dataclasses.replace(read, layout=name) for name in layouts)
    among = dataclasses.replace(once, arrivals=dataclasses.replace(once.arrivals, inputs=inputs))
    found = next(p for p in people_of(among, book) if p.subject == "ethnicity")
    assert everyone(found) == {chinese: 1}


def test_codes_are_counted_by_their_label_where_a_suite_says_so() -> None:
    found = shipped_people("hate_crime", "religion_belief\nNone\nRC\nIslam", "religion_belief")
    assert everyone(found) == {"No religion": 1, "Christian": 1, "Muslim": 1}
    assert len(found.groups) == 8
    gender = shipped_people("hate_crime", "gender\nWoman\n2", "gender")
    assert (gender.groups, everyone(gender)) == (("Male", "Female", "Other"), {"Female": 2})


PLACES = """unit   | kind | ethnicity
            Elm    |      | yes
            Ash    |      | no
            Ash    |      | blank
            Ash    | firm | yes
            Ash    |      | n/a
            ''     |      | yes
            Nowhere|      | yes
            Oak    |      | refused"""


def test_places_are_those_of_what_was_recorded_and_known_is_what_is_known_there() -> None:
    plan = a_plan()
    found = people(PLACES, "ethnicity", plan)
    rows = [(row.level.value, row.unit, row.counts, row.known) for row in found.rows]
    assert found.groups == ("no", "yes")
    assert rows == [
        ("overall", None, (1, 3), 4),
        ("area", "East", (1, 1), 2),
        ("unit", "Ash", (1, 0), 1),
        ("unit", "Elm", (0, 1), 1),
        ("unit", "Oak", (0, 0), 0),
        ("unit", "(unit blank)", (0, 1), 1),
        ("unit", "(unit not recognised)", (0, 1), 1),
    ]
    recorded = recorded_strands(plan.suite, count(plan, table(PLACES)))
    known = {
        (r.level, r.unit): r.recordings.get(Recording.KNOWN, 0)
        for r in recorded
        if r.strand == "ethnicity"
    }
    assert {(row.level, row.unit): row.known for row in found.rows} == known


def test_an_optional_strand_without_a_column_has_no_table() -> None:
    plan = a_plan()
    subjects = [p.subject for p in people_of(checked(plan, table("ref\n1")), plan.rulebook)]
    assert subjects == ["ethnicity", "age"]


def test_an_answer_that_no_code_tells_is_still_counted() -> None:
    strands = {
        "age": AGE | {"fields": ["born"], "at_record_date": None},
        "free": {"strand": "gender", "label": "G", "fields": ["person"]},
    }
    plan = a_plan(a_suite(strands=strands))
    text = "born | person\n1961-05-06 | somebody"
    assert everyone(people(text, "age", plan)) == {"known, not grouped": 1}
    assert everyone(people(text, "free", plan)) == {"known, not grouped": 1}


ETHNIC_GROUPS = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black"}


def test_people_stopped_and_searched_are_those_of_the_published_file(
    shared_data: Path, tmp_path: Path, run_cli: Callable[..., Run]
) -> None:
    extract = shared_data / "met-stop-search-2022-08.csv"
    run_cli("check", extract, "--suite", "stop_and_search", "-o", tmp_path / "r.json")
    [collection] = json_of(tmp_path / "r.json")["collections"]
    found = {p["subject"]: p for p in collection["people"]}
    with extract.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Type"] != "Vehicle search"]
    counted = Counts(
        row["Self-defined ethnicity"].split(" ")[0].split("/")[0]
        for row in rows
        if row["Self-defined ethnicity"]
        and row["Self-defined ethnicity"] != "Other ethnic group - Not stated"
    )
    ethnicity = found["ethnicity"]
    overall = dict(zip(ethnicity["groups"], ethnicity["rows"][0]["counts"], strict=True))
    assert overall == counted
    assert ethnicity["rows"][0]["known"] == counted.total() == 12_064
    ages = Counts(row["Age range"] for row in rows if row["Age range"])
    age = found["age"]
    assert age["groups"] == ["under 10", "10-17", "18-24", "25-34", "over 34"]
    assert dict(zip(age["groups"], age["rows"][0]["counts"], strict=True)) == ages
    for table_of in found.values():
        assert all(sum(row["counts"]) == row["known"] for row in table_of["rows"])


MOTIVES = """unit | kind | motivation
             Ash  |      | RI; fh
             Ash  |      | Race
             Ash  | firm | RI
             Elm  |      | DH,Transphobic,Homophobic
             Elm  |      | RI;something else
             Elm  |      | something else
             Elm  |      | ;
             Oak  |      | ''"""


def counted_motives(text: str) -> tuple[Plan, Any]:
    """A plan that counts by motivation as the shipped suite does, and the tally of a text."""
    motives = SHIPPED.suites["hate_crime"].people
    fields = a_suite().model_dump()["fields"] | {
        "motivation": {"headings": ["Motivation"], "kind": "flags"}
    }
    plan = a_plan(fields=fields, people=[found.model_dump() for found in motives])
    return plan, count(plan, table(text))


def test_a_crime_of_several_motivations_is_counted_in_each_of_them() -> None:
    plan, tally = counted_motives(MOTIVES)
    found = people(MOTIVES, "motivation", plan)
    assert not found.adds_up
    assert everyone(found) == {
        "Race or ethnicity": 3,
        "Religion or belief": 1,
        "Sexual orientation": 1,
        "Disability": 1,
        "Transgender identity": 1,
    }
    known = {row.unit: row.known for row in found.rows}
    assert known == {None: 4, "East": 4, "Ash": 2, "Elm": 2, "Oak": 0}
    assert of(tally, "motivation") == {"known": 5, "invalid": 1, "blank": 2}
    assert of(tally, "motivation", "code")["Race or ethnicity; Religion or belief"] == 1


def test_motivations_are_read_as_each_layout_spells_them() -> None:
    plan, _ = counted_motives("motivation\nRI")
    coder, counts = FlagsCoder(plan.suite.people[0]), []
    for values in ({"x": "RI"}, {"x": "FH"}, {}):
        motivation = plan.suite.fields["motivation"].model_copy(update={"values": values})
        fields = plan.suite.fields | {"motivation": motivation}
        laid_out = plan.suite.model_copy(update={"fields": fields})
        rows = Rows(chunk(table("motivation\nx"), plan), Readers(laid_out, plan.rulebook))
        [number] = coder.codes(rows)
        counts.append(coder.told[number][1])
    assert counts == ["Race or ethnicity", "Religion or belief", "unrecognised"]


@pytest.mark.parametrize("word", ["RI", "Race", "RACE", "Homophobic", "FAITH", "DISABILITY", "TG"])
def test_the_words_of_extracts_are_motivations(word: str) -> None:
    _, tally = counted_motives(f"motivation\n{word}")
    assert of(tally, "motivation") == {"known": 1}


def test_people_are_counted_by_the_five_motivations_that_are_monitored() -> None:
    [motives] = SHIPPED.suites["hate_crime"].people
    assert len(motives.groups) == 5
    assert not SHIPPED.suites["domestic_violence"].people
