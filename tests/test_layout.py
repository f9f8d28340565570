"""Extracts read by layouts: which one applies, and that a layout changes no figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_extracts import HEADINGS, MONTH, record
from workbooks import xlsx

from eqmon.errors import EqmonError, InputError, UsageError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import Drop
from eqmon.extract.read import open_extract
from eqmon.extract.source import Source
from eqmon.intake import Taken, take_in
from eqmon.records.list import list_records
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint_layouts import LayoutFile, lint_layout
from eqmon.rulebook.lint_values import Lists
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.rulebook.yaml_reader import Document

BOOK = load_rulebook()
DV = BOOK.suites["domestic_violence"]
UNITS = ("Barnet", "Camden", "Brent")
CELLS: Mapping[str, tuple[str, ...]] = {
    "relationship": ("Partner", "Spouse", ""),
    "flags": ("DV", "", "DV;RI", "GT"),
    "victim_type": ("Person", "Organisation", ""),
    "age": ("34", "0", "", "Not known", "wrong"),
    "gender": ("Female", "M", "", "Refused", "Z9"),
    "ethnicity": ("W1", "A4", "", "Not stated", "IC3", "W7"),
    "religion_belief": ("Christian", "Not recorded", ""),
    "sexual_orientation": ("Heterosexual", "Prefer not to say", ""),
    "disability": ("None", "Y", "Not asked"),
}
OTHER_FORMATS = ("%d/%m/%Y", "%d.%m.%y", "%m-%d-%Y", "%Y %j")
DATES = ("reported_on", "recorded_on")


def in_memory(**layouts: Mapping[str, Any]) -> Rulebook:
    """The shipped rulebook with layouts of domestic violence, in which lint finds no fault."""
    told = {
        name: Layout.model_validate(
            {"layout": name, "title": name, "suite": "domestic_violence", **says}
        )
        for name, says in layouts.items()
    }
    lists = Lists(BOOK.code_lists, BOOK.units)
    for layout in told.values():
        file = LayoutFile(layout, Document("x.yaml", {}, _no_lines()))
        assert list(lint_layout(file, BOOK.suites, lists, BOOK.persons)) == []
    return replace(BOOK, layouts=told)


def _no_lines() -> Any:
    import yaml

    return yaml.compose("{}")


def drop_of(files: Mapping[str, str | bytes]) -> Drop:
    sources = tuple(
        Source(name, data=text if isinstance(text, bytes) else text.encode())
        for name, text in files.items()
    )
    return Drop("drop", sources, MONTH, None, is_many=True, is_whole=True)


def taken(files: Mapping[str, str], rulebook: Rulebook, **declared: str) -> Taken:
    return take_in(drop_of(files), rulebook, period=MONTH, declared=Declared(**declared))


def as_csv(rows: list[dict[str, str]], headings: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings.values())
    writer.writerows([[row[field] for field in headings] for row in rows])
    return out.getvalue()


def respell(text: str, spellings: Mapping[str, str]) -> str:
    return next((own for own, meant in spellings.items() if meant == text), text)


def in_layout(rows: list[dict[str, str]], layout: Mapping[str, Any], form: str) -> str:
    """The records as the layout tells them."""
    told = layout["fields"]
    rows = [dict(row) for row in rows]
    for row in rows:
        for field in DATES:
            row[field] = date.fromisoformat(row[field]).strftime(form)
        for field, says in told.items():
            if "values" in says:
                parts = row[field].split(";") if field == "flags" else [row[field]]
                between = says.get("separators", ";")
                row[field] = between.join(respell(part, says["values"]) for part in parts)
    headings = {
        field: told.get(field, {}).get("headings", heading)
        for field, heading in HEADINGS.items()
        if field not in layout["every_record"]
    }
    return as_csv(rows, headings)


@st.composite
def layouts(draw: st.DrawFn, unit: str) -> tuple[dict[str, Any], str]:
    """What a random layout says, and its date format."""
    form = draw(st.sampled_from(OTHER_FORMATS))
    fields: dict[str, dict[str, Any]] = {field: {"formats": form} for field in DATES}
    for number, field in enumerate(HEADINGS):
        if draw(st.booleans()):
            fields.setdefault(field, {})["headings"] = f"Column {number}"
    for field, texts in CELLS.items():
        read = [t for t in texts if t not in ("", "wrong", "Z9", "W7", "DV;RI", "IC3")]
        chosen = draw(st.sets(st.sampled_from(read)))
        if chosen:
            values = {f"own {n}": text for n, text in enumerate(sorted(chosen))}
            fields.setdefault(field, {})["values"] = values
    if "flags" in fields and draw(st.booleans()):
        fields["flags"]["separators"] = "/"
    elif "flags" in fields:
        fields["flags"]["separators"] = ";"
    every = {"unit": unit} if draw(st.booleans()) else {}
    if every:
        fields.pop("unit", None)
    elif draw(st.booleans()):
        fields.setdefault("unit", {})["values"] = {"us": unit}
    return {"files": f"{unit}*", "fields": fields, "every_record": every}, form


@st.composite
def boroughs(draw: st.DrawFn) -> list[dict[str, str]]:
    numbers = st.integers(1, 6)  # so that references repeat, also between boroughs
    cells = st.fixed_dictionaries({field: st.sampled_from(texts) for field, texts in CELLS.items()})
    days = st.dates(date(2006, 12, 28), date(2007, 2, 3)).map(date.isoformat)
    return [
        record(draw(numbers), unit, **draw(cells), reported_on=draw(days), recorded_on=draw(days))
        for unit in UNITS
        for _ in range(draw(st.integers(1, 8)))
    ]


def listed(files: Mapping[str, str], rulebook: Rulebook) -> dict[str, list[tuple[str, ...]]]:
    """Every unit's lines without the headings to check, which are each extract's own."""
    listing = list_records(drop_of(files), rulebook, declared=Declared())
    return {
        unit: sorted((line.reference, line.rule, line.reason) for line in listing.lines(unit))
        for unit in listing.records
    }


Written = tuple[dict[str, str], dict[str, str], Rulebook]
"""A drop in the suite's own spelling, the same laid out, and the rulebook with the layouts."""


