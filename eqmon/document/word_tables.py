"""Tables for Word: header rows that repeat, widths that hold the words, shades and their ink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eqmon.document.model import Cell, Column, Table, plain
from eqmon.document.shades import SHADES
from eqmon.document.word_widths import Fit
from eqmon.document.word_xml import Element, node, paragraph, run

KEPT_TOGETHER = 14
"""Rows up to which a table is kept on one page."""
_TO_THE_RIGHT = ("count", "percent")


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes tables in the document's styles."""

    styles: Mapping[str, str]

    def table(self, table: Table, fit: Fit) -> Element:
        """The table with its widths on grid and cells alike, its title and its notes to be told."""
        size = "small " if fit.small else ""
        heading, words = (self.styles[f"{size}table {name}"] for name in ("heading", "text"))
        together = len(table.rows) <= KEPT_TOGETHER
        rows = [self._head(table.columns, fit, heading)]
        for place, cells in enumerate(table.rows, 1):
            keep = together and place < len(table.rows)
            rows.append(_row(cells, table.columns, fit, words, keep))
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
            node("w:tblLook", val="06A0", **looks, noHBand=1, noVBand=1),
            *told,
        )

    def _head(self, columns: tuple[Column, ...], fit: Fit, style: str) -> Element:
        cells = [
            _cell(paragraph(style, run(column.title), properties=_aside(column)), width)
            for column, width in zip(columns, fit.widths, strict=True)
        ]
        return node("w:tr", node("w:trPr", node("w:cantSplit"), node("w:tblHeader")), *cells)


def _row(
    cells: tuple[Cell, ...], columns: tuple[Column, ...], fit: Fit, style: str, keep: bool
) -> Element:
    made = []
    for cell, column, width in zip(cells, columns, fit.widths, strict=True):
        colours = SHADES.get(cell.shade)
        ink = (node("w:color", val=colours.ink),) if colours else ()
        properties = (*((node("w:keepNext"),) if keep else ()), *_aside(column))
        words = paragraph(style, run(cell.text, *ink), properties=properties)
        made.append(_cell(words, width, colours.fill if colours else ""))
    return node("w:tr", node("w:trPr", node("w:cantSplit")), *made)


def _cell(words: Element, width: int, fill: str = "") -> Element:
    properties = node("w:tcPr", node("w:tcW", w=width, type="dxa"))
    if fill:
        properties.append(node("w:shd", val="clear", color="auto", fill=fill))
    return node("w:tc", properties, words)


def _aside(column: Column) -> tuple[Element, ...]:
    return (node("w:jc", val="right"),) if column.kind in _TO_THE_RIGHT else ()
