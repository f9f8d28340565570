"""The Analysis Function's checklist of accessible spreadsheets, item by item, on what is written.

The items are those of 'Accessible spreadsheets: a checklist of the basics' (Analysis Function,
2021), in our words, by their section and number. What only people can judge is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import papers
import pytest
import writer_reports
from documents import document, hostile_document
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from written_sheets import opened, parts

from eqmon.document.model import Document
from eqmon.document.shades import contrast
from eqmon.document.workbook import write

NOTE = re.compile(r"\[note \d+\]")


@dataclass(frozen=True)
class Written:
    """A workbook as a reader of its cells and as a reader of its parts sees it."""

    data: bytes

    @cached_property
    def workbook(self) -> Workbook:
        return opened(self.data)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        return parts(self.data)

    @property
    def tabled(self) -> list[Worksheet]:
        """Every worksheet but the cover."""
        return self.workbook.worksheets[1:]

    @property
    def of_the_document(self) -> list[Worksheet]:
        """The document's own tables."""
        front = ("Contents", "Notes", "Figures", "Facts")
        return [sheet for sheet in self.tabled if sheet.title not in front]

    def cells(self) -> Iterator[Cell]:
        for sheet in self.workbook:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if cell.value is not None)

    def table(self, sheet: Worksheet) -> tuple[tuple[Cell, ...], ...]:
        [table] = sheet.tables.values()
        rows: tuple[tuple[Cell, ...], ...] = sheet[table.ref]
        return rows

    def above(self, sheet: Worksheet) -> list[str]:
        first = self.table(sheet)[0][0].row
        return [str(sheet.cell(row, 1).value) for row in range(1, first)]

    def any_part(self, *needles: str) -> list[str]:
        return [
            name
            for name, data in self.parts.items()
            if any(needle in name or needle.encode() in data for needle in needles)
        ]


Check = Callable[[Written], bool]


def marked(written: Written) -> bool:
    return all(
        len(sheet.tables) == 1 and sheet.max_row == written.table(sheet)[-1][0].row
        for sheet in written.tabled
    )


def table_names(written: Written) -> bool:
    names = [name for sheet in written.tabled for name in sheet.tables]
    return len(set(names)) == len(names) and not any(re.fullmatch(r"Table\d*", n) for n in names)


def no_blank_lines(written: Written) -> bool:
    tables = [written.table(sheet) for sheet in written.tabled]
    return all(
        any(cell.value is not None for cell in line)
        for table in tables
        for line in (*table, *zip(*table, strict=True))
    )


def header_row(written: Written) -> bool:
    for sheet in written.tabled:
        [table] = sheet.tables.values()
        names = [column.name for column in table.tableColumns]
        shown = [cell.value for cell in written.table(sheet)[0]]
        if names != shown or not all(names) or table.headerRowCount != 1:
            return False
        if len({name.casefold() for name in names}) < len(names):
            return False
    return True


def wrapped(written: Written) -> bool:
    links = {c.coordinate for s in written.workbook for r in s for c in r if c.hyperlink}
    heights = [
        sheet.row_dimensions[row].height
        for sheet in written.workbook
        for row in range(1, sheet.max_row + 1)
    ]
    return all(heights) and all(
        cell.alignment.wrap_text or cell.coordinate in links for cell in written.cells()
    )


def no_filters_or_panes(written: Written) -> bool:
    return not written.any_part("autoFilter", "<pane ") and not any(
        sheet.freeze_panes for sheet in written.workbook
    )


def empty_cells_are_explained(written: Written) -> bool:
    return all(
        "A cell is left empty where there is nothing to say." in written.above(sheet)
        for sheet in written.tabled
        if any(cell.value is None for row in written.table(sheet) for cell in row)
    )


def nothing_hidden(written: Written) -> bool:
    return not written.any_part('hidden="1"', 'state="hidden"', 'state="veryHidden"')


def marks_are_listed(written: Written) -> bool:
    used = {mark for c in written.cells() if c.row == 1 for mark in NOTE.findall(str(c.value))}
    if not used:
        return True
    listed = {row[0].value for row in written.table(written.workbook["Notes"])[1:]}
    return used <= listed


def no_marks_in_data(written: Written) -> bool:
    return not any(
        NOTE.search(str(cell.value))
        for sheet in written.of_the_document
        for row in written.table(sheet)[1:]
        for cell in row
    )


def plain_type(written: Written) -> bool:
    return all(
        cell.font.name == "Arial"
        and cell.font.sz >= 12
        and not cell.font.i
        and cell.alignment.textRotation == 0
        and (cell.font.u is None or cell.hyperlink)
        for cell in written.cells()
    )


def automatic_colour(written: Written) -> bool:
    def automatic(cell: Cell) -> bool:
        colour = cell.font.color
        return colour is None or colour.type != "rgb"

    return all(automatic(cell) or cell.hyperlink for cell in written.cells())


def headings(written: Written) -> bool:
    titles = [sheet["A1"] for sheet in written.workbook]
    subheadings = [cell for cell in written.cells() if cell.row > 1 and cell.font.sz > 12]
    return (
        all(cell.style == "Heading 1" and cell.value for cell in titles)
        and len({cell.value for cell in titles}) == len(titles)
        and all(cell.style == "Heading 2" for cell in subheadings)
    )


