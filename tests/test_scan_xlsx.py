"""How large a sheet would be: told alike of cells seen at once and of cells seen one by one."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from workbooks import changed, xlsx

from eqmon.extract import scan_xlsx as module
from eqmon.extract import zip_parts
from eqmon.extract.scan_xlsx import scan_xlsx
from eqmon.extract.sheet_scan import Scan
from eqmon.extract.zip_parts import open_parts

SHEET = "xl/worksheets/sheet1.xml"
BOOK = xlsx([["x"]])

places = st.tuples(st.integers(1, 900), st.integers(1, 900))
cells = st.lists(st.tuples(places, st.booleans()), min_size=1, max_size=30)


def sheet_of(cells: Sequence[tuple[tuple[int, int], bool]], plain: bool) -> bytes:
    """A sheet with a row a cell, full or not, written as Excel does or otherwise."""
    rows = []
    for (row, column), full in cells:
        place = f"{get_column_letter(column)}{row}"
        said = f'r="{place}" s="1"' if plain else f"s='1' r='{place}'"
        rows.append(f'<row r="{row}"><c {said}' + ("><v>7</v></c>" if full else "/>") + "</row>")
    return f"<worksheet><cols/><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def scanned(sheet: bytes) -> Scan:
    return scan_xlsx(open_parts("a.xlsx", BytesIO(changed(BOOK, sheet=sheet))), SHEET)


@settings(max_examples=40)
@given(cells, st.booleans(), st.sampled_from([60, 200, 1 << 20]))
def test_a_scan_sees_every_cell_that_holds_something(
    cells: list[tuple[tuple[int, int], bool]], plain: bool, piece: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(zip_parts, "PIECE", piece)
        scan = scanned(sheet_of(cells, plain))
    full = [place for place, is_full in cells if is_full]
    assert scan.cells == len(full)
    assert scan.rows == max((row for row, _ in full), default=0)
    assert scan.columns == max((column for _, column in full), default=0)


def test_what_excel_writes_is_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(module, "_Loose")
    scan = scanned(sheet_of([((3, 28), True), ((9, 2), True), ((12, 40), False)], plain=True))
    assert (scan.rows, scan.columns, scan.cells) == (9, 28, 2)


@pytest.mark.parametrize(
    ("row", "rows", "columns"),
    [
        ("<row><c><v>1</v></c><c/><c><v>2</v></c></row>", 1, 3),
        ('<row r="5"/><row><c r="C6"><v>1</v></c><c><v>1</v></c></row>', 6, 4),
        ('<row r="2"><c r="B2" t="inlineStr"><is><t>a &lt;c r="ZZ9"&gt;</t></is></c></row>', 2, 2),
    ],
)
def test_cells_that_do_not_say_where_they_are(row: str, rows: int, columns: int) -> None:
    scan = scanned(f"<worksheet><sheetData>{row}</sheetData></worksheet>".encode())
    assert (scan.rows, scan.columns) == (rows, columns)
