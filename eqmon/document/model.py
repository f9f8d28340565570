"""The document: headings, paragraphs, tables and figures in the order in which they are read.

Everything is settled here: every figure is already words, every paragraph has its number, every
table and figure its label. A writer lays out what it is given, and neither formats nor decides.
All text is one line each and holds no character that XML forbids (see `eqmon.document.harmless`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from eqmon.charts.model import Chart
from eqmon.vocabulary import Audience, Verdict

LANGUAGE = "en-GB"

Shorthand = Literal["", "c", "x", "z", "low", "u"]
"""Why a cell has no figure, or what stands beside it (Analysis Function): confidential, not
available, not applicable, rounds to nought but is none, low reliability."""
Shade = Literal["", "0", "1", "2", "3", "4"]
"""How dark a cell of a shaded table is; the same is always told in its text."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a table, figure or section of the document, or to a web address."""

    text: str
    target: str
    """`#id` within the document; otherwise an address beginning with `https://`."""


Inline = str | Strong | Link
Text = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; those of a board paper's body are numbered on from side-head to side-head."""

    text: Text
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """What members are asked for: a lead-in, `That members`, and a numbered list of its own."""

    lead: str
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and what it is: `Report: 7`, a word and its definition."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the first is always `name`, its cells being headings of rows."""

    title: str
    kind: Literal["name", "text", "count", "percent"]
    """`percent` cells are in per cent, not fractions; numbers stand to the right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what people read, and what a spreadsheet calculates with."""

    text: str
    number: int | float | None = None
    """None where the text is no number: a name, a word, a shorthand."""
    decimals: int = 0
    """Decimals of `number` that are shown."""
    shorthand: Shorthand = ""
    """`c` and `x` and `z` stand instead of a number; `low` and `u` beside one."""
    shade: Shade = ""
    verdict: Verdict | None = None
    """Told in the text too; a writer may add colour."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title above it and its notes below."""

    id: str
    """Unique in the document: lower-case letters, digits and hyphens."""
    label: str
    """`Table 3`, `Table A2`."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...] = ()
    """Definitions of what the columns count, with every denominator."""
    totals: int = 0
    """How many of the first rows sum up the others: they stay on top where a reader sorts."""
    shading: int | None = None
    """The place in `notes` of the one on what shades mean: formats without shades leave it out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title, the words that say what it shows, and the table of its figures."""

    id: str
    label: str
    """`Figure 1`."""
    title: str
    chart: Chart
    alternative: str
    """What the picture tells, computed from its figures."""
    table: str
    """The id of the table in this document that has the chart's figures."""
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; sections within sections are its side-heads."""

    id: str
    title: str
    """With its letter where the form gives one: `B. Supporting information`."""
    blocks: tuple[Block, ...]
    new_page: bool = False
    """Whether it begins a page where there are pages."""


Block = Paragraph | Bullets | Recommendations | Facts | Table | Figure | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    subject: str
    """One sentence on what it is about, for properties and the top of a page."""
    audience: Audience
    banner: str
    """Who may read it, in words; shown on every page."""
    facts: Facts
    """What stands under the title: report number, date, by. May be empty."""
    blocks: tuple[Block, ...]
    created: datetime
    """With a zone: the date that properties and archives are given, never the clock's."""
    author: str = ""
    """Empty where none is known."""
    keywords: tuple[str, ...] = ()
    language: str = LANGUAGE


def blocks_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those within sections after their section."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks_of(block.blocks)


def tables_of(document: Document) -> tuple[Table, ...]:
    """Every table in reading order."""
    return tuple(block for block in blocks_of(document.blocks) if isinstance(block, Table))


def figures_of(document: Document) -> tuple[Figure, ...]:
    """Every figure in reading order."""
    return tuple(block for block in blocks_of(document.blocks) if isinstance(block, Figure))


def notes_without_shades(table: Table) -> tuple[Text, ...]:
    """The notes of a table for a format whose cells are not shaded."""
    return tuple(note for place, note in enumerate(table.notes) if place != table.shading)


def plain(text: Text) -> str:
    """The words of a text without its marks."""
    return "".join(part if isinstance(part, str) else part.text for part in text)
