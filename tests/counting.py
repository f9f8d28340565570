"""Small suites, rulebooks and tables of records, for tests of counting and judging."""

from __future__ import annotations

import itertools
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from eqmon.engines.counter import Counter, Plan
from eqmon.engines.repeats import settle_repeats
from eqmon.rulebook.codelists import CodeList, Entry
from eqmon.rulebook.duties import Duties, DutyInForce
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import Source
from eqmon.rulebook.units import Unit, UnitList
from eqmon.tally import COLUMNS
from eqmon.vocabulary import Recording, Strand

SOURCE = {"work": "a test"}

TOKENS = {
    "yes": Recording.KNOWN,
    "no": Recording.KNOWN,
    "refused": Recording.REFUSED,
    "not_stated": Recording.NOT_STATED,
    "not_asked": Recording.NOT_ASKED,
    "not_known": Recording.NOT_KNOWN,
    "not_recorded": Recording.NOT_RECORDED,
    "zz": Recording.DEFAULT,
    "n/a": Recording.NOT_APPLICABLE,
}
"""What the tests' code list reads; a blank is blank, and anything else is invalid."""

COMMENCEMENTS = {
    Strand.ETHNICITY: date(2001, 4, 2),
    Strand.DISABILITY: date(2006, 12, 4),
    Strand.GENDER: date(2007, 4, 6),
    Strand.AGE: date(2011, 4, 5),
    Strand.RELIGION_BELIEF: date(2011, 4, 5),
    Strand.SEXUAL_ORIENTATION: date(2011, 4, 5),
}

UNITS = UnitList(
    "places",
    {
        "East": Unit("EA", "East", "bcu", "", expected=False),
        "Ash": Unit("A", "Ash", "borough", "EA", expected=True),
        "Elm": Unit("E", "Elm", "borough", "EA", expected=True),
        "Oak": Unit("O", "Oak", "borough", "", expected=True),
    },
    {"ea": "East", "east": "East", "a": "Ash", "ash": "Ash", "elm": "Elm", "oak": "Oak"},
)
"""Ash and Elm are part of East; Oak is part of nothing."""


def answers() -> CodeList:
    """The tests' code list."""
    exact = {token: (Entry(token, recording, frozenset()),) for token, recording in TOKENS.items()}
    return CodeList("answers", exact, ())


def a_suite(**changes: Any) -> Suite:
    """A suite of one strand of each shape, without rules unless they are given."""
    said: dict[str, Any] = {
        "suite": "small",
        "title": "Small",
        "collection": "small",
        "grain": "a victim",
        "about": "the victim",
        "units": "places",
        "unit": "unit",
        "date": "day",
        "key": ["ref"],
        "recognised_by": ["ethnicity"],
        "min_records": 1,
        "decides": {"level": "overall", "reason": "a test"},
        "fields": {
            "ref": {"headings": ["Ref"]},
            "person": {"headings": ["Person"]},
            "unit": {"headings": ["Unit"]},
            "day": {"headings": ["Day"], "kind": "date", "formats": ["%d/%m/%Y"]},
            "other_day": {"headings": ["Other day"], "kind": "date"},
            "kind": {"headings": ["Kind"]},
            "marks": {"headings": ["Marks"], "kind": "flags"},
            "ethnicity": {"headings": ["Ethnicity"], "kind": "code", "code_list": "answers"},
            "religion": {"headings": ["Religion"], "kind": "code", "code_list": "answers"},
            "age": {"headings": ["Age"], "kind": "code", "code_list": "age"},
            "band": {"headings": ["Band"], "kind": "code", "code_list": "age"},
            "born": {"headings": ["Born"], "kind": "code", "code_list": "date_of_birth"},
        },
        "strands": {
            "ethnicity": {"strand": "ethnicity", "label": "Ethnicity", "fields": ["ethnicity"]},
            "religion": {
                "strand": "religion_belief",
                "label": "Religion",
                "fields": ["religion"],
                "required": False,
            },
            "age": {
                "strand": "age",
                "label": "Age",
                "fields": ["age", "born", "band"],
                "at_record_date": "born",
            },
        },
        "not_applicable": [
            {"when": {"field": "kind", "is_in": ["firm"]}, "reason": "there is no person"}
        ],
        "rules": [],
    }
    return Suite.model_validate(said | changes)


def a_rule(kind: str, rule_id: str = "TS-TST-01", **more: Any) -> dict[str, Any]:
    """One rule of a suite as its file says it."""
    said = {"id": rule_id, "title": kind, "reason": "a test", "action": "none", "source": [SOURCE]}
    return {**said, "kind": kind, **more}


def a_check(kind: str, **more: Any) -> dict[str, Any]:
    """A check that nothing may break."""
    return a_rule(kind, fail_above=0.0, **more)


