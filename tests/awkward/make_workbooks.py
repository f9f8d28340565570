"""Awkward workbooks; needs openpyxl, xlwt and odfdo, which the tests themselves do not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime

import odfdo
import openpyxl
import xlwt
from awkward.base import HEADER, ROWS, TABLE, Row, changed, column, delimited
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

DAY = column("Date Reported")
AGE = column("Age")
THEN = datetime(2007, 2, 1)
Cell = str | int | float | date | None


def repacked(data: bytes, edit: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """A zip with its parts edited and all of one date, so that it is the same each time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(packed, "w") as written:
        for name in read.namelist():
            info = zipfile.ZipInfo(name, THEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED if name != "mimetype" else zipfile.ZIP_STORED
            written.writestr(info, edit(name, read.read(name)))
    return packed.getvalue()


def typed(row: Row) -> list[Cell]:
    """A record as Excel holds what was typed in: a date, a number, nothing."""
    cells: list[Cell] = [cell or None for cell in row]
    cells[DAY] = datetime.strptime(row[DAY], "%d/%m/%Y").date()
    cells[AGE] = int(row[AGE]) if row[AGE] else None
    return cells


def workbook(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    """An .xlsx whose first sheet is filled."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = THEN
    fill(book, book.worksheets[0])
    data = io.BytesIO()
    book.save(data)
    return repacked(data.getvalue(), _undated)


def _undated(name: str, part: bytes) -> bytes:
    if name != "docProps/core.xml":
        return part
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2007-02-01T00:00:00Z", part)


def put(
    sheet: Worksheet, rows: list[list[Cell]] | list[Row], *, down: int = 0, right: int = 0
) -> None:
    """Write rows from a place on."""
    for number, row in enumerate(rows, 1 + down):
        for at, cell in enumerate(row, 1 + right):
            if cell not in (None, ""):
                sheet.cell(number, at, cell)


TYPED: list[list[Cell]] = [list(HEADER), *map(typed, ROWS)]


def _plain(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TABLE)


def _typed(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)


def _merged_titles(_: Workbook, sheet: Worksheet) -> None:
    sheet.merge_cells("A1:L1")
    sheet["A1"] = "Domestic violence: monthly return"
    sheet.merge_cells("A2:D2")
    sheet["A2"] = "January 2007"
    put(sheet, TYPED, down=3)


def _notes_first(book: Workbook, sheet: Worksheet) -> None:
    put(sheet, [["About this extract"], ["BOCU", "the borough's two letters"]])
    put(book.create_sheet("Records"), TYPED)
    put(book.create_sheet("Codes"), [["SDE", "Meaning"], ["W1", "White British"]])


def _hidden_old_sheet(book: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED[:5])
    sheet.sheet_state = "hidden"
    sheet.title = "Old"
    put(book.create_sheet("New"), TYPED)
    book.active = 1


def _dates_of_1904(book: Workbook, sheet: Worksheet) -> None:
    book.epoch = CALENDAR_MAC_1904
    put(sheet, TYPED)


def _hidden_rows(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)
    for row in (4, 5, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:L13"


def _in_the_middle(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED, down=4, right=2)


def _chart_first(book: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)
    chart = book.create_chartsheet("Chart", 0)
    chart.add_chart(BarChart())


def _painted_below(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)
    for row in range(14, 60):
        for at in range(1, 20):
            sheet.cell(row, at).font = openpyxl.styles.Font(bold=True)


def _decimals(_: Workbook, sheet: Worksheet) -> None:
    put(
        sheet,
        [list(HEADER), *([float(c) if isinstance(c, int) else c for c in r] for r in TYPED[1:])],
    )


def _midnights(_: Workbook, sheet: Worksheet) -> None:
    rows = [
        [datetime(c.year, c.month, c.day) if isinstance(c, date) else c for c in r] for r in TYPED
    ]
    put(sheet, rows)


def _times(_: Workbook, sheet: Worksheet) -> None:
    rows = [
        [datetime(c.year, c.month, c.day, 23, 59) if isinstance(c, date) else c for c in r]
        for r in TYPED
    ]
    put(sheet, rows)


def _serials(_: Workbook, sheet: Worksheet) -> None:
    put(
        sheet,
        [[(c - date(1899, 12, 30)).days if isinstance(c, date) else c for c in r] for r in TYPED],
    )


def _total(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, [*TYPED, [None] * 12, ["Total", len(ROWS)]])


def _merged_boroughs(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)
    at = column("BOCU") + 1
    for first, last in ((2, 5), (6, 9), (10, 13)):
        sheet.merge_cells(start_row=first, end_row=last, start_column=at, end_column=at)


def _errors(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, changed("SDE", lambda c: {"NS": "#N/A", "A2": "#REF!"}.get(c, c), TABLE))


def _heading(_: Workbook, sheet: Worksheet) -> None:
    put(sheet, [HEADER])


def _two_that_fit(book: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED[:7])
    put(book.create_sheet("February"), [TYPED[0], *TYPED[7:]])


def _only_hidden(book: Workbook, sheet: Worksheet) -> None:
    put(sheet, TYPED)
    sheet.sheet_state = "hidden"
    put(book.create_sheet("Notes"), [["See the other file"]])


def _pictures(_: Workbook, __: Worksheet) -> None:
    """No cell at all, as on a sheet of pictures."""


def _old(rows: list[Row]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Records")
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            sheet.write(number, at, cell)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _open_document(rows: list[list[Cell]]) -> bytes:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Records")
    for row in rows:
        line = odfdo.Row()
        for cell in row:
            line.append_cell(odfdo.Cell(cell))
        table.append_row(line)
    document.body.append(table)
    data = io.BytesIO()
    document.save(data)
    return repacked(data.getvalue())


def _zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, THEN.timetuple()[:6]), data)
    return packed.getvalue()


def _formulas(name: str, part: bytes) -> bytes:
    """Every number of the sheet becomes the result of a formula."""
    if name != "xl/worksheets/sheet1.xml":
        return part
    return re.sub(rb'(<c r="G\d+"[^>]*>)<v>(\d+)</v>', rb"\1<f>\2+0</f><v>\2</v>", part)


_WORD = _zipped("word/document.xml", b"<w:document/>")

ALIKE: Mapping[str, bytes] = {
    "workbook_of_text.xlsx": workbook(_plain),
    "workbook_of_dates_and_numbers.xlsx": workbook(_typed),
    "workbook_with_merged_titles.xlsx": workbook(_merged_titles),
    "workbook_with_notes_before_the_records.xlsx": workbook(_notes_first),
    "workbook_with_an_old_sheet_hidden.xlsx": workbook(_hidden_old_sheet),
    "workbook_counting_days_from_1904.xlsx": workbook(_dates_of_1904),
    "workbook_with_hidden_and_filtered_rows.xlsx": workbook(_hidden_rows),
    "workbook_that_begins_at_c5.xlsx": workbook(_in_the_middle),
    "workbook_with_a_chart_first.xlsx": workbook(_chart_first),
    "workbook_painted_below_the_records.xlsx": workbook(_painted_below),
    "workbook_of_decimals.xlsx": workbook(_decimals),
    "workbook_of_midnights.xlsx": workbook(_midnights),
    "workbook_of_dates_with_times.xlsx": workbook(_times),
    "workbook_of_formulas.xlsx": repacked(workbook(_typed), _formulas),
    "workbook_named_csv.csv": workbook(_typed),
    "workbook_in_an_archive.zip": _zipped("january.xlsx", workbook(_typed)),
    "text_named_xlsx.xlsx": delimited(encoding="utf-8-sig", end="\r\n"),
    "old_workbook.xls": _old(TABLE),
    "open_document.ods": _open_document(TYPED),
    "open_document_of_text.ods": _open_document([list(row) for row in TABLE]),
}
LEFT_OUT: Mapping[str, bytes] = {"workbook_with_a_total.xlsx": workbook(_total)}
COUNTED: Mapping[str, bytes] = {
    "workbook_of_excel_serials.xlsx": workbook(_serials),
    "workbook_with_merged_boroughs.xlsx": workbook(_merged_boroughs),
    "workbook_with_formula_errors.xlsx": workbook(_errors),
}
NIL_RETURN: Mapping[str, bytes] = {
    "workbook_with_a_heading_alone.xlsx": workbook(_heading),
    "open_document_with_a_heading_alone.ods": _open_document([list(HEADER)]),
}
REFUSED: Mapping[str, bytes] = {
    "workbook_with_two_sheets_that_fit.xlsx": workbook(_two_that_fit),
    "workbook_whose_records_are_hidden.xlsx": workbook(_only_hidden),
    "workbook_without_a_cell.xlsx": workbook(_pictures),
    "workbook_cut_short.xlsx": workbook(_typed)[:-800],
    "old_workbook_cut_short.xls": _old(TABLE)[:1200],
    "document_named_xlsx.xlsx": _WORD,
}
