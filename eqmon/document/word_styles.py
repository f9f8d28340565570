"""The styles of a document by name: the house's where its template has them, otherwise ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from importlib.resources import files

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from eqmon.document.word_xml import Element

STYLE = qn("w:style")
VALUE = qn("w:val")
ID = qn("w:styleId")
_FACE, _POINTS = "Arial", 10
"""The type of our own style of tables."""
_OTHER_FACES = 1.2
_USUAL_POINTS = 11
_REFERENCES = (qn("w:basedOn"), qn("w:next"), qn("w:link"))


def our_part(name: str) -> bytes:
    """One part of our own blank document: `styles`, `numbering` or `settings`."""
    return (files("eqmon.document") / f"word_{name}.xml").read_bytes()


def style_name(style: Element) -> str:
    """The name of a style as comparison takes it; Word writes its own names in several cases."""
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(VALUE, "").casefold()


def settle_styles(house: Element) -> Mapping[str, str]:
    """Adds our styles that the house lacks by name; gives the id of each of ours by its name.

    Names are in lower case. Lists are not bound to numbering here: an added style has none.
    """
    ours = [deepcopy(style) for style in parse_xml(our_part("styles")).iterchildren(STYLE)]
    theirs = {style_name(style): style.get(ID) for style in house.iterchildren(STYLE)}
    taken = set(theirs.values())
    settled = {}
    for style in ours:
        name = style_name(style)
        settled[name] = theirs.get(name) or _free(style.get(ID), taken)
    renamed = {style.get(ID): settled[style_name(style)] for style in ours}
    for style in ours:
        if style_name(style) not in theirs:
            house.append(_adopted(style, renamed))
    return settled


def _free(wanted: str, taken: set[str]) -> str:
    """The id that a style of ours gets where another style of the house has it already."""
    name = wanted
    while name in taken:
        name = f"Eqmon{name}"
    taken.add(name)
    return name


def _adopted(style: Element, renamed: Mapping[str, str]) -> Element:
    style.set(ID, renamed[style.get(ID)])
    style.attrib.pop(qn("w:default"), None)
    for tag in _REFERENCES:
        for reference in style.iterchildren(tag):
            reference.set(VALUE, renamed[reference.get(VALUE)])
    for properties in style.iterchildren(qn("w:pPr")):
        for numbers in list(properties.iterchildren(qn("w:numPr"))):
            properties.remove(numbers)
    return style


def styles_named(house: Element, settled: Mapping[str, str], *names: str) -> Iterator[Element]:
    """The styles themselves, house's or ours, in the order of the names."""
    by_id = {style.get(ID): style for style in house.iterchildren(STYLE)}
    for name in names:
        yield by_id[settled[name]]


def width_of_tables(house: Element, settled: Mapping[str, str]) -> float:
    """How many times as wide as ours the type of tables runs, where it is the house's.

    Ours is Arial of 10 points. What another typeface takes is not known: most take up to a fifth
    more.
    """
    (style,) = styles_named(house, settled, "table text")
    face = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    size = style.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    known = face is not None and face.get(qn("w:ascii")) == _FACE
    said = "" if size is None else size.get(VALUE, "")
    points = int(said) / 2 if said.isdecimal() else (_POINTS if known else _USUAL_POINTS)
    return (1.0 if known else _OTHER_FACES) * max(points, _POINTS) / _POINTS
