"""paper.ods: the worksheets of the workbook, as two other readers see them."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import odfdo
import papers
import pytest
import writer_reports
from documents import document, hostile_document
from hypothesis import given, settings
from hypothesis import strategies as st
from outside import tool
from python_calamine import CalamineWorkbook
from test_workbook_written import AWKWARD, awkward
from written_sheets import parts

from eqmon.document import ods, workbook, write_document
from eqmon.document.harmless import one_line
from eqmon.document.model import Cell, Column, Document, Section, Table
from eqmon.document.ods import write
from eqmon.document.sheets import sheets_of
from eqmon.document.sheets_model import Sheet


@cache
def plain() -> bytes:
    return write(document())


def rows_of(sheet: Sheet, *, as_shown: bool = False) -> list[list[object]]:
    """What a worksheet should hold, each row as wide as its table."""
    width = len(sheet.grid.heads) if sheet.grid else 1
    rows: list[list[object]] = [[line.text, *[""] * (width - 1)] for line in sheet.lines]
    if sheet.grid:
        rows.append([head.title for head in sheet.grid.heads])
        rows += [
            [v.text if as_shown or v.number is None else float(v.number) for v in row]
            for row in sheet.grid.rows
        ]
    return rows


def check_whole(made: Document) -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(write(made)))
    assert read.sheet_names == [sheet.name for sheet in sheets_of(made)]
    for sheet in sheets_of(made):
        assert read.get_sheet_by_name(sheet.name).to_python() == rows_of(sheet)


def test_the_registry_writes_it() -> None:
    assert write_document(document(), "ods") == plain()


@pytest.mark.parametrize("made", [document(), hostile_document(), awkward(*AWKWARD)])
def test_what_is_planned_is_written(made: Document) -> None:
    check_whole(made)


def test_a_paper_is_written_as_planned() -> None:
    check_whole(papers.written(writer_reports.public_report()))


@settings(max_examples=10)
@given(st.lists(st.text(st.characters(), max_size=20).map(one_line), min_size=1, max_size=3))
def test_any_text_is_written_whole(texts: list[str]) -> None:
    check_whole(awkward(*[text or "x" for text in texts]))


@pytest.mark.parametrize("made", [hostile_document(), awkward(*AWKWARD)])
def test_nothing_is_a_formula_and_only_contents_are_links(made: Document) -> None:
    content = parts(write(made))["content.xml"].decode()
    assert "table:formula" not in content
    body = odfdo.Document(io.BytesIO(write(made))).body
    links = [link.url for link in body.get_links()]
    assert links
    assert all(link.startswith("#'") and link.endswith(".A1") for link in links)


def test_an_apostrophe_in_a_sheet_s_name_is_doubled_where_it_is_quoted() -> None:
    table = Table("t", "Officer's", "T", (Column("Borough", "name"),), ((Cell("Barnet"),),))
    made = replace(document(), blocks=(Section("s", "S", (table,)),))
    body = odfdo.Document(io.BytesIO(write(made))).body
    assert "#'Officer''s'.A1" in [link.url for link in body.get_links()]
    ranges = body.get_elements("//table:database-range")
    assert ranges[-1].get_attribute("table:target-range-address").startswith("'Officer''s'.A")


def test_every_style_of_a_cell_wraps_its_text() -> None:
    for part in ("content.xml", "styles.xml"):
        told = parts(plain())[part].decode()
        assert told.count("<style:table-cell-properties") == told.count('fo:wrap-option="wrap"') > 0


def test_spaces_that_xml_would_lose_are_told() -> None:
    content = parts(write(awkward(" spaced   out ")))["content.xml"].decode()
    one, two = '<text:s text:c="1"/>', '<text:s text:c="2"/>'
    assert f"<text:p>{one}spaced {two}out{one}</text:p>" in content


def test_headings_header_rows_and_names_of_tables() -> None:
    body = odfdo.Document(io.BytesIO(plain())).body
    for table in body.get_tables():
        first = table.get_cell((0, 0))
        assert first.style == "Heading_20_1"
        assert len(table.get_elements("table:table-header-rows/table:table-row")) == (
            0 if table.name == "Cover" else 1
        )
    ranges = body.get_elements("//table:database-range")
    assert [found.get_attribute("table:name") for found in ranges][-2:] == [
        "table_by_borough",
        "table_full",
    ]
    assert ranges[-2].get_attribute("table:target-range-address") == "'Table 1'.A12:'Table 1'.G17"


def test_numbers_are_typed_and_shown_with_their_decimals() -> None:
    table = odfdo.Document(io.BytesIO(plain())).body.get_tables()[-2]
    [row] = [row for row in table.rows if row.get_value(0) == "Borough 1"]
    kinds = [(cell.type, cell.style) for cell in row.cells]
    assert kinds[1] == ("float", "digits0")
    assert kinds[3] == ("float", "digits1")
    assert kinds[5] == ("string", "beside")
    shown = parts(plain())["content.xml"].decode()
    assert 'style:name="number1"><number:number number:decimal-places="1"' in shown


def test_print_repeats_the_headings_and_wide_tables_go_across_pages() -> None:
    columns = (Column("Borough", "name"), *(Column(f"Strand {n}", "count") for n in range(30)))
    row = (Cell("Barnet"), *(Cell("1", 1) for _ in range(30)))
    table = Table("t", "Table 1", "T", columns, (row,))
    written = write(replace(document(), blocks=(Section("s", "S", (table,)),)))
    last = odfdo.Document(io.BytesIO(written)).body.get_tables()[-1]
    assert last.style == "sheet2"
    assert last.get_elements("table:table-header-columns/table:table-column")
    styles = parts(written)["styles.xml"].decode()
    assert 'style:name="layout2"' in styles
    assert 'style:scale-to-X="2"' in styles
    assert "'Table 1'.AE" in parts(written)["content.xml"].decode()


def test_what_it_says_of_itself() -> None:
    read = odfdo.Document(io.BytesIO(plain()))
    assert read.meta.title == "Recording of equality strands: January 2007"
    assert read.meta.subject == "How well the people behind the records are recorded."
    assert read.meta.initial_creator == read.meta.creator == "Race and Diversity Unit"
    assert read.meta.language == read.language == "en-GB"
    assert read.meta.creation_date == datetime(2007, 2, 6)
    nobody = odfdo.Document(io.BytesIO(write(replace(document(), author=""))))
    assert nobody.meta.initial_creator is None


def test_it_holds_its_own_parts_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        assert archive.namelist() == [
            *("mimetype", "content.xml", "meta.xml", "settings.xml", "styles.xml"),
            "META-INF/manifest.xml",
        ]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {info.date_time for info in archive.infolist()} == {(2007, 2, 6, 0, 0, 0)}


def test_the_same_document_is_the_same_bytes() -> None:
    assert write(replace(document(), created=datetime(2007, 2, 6, tzinfo=UTC))) == plain()


def test_no_fills_and_no_headers_or_footers() -> None:
    written = parts(plain())
    for part in ("content.xml", "styles.xml"):
        assert b"background-color" not in written[part]
        assert b"style:header" not in written[part]
        assert b"style:footer" not in written[part]


ALL_SHEETS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


def test_libreoffice_reads_both_alike(tmp_path: Path) -> None:
    made = {"plain": document(), "hostile": hostile_document()}
    files = []
    for name, one in made.items():
        for ending, writer in (("xlsx", workbook), ("ods", ods)):
            files.append(tmp_path / f"{name}_{ending}.{ending}")
            files[-1].write_bytes(writer.write(one))
    command = [
        tool("soffice"),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        *("--convert-to", ALL_SHEETS_AS_SHOWN, "--outdir", str(tmp_path)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for file in files:
        for sheet in sheets_of(made[file.stem.partition("_")[0]]):
            read = tmp_path / f"{file.stem}-{sheet.name}.csv"
            with read.open(encoding="utf-8", newline="") as rows:
                assert list(csv.reader(rows)) == rows_of(sheet, as_shown=True), read.name
