"""Pages: upright or on their side, with the banner above and the page's number below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from eqmon.document.word_xml import Element, field, node, paragraph, run

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.section import CT_SectPr
    from docx.section import Section, _Footer, _Header

_SIZE, _MARGINS = qn("w:pgSz"), qn("w:pgMar")
_ACROSS, _DOWN = qn("w:w"), qn("w:h")
_A4 = {"w:w": "11906", "w:h": "16838"}
_MARGINS_OF_2_CM = {
    **{f"w:{side}": "1134" for side in ("top", "right", "bottom", "left")},
    "w:header": "567",
    "w:footer": "567",
    "w:gutter": "0",
}


class Pages:
    """The pages of one document, all made from the last section of its template."""

    def __init__(self, last: Element) -> None:
        self._last = last
        self._sideways = False

    def width(self, sideways: bool) -> int:
        """The width of the text on a page, in twentieths of a point."""
        size, margins = self._last.find(_SIZE), self._last.find(_MARGINS)
        sides = (int(size.get(_ACROSS)), int(size.get(_DOWN)))
        across = max(sides) if sideways else sides[0]
        return across - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right")))

    def turn(self, sideways: bool, before: Element | None = None) -> bool:
        """Ends the pages so far, if those that follow stand otherwise; gives whether they do.

        They end before an element if one is named, otherwise after all that is there.
        """
        if sideways == self._sideways:
            return False
        follows = self._last if before is None else before
        ended = follows.getprevious()
        if ended is None or ended.tag != qn("w:p"):
            ended = node("w:p")
            follows.addprevious(ended)
        properties = ended.find(qn("w:pPr"))
        if properties is None:
            properties = node("w:pPr")
            ended.insert(0, properties)
        properties.append(self._section())
        self._sideways = sideways
        return True

    def close(self) -> None:
        """Gives the last pages their direction."""
        self._last.getparent().replace(self._last, self._section())

    def _section(self) -> Element:
        section = deepcopy(self._last)
        size = section.find(_SIZE)
        across, down = size.get(_ACROSS), size.get(_DOWN)
        if self._sideways and int(across) < int(down):
            size.set(_ACROSS, down)
            size.set(_DOWN, across)
            size.set(qn("w:orient"), "landscape")
        return section


def settle_page(section: CT_SectPr) -> None:
    """Gives a template's section what it leaves out, or says in no twips: A4 and 2 cm."""
    size, margins = section.get_or_add_pgSz(), section.get_or_add_pgMar()
    for element, usual in ((size, _A4), (margins, _MARGINS_OF_2_CM)):
        for name, twips in usual.items():
            if not element.get(qn(name), "").isdecimal():
                element.set(qn(name), twips)
    for printer in section.findall(qn("w:printerSettings")):
        section.remove(printer)


def mark_pages(file: WordFile, banner: str, styles: Mapping[str, str]) -> None:
    """Puts the banner into every header, and the page's number into footers without one."""
    for header, footer in _margins(file):
        _add(header, paragraph(styles["header"], run(banner)))
        if not footer.is_linked_to_previous and _counts_pages(footer._element):
            continue
        pages = (field("PAGE", "1"), run(" of "), field("NUMPAGES", "1"))
        _add(footer, paragraph(styles["footer"], run("Page "), *pages))


def _margins(file: WordFile) -> Iterator[tuple[_Header, _Footer]]:
    section: Section = file.sections[-1]
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if file.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _counts_pages(footer: Element) -> bool:
    said = [simple.get(qn("w:instr"), "") for simple in footer.iter(qn("w:fldSimple"))]
    said += [words.text or "" for words in footer.iter(qn("w:instrText"))]
    return any("PAGE" in instruction.upper().split() for instruction in said)


def _add(margin: _Header | _Footer, words: Element) -> None:
    """Below what the house has there; alone where it has nothing."""
    is_ours = margin.is_linked_to_previous
    margin.is_linked_to_previous = False
    held = margin._element
    if is_ours:
        for empty in list(held):
            held.remove(empty)
    held.append(words)