@st.composite
def both_ways(draw: st.DrawFn) -> Written:
    rows = draw(boroughs())
    plain: dict[str, str] = {}
    told: dict[str, str] = {}
    chosen: dict[str, dict[str, Any]] = {}
    for unit in UNITS:
        chosen[unit.lower()], form = draw(layouts(unit))
        of = [row for row in rows if row["unit"] == unit]
        plain[f"{unit}.csv"] = as_csv(of, HEADINGS)
        told[f"{unit}.csv"] = in_layout(of, chosen[unit.lower()], form)
    return plain, told, in_memory(**chosen)


# An example is two drops counted in full; records are many in each, so a few examples tell.
@settings(max_examples=4)
@given(written=both_ways())
def test_a_drop_of_layouts_gives_the_tally_of_the_suites_own_spelling(written: Written) -> None:
    plain, told, rulebook = written
    mine, theirs = taken(plain, BOOK), taken(told, rulebook)
    assert [one.status for one in theirs.inputs] == ["read"] * 3
    assert [one.layout for one in theirs.inputs] == [unit.lower() for unit in UNITS]
    pd.testing.assert_frame_equal(theirs.collections[0].tally, mine.collections[0].tally)


@settings(max_examples=2)
@given(written=both_ways())
def test_a_drop_of_layouts_lists_the_references_of_the_suites_own_spelling(
    written: Written,
) -> None:
    plain, told, rulebook = written
    assert listed(told, rulebook) == listed(plain, BOOK)


ROW = "0100001/07,V1,Barnet,01/01/2007,Partner,{ethnicity}\n"
HEADING = "CRIS No,Victim No,BOCU,Date Reported,Relationship,SDE\n"
TEXT = HEADING + ROW.format(ethnicity="A4")


def codes(found: Taken) -> dict[tuple[str, str], int]:
    """Records by code and recording of self-defined ethnicity."""
    tally = found.collections[0].tally
    rows = tally[tally["subject"] == "ethnicity"]
    found_codes: dict[tuple[str, str], int] = {}
    for code, recording, n in zip(rows["code"], rows["recording"], rows["n"], strict=True):
        found_codes[code, recording] = found_codes.get((code, recording), 0) + n
    return found_codes


def test_a_layouts_scheme_is_its_extracts_alone() -> None:
    rulebook = in_memory(
        old={"files": "old*", "fields": {"ethnicity": {"scheme": "16+1", "values": {"ch": "O1"}}}}
    )
    files = {"old.csv": TEXT + ROW.format(ethnicity="ch"), "new.csv": TEXT.replace("/07", "/08")}
    assert codes(taken(files, rulebook)) == {
        ("A4", "known"): 1,
        ("O1", "known"): 1,
        ("other_scheme", "invalid"): 1,
    }


