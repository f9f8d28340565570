"""Tables for Word: header rows that repeat, widths that hold the words, shades and their ink."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from eqmon.document.model import Column, Shade, Table, plain
from eqmon.document.shades import SHADES
from eqmon.document.word_widths import SMALL_MARGIN, Fit
from eqmon.document.word_xml import Element, node, paragraph, run

KEPT_TOGETHER = 14
"""Rows up to which a table is kept on one page."""
BEGUN_TOGETHER = 3
"""Rows of a longer table that stay together below its heading."""
_TO_THE_RIGHT = ("count", "percent")


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes tables in the document's styles."""

    styles: Mapping[str, str]

    def table(self, table: Table, fit: Fit) -> Element:
        """The table with its widths on grid and cells alike, its title and its notes to be told."""
        size = "small " if fit.small else ""
        heading, words = (self.styles[f"{size}table {name}"] for name in ("heading", "text"))
        head = [
            _cell(_heading(heading, column), width)
            for column, width in zip(table.columns, fit.widths, strict=True)
        ]
        rows = [node("w:tr", node("w:trPr", node("w:cantSplit"), node("w:tblHeader")), *head)]
        together = len(table.rows) <= KEPT_TOGETHER
        cells = _Cells(words, table.columns, fit.widths)
        for place, row in enumerate(table.rows, 1):
            kept = place < len(table.rows) and (together or place < BEGUN_TOGETHER)
            made = [cells.cell(at, cell.text, cell.shade, kept) for at, cell in enumerate(row)]
            rows.append(node("w:tr", node("w:trPr", node("w:cantSplit")), *made))
        grid = node("w:tblGrid", *(node("w:gridCol", w=width) for width in fit.widths))
        return node("w:tbl", self._properties(table, fit), grid, *rows)

    def _properties(self, table: Table, fit: Fit) -> Element:
        looks = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
        told = [node("w:tblCaption", val=f"{table.label}: {table.title}")]
        if table.notes:
            notes = " ".join(plain(note) for note in table.notes)
            told.append(node("w:tblDescription", val=notes))
        return node(
            "w:tblPr",
            node("w:tblStyle", val=self.styles["figures table"]),
            node("w:tblW", w=sum(fit.widths), type="dxa"),
            node("w:tblLayout", type="fixed"),
            *([node("w:tblCellMar", *_margins(SMALL_MARGIN))] if fit.small else ()),
            node("w:tblLook", val="06A0", **looks, noHBand=1, noVBand=1),
            *told,
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes cells of one table from a pattern for each kind: thousands are alike but for words."""

    style: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    _patterns: dict[tuple[int, Shade, bool], Element] = field(default_factory=dict)

    def cell(self, at: int, text: str, shade: Shade, kept: bool) -> Element:
        pattern = self._patterns.get((at, shade, kept))
        if pattern is None:
            pattern = self._patterns[at, shade, kept] = self._pattern(at, shade, kept)
        made: Element = deepcopy(pattern)
        made[-1][-1][-1].text = text
        return made

    def _pattern(self, at: int, shade: Shade, kept: bool) -> Element:
        colours = SHADES.get(shade)
        ink = (node("w:color", val=colours.ink),) if colours else ()
        keep = (node("w:keepNext"),) if kept else ()
        properties = (*keep, *_aside(self.columns[at]))
        words = paragraph(self.style, run("", *ink), properties=properties)
        return _cell(words, self.widths[at], colours.fill if colours else "")


def _cell(words: Element, width: int, fill: str = "") -> Element:
    properties = node("w:tcPr", node("w:tcW", w=width, type="dxa"))
    if fill:
        properties.append(node("w:shd", val="clear", color="auto", fill=fill))
    return node("w:tc", properties, words)


def _heading(style: str, column: Column) -> Element:
    """A house's style of headings may let them go from their table; these stay."""
    properties = (node("w:keepNext"), *_aside(column))
    return paragraph(style, run(column.title), properties=properties)


def _margins(width: int) -> tuple[Element, ...]:
    return tuple(node(f"w:{side}", w=width, type="dxa") for side in ("left", "right"))


def _aside(column: Column) -> tuple[Element, ...]:
    return (node("w:jc", val="right"),) if column.kind in _TO_THE_RIGHT else ()
