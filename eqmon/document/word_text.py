"""Texts of the document as Word's runs: strong words, links within and links out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from eqmon.document.model import Document, Figure, Inline, Link, Section, Strong, Table, blocks_of
from eqmon.document.word_xml import Element, node, run

LONGEST_BOOKMARK = 40


class Texts:
    """Makes runs of texts: knows the styles, where links lead and the part that they are in."""

    def __init__(self, part: Part, styles: Mapping[str, str], bookmarks: Mapping[str, str]) -> None:
        self._part = part
        self._styles = styles
        self._bookmarks = bookmarks

    def runs(self, text: Iterable[Inline], ink: str = "") -> list[Element]:
        """The runs of a text, in a colour of its own if one is named."""
        return [self._inline(part, ink) for part in text]

    def strong(self, text: str) -> Element:
        """Words that carry weight."""
        return run(text, node("w:rStyle", val=self._styles["strong"]))

    def _inline(self, part: Inline, ink: str) -> Element:
        match part:
            case Strong():
                return self.strong(part.text)
            case Link():
                return self._link(part)
            case _:
                return run(part, node("w:color", val=ink)) if ink else run(part)

    def _link(self, link: Link) -> Element:
        words = run(link.text, node("w:rStyle", val=self._styles["hyperlink"]))
        if not link.target.startswith("#"):
            made = node("w:hyperlink", words, history=1)
            out = self._part.relate_to(link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            made.set(qn("r:id"), out)
            return made
        target = self._bookmarks.get(link.target[1:])
        return node("w:hyperlink", words, anchor=target, history=1) if target else run(link.text)


def bookmarks_of(document: Document) -> dict[str, str]:
    """The name of the bookmark of everything in the document that a link can lead to, by its id.

    Word takes letters, digits and underscores, at most 40, and a letter first.
    """
    ids = [
        block.id
        for block in blocks_of(document.blocks)
        if isinstance(block, Section | Table | Figure)
    ]
    names: dict[str, str] = {}
    for id in ids:
        name = f"to_{re.sub(r'[^0-9A-Za-z]', '_', id)}"
        if len(name) > LONGEST_BOOKMARK or name in names.values():
            name = f"{name[:27]}_{sha256(id.encode()).hexdigest()[:12]}"
        names[id] = name
    return names
