"""The sheet: references and empty cells, nothing that tells of a person, accessible and whole."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pytest
from samples import RULEBOOK, a_drop, a_flag, a_sample

from eqmon.extract.declared import Declared
from eqmon.sampling.aim import Aim
from eqmon.sampling.order import Asked, Sample, draw_sample
from eqmon.sampling.sheet import ANSWERS, headings_of, rows_of, write_csv
from eqmon.sampling.workbook import SCORING, write_workbook

CREATED = datetime(2007, 1, 31, tzinfo=UTC)
HEADINGS = ("Unit", "Reference", "TS-SMP-01: Matter 1", "TS-SMP-02: Matter 2")
RECORDS = pd.DataFrame(
    [
        {"ref": ref, "unit": unit, "day": "2007-01-03", "marks": marks, "ethnicity": "yes"}
        for ref, unit, marks in (
            ("0004/07", "Elm", ""),
            ("0003/07", "Ash", "GZEBRA"),
            ("=1+1", "Ash", ""),
            ("0001/07", "Ash", ""),
            ("0002/07", "Elm", "GZEBRA"),
            ("<b>&0", "", ""),
        )
    ],
    dtype=str,
)
ROWS = [
    ("(unit blank)", "<b>&0"),
    ("Ash", "0001/07"),
    ("Ash", "0003/07"),
    ("Ash", "=1+1"),
    ("Elm", "0002/07"),
    ("Elm", "0004/07"),
]


@pytest.fixture(scope="module")
def sample() -> Sample:
    book = replace(RULEBOOK, samples={"small": a_sample([a_flag("GZEBRA")], questions=2)})
    asked = Asked(Aim("size", 6))
    return draw_sample(a_drop(RECORDS), book, declared=Declared(suite="small"), asked=asked)


def test_it_lists_units_and_references_in_their_order_alone(sample: Sample) -> None:
    assert headings_of(sample.manifest) == HEADINGS
    assert rows_of(sample.drawn) == ROWS


def test_the_csv_has_the_marking_the_instructions_and_the_table(sample: Sample) -> None:
    data = write_csv(sample.drawn, sample.manifest)
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbfOFFICIAL-SENSITIVE\r\n")
    assert "Never contact a victim only for this" in text
    rows = list(csv.reader(io.StringIO(text, newline="")))
    at = rows.index([]) + 1
    assert tuple(rows[at]) == HEADINGS
    guarded = [(unit, "'=1+1" if ref == "=1+1" else ref) for unit, ref in ROWS]
    assert rows[at + 1 :] == [[*row, "", ""] for row in guarded]


def test_no_format_tells_a_flag_or_anything_of_a_person(sample: Sample) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook(sample.drawn, sample.manifest, CREATED))
    )
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    for text in (write_csv(sample.drawn, sample.manifest).decode(), "\n".join(cells)):
        assert "ZEBRA" not in text
        assert sample.manifest.salt not in text


def test_the_workbook_can_be_filled_without_a_mouse_or_eyes(sample: Sample) -> None:
    data = write_workbook(sample.drawn, sample.manifest, CREATED)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Cover", "Contents", "Questions", SCORING]
    for sheet in book:
        assert sheet.merged_cells.ranges == set()
        assert isinstance(sheet["A1"].value, str)
    sheet = book[SCORING]
    [table] = sheet.tables.values()
    rows = [tuple(cell.value for cell in row) for row in sheet[table.ref]]
    assert rows[0] == HEADINGS
    assert [row[:2] for row in rows[1:]] == ROWS
    assert {row[2:] for row in rows[1:]} == {(None, None)}
    assert {cell.data_type for row in sheet[table.ref] for cell in row[:2]} == {"s"}  # no formula
    answers = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    first, last = (int(end[1:]) for end in table.ref.split(":"))
    assert set(answers) == {f"{column}{first + 1}:{column}{last}" for column in "CD"}
    for one, number in zip(answers.values(), (1, 2), strict=True):
        assert (one.type, one.formula1) == ("list", f'"{",".join(ANSWERS)}"')
        assert one.prompt == f"The record is sound in matter {number}."
        assert one.allow_blank
    assert sheet.column_dimensions["C"].width > len("not applicable")


def test_the_questions_stand_with_their_sources(sample: Sample) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook(sample.drawn, sample.manifest, CREATED))
    )
    [table] = book["Questions"].tables.values()
    rows = [[cell.value for cell in row] for row in book["Questions"][table.ref]]
    assert rows[1] == [
        "TS-SMP-01: Matter 1",
        "The record is sound in matter 1.",
        "Yes where it is. No otherwise.",
        "supervisor",
        "a test",
    ]


def test_the_same_sample_gives_the_same_bytes(sample: Sample) -> None:
    one, other = (write_workbook(sample.drawn, sample.manifest, CREATED) for _ in range(2))
    assert one == other
