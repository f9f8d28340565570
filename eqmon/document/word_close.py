"""The page before the first that is begun on purpose: set close, so that it stays one page."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn

from eqmon.document.model import (
    Block,
    Bullets,
    Document,
    Paragraph,
    Recommendations,
    Section,
    blocks_of,
    plain,
)
from eqmon.document.word_xml import Element, node

LONGEST = 2500
"""Letters that a page set close can hold, in type of 11 or 12 points."""


def is_meant_for_one_page(document: Document) -> bool:
    """Whether the first section is short, of nothing but text, and a page begins after it."""
    match document.blocks:
        case (Section() as first, Section() as second, *_) if second.new_page:
            texts = [_text(block) for block in blocks_of(first.blocks)]
            return None not in texts and sum(len(text or "") for text in texts) <= LONGEST
    return False


def set_close(elements: Iterable[Element], headings: Iterable[str]) -> None:
    """Takes space from between and within paragraphs, whatever their styles give them."""
    ids = set(headings)
    for element in elements:
        properties = element.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")).get(qn("w:val"))
        before = 120 if style in ids else 0
        properties.append(
            node(
                "w:spacing", before=before, beforeAutospacing=0, after=40, line=240, lineRule="auto"
            )
        )


def _text(block: Block) -> str | None:
    """The words of a block of text, or None for tables, figures and facts."""
    match block:
        case Section():
            return block.title
        case Paragraph():
            return plain(block.text)
        case Bullets() | Recommendations():
            return "".join(plain(item) for item in block.items)
    return None
