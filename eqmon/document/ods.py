"""The tables of the document as OpenDocument: the worksheets of the workbook, by odfdo."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from eqmon.document.archive import repacked
from eqmon.document.model import Document
from eqmon.document.ods_styles import LINES, META, SETTINGS, content, style_of, styles
from eqmon.document.sheets import sheets_of
from eqmon.document.sheets_layout import layout_of
from eqmon.document.sheets_model import Grid, Head, Line, Sheet, Value

if TYPE_CHECKING:
    import odfdo

NEEDLESS = ("Thumbnails/", "Configurations2/", "manifest.rdf")
"""What the empty document of odfdo has that says nothing of this one."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Every width and height that occurs, for the styles that stand for them."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]


def write(document: Document) -> bytes:
    """The spreadsheet, with the worksheets, texts and numbers of `sheets_of`."""
    import odfdo

    sheets = sheets_of(document)
    layouts = [layout_of(sheet) for sheet in sheets]
    sizes = _Sizes(
        tuple(sorted({width for layout in layouts for width in layout.widths})),
        tuple(sorted({height for layout in layouts for height in layout.heights})),
    )
    written = odfdo.Document("spreadsheet")
    written.set_part("styles.xml", styles(document.language))
    written.set_part("settings.xml", SETTINGS)
    written.set_part("meta.xml", META)
    written.set_part("content.xml", content(_decimals(sheets), sizes.widths, sizes.heights))
    _tell(written, document)
    for sheet in sheets:
        written.body.append(_table(sheet, sizes))
    written.body.append(_ranges(sheets))
    _leave_out_needless(written)
    data = io.BytesIO()
    written.save(data)
    return repacked(data.getvalue(), document.created)


def _decimals(sheets: Sequence[Sheet]) -> list[int]:
    grids = [sheet.grid for sheet in sheets if sheet.grid]
    return sorted({v.decimals for grid in grids for row in grid.rows for v in row})


def _tell(written: odfdo.Document, document: Document) -> None:
    meta = written.meta
    created = document.created.astimezone(UTC).replace(tzinfo=None)
    meta.title, meta.subject = document.title, document.subject
    meta.language = document.language
    meta.creation_date = created
    meta.date = created
    meta.generator = "eqmon"
    if document.author:
        meta.initial_creator = meta.creator = document.author
    if document.keywords:
        meta.keyword = ", ".join(document.keywords)


def _table(sheet: Sheet, sizes: _Sizes) -> odfdo.Element:
    import odfdo

    layout = layout_of(sheet)
    table = odfdo.Element.from_tag("table:table")
    table.set_attribute("table:name", sheet.name)
    table.set_attribute("table:style-name", "sheet")
    for width in layout.widths:
        table.append(odfdo.Column(style=f"column{sizes.widths.index(width)}"))
    heights = (f"row{sizes.heights.index(height)}" for height in layout.heights)
    for line in sheet.lines:
        table.append(_row([_line(line)], next(heights)))
    if sheet.grid is not None:
        header = odfdo.Element.from_tag("table:table-header-rows")
        header.append(_row(list(_heads(sheet.grid.heads)), next(heights)))
        table.append(header)
        for values in sheet.grid.rows:
            table.append(_row(list(_values(sheet.grid, values)), next(heights)))
    return table


def _row(cells: list[odfdo.Cell], style: str) -> odfdo.Row:
    import odfdo

    row = odfdo.Row(style=style)
    for cell in cells:
        row.append(cell)
    return row


def _line(line: Line) -> odfdo.Cell:
    return _text(line.text, "link" if line.sheet else LINES[line.kind], line.sheet)


def _heads(heads: tuple[Head, ...]) -> Iterator[odfdo.Cell]:
    for place, head in enumerate(heads):
        yield _text(head.title, "headright" if head.number else "headbeside" if place else "head")


def _values(grid: Grid, values: tuple[Value, ...]) -> Iterator[odfdo.Cell]:
    import odfdo

    for place, (head, value) in enumerate(zip(grid.heads, values, strict=True)):
        decimals = None if value.number is None else value.decimals
        style = "link" if value.sheet else style_of(head.number, decimals, place == 0)
        if value.number is None:
            yield _text(value.text, style, value.sheet)
        else:
            yield odfdo.Cell(value.number, text=value.text, cell_type="float", style=style)


def _text(text: str, style: str, sheet: str = "") -> odfdo.Cell:
    import odfdo

    cell = odfdo.Cell(style=style)
    if not text:
        return cell
    cell.type = "string"
    paragraph = odfdo.Paragraph("" if sheet else text)
    if sheet:
        paragraph.append(odfdo.Link(url=f"#{_quoted(sheet)}.A1", text=text))
    cell.append(paragraph)
    return cell


def _ranges(sheets: Sequence[Sheet]) -> odfdo.Element:
    import odfdo

    ranges = odfdo.Element.from_tag("table:database-ranges")
    for sheet in sheets:
        if sheet.grid is None:
            continue
        head = len(sheet.lines) + 1
        last = (
            f"{odfdo.utils.digit_to_alpha(len(sheet.grid.heads) - 1)}{head + len(sheet.grid.rows)}"
        )
        named = odfdo.Element.from_tag("table:database-range")
        named.set_attribute("table:name", sheet.grid.name)
        place = f"{_quoted(sheet.name)}.A{head}:{_quoted(sheet.name)}.{last}"
        named.set_attribute("table:target-range-address", place)
        named.set_attribute("table:contains-header", "true")
        named.set_attribute("table:display-filter-buttons", "false")
        ranges.append(named)
    return ranges


def _quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def _leave_out_needless(written: odfdo.Document) -> None:
    for part in written.parts:
        if part.startswith(NEEDLESS):
            written.del_part(part)
    for listed in written.manifest.get_paths():
        if str(listed).startswith(NEEDLESS):
            written.manifest.del_full_path(str(listed))