@cache
def shipped_rulebook() -> Rulebook:
    """The rulebook that eqmon ships."""
    return load_rulebook()


def a_rulebook(*suites: Suite) -> Rulebook:
    """A rulebook of the suites given, with the shipped lists of ages and dates of birth."""
    shipped = shipped_rulebook()
    duties = {
        strand: DutyInForce(
            strand=strand, commencement=day, name="duty", source=Source(work="a test")
        )
        for strand, day in COMMENCEMENTS.items()
    }
    return Rulebook(
        name="small",
        directory=None,
        sha256="0" * 64,
        suites={suite.suite: suite for suite in suites},
        code_lists={
            "answers": answers(),
            "age": shipped.code_lists["age"],
            "date_of_birth": shipped.code_lists["date_of_birth"],
            "yes_no": shipped.code_lists["yes_no"],
        },
        units={"places": UNITS, "as_found": UnitList.as_found()},
        duties=Duties(duties),
        exceptions=(),
    )


def a_plan(suite: Suite | None = None, *, period: str | None = None, **changes: Any) -> Plan:
    """What a pass over records of `a_suite` counts."""
    suite = suite or a_suite(**changes)
    return Plan(suite, a_rulebook(suite), period)


def table(text: str) -> pd.DataFrame:
    """Records drawn as a table: a heading, then a row a record, cells parted by `|`.

    Cells come without outer spaces; those in quotes keep them, and know \\0, \\t and \\xa0.
    """
    heading, *rows = ([cell.strip() for cell in line.split("|")] for line in text.split("\n"))
    return pd.DataFrame([[_cell(c) for c in row] for row in rows], columns=heading, dtype="str")


def _cell(text: str) -> str:
    if text.startswith("'"):
        return text.strip("'").encode().decode("unicode_escape")
    return text


def chunk(records: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Records as reading gives them: categoricals, except for the parts of the key."""
    kinds = {c: "str" if c in plan.suite.key else "category" for c in records.columns}
    return records.astype(kinds)


def count(plan: Plan, *records: pd.DataFrame) -> pd.DataFrame:
    """The tally of records, each frame a chunk of its own, repeated keys settled."""
    counter = Counter(plan)
    chunks = [chunk(frame, plan) for frame in records]
    for frame in chunks:
        counter.add(frame)
    settle_repeats(counter, [lambda: chunks])
    return counter.frame()


def of(tally: pd.DataFrame, subject: str, *columns: str) -> dict[Any, int]:
    """A subject's counts by some columns of the tally, added up over the others."""
    rows = tally[tally["subject"] == subject]
    by = list(columns or ("recording",))
    sums = rows.groupby(by if len(by) > 1 else by[0])["n"].sum()
    return {key: int(n) for key, n in sums.items()}


def tally_of(*rows: tuple[Any, ...], columns: str = "unit recording n") -> pd.DataFrame:
    """A tally of one strand, `ethnicity`, from rows of some of its columns."""
    given = [dict(zip(columns.split(), row, strict=True)) for row in rows]
    usual = {
        "unit": "Ash",
        "area": "",
        "month": "2007-01",
        "applicable": True,
        "subject": "ethnicity",
        "field": "ethnicity",
        "code": "",
        "recording": "known",
        "group": "",
        "n": 1,
    }
    return pd.DataFrame([usual | row for row in given], columns=list(COLUMNS))


def pieces(records: pd.DataFrame, cuts: list[int]) -> list[pd.DataFrame]:
    """Records cut at some of their rows."""
    edges = sorted({0, len(records), *(cut % (len(records) + 1) for cut in cuts)})
    return [records.iloc[a:b].reset_index(drop=True) for a, b in itertools.pairwise(edges)]


def write_rulebook(directory: Path, suite: Suite) -> Rulebook:
    """A rulebook of `a_suite` as files of one's own, which extend the shipped ones."""
    for folder in ("suites", "codelists", "units"):
        (directory / folder).mkdir(parents=True)
    said = suite.model_dump_json(exclude_none=True)  # JSON is YAML too
    (directory / "suites" / f"{suite.suite}.yaml").write_text(said)
    codes = [f"{token},{token},{recording.value},a test" for token, recording in TOKENS.items()]
    lines = "\n".join(("code,label,recording,source", *codes))
    (directory / "codelists" / "answers.csv").write_text(lines)
    places = "code,name,level,parent,source\nEA,East,bcu,,a test\nA,Ash,borough,EA,a test\n"
    places += "E,Elm,borough,EA,a test\nO,Oak,borough,,a test\n"
    (directory / "units" / "places.csv").write_text(places)
    return load_rulebook(directory)
