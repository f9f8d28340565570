"""WordprocessingML elements, made in one call each; text goes in as text and never as markup."""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def node(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element such as `w:p` with its children; attributes are in Word's namespace."""
    made: Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def run(text: str, *properties: Element) -> Element:
    """A run of text that keeps its spaces."""
    words = node("w:t")
    words.text = text
    words.set(_SPACE, "preserve")
    return node("w:r", node("w:rPr", *properties), words) if properties else node("w:r", words)


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in a style, by its id; `properties` come in the order of the standard."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties), *content)


def field(instruction: str, result: str) -> Element:
    """A field that Word can work out anew, showing `result` until it does."""
    return node("w:fldSimple", run(result), instr=f" {instruction} ")


def bookmarked(name: str, number: int, *content: Element) -> tuple[Element, ...]:
    """Content that a link within the document can lead to."""
    start = node("w:bookmarkStart", id=number, name=name)
    return (start, *content, node("w:bookmarkEnd", id=number))
