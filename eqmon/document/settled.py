"""The last look over a document: paragraphs numbered, tables and figures labelled, links worded.

Builders say what stands where and leave numbers to this; so nothing that is put in or left out can
leave a gap in them, and no reference can lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, cast

from eqmon.document.harmless import one_line
from eqmon.document.model import (
    Block,
    Document,
    Figure,
    Link,
    Paragraph,
    Section,
    Table,
    blocks_of,
)

APPENDIX = "appendix"
"""How the ids of appendices begin: their tables are `A1` and on."""


def settled(document: Document, *, numbered: frozenset[str] = frozenset()) -> Document:
    """The document with every number, label and reference in place.

    Paragraphs are numbered from 1 in each of the top sections `numbered`, on through its
    side-heads. Every text becomes one harmless line. KeyError where a link's target is not there.
    """
    blocks = _labelled(tuple(_number(block, numbered) for block in document.blocks))
    titles = {block.id: _called(block) for block in blocks_of(blocks) if hasattr(block, "id")}
    return cast(Document, _worded(replace(document, blocks=blocks), titles))


def _number(block: Block, numbered: frozenset[str]) -> Block:
    if isinstance(block, Section) and block.id in numbered:
        return _numbered(block, iter(range(1, 10_000)))
    return block


def _numbered(section: Section, numbers: Iterator[int]) -> Section:
    def one(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, number=next(numbers))
        return _numbered(block, numbers) if isinstance(block, Section) else block

    return replace(section, blocks=tuple(one(block) for block in section.blocks))


def _labelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    counts: dict[str, int] = {}

    def label(kind: str, letter: str) -> str:
        counts[kind + letter] = counts.get(kind + letter, 0) + 1
        return f"{kind} {letter}{counts[kind + letter]}"

    def one(block: Block, letter: str) -> Block:
        if isinstance(block, Section):
            inside = "A" if block.id.startswith(APPENDIX) else letter
            return replace(block, blocks=tuple(one(b, inside) for b in block.blocks))
        if isinstance(block, Table):
            return replace(block, label=label("Table", letter))
        return replace(block, label=label("Figure", letter)) if isinstance(block, Figure) else block

    return tuple(one(block, "") for block in blocks)


def _called(block: Any) -> str:
    """What a reference calls a block: its label, or a section's title up to its colon."""
    return block.title.split(":")[0] if isinstance(block, Section) else str(block.label)


def _worded(part: Any, titles: dict[str, str]) -> Any:
    """The part with every text on one line and every link without words called by its target.

    What needs no change is given back as it is.
    """
    if type(part) is str:
        return one_line(part)
    if isinstance(part, tuple):
        changed = tuple(_worded(one, titles) for one in part)
        return part if all(map(is_, changed, part)) else changed
    if not is_dataclass(part) or isinstance(part, type):
        return part
    if isinstance(part, Link) and part.target.startswith("#"):
        called = titles[part.target.removeprefix("#")]
        part = replace(part, text=part.text or called)
    kind: Any = type(part)
    given = {name: getattr(part, name) for name in _names(kind)}
    words = {n: v for n, v in given.items() if isinstance(v, str | tuple) or is_dataclass(v)}
    new = {n: one for n, v in words.items() if (one := _worded(v, titles)) is not v}
    return replace(part, **new) if new else part


@cache
def _names(of: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))