def test_every_record_is_of_the_unit_that_the_layout_says() -> None:
    rulebook = in_memory(camden={"files": "x*", "every_record": {"unit": "Camden"}})
    found = taken({"x.csv": TEXT, "y.csv": TEXT.replace("/07", "/08")}, rulebook)
    tally = found.collections[0].tally
    assert set(tally["unit"].unique()) == {"Camden", "Barnet"}
    assert "unit" not in dict(found.inputs[0].headings)
    assert found.inputs[0].notes[0] == "read by layout camden; every record: unit Camden"
    assert "the unit" not in "".join(found.inputs[0].notes)


def test_a_units_column_that_the_user_names_goes_before_the_layouts_word() -> None:
    rulebook = in_memory(camden={"files": "x*", "every_record": {"unit": "Camden"}})
    found = taken({"x.csv": TEXT}, rulebook, unit_heading="BOCU")
    assert set(found.collections[0].tally["unit"].unique()) == {"Barnet"}


def test_a_layouts_suite_needs_no_recognising() -> None:
    without = TEXT.replace("Relationship", "Kin")
    with pytest.raises(InputError, match="fit no suite"):
        open_extract(Source("x.csv", data=without.encode()), BOOK)
    rulebook = in_memory(kin={"headings": ["kin", "SDE"]})
    extract = open_extract(Source("x.csv", data=without.encode()), rulebook)
    assert (extract.suite, extract.layout) == ("domestic_violence", "kin")
    assert extract.laid_out is rulebook.laid_out("domestic_violence", "kin")


def test_how_a_file_is_written_goes_by_its_name() -> None:
    rulebook = in_memory(one={"files": "x*", "delimiter": "pipe", "encoding": "utf-16"})
    data = TEXT.replace(",", "|").encode("utf-16-le")
    extract = open_extract(Source("x.csv", data=data), rulebook, Declared(encoding="utf-16-le"))
    assert (extract.layout, extract.table.written.delimiter) == ("one", "|")
    marked = TEXT.replace(",", "|").encode("utf-16")
    assert open_extract(Source("x.csv", data=marked), rulebook).layout == "one"


def test_a_layout_whose_headings_are_not_there_leaves_the_file_to_be_found_out() -> None:
    rulebook = in_memory(one={"files": "x*", "headings": "Ward", "delimiter": "comma"})
    data = TEXT.replace(",", ";").encode()
    extract = open_extract(Source("x.csv", data=data), rulebook)
    assert (extract.layout, extract.table.written.delimiter) == (None, ";")


def test_a_layout_names_the_sheet_that_holds_the_records() -> None:
    rows = [line.split(",") for line in TEXT.splitlines()]
    book = xlsx([["Notes"]], January=rows, February=rows)
    rulebook = in_memory(january={"files": "x*", "sheet": "January"})
    extract = open_extract(Source("x.xlsx", data=book), rulebook)
    assert (extract.layout, extract.table.written.sheet) == ("january", "January")
    asked = open_extract(Source("x.xlsx", data=book), rulebook, Declared(sheet="February"))
    assert asked.table.written.sheet == "February"


TWO: Mapping[str, Mapping[str, Any]] = {
    "one": {"files": "x*"},
    "two": {"headings": "SDE"},
}


@pytest.mark.parametrize(
    ("layouts_", "declared", "kind", "words"),
    [
        (TWO, {}, InputError, ["x.csv: ", "2 layouts apply to it: one and two", "--layout NAME"]),
        (
            {"one": {"files": "x*", "encoding": "cp1252"}, "two": {"files": "*", "sheet": "A"}},
            {},
            InputError,
            ["2 layouts apply to it: one and two"],
        ),
        (TWO, {"layout": "tow"}, UsageError, ["--layout tow", "allowed: one, two", "'two'?"]),
        ({}, {"layout": "one"}, UsageError, ["layouts stand in a rulebook of your own"]),
        (
            TWO,
            {"layout": "one", "suite": "hate_crime"},
            UsageError,
            ["it is for suite domestic_violence", "leave --suite out"],
        ),
    ],
)
def test_what_layout_it_is_must_be_plain(
    layouts_: Mapping[str, Mapping[str, Any]],
    declared: dict[str, str],
    kind: type[EqmonError],
    words: list[str],
) -> None:
    with pytest.raises(kind) as raised:
        open_extract(
            Source("x.csv", data=TEXT.encode()), in_memory(**layouts_), Declared(**declared)
        )
    assert [word for word in words if word not in str(raised.value)] == []


