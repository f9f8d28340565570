"""paper.xlsx: what is planned is what is written; no text is a formula, a link or altered."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

import papers
import pytest
from documents import CREATED, document, hostile_document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from written_sheets import opened, part, parts

from eqmon.document import write_document
from eqmon.document.harmless import one_line
from eqmon.document.model import Cell, Column, Document, Section, Table
from eqmon.document.sheets import sheets_of
from eqmon.document.workbook import write

AWKWARD = (
    "$$note$$ $$other$$",
    "[a](b) and [c](d)",
    "- ...",
    "   ",
    " spaced ",
    "<r><t>run</t></r>",
    "<r>&</r>",
    "_x0041_",
    "internal:'Notes'!A1",
    "mailto:nobody",
    "{=1+1}",
    "123",
    "true",
    "עברית",
)


@cache
def plain() -> bytes:
    return write(document())


def awkward(*texts: str) -> Document:
    cells = tuple((Cell(text), Cell(text)) for text in texts)
    columns = (Column(texts[0], "name"), Column(texts[-1], "text"))
    table = Table("t", "Table 1", texts[0], columns, cells, tuple((t,) for t in texts))
    return replace(document(), blocks=(Section("s", "S", (table,)),))


def check_whole(made: Document) -> None:
    workbook = opened(write(made))
    assert workbook.sheetnames == [sheet.name for sheet in sheets_of(made)]
    for sheet in sheets_of(made):
        written = [list(row) for row in workbook[sheet.name].iter_rows()]
        rows = [[line.text] for line in sheet.lines]
        if sheet.grid:
            table = workbook[sheet.name].tables[sheet.grid.name]
            assert [c.name for c in table.tableColumns] == [h.title for h in sheet.grid.heads]
            rows += [[head.title for head in sheet.grid.heads]]
            rows += [[v.text if v.number is None else v.number for v in r] for r in sheet.grid.rows]
        assert len(written) == len(rows)
        for cells, texts in zip(written, rows, strict=True):
            values = ["" if c.value is None else c.value for c in cells]
            assert values[: len(texts)] == [t if t != "" else "" for t in texts]
            assert not any(values[len(texts) :])
            assert {c.data_type for c in cells} <= {"s", "n"}
            assert all(c.data_type == "n" or c.value is not None for c in cells)


def test_the_registry_writes_it() -> None:
    assert write_document(document(), "workbook") == plain()


@pytest.mark.parametrize(
    "made",
    [document(), hostile_document(), awkward(*AWKWARD), awkward("$$a$$", "x", "xx")],
)
def test_what_is_planned_is_written(made: Document) -> None:
    check_whole(made)


def test_a_paper_is_written_as_planned() -> None:
    check_whole(papers.written(papers.no_persons()))


@settings(max_examples=8)
@given(st.lists(st.text(st.characters(), max_size=20).map(one_line), min_size=1, max_size=3))
def test_any_text_is_written_whole(texts: list[str]) -> None:
    check_whole(awkward(*texts))


@pytest.mark.parametrize("made", [hostile_document(), awkward(*AWKWARD)])
def test_nothing_is_a_formula_and_only_contents_are_links(made: Document) -> None:
    written = write(made)
    assert not [name for name, data in parts(written).items() if b"<f>" in data or b"<f " in data]
    assert b"TargetMode" not in b"".join(
        data for name, data in parts(written).items() if name.endswith(".rels")
    )
    for sheet in opened(written):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    assert cell.hyperlink.location.endswith("!A1")
                    assert cell.hyperlink.target is None


def test_numbers_are_numbers_with_the_decimals_that_are_shown() -> None:
    sheet = opened(plain())["Table 1"]
    [row] = [row for row in sheet.iter_rows() if row[0].value == "Borough 1"]
    assert [cell.value for cell in row] == [
        "Borough 1",
        1000,
        None,
        24.5,
        245,
        "FAIL",
        "plain words",
    ]
    assert [row[place].number_format for place in (1, 3, 4)] == ["#,##0", "#,##0.0", "#,##0"]
    assert [cell.alignment.indent for cell in row] == [0, 0, 1, 0, 0, 1, 1]
    assert [cell.alignment.horizontal for cell in row] == [
        *("left", "right", "left", "right", "right", "left", "left")
    ]


def test_print_repeats_the_headings_and_wide_tables_go_across_pages() -> None:
    columns = (Column("Borough", "name"), *(Column(f"Strand {n}", "count") for n in range(30)))
    row = (Cell("Barnet"), *(Cell("1", 1) for _ in range(30)))
    table = Table("t", "Table 1", "T", columns, (row,))
    wide = opened(write(replace(document(), blocks=(Section("s", "S", (table,)),))))["Table 1"]
    narrow = opened(plain())["Table 1"]
    head = next(cell.row for (cell, *_) in narrow.iter_rows() if cell.value == "Borough")
    assert narrow.print_title_rows == f"${head}:${head}"
    assert not narrow.print_title_cols
    assert wide.print_title_cols == "$A:$A"
    assert [sheet.page_setup.fitToWidth for sheet in (narrow, wide)] == [None, 2]
    assert {sheet.page_setup.orientation for sheet in opened(plain())} == {"landscape"}


def test_an_apostrophe_in_a_sheet_s_name_is_doubled_in_links() -> None:
    table = Table("t", "Officer's", "T", (Column("Borough", "name"),), ((Cell("Barnet"),),))
    contents = opened(write(replace(document(), blocks=(Section("s", "S", (table,)),))))["Contents"]
    links = [cell.hyperlink.location for cell in contents["A"] if cell.hyperlink]
    assert links[-1] == "'Officer''s'!A1"


def test_a_cell_may_show_more_decimals_than_its_column() -> None:
    cells = tuple(
        (Cell(f"B{n}"), Cell(f"{n:.{d}f}", n, d)) for n, d in ((4.96, 2), (24.5, 1), (9.1, 1))
    )
    columns = (Column("Borough", "name"), Column("Not obtained, per cent", "percent"))
    table = Table("t", "Table 1", "T", columns, cells)
    made = replace(document(), blocks=(Section("s", "S", (table,)),))
    rows = list(opened(write(made))["Table 1"].iter_rows())[-3:]
    assert [row[1].number_format for row in rows] == ["#,##0.00", "#,##0.0", "#,##0.0"]


def test_the_same_document_is_the_same_bytes() -> None:
    assert write(document()) == plain()


def test_dates_are_the_document_s() -> None:
    zone = timezone(timedelta(hours=1))
    made = replace(document(), created=datetime(2007, 7, 1, 0, 30, tzinfo=zone))
    with zipfile.ZipFile(io.BytesIO(write(made))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2007, 6, 30, 23, 30, 0)}
    assert opened(write(made)).properties.created == datetime(2007, 6, 30, 23, 30)


def test_properties() -> None:
    found = opened(plain()).properties
    assert found.title == "Recording of equality strands: January 2007"
    assert found.subject == "How well the people behind the records are recorded."
    assert found.creator == "Race and Diversity Unit"
    assert found.keywords == "equality monitoring"
    assert found.language == "en-GB"
    assert found.created == CREATED.replace(tzinfo=None)
    nobody = opened(write(replace(document(), author=""))).properties
    assert not nobody.creator
    assert UTC is CREATED.tzinfo


def test_headings_are_excel_s_own() -> None:
    workbook = opened(plain())
    for sheet in workbook:
        assert sheet["A1"].style == "Heading 1"
    cover = workbook["Cover"]
    assert [row[0].value for row in cover.iter_rows() if row[0].style == "Heading 2"] == [
        "Introductory information",
        "About these data",
    ]
    assert workbook["Table 1"]["A2"].style == "Normal"
    root = part(plain(), "xl/styles.xml")
    styles = [dict(found.attrib) for found in root.iter() if found.tag.endswith("}cellStyle")]
    assert [(s["name"], s["builtinId"]) for s in styles] == [
        ("Normal", "0"),
        ("Heading 1", "16"),
        ("Heading 2", "17"),
    ]


def test_a_text_that_looks_like_runs_is_text() -> None:
    cell = opened(write(awkward("<r><t>run</t></r>")))["Table 1"]["A1"]
    assert not isinstance(cell.value, CellRichText)
    assert "<r><t>run</t></r>" in str(cell.value)
