"""A filled sheet read back: from any spreadsheet program, and every problem by its row at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from samples import RULEBOOK, a_drop, a_sample
from test_sampling_sheet import RECORDS

from eqmon.errors import InputError
from eqmon.extract.declared import Declared
from eqmon.sampling.aim import Aim
from eqmon.sampling.answers import answers_of
from eqmon.sampling.filled import read_filled
from eqmon.sampling.order import Asked, Sample, draw_sample
from eqmon.sampling.sheet import write_csv
from eqmon.sampling.workbook import SCORING, write_workbook

Rows = list[list[str]]
FIRST, SECOND = "TS-SMP-01", "TS-SMP-02"
GIVEN = [
    ("yes", "no"),
    ("Y", "N"),
    (" YES ", "n/a"),
    ("no", "NA"),
    ("", "Not applicable"),
    ("n", ""),
]
"""Answers to both questions, in the order of the sheet's rows."""


@pytest.fixture(scope="module")
def sample() -> Sample:
    book = replace(RULEBOOK, samples={"small": a_sample(questions=2)})
    asked = Asked(Aim("size", 6), by=("month",))
    return draw_sample(a_drop(RECORDS), book, declared=Declared(suite="small"), asked=asked)


def table_of(sample: Sample) -> Rows:
    """The sheet's rows as CSV holds them, filled."""
    text = write_csv(sample.drawn, sample.manifest).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for row, answers in zip(rows[rows.index([]) + 2 :], GIVEN, strict=True):
        row[2:] = answers
    return rows


def saved(rows: Rows, path: Path, *, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def counted(path: Path, sample: Sample) -> dict[str, dict[str, int]]:
    """How many records have each answer, over the one stratum."""
    found = answers_of(read_filled(path), sample.manifest, path)
    return {question: dict(strata[0]) for question, strata in found.items()}


COUNTED = {
    FIRST: {"yes": 3, "no": 2, "": 1},
    SECOND: {"no": 2, "not applicable": 3, "": 1},
}


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [
        ("a.csv", ",", "utf-8-sig"),
        ("a.csv", ";", "cp1252"),
        ("a.txt", "\t", "utf-16"),
        ("a.csv", ",", "utf-8"),
    ],
)
def test_text_is_read_as_any_program_saves_it(
    name: str, delimiter: str, encoding: str, sample: Sample, tmp_path: Path
) -> None:
    path = saved(table_of(sample), tmp_path / name, delimiter=delimiter, encoding=encoding)
    assert counted(path, sample) == COUNTED


def test_a_workbook_is_read_back(sample: Sample, tmp_path: Path) -> None:
    data = write_workbook(sample.drawn, sample.manifest, datetime(2007, 1, 31, tzinfo=UTC))
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = [row for row in book[SCORING].iter_rows() if "/" in str(row[1].value) or row[2].row > 5]
    for row, answers in zip(rows, GIVEN, strict=True):
        row[2].value, row[3].value = answers
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert counted(path, sample) == COUNTED


def test_rows_may_be_sorted_and_columns_added(sample: Sample, tmp_path: Path) -> None:
    rows = table_of(sample)
    at = rows.index([]) + 1
    mixed = [
        *rows[:at],
        [*rows[at], "mine"],
        *([*row, "x"] for row in reversed(rows[at + 1 :])),
        [],
    ]
    assert counted(saved(mixed, tmp_path / "a.csv"), sample) == COUNTED


Change = Callable[[Rows], object]


def at(row: int, column: int, text: str) -> Change:
    """Change a cell of the row of this number, counted from 1 as in a spreadsheet."""
    return lambda rows: rows[row - 1].__setitem__(column, text)


# The table's heading is row 11; its records are rows 12 to 17.
PROBLEMS: list[tuple[str, list[Change], list[str]]] = [
    ("an answer", [at(12, 2, "perhaps")], ["row 12: TS-SMP-01 is not answered with one of: yes"]),
    (
        "answers",
        [at(12, 2, "x"), at(14, 2, "y es"), at(13, 3, "1")],
        ["rows 12, 14: TS-SMP-01 is not", "row 13: TS-SMP-02 is not"],
    ),
    (
        "a reference",
        [at(13, 1, "1/07")],
        ["1 record that was drawn has no row", "row 13: its reference was not drawn, or was"],
    ),
    ("none", [at(13, 1, " ")], ["1 record that was drawn has no row", "row 13: no reference"]),
    ("a unit", [at(13, 0, "Elm")], ["row 13: its unit is not the one that it was drawn in"]),
    (
        "a row twice",
        [lambda rows: rows.append(list(rows[12]))],
        ["row 18: its reference stands in another row too"],
    ),
    (
        "rows gone",
        [lambda rows: rows.__delitem__(slice(14, 17))],
        ["3 records that were drawn have"],
    ),
    (
        "columns",
        [lambda rows: [row.pop() for row in rows[10:]], at(11, 0, "Place")],
        ["no column of Unit", "no column of TS-SMP-02"],
    ),
    ("a column twice", [at(11, 3, "TS-SMP-01")], ["2 columns of TS-SMP-01", "no column of TS-SMP"]),
    ("no heading", [at(11, 1, "Ref")], ["no row of it is the sheet's heading"]),
]


@pytest.mark.parametrize(
    ("changes", "told"), [p[1:] for p in PROBLEMS], ids=[p[0] for p in PROBLEMS]
)
def test_every_problem_is_told_by_its_row(
    changes: list[Change], told: list[str], sample: Sample, tmp_path: Path
) -> None:
    rows = table_of(sample)
    assert rows.index([]) == 9
    for change in changes:
        change(rows)
    path = saved(rows, tmp_path / "a.csv")
    with pytest.raises(InputError) as refused:
        counted(path, sample)
    said = str(refused.value)
    assert all(problem in said for problem in told)
    assert (f"{len(told)} problems" in said) == (len(told) > 1)
    assert "perhaps" not in said  # no cell's value


def test_many_rows_with_one_problem_are_counted(sample: Sample, tmp_path: Path) -> None:
    rows = table_of(sample)
    rows += [["Ash", f"x{n}", "", ""] for n in range(20)]
    with pytest.raises(InputError, match=r"rows 18, 19, .*, 29 and 8 more: its reference was not"):
        counted(saved(rows, tmp_path / "a.csv"), sample)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.docx", b"x", "is no sheet that can be read"),
        ("a.xlsx", b"x", "a.xlsx"),
        ("a.csv", b"", "no row of it is the sheet's heading"),
        ("b.csv", None, "there is no such file"),
    ],
)
def test_what_is_no_sheet_is_refused(
    name: str, data: bytes | None, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=problem):
        read_filled(path)
