"""Numbers that Word itself counts: paragraphs of the body, recommendations and bullets."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from eqmon.document.word_styles import our_part, styles_named
from eqmon.document.word_xml import Element, node

LISTS = ("numbered paragraph", "recommendation", "list bullet")
"""Styles that number; each is bound to a definition of its own."""
_ABSTRACT, _NUM = qn("w:abstractNum"), qn("w:num")
_ABSTRACT_ID, _NUM_ID = qn("w:abstractNumId"), qn("w:numId")
_VALUE = qn("w:val")
# What may stand before numPr in a style's pPr.
_BEFORE_NUMBERS = tuple(
    qn(f"w:{tag}")
    for tag in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


class Numbering:
    """The numbering part of one document, and how far its paragraphs have counted."""

    def __init__(self, part: Element, styles: Element, settled: Mapping[str, str]) -> None:
        self._part = part
        self._theirs = {number.get(_NUM_ID) for number in self._nums()}
        self._numbers = {
            name: self._bound(style, place)
            for place, (name, style) in enumerate(
                zip(LISTS, styles_named(styles, settled, *LISTS), strict=True), 1
            )
        }
        self._next = self._start("numbered paragraph")
        self._counting = ""
        self._recommended = False

    def paragraph(self, number: int) -> tuple[Element, ...]:
        """What a numbered paragraph says of its number: nothing while all follow from the first."""
        if number != self._next:
            self._counting = self._again("numbered paragraph", number)
        self._next = number + 1
        return _numbered(self._counting)

    def recommendations(self, items: int) -> list[tuple[Element, ...]]:
        """The same for each item of one more list, which begins from 1."""
        again = self._again("recommendation", 1) if self._recommended else ""
        self._recommended = True
        return [_numbered(again) for _ in range(items)]

    def _bound(self, style: Element, place: int) -> str:
        """The number definition of a style: the house's, or a copy of ours."""
        held = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if held is not None and held.get(_VALUE) in self._theirs:
            return str(held.get(_VALUE))
        ours = parse_xml(our_part("numbering"))
        abstract = deepcopy(ours.findall(_ABSTRACT)[place - 1])
        abstract.set(_ABSTRACT_ID, str(self._free(_ABSTRACT, _ABSTRACT_ID)))
        abstract.find(f"{qn('w:lvl')}/{qn('w:pStyle')}").set(_VALUE, style.get(qn("w:styleId")))
        # The standard wants every abstractNum before the first num.
        first = next(iter(self._nums()), None)
        self._part.append(abstract) if first is None else first.addprevious(abstract)
        number = self._added(abstract.get(_ABSTRACT_ID))
        _bind(style, number)
        return number

    def _again(self, name: str, number: int) -> str:
        """A new count of the same look, from `number` on."""
        start = node("w:lvlOverride", node("w:startOverride", val=number), ilvl=0)
        return self._added(self._abstract_of(name), start)

    def _added(self, abstract: str, *overrides: Element) -> str:
        new = str(self._free(_NUM, _NUM_ID))
        last = (self._nums() or self._part.findall(_ABSTRACT))[-1]
        last.addnext(node("w:num", node("w:abstractNumId", val=abstract), *overrides, numId=new))
        return new

    def _start(self, name: str) -> int:
        wanted = self._abstract_of(name)
        abstract = next(a for a in self._part.findall(_ABSTRACT) if a.get(_ABSTRACT_ID) == wanted)
        start = abstract.find(f"{qn('w:lvl')}/{qn('w:start')}")
        return 1 if start is None else int(start.get(_VALUE))

    def _abstract_of(self, name: str) -> str:
        begun = next(n for n in self._nums() if n.get(_NUM_ID) == self._numbers[name])
        return str(begun.find(_ABSTRACT_ID).get(_VALUE))

    def _nums(self) -> list[Element]:
        return list(self._part.findall(_NUM))

    def _free(self, tag: str, attribute: str) -> int:
        return max((int(e.get(attribute)) for e in self._part.findall(tag)), default=0) + 1


def _numbered(number: str) -> tuple[Element, ...]:
    if not number:
        return ()
    return (node("w:numPr", node("w:ilvl", val=0), node("w:numId", val=number)),)


def _bind(style: Element, number: str) -> None:
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = node("w:pPr")
        after = style.find(qn("w:rPr"))
        style.append(properties) if after is None else after.addprevious(properties)
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    before = [child for child in properties if child.tag in _BEFORE_NUMBERS]
    numbers = node("w:numPr", node("w:numId", val=number))
    before[-1].addnext(numbers) if before else properties.insert(0, numbers)
