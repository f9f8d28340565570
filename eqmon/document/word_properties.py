"""What a Word file says of itself: only what the document says."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from eqmon.document.model import Document
from eqmon.document.word_xml import Element, node

if TYPE_CHECKING:
    from docx.document import Document as WordFile


def tell_properties(file: WordFile, document: Document) -> None:
    """Title, subject, author if known, keywords, language and the one date: nothing else."""
    properties = file.core_properties._element
    for old in list(properties):
        properties.remove(old)
    told = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:keywords": ", ".join(document.keywords),
        "dc:language": document.language,
    }
    for tag, text in told.items():
        if text:
            properties.append(_property(tag, text))
    created = document.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for tag in ("dcterms:created", "dcterms:modified"):
        moment = _property(tag, created)
        moment.set(qn("xsi:type"), "dcterms:W3CDTF")
        properties.append(moment)


def speak(styles: Element, language: str) -> None:
    """Gives the whole document its language, for spelling and for screen readers."""
    for said in styles.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
    at = styles
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        found = at.find(qn(tag))
        if found is None:
            found = node(tag)
            at.insert(0, found)
        at = found
    if at.find(qn("w:lang")) is None:
        at.append(node("w:lang", val=language))


def _property(tag: str, text: str) -> Element:
    made: Element = OxmlElement(tag)
    made.text = text
    return made
