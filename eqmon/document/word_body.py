"""The body of a Word file: the document's blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

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
from eqmon.document.word_close import is_meant_for_one_page, set_close
from eqmon.document.word_numbering import Numbering
from eqmon.document.word_pages import Pages
from eqmon.document.word_pictures import picture
from eqmon.document.word_styles import width_of_tables
from eqmon.document.word_tables import Tables
from eqmon.document.word_text import Texts, bookmarks_of
from eqmon.document.word_widths import Fit, fit, is_cramped
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
        self._headings = {styles[f"heading {level}"] for level in range(1, DEEPEST + 1)}
        self._pages = Pages(self._last)
        self._bookmarks = bookmarks_of(document)
        self._labels = {table.id: table.label for table in tables_of(document)}
        self._texts = Texts(file.part, styles, self._bookmarks)
        self._captions = Captions(styles["caption"])
        self._tables = Tables(styles)
        numbering = file.part.numbering_part.element
        self._numbering = Numbering(numbering, file.styles.element, styles)
        self._wider = width_of_tables(file.styles.element, styles)
        self._sideways = False
        self._is_turned = False
        self._marks = 0

    def write(self, document: Document) -> None:
        """The title, what stands under it, and every block."""
        self._add(paragraph(self._styles["title"], run(document.title)))
        title = self._last.getprevious()
        self._facts(document.facts)
        if is_meant_for_one_page(document):
            self._blocks(document.blocks[:1], 1)
            set_close(title.itersiblings(qn("w:p")), self._headings)
            self._blocks(document.blocks[1:], 1)
        else:
            self._blocks(document.blocks, 1)
        self._pages.close()

    def _blocks(self, blocks: Iterable[Block], level: int) -> None:
        told = tuple(blocks)
        for block, follows in zip_longest(told, told[1:]):
            self._block(block, level, follows)

    def _block(self, block: Block, level: int, follows: Block | None) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Paragraph():
                self._paragraph(block, leads=isinstance(follows, Bullets | Recommendations))
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

    def _paragraph(self, block: Paragraph, leads: bool) -> None:
        kept = (node("w:keepNext"),) if leads else ()
        if block.number is None:
            self._add(self._told("normal", block.text, kept))
        else:
            number = self._numbering.paragraph(block.number)
            self._add(self._told("numbered paragraph", block.text, (*kept, *number)))

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
        widths, lying = self._fit(table, self._sideways), self._fit(table, sideways=True)
        is_turned = lying.lines > 0 and not widths.lines
        if is_turned:
            self._is_turned = False
            self._pages.turn(sideways=True, before=self._headings_before())
        self._caption(table)
        self._add(self._tables.table(table, lying if is_turned else widths))
        self._notes(table.notes or (("",),))
        self._is_turned = is_turned

    def _fit(self, table: Table, sideways: bool) -> Fit:
        return fit(table, self._pages.width(sideways), self._wider)

    def _headings_before(self) -> Element:
        """The first of the headings that stand last, which go with what follows; else the end."""
        first = self._last
        while (held := first.getprevious()) is not None and self._is_heading(held):
            first = held
        found: Element = first
        return found

    def _is_heading(self, element: Element) -> bool:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style is not None and style.get(qn("w:val")) in self._headings

    def _figure(self, figure: Figure) -> None:
        self._caption(figure)
        drawn = picture(self._part, figure, self._mark(), self._pages.width(self._sideways))
        self._add(paragraph(self._styles["picture"], drawn, properties=(node("w:keepNext"),)))
        label = self._labels.get(figure.table)
        told = [("The figures are in ", Link(label, f"#{figure.table}"), ".")] if label else []
        self._notes((*told, *figure.notes), together=True)

    def _caption(self, block: Table | Figure) -> None:
        bookmark = self._bookmarks[block.id]
        self._add(self._captions.caption(block.label, block.title, bookmark, self._mark()))

    def _notes(self, notes: Sequence[tuple[Inline, ...]], together: bool = False) -> None:
        for place, note in enumerate(notes, 1):
            kept = (node("w:keepNext"),) if together and place < len(notes) else ()
            self._add(self._told("note", note, (*kept, node("w:keepLines"))))

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
        tables = [block for block in inside if isinstance(block, Table)]
        cramped = any(is_cramped(table, upright, self._wider) for table in tables)
        self._is_turned = False
        self._sideways = cramped and not any(isinstance(b, Figure) for b in inside)
        return self._pages.turn(sideways=self._sideways)

    def _add(self, element: Element) -> None:
        if self._is_turned:
            self._is_turned = False
            self._pages.turn(sideways=False)
        self._last.addprevious(element)