def no_fills(written: Written) -> bool:
    return all(cell.fill.fill_type is None for cell in written.cells())


def links_can_be_read(written: Written) -> bool:
    links = [cell.font.color.rgb for cell in written.cells() if cell.hyperlink]
    return all(contrast(str(rgb)[-6:], "FFFFFF") >= 4.5 for rgb in links)


def contents(written: Written) -> bool:
    names = written.workbook.sheetnames
    led = [row[0] for row in written.table(written.workbook["Contents"])[1:]]
    places = [cell.hyperlink.location for cell in led if cell.hyperlink]
    return (
        len({name.casefold() for name in names}) == len(names)
        and max(map(len, names)) <= 31
        and [cell.value for cell in led] == names[2:]
        and places == [f"'{name}'!A1" for name in names[2:]]
    )


def described(written: Written) -> bool:
    return all(
        sheet["A2"].value == "This worksheet contains one table." for sheet in written.tabled
    )


def shorthand_is_explained(written: Written) -> bool:
    for sheet in written.of_the_document:
        told = {line.split()[0] for line in written.above(sheet) if " means " in line}
        used = {
            str(cell.value)
            for row in written.table(sheet)
            for cell in row
            if re.fullmatch(r"\[(c|x|z|low|u)\]", str(cell.value))
        }
        if not used <= told:
            return False
    return True


def aligned(written: Written) -> bool:
    return all(
        cell.alignment.horizontal == "right"
        for sheet in written.tabled
        for row in written.table(sheet)[1:]
        for cell in row
        if isinstance(cell.value, int | float)
    )


def told_of_itself(written: Written) -> bool:
    found = written.workbook.properties
    return bool(found.title) and found.language == "en-GB"


CHECKLIST: tuple[tuple[str, str, Check], ...] = (
    ("tables 1", "every table is marked as a table", marked),
    ("tables 2", "tables have names of their own", table_names),
    ("tables 3", "no cell is merged", lambda w: not w.any_part("<mergeCell")),
    ("tables 4", "no row or column of a table is blank", no_blank_lines),
    ("tables 5", "one header row, its texts neither empty nor alike", header_row),
    ("tables 6", "text is wrapped and rows are high enough for it", wrapped),
    ("tables 7", "no filters and no frozen panes", no_filters_or_panes),
    ("tables 8", "empty cells have one reason, said above", empty_cells_are_explained),
    ("tables 9", "no row, column or sheet is hidden", nothing_hidden),
    ("footnotes 1", "no superscripts", lambda w: not w.any_part("vertAlign")),
    ("footnotes 1a", "shorthand is said above its table", shorthand_is_explained),
    ("footnotes 2", "notes are marked as [note 1]", marks_are_listed),
    ("footnotes 3", "no marks of notes in cells of data", no_marks_in_data),
    ("footnotes 4", "notes are a table of their own", lambda w: "Notes" in w.workbook.sheetnames),
    ("formatting 2", "sans serif, 12 points and more, upright, horizontal", plain_type),
    ("formatting 2a", "ink is automatic but for links", automatic_colour),
    ("formatting 3", "each sheet begins with a title that is a heading", headings),
    (
        "formatting 5",
        "no headers, footers, text boxes",
        lambda w: not w.any_part("headerFooter", "<drawing ", "xl/drawings"),
    ),
    ("formatting 6", "nothing but rows divides a table", lambda w: not w.any_part("TableStyleL")),
    ("formatting 7", "no background fill", no_fills),
    (
        "formatting 8",
        "colour alone says nothing",
        lambda w: not w.any_part("conditionalFormatting", "tabColor"),
    ),
    ("formatting 9", "coloured links can be read", links_can_be_read),
    ("formatting 10", "no images", lambda w: not w.any_part("xl/media")),
    ("formatting 11", "no macros", lambda w: not w.any_part("vbaProject")),
    ("structure 1", "sheets have names of their own, which contents list", contents),
    (
        "structure 2",
        "no sheet is blank",
        lambda w: all(sheet["A1"].value for sheet in w.workbook),
    ),
    ("structure 3", "A1 is the title and A2 says what follows", described),
    (
        "structure 4",
        "tables begin in column A",
        lambda w: all(w.table(sheet)[0][0].column == 1 for sheet in w.tabled),
    ),
    ("structure 5, 6", "one table a sheet and nothing below it", marked),
    ("publishing 3", "title and language are said", told_of_itself),
    ("guidance, numbers", "numbers stand to the right", aligned),
)

MADE: dict[str, Callable[[], Document]] = {
    "plain": document,
    "hostile": hostile_document,
    "paper": lambda: papers.written(writer_reports.public_report()),
    "account": lambda: papers.written(papers.no_records(), "account"),
}


@cache
def of(made: str) -> Written:
    return Written(write(MADE[made]()))


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize(
    ("item", "statement", "check"), CHECKLIST, ids=[item for item, *_ in CHECKLIST]
)
def test_the_checklist(item: str, statement: str, check: Check, made: str) -> None:
    assert check(of(made)), f"{item}: {statement}"
