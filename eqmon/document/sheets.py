"""The document's tables as worksheets: a cover, contents, notes, and one table a worksheet.

The form is the Analysis Function's (Releasing statistics in spreadsheets). The prose between the
tables is left to the formats that are read from beginning to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from eqmon.document.model import (
    Block,
    Document,
    Facts,
    Figure,
    Link,
    Section,
    Table,
    Text,
    figures_of,
    notes_without_shades,
    tables_of,
)
from eqmon.document.sheets_model import Grid, Head, Line, Sheet, Value
from eqmon.document.sheets_tables import EMPTY, LONGEST_HEADING, grid_of

COVER, CONTENTS, NOTES, FIGURES, FACTS = "Cover", "Contents", "Notes", "Figures", "Facts"
INTRODUCTION, ABOUT, CONTACT = "Introductory information", "About these data", "Contact"
"""Headings of the cover, in the words of gptables; the facts of contact sections are there too."""
ONE_TABLE = "This worksheet contains one table."
LONGEST_NAME = 31
SHORTHAND: Mapping[str, str] = MappingProxyType(
    {
        "[c]": "confidential: withheld so that nobody can be made out",
        "[x]": "not available",
        "[z]": "not applicable",
        "[low]": "rounds to nought, but is not nought",
        "[u]": "of low reliability",
    }
)
"""What stands instead of a number or beside one, and what it means."""


@dataclass(frozen=True, slots=True)
class _Notes:
    """Every note once, with its number and the tables and figures that it is of."""

    numbers: dict[str, int]
    places: dict[str, list[str]]

    def marks(self, block: Table | Figure) -> str:
        return "".join(f"[note {self.numbers[note]}]" for note in _notes_of(block))


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """The worksheets in order: cover, contents, notes, figures, facts, and each table."""
    tables, figures, notes = tables_of(document), figures_of(document), _notes(document)
    names = _names(tables)
    sheets = [_table_sheet(table, names[table.id], document, notes) for table in tables]
    front = [
        *([_notes_sheet(notes)] if notes.numbers else []),
        *([_figures_sheet(figures, names, notes)] if figures else []),
        *_facts_sheet(document),
    ]
    contents = [_contents_sheet([*front, *sheets])] if front or sheets else []
    return (_cover(document, len(tables)), *contents, *front, *sheets)


def told(text: Text) -> str:
    """The words of a text, a web address behind the words that lead to it."""
    return "".join(
        part
        if isinstance(part, str)
        else f"{part.text} ({part.target})"
        if isinstance(part, Link) and not part.target.startswith("#")
        else part.text
        for part in text
    )


def _notes(document: Document) -> _Notes:
    numbers: dict[str, int] = {}
    places: dict[str, list[str]] = {}
    blocks: tuple[Table | Figure, ...] = (*tables_of(document), *figures_of(document))
    for block in blocks:
        for note in _notes_of(block):
            numbers.setdefault(note, len(numbers) + 1)
            places.setdefault(note, []).append(block.label)
    return _Notes(numbers, places)


def _notes_of(block: Table | Figure) -> list[str]:
    return list(map(told, notes_without_shades(block) if isinstance(block, Table) else block.notes))


def _names(tables: tuple[Table, ...]) -> dict[str, str]:
    taken = {name.casefold() for name in (COVER, CONTENTS, NOTES, FIGURES, FACTS, "history")}
    names = {}
    for table in tables:
        whole = re.sub(r"[\[\]:*?/\\]", " ", table.label).strip(" '") or table.id
        name, again = whole[:LONGEST_NAME].rstrip(" '"), 1
        while name.casefold() in taken:
            again += 1
            name = f"{whole[: LONGEST_NAME - len(str(again)) - 1]} {again}"
        taken.add(name.casefold())
        names[table.id] = name
    return names


def _cover(document: Document, tables: int) -> Sheet:
    contact = [
        f"{name}: {told(text)}"
        for part, facts in _facts_in(document.blocks, document.title)
        if CONTACT.casefold() in part.casefold()
        for name, text in facts.items
    ]
    intro = [
        document.subject,
        document.banner,
        *(f"{name}: {told(text)}" for name, text in document.facts.items),
        f"Tables: {tables:,}, each on a worksheet of its own. The worksheet {CONTENTS} lists them.",
    ]
    parts = ((INTRODUCTION, intro), (ABOUT, list(_about(document))), (CONTACT, contact))
    lines = [Line(document.title or "Untitled", "title")]
    for heading, texts in parts:
        said = [Line(text) for text in texts if text.strip()]
        lines += [Line(heading, "heading"), *said] if said else []
    return Sheet(COVER, tuple(lines))


def _about(document: Document) -> Iterator[str]:
    tables = tables_of(document)
    if any(column.kind == "percent" for table in tables for column in table.columns):
        yield "Rates are in per cent, from 0 to 100."
    yield from _shorthand(*map(grid_of, tables))
    if figures_of(document):
        yield (
            f"The worksheet {FIGURES} says in words what each figure of the document shows, and "
            "which worksheet has its data."
        )


def _shorthand(*grids: Grid) -> Iterator[str]:
    used = {word for g in grids for row in g.rows for v in row for word in v.text.split()}
    for mark, meaning in SHORTHAND.items():
        if mark in used:
            yield f"{mark} means {meaning}."


def _table_sheet(table: Table, name: str, document: Document, notes: _Notes) -> Sheet:
    grid = grid_of(table)
    title = f"{table.label}: {table.title} {notes.marks(table)}".strip()
    texts = [
        ONE_TABLE,
        document.banner,
        *(f"[note {notes.numbers[note]}] {note}" for note in _notes_of(table)),
        *_shorthand(grid),
        *_hints(table, grid),
    ]
    lines = [Line(title, "title"), *(Line(text) for text in texts if text.strip())]
    return Sheet(name, (*lines, Line("Back to the contents", sheet=CONTENTS)), grid)


def _hints(table: Table, grid: Grid) -> Iterator[str]:
    if table.totals == 1:
        yield "The first row of the table sums up those below it."
    elif table.totals:
        yield f"The first {table.totals:,} rows of the table sum up those below them."
    if len(grid.heads) > len(table.columns):
        yield "What stands behind a number in the document stands in columns of its own here."
    if any(value == EMPTY for row in grid.rows for value in row):
        yield "A cell is left empty where there is nothing to say."
    for place, column in enumerate(table.columns, start=1):
        if len(column.title) > LONGEST_HEADING:
            yield f"Heading {place} in full: {column.title}"


def _front(name: str, title: str, grid: Grid) -> Sheet:
    return Sheet(name, (Line(title, "title"), Line(ONE_TABLE)), grid)


def _contents_sheet(sheets: list[Sheet]) -> Sheet:
    rows = tuple((Value(s.name, sheet=s.name), Value(_unmarked(s.lines[0].text))) for s in sheets)
    heads = (Head("Worksheet"), Head("What it contains"))
    return _front(CONTENTS, "Table of contents", Grid("contents_table", heads, rows))


def _unmarked(title: str) -> str:
    return re.sub(r"(?: ?\[note \d+\])+$", "", title)


def _notes_sheet(notes: _Notes) -> Sheet:
    rows = tuple(
        (Value(f"[note {number}]"), Value(note), Value(", ".join(notes.places[note])))
        for note, number in notes.numbers.items()
    )
    heads = (Head("Note"), Head("What it says"), Head("Where it applies"))
    return _front(NOTES, "Notes", Grid("notes_table", heads, rows))


def _figures_sheet(figures: tuple[Figure, ...], names: Mapping[str, str], notes: _Notes) -> Sheet:
    rows = tuple(
        (
            Value(figure.label),
            Value(f"{figure.title} {notes.marks(figure)}".strip()),
            Value(figure.alternative),
            Value(names[figure.table], sheet=names[figure.table]),
        )
        for figure in figures
    )
    heads = tuple(map(Head, ("Figure", "Title", "What it shows", "Worksheet with its data")))
    return _front(FIGURES, "Figures of the document, in words", Grid("figures_table", heads, rows))


def _facts_sheet(document: Document) -> Iterator[Sheet]:
    rows = tuple(
        (Value(part), Value(name), Value(told(text)))
        for part, facts in _facts_in(document.blocks, document.title)
        for name, text in facts.items
    )
    heads = tuple(map(Head, ("Part of the document", "Name", "What it is")))
    if rows:
        grid = Grid("facts_table", heads, rows)
        yield _front(FACTS, "Facts and definitions of the document", grid)


def _facts_in(blocks: tuple[Block, ...], part: str) -> Iterator[tuple[str, Facts]]:
    for block in blocks:
        if isinstance(block, Facts):
            yield part, block
        elif isinstance(block, Section):
            yield from _facts_in(block.blocks, block.title)
