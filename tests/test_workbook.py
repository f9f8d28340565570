"""Workbooks as tables: the same text in every format, and what is said of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from workbooks import SHEET, Rows, changed, ods, parts_of, saved, with_cell, xls, xlsb, xlsx, zipped

from eqmon.errors import InputError, UsageError
from eqmon.extract.read import BLOCK
from eqmon.extract.source import Source
from eqmon.extract.workbook import Workbook, open_workbook

KNOWN = {"BOCU", "Ethnicity", "Sex", "Age"}
HEADING = ["BOCU", "Ethnicity"]
ROWS: Rows = [HEADING, ["Barnet", "W1"], ["Camden", "B1"]]
FORMATS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xlsb": xlsb, "xls": xls, "ods": ods}
every_format = pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)


def opened(data: bytes, sheet: str | None = None) -> Workbook:
    source = Source("a.xlsx", data=data)
    return open_workbook(source, known=KNOWN.__contains__, sheet=sheet)


def rows_of(table: Workbook, block_size: int = BLOCK) -> list[tuple[str, ...]]:
    positions = range(len(table.header))
    return [
        tuple(row.values())
        for batch in table.batches(
            coded=[0], text=positions[1:], block_size=block_size, on_ragged=pytest.fail
        )
        for row in batch.to_pylist()
    ]


def first_cell(data: bytes) -> str:
    return rows_of(opened(data))[0][0]


@every_format
def test_every_format_gives_one_table(make: Callable[..., bytes]) -> None:
    table = opened(make(ROWS))
    assert table.header == ("BOCU", "Ethnicity")
    assert rows_of(table) == [("Barnet", "W1"), ("Camden", "B1")]
    assert table.notes == ()
    assert table.written.sheet == "Data"
    assert table.written.kind == ("OpenDocument" if make is ods else "Excel")


CELLS = [
    # what the cell holds             its text
    ("Barnet", "Barnet"),
    (" kept as it is ", " kept as it is "),
    ("two\nlines", "two\nlines"),
    (34, "34"),
    (34.5, "34.5"),
    (-0.25, "-0.25"),
    (1 / 3, "0.333333333333333"),
    (1234567890123, "1234567890123"),
    (1e20, "100000000000000000000"),
    (0.1 + 0.2, "0.3"),
    (True, "TRUE"),
    (False, "FALSE"),
    (date(2007, 1, 31), "2007-01-31"),
    (datetime(2007, 1, 31, 23, 59), "2007-01-31T23:59:00"),
    (datetime(2007, 1, 31), "2007-01-31"),
]


@pytest.mark.parametrize("make", [xlsx, ods])
@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_cells_are_the_text_that_csv_would_have(
    make: Callable[..., bytes], cell: object, text: str
) -> None:
    assert first_cell(make([HEADING, [cell, "W1"]])) == text


XML_CELLS = [
    # as Excel writes it                                             its text
    ('<c r="A2" t="e"><v>#REF!</v></c>', "#REF!"),
    ('<c r="A2" t="e"><v>#SPILL!</v></c>', "#SPILL!"),
    ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    ('<c r="A2" t="str"><f>B2</f><v>W1</v></c>', "W1"),
    ('<c r="A2" t="b"><v>1</v></c>', "TRUE"),
    ('<c r="A2" t="d"><v>2007-01-31</v></c>', "2007-01-31"),
    ('<c r="A2"><v>39113</v></c>', "39113"),
    ('<c r="A2"><v>1.5E3</v></c>', "1500"),
    ('<c r="A2" t="inlineStr"><is><r><t>Bar</t></r><r><t>net</t></r></is></c>', "Barnet"),
    ('<c r="A2" t="inlineStr"><is><t>a_x000D_b &amp; c</t></is></c>', "a\rb & c"),
    ('<c r="A2" s="0"/>', ""),
    ('<c t="inlineStr"><is><t>without a place</t></is></c>', "without a place"),
]


@pytest.mark.parametrize(("cell", "text"), XML_CELLS)
def test_cells_as_excel_writes_them(cell: str, text: str) -> None:
    assert first_cell(with_cell(cell)) == text


def test_texts_that_cells_share() -> None:
    texts = "<si><t>Barnet</t></si><si><r><t>Cam</t></r><r><t>den</t></r></si>"
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{namespace}" uniqueCount="2">{texts}</sst>'
    relation = (
        b'<Relationship Id="rId9" Target="SharedStrings.xml" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    rows = '<row r="3"><c r="A3" s="0" t="s"><v>0</v></c></row>'
    data = changed(
        with_cell('<c r="A2" t="s"><v>1</v></c>', rows),
        **{
            "xl/sharedStrings.xml": shared.encode(),
            "xl/_rels/workbook.xml.rels": lambda c: c.replace(b"</Relationships>", relation),
        },
    )
    assert rows_of(opened(data)) == [("Camden", "W1"), ("Barnet", "")]


def test_parts_are_found_however_their_names_are_cased() -> None:
    parts = parts_of(xlsx(ROWS))
    parts["xl/worksheets/Sheet1.xml"] = parts.pop(SHEET)
    assert rows_of(opened(zipped(parts))) == [("Barnet", "W1"), ("Camden", "B1")]


@pytest.mark.parametrize(("code", "text"), [(b"\x17", "#REF!"), (b"\x2a", "#N/A")])
def test_errors_in_binary_workbooks(code: bytes, text: str) -> None:
    assert first_cell(xlsb([HEADING, [code, "W1"]])) == text


def test_errors_in_old_workbooks() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for column, heading in enumerate(HEADING):
        sheet.write(0, column, heading)
    sheet.row(1).set_cell_error(0, 0x17)
    sheet.write(1, 1, "W1")
    assert first_cell(saved(book)) == "#REF!"


def test_errors_in_open_documents() -> None:
    error = b'office:value-type="string" calcext:value-type="error" office:string-value=""'
    plain = b'office:value-type="string" calcext:value-type="string" office:string-value="gone"'
    data = ods([HEADING, ["gone", "W1"]])
    marked = changed(data, content=lambda c: c.replace(plain, error).replace(b">gone<", b">#REF!<"))
    assert first_cell(marked) == "#REF!"


def test_dates_that_count_from_1904() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([HEADING])))
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2007, 1, 31), "W1"])
    assert first_cell(saved(book)) == "2007-01-31"


@pytest.mark.parametrize(
    ("cell", "text"), [(time(23, 59), "23:59:00"), (timedelta(hours=30), "30:00:00")]
)
def test_times_and_durations(cell: object, text: str) -> None:
    assert first_cell(xlsx([HEADING, [cell, "W1"]])) == text


@every_format
def test_a_title_above_and_a_blank_column_before(make: Callable[..., bytes]) -> None:
    table = opened(make([["", "Monthly return"], ["", ""], ["", *HEADING], ["", "Barnet", "W1"]]))
    assert table.header[-2:] == ("BOCU", "Ethnicity")
    assert rows_of(table)[0][-2:] == ("Barnet", "W1")
    assert table.notes == ("1 title row above the heading",)


@every_format
def test_rows_are_as_wide_as_the_heading(make: Callable[..., bytes]) -> None:
    rows: Rows = [HEADING, ["Barnet"], ["Camden", "B1", "", "checked"], ["Brent", "W2", "", " "]]
    table = opened(make(rows))
    assert table.header == ("BOCU", "Ethnicity")
    assert rows_of(table) == [("Barnet", ""), ("Camden", "B1"), ("Brent", "W2")]
    assert table.notes == ("1 row has text beyond the last heading: not read",)


@every_format
def test_a_heading_alone_has_no_rows(make: Callable[..., bytes]) -> None:
    table = opened(make([HEADING]))
    assert not table.has_rows
    assert rows_of(table) == []


@pytest.mark.parametrize("block_size", [1, 200, BLOCK])
def test_chunks_make_no_difference_and_a_second_pass_none_either(block_size: int) -> None:
    data = xlsx([HEADING, *([f"unit {n}", str(n % 3)] for n in range(50))])
    table = opened(data)
    expected = [(f"unit {n}", str(n % 3)) for n in range(50)]
    assert rows_of(table, block_size) == expected
    assert rows_of(table, block_size) == expected


def test_what_is_hidden_or_merged_is_read_and_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["Return", ""], *ROWS, ["Brent", "W2"]])))
    sheet = book.active
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("B4:B5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.auto_filter.ref = "A2:B5"
    sheet.auto_filter.add_filter_column(0, ["Camden"])
    table = opened(saved(book))
    assert rows_of(table) == [("Barnet", "W1"), ("Camden", "B1"), ("Brent", "")]
    assert table.notes == (
        "1 title row above the heading",
        "1 hidden row read too, a filter is on",
        "1 hidden column read too",
        "1 merged area among the records: only the first cell of each has its text",
    )


def test_what_is_hidden_in_the_other_formats() -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("Data")
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    hidden = b'<table:table-row table:visibility="filter"'
    open_document = changed(
        ods(ROWS), content=lambda c: hidden.join(c.rsplit(b"<table:table-row", 1))
    )
    assert opened(saved(old)).notes == ("1 hidden row read too", "1 hidden column read too")
    assert opened(open_document).notes == ("1 hidden row read too, a filter is on",)


def test_formulas_never_calculated_are_said() -> None:
    table = opened(with_cell('<c r="A2"><f>B2</f><v></v></c>'))
    assert rows_of(table) == [("", "W1")]
    assert table.notes == ("1 formula never calculated: read as blank",)


@every_format
def test_the_sheet_with_most_known_headings_is_read(make: Callable[..., bytes]) -> None:
    full: Rows = [["BOCU", "Ethnicity", "Sex", "Age"], ["Barnet", "W1", "F", "34"]]
    data = make([["Guide", "BOCU"], ["how", "to"]], Codes=[["Ethnicity"], ["W1"]], Records=full)
    table = opened(data)
    assert table.written.sheet == "Records"
    assert rows_of(table) == [("Barnet", "W1", "F", "34")]
    assert table.notes == ("sheet 'Records' of 3; the others are not read",)


@every_format
def test_several_sheets_that_could_be_the_extract(make: Callable[..., bytes]) -> None:
    data = make(ROWS, February=[["BOCU", "Ethnicity", "Sex"], ["Brent", "W2", "F"]])
    with pytest.raises(InputError, match=r"2 of its sheets could be.*'Data', 'February'.*--sheet"):
        opened(data)
    assert rows_of(opened(data, sheet="February")) == [("Brent", "W2", "F")]


@pytest.mark.parametrize("asked", ["February", " february ", "2"])
def test_a_sheet_is_named_or_numbered(asked: str) -> None:
    assert opened(xlsx(ROWS, February=ROWS), sheet=asked).written.sheet == "February"


@pytest.mark.parametrize("asked", ["March", "0", "3", "-1"])
def test_a_sheet_that_is_not_there(asked: str) -> None:
    with pytest.raises(UsageError, match=r"no sheet.*'Data', 'February'"):
        opened(xlsx(ROWS, February=ROWS), sheet=asked)


def test_of_too_many_sheets_none_is_read_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eqmon.extract.workbook_sheets.MOST_SHEETS", 1)
    with pytest.raises(InputError, match=r"has 2 sheets .*at most 1 .*--sheet"):
        opened(xlsx(ROWS, February=ROWS))
    assert opened(xlsx(ROWS, February=ROWS), sheet="February").has_rows


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_never_taken_silently(state: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["Guide"]], Records=ROWS)))
    book["Records"].sheet_state = state
    with pytest.raises(InputError, match=r"none of its visible sheets .*: 'Records'"):
        opened(saved(book))
    book["Data"]["A1"] = None
    with pytest.raises(InputError, match=r"no visible sheet with text.*'Records'"):
        opened(saved(book))
    asked = opened(saved(book), sheet="Records")
    assert rows_of(asked) == [("Barnet", "W1"), ("Camden", "B1")]
    assert "the sheet is hidden" in asked.notes


def test_charts_and_empty_sheets_are_passed_over() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([], Records=ROWS)))
    book.create_chartsheet("Chart", 0)
    assert opened(saved(book)).written.sheet == "Records"
    with pytest.raises(InputError, match="has no text in its sheet 'Data'"):
        opened(saved(book), sheet="Data")


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), max_size=8
).filter(lambda text: not text.startswith("="))  # openpyxl would write a formula


@pytest.mark.parametrize("make", [xlsx, xlsb, ods])
@settings(max_examples=12)
@given(rows=st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_any_text_reads_back_as_written(
    make: Callable[..., bytes], rows: list[tuple[str, str]]
) -> None:
    filled = [*rows, ("last", "last")]
    assert rows_of(opened(make([HEADING, *filled]))) == filled


def test_a_slice_of_a_real_extract_reads_as_its_csv(shared_data: Path) -> None:
    with (shared_data / "met-stop-search-2022-08.csv").open(encoding="utf-8", newline="") as text:
        lines = [*islice(csv.reader(text), 400)]
    table = open_workbook(
        Source("a.xlsx", data=xlsx(lines)), known=lambda heading: heading in lines[0]
    )
    assert list(table.header) == lines[0]
    assert [list(row) for row in rows_of(table)] == lines[1:]