@pytest.mark.parametrize(
    ("declared", "layout"),
    [({"layout": "two"}, "two"), ({"layout": "one"}, "one"), ({"suite": "hate_crime"}, None)],
)
def test_a_layout_may_be_named_and_another_suites_does_not_apply(
    declared: dict[str, str], layout: str | None
) -> None:
    source = Source("x.csv", data=TEXT.encode())
    assert open_extract(source, in_memory(**TWO), Declared(**declared)).layout == layout


@pytest.mark.parametrize("asked", [{"suite": "hate_crime"}, {"layout": "theirs"}])
def test_a_drops_file_that_a_layout_gives_to_another_suite_is_set_aside(
    asked: dict[str, str],
) -> None:
    theirs = {"suite": "hate_crime", "files": "y*", "fields": {"motivation": {"headings": "Why"}}}
    rulebook = in_memory(ours={"files": "x*"}, theirs=theirs)
    other = TEXT.replace("Relationship", "Why").replace("Partner", "RI")
    found = taken({"x.csv": TEXT.replace("Relationship", "Kin"), "y.csv": other}, rulebook, **asked)
    assert [(one.status, one.suite) for one in found.inputs] == [
        ("set_aside", "domestic_violence"),
        ("read", "hate_crime"),
    ]


def test_a_unit_in_a_layouts_spelling_is_a_record_where_nothing_else_is() -> None:
    rulebook = in_memory(ours={"files": "x*", "fields": {"unit": {"values": {"us": "Camden"}}}})
    found = taken({"x.csv": "BOCU,Relationship,SDE\nus,,W1\nus,,\nthem,,\n"}, rulebook)
    tally = found.collections[0].tally
    records = tally[tally["subject"] == "record"]
    assert dict(zip(records["unit"], records["n"], strict=True)) == {"Camden": 2}


def test_a_misspelt_heading_is_named_beside_what_has_no_column() -> None:
    text = TEXT.replace("SDE", "Self-defined ethnictiy,Sex").replace("A4", "A4,F")
    [one] = taken({"x.csv": text}, BOOK).inputs
    said = "Ethnicity (self-defined) (nearest heading: 'Self-defined ethnictiy')"
    assert said in "".join(one.notes)


def test_victim_and_accused_side_by_side_are_told_apart() -> None:
    both = TEXT.replace("SDE", "Suspect Ethnicity,Complainant Ethnicity").replace("A4", "W1,A4")
    found = taken({"x.csv": both}, BOOK)
    assert codes(found) == {("A4", "known"): 1}
    headings = dict(found.inputs[0].headings)
    assert headings["ethnicity"] == "Complainant Ethnicity"
    assert headings["accused_ethnicity"] == "Suspect Ethnicity"


def test_the_example_reads_as_its_page_says() -> None:
    folder = Path(__file__).parent.parent / "examples" / "camden"
    rulebook = load_rulebook(folder)
    data = (folder / "camden-2007-01.csv").read_text(encoding="utf-8")
    found = taken({"camden-2007-01.csv": data}, rulebook)
    assert codes(found) == {
        ("W1", "known"): 1,
        ("B1", "known"): 1,
        ("W2", "known"): 1,
        ("not_recorded", "not_recorded"): 1,
        ("other_scheme", "invalid"): 1,
    }
    fields = dict(found.inputs[0].headings)
    assert (fields["age"], fields["accused_ethnicity"]) == ("Vic Age", "Suspect Ethnicity")
    assert "IC Code" not in fields.values()
    assert set(found.collections[0].tally["unit"].unique()) == {"Camden"}
    assert set(found.collections[0].tally["month"].unique()) == {"2007-01"}


def test_the_check_reads_by_the_layout(tmp_path: Path, run_cli: Callable[..., Any]) -> None:
    (tmp_path / "rules" / "layouts").mkdir(parents=True)
    (tmp_path / "rules" / "layouts" / "ours.yaml").write_text(
        "layout: ours\ntitle: Ours\nsuite: domestic_violence\nfiles: nothing\n"
        "fields: {ethnicity: {headings: Roots, values: {mine: W1}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "x.csv").write_text(TEXT.replace("SDE", "Roots").replace("A4", "mine"), "utf-8")
    command = ["check", tmp_path / "x.csv", "--rules", tmp_path / "rules", "--fail-on", "never"]
    ran = run_cli(*map(str, command), "--layout", "ours", "--format", "json")
    assert '"layout": "ours"' in ran.out
    assert run_cli(*map(str, command), "--layout", "theirs").code == 2
