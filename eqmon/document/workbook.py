"""The tables of the document as the Analysis Function's accessible workbook, by gptables."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from types import ModuleType
from typing import TYPE_CHECKING, Any

from eqmon.document.archive import repacked
from eqmon.document.model import Document
from eqmon.document.sheets import ABOUT, CONTACT, COVER, INTRODUCTION, sheets_of
from eqmon.document.sheets_layout import SIZES, Layout, layout_of
from eqmon.document.sheets_model import Grid, Line, Sheet, Value
from eqmon.document.sheets_tables import LONGEST_HEADING
from eqmon.document.workbook_parts import amended

if TYPE_CHECKING:
    from gptables import Cover, GPTable, GPWorkbook, Theme
    from gptables.core.wrappers import GPWorksheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
STAND_IN = "x"
"""What gptables is given for a text that it would alter or refuse; the text itself follows."""
A4 = 9


def write(document: Document) -> bytes:
    """The workbook: a cover, contents, notes and one table a worksheet, as `sheets_of` plans it."""
    return write_sheets(sheets_of(document), document)


def write_sheets(
    sheets: Sequence[Sheet],
    document: Document,
    finish: Callable[[GPWorkbook], None] = lambda _workbook: None,
) -> bytes:
    """Worksheets, the first a cover, with the properties of a document.

    `finish` is given the whole workbook before it is closed, for what worksheets do not tell.
    """
    data = io.BytesIO()
    with _gptables() as gptables:
        workbook: GPWorkbook = gptables.produce_workbook(
            data,
            {sheet.name: _table(gptables, sheet) for sheet in sheets if sheet.grid},
            theme=_theme(gptables),
            cover=_cover(gptables, sheets[0]),
            contentsheet_label=None,
            auto_width=False,
            workbook_options=OPTIONS,
        )
    for sheet in sheets:
        worksheet = workbook.get_worksheet_by_name(sheet.name)
        _fit(worksheet, sheet, layout_of(sheet))
        _write_whole(worksheet, sheet)
    finish(workbook)
    workbook.set_properties(_properties(document))
    workbook.close()
    return repacked(amended(data.getvalue(), document.language), document.created)


@contextmanager
def _gptables() -> Iterator[ModuleType]:
    from pandas.errors import Pandas4Warning

    with warnings.catch_warnings():
        # gptables 2.0 calls pandas in ways that pandas 4 will end; pandas is held below 4.
        warnings.filterwarnings("ignore", category=Pandas4Warning, module=r"gptables\.core\.")
        # It leaves its theme's file for the collector to close.
        warnings.filterwarnings("ignore", category=ResourceWarning, module=r"gptables\.utils\.")
        # Notes are a sheet like any other here, and are not its `notes_table`.
        warnings.filterwarnings("ignore", "No note text provided", UserWarning)
        import gptables

        yield gptables


def _theme(gptables: ModuleType) -> Theme:
    text = {"font_size": SIZES["text"], "text_wrap": True, "valign": "top"}
    title = {"bold": True, "font_size": SIZES["title"]}
    theme: Theme = gptables.Theme(
        {
            "global": {"font_name": "Arial", "font_color": "automatic", **text},
            "cover_title": title,
            "cover_subtitle": {"bold": True, "font_size": SIZES["heading"]},
            "title": title,
            "column_heading": {"bold": True, "bottom": 1},
            "description_order": ["instructions", "legend"],
        }
    )
    return theme


def _cover(gptables: ModuleType, sheet: Sheet) -> Cover:
    parts: dict[str, list[str]] = {}
    for line in sheet.lines[1:]:
        if line.kind == "heading":
            texts = parts.setdefault(line.text, [])
        else:
            texts.append(_taken(line.text))
    cover: Cover = gptables.Cover(
        title=_taken(sheet.lines[0].text),
        intro=parts.get(INTRODUCTION),
        about=parts.get(ABOUT),
        contact=parts.get(CONTACT),
        cover_label=COVER,
        width=layout_of(sheet).widths[0],
    )
    return cover


def _table(gptables: ModuleType, sheet: Sheet) -> GPTable:
    import pandas as pd

    assert sheet.grid is not None
    title, first, *others = sheet.lines
    cells = [[_cell(value) for value in row] for row in sheet.grid.rows]
    longest = max(len(head.title) for head in sheet.grid.heads)
    heads = [
        # Longer than any, so that it is like none.
        head.title if _is_taken(head.title) else STAND_IN * (longest + place + 1)
        for place, head in enumerate(sheet.grid.heads)
    ]
    table: GPTable = gptables.GPTable(
        pd.DataFrame(cells, columns=heads, dtype=object),
        sheet.grid.name,
        _taken(title.text),
        instructions=_taken(first.text),
        legend=[_taken(line.text) for line in others],
        index_columns={2: 0},
        additional_formatting=list(_formats(sheet.grid)),
    )
    return table


def _formats(grid: Grid) -> Iterator[dict[str, Any]]:
    """Formats of columns, those with one format together, then of cells that differ from theirs."""
    usual = [_usual_decimals(grid, place) for place in range(len(grid.heads))]
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for place, head in enumerate(grid.heads):
        drawn: dict[str, Any] = {"align": "right" if head.number else "left"}
        if place and not head.number:
            drawn["indent"] = 1  # text beside numbers would touch them
        if (decimals := usual[place]) is not None:
            drawn["num_format"] = _digits(decimals)
        alike.setdefault(tuple(drawn.items()), []).append(place)
    for told, places in alike.items():
        yield {"column": {"columns": places, "format": dict(told), "include_names": True}}
    for number, row in enumerate(grid.rows, start=1):
        for place, value in enumerate(row):
            if value.number is not None and value.decimals != usual[place]:
                own = {"num_format": _digits(value.decimals)}
                yield {"cell": {"cells": (number, place), "format": own}}


def _usual_decimals(grid: Grid, place: int) -> int | None:
    decimals = [row[place].decimals for row in grid.rows if row[place].number is not None]
    return max(decimals, key=decimals.count, default=None)


def _digits(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _cell(value: Value) -> str | int | float | Mapping[str, str]:
    if value.number is not None:
        return value.number
    if value.sheet and _is_taken(value.text):
        return {value.text: _leads_to(value.sheet)}
    return _taken(value.text)


def _leads_to(sheet: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def _taken(text: str) -> str:
    return text if _is_taken(text) else STAND_IN


def _is_taken(text: str) -> bool:
    """Whether gptables writes a text as it is: without its marks of notes and links, or none."""
    if "$$" in text or re.search(r"\[.+\]\(.+\)", text) or text.startswith("<r>"):
        return False
    return re.search("[a-zA-Z0-9]", text) is not None


def _write_whole(worksheet: GPWorksheet, sheet: Sheet) -> None:
    """Write in their places the texts that gptables was given a stand-in for."""
    for row, line in enumerate(sheet.lines):
        if line.sheet or not _is_taken(line.text):
            _write_text(worksheet, row, 0, line)
    if sheet.grid is None:
        return
    for column, head in enumerate(sheet.grid.heads):
        if not _is_taken(head.title):
            _write_text(worksheet, len(sheet.lines), column, Value(head.title))
            worksheet.tables[-1]["columns"][column]["name"] = head.title
    for row, values in enumerate(sheet.grid.rows, start=len(sheet.lines) + 1):
        for column, value in enumerate(values):
            if value.number is None and not _is_taken(value.text):
                _write_text(worksheet, row, column, value)


def _write_text(worksheet: GPWorksheet, row: int, column: int, said: Line | Value) -> None:
    style = worksheet.table[row][column].format
    if said.sheet:
        workbook = worksheet._workbook
        link = {"font_name": "Arial", "font_size": SIZES["text"], "valign": "top"}
        blue = workbook.add_format({**link, "underline": True, "font_color": "blue"})
        worksheet.write_url(row, column, _leads_to(said.sheet), blue, said.text)
    elif not said.text:
        worksheet.write_blank(row, column, None, style)
    elif said.text.startswith("<r>"):
        # Shared strings that begin so are taken for runs of text, which these two are.
        plain = worksheet._workbook.add_format({"font_name": "Arial", "font_size": SIZES["text"]})
        worksheet.write_rich_string(row, column, plain, said.text[0], said.text[1:], style)
    else:
        worksheet.write_string(row, column, said.text, style)


def _fit(worksheet: GPWorksheet, sheet: Sheet, layout: Layout) -> None:
    for column, width in enumerate(layout.widths):
        worksheet.set_column(column, column, width)
    for row, height in enumerate(layout.heights):
        worksheet.set_row(row, height)
    worksheet.set_paper(A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(layout.pages, 0)
    if layout.pages > 1:
        worksheet.repeat_columns(0)
    if sheet.grid is not None:
        worksheet.repeat_rows(len(sheet.lines))
        worksheet.tables[-1]["title"] = sheet.lines[0].text[:LONGEST_HEADING]


def _properties(document: Document) -> dict[str, Any]:
    created = document.created.astimezone(UTC).replace(tzinfo=None)
    return {
        "title": document.title,
        "subject": document.subject,
        "author": document.author,
        "keywords": ", ".join(document.keywords),
        "created": created,
    }
