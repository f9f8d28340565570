"""The body of a Word file: the document's blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from eqmon.document.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Inline,
    Link,
    Paragraph,
    Recommendations,
    Section,
    Table,
    blocks_of,
    tables_of,
)
from eqmon.document.word_captions import Captions
from eqmon.document.word_numbering import Numbering
from eqmon.document.word_pages import Pages
from eqmon.document.word_pictures import picture
from eqmon.document.word_tables import Tables
from eqmon.document.word_text import Texts, bookmarks_of
from eqmon.document.word_widths import fit, is_cramped
from eqmon.document.word_xml import Element, bookmarked, node, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document as WordFile

DEEPEST = 4
"""Levels of headings that have a style."""


class Body:
    """Writes blocks one after the other into the body of a file."""

    def __init__(self, file: WordFile, styles: Mapping[str, str], document: Document) -> None:
        self._part = file.part
        self._last = file.element.body[-1]
        self._styles = styles
        self._pages = Pages(self._last)
        self._bookmarks = bookmarks_of(document)
        self._labels = {table.id: table.label for table in tables_of(document)}
        self._texts = Texts(file.part, styles, self._bookmarks)
        self._captions = Captions(styles["caption"])
        self._tables = Tables(styles)
        numbering = file.part.numbering_part.element
        self._numbering = Numbering(numbering, file.styles.element, styles)
        self._sideways = False
        self._marks = 0

    def write(self, document: Document) -> None:
        """The title, what stands under it, and every block."""
        self._add(paragraph(self._styles["title"], run(document.title)))
        self._facts(document.facts)
        self._blocks(document.blocks, 1)
        self._pages.close()

    def _blocks(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            self._block(block, level)

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                for item in block.items:
                    self._add(self._told("list bullet", item))
            case Recommendations():
                self._recommendations(block)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _section(self, section: Section, level: int) -> None:
        is_begun = not section.new_page or self._turn(section)
        begins = () if is_begun else (node("w:pageBreakBefore"),)
        style = self._styles[f"heading {min(level, DEEPEST)}"]
        title = self._marked(section.id, run(section.title))
        self._add(paragraph(style, *title, properties=begins))
        self._blocks(section.blocks, level + 1)

    def _paragraph(self, block: Paragraph) -> None:
        if block.number is None:
            self._add(self._told("normal", block.text))
        else:
            number = self._numbering.paragraph(block.number)
            self._add(self._told("numbered paragraph", block.text, number))

    def _recommendations(self, block: Recommendations) -> None:
        if block.lead:
            self._add(self._told("normal", (block.lead,), (node("w:keepNext"),)))
        numbers = self._numbering.recommendations(len(block.items))
        for item, number in zip(block.items, numbers, strict=True):
            self._add(self._told("recommendation", item, number))

    def _facts(self, facts: Facts) -> None:
        for name, text in facts.items:
            words = (self._texts.strong(f"{name}:"), run(" "), *self._texts.runs(text))
            self._add(paragraph(self._styles["fact"], *words))

    def _table(self, table: Table) -> None:
        self._caption(table)
        self._add(self._tables.table(table, fit(table, self._pages.width(self._sideways))))
        self._notes(table.notes or (("",),))

    def _figure(self, figure: Figure) -> None:
        self._caption(figure)
        drawn = picture(self._part, figure, self._mark(), self._pages.width(self._sideways))
        self._add(paragraph(self._styles["picture"], drawn))
        label = self._labels.get(figure.table)
        told = [("The figures are in ", Link(label, f"#{figure.table}"), ".")] if label else []
        self._notes((*told, *figure.notes))

    def _caption(self, block: Table | Figure) -> None:
        bookmark = self._bookmarks[block.id]
        self._add(self._captions.caption(block.label, block.title, bookmark, self._mark()))

    def _notes(self, notes: Iterable[tuple[Inline, ...]]) -> None:
        for note in notes:
            self._add(self._told("note", note))

    def _told(
        self, style: str, text: Iterable[Inline], properties: tuple[Element, ...] = ()
    ) -> Element:
        return paragraph(self._styles[style], *self._texts.runs(text), properties=properties)

    def _marked(self, id: str, *content: Element) -> tuple[Element, ...]:
        return bookmarked(self._bookmarks[id], self._mark(), *content)

    def _mark(self) -> int:
        self._marks += 1
        return self._marks

    def _turn(self, section: Section) -> bool:
        """A section that begins a page lies on its side if its tables need the width.

        Pictures are drawn for upright pages, and keep their section upright. Gives whether that
        has begun a page already.
        """
        inside = list(blocks_of(section.blocks))
        upright = self._pages.width(sideways=False)
        cramped = any(isinstance(b, Table) and is_cramped(b, upright) for b in inside)
        self._sideways = cramped and not any(isinstance(b, Figure) for b in inside)
        return self._pages.turn(sideways=self._sideways)

    def _add(self, element: Element) -> None:
        self._last.addprevious(element)
