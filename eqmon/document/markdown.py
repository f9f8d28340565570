"""The document as GitHub-flavoured Markdown: its numbers are text, which no reader renumbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import quote

from eqmon.document.marked import bullets, escaped, paragraph, table
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
    Strong,
    Table,
    Text,
    notes_without_shades,
    plain,
    tables_of,
)

DEEPEST = 6
"""The deepest heading that Markdown has; sections below it share its level."""
IN_AN_ADDRESS = ":/?#[]@!$&'*+,;=%~"
_ANCHOR = re.compile(r'<a id="([a-z0-9_-]+)"></a>')
_LISTS = (Bullets, Facts, Recommendations)


def write(document: Document) -> bytes:
    """The whole document; of figures what they tell and which table has their data."""
    labels = {table.id: table.label for table in tables_of(document)}
    top = [f"# {escaped(document.title)}", _line((document.subject,)), _banner(document.banner)]
    if document.facts.items:
        top.append(_facts(document.facts))
    parts = [part for part in (*top, *_blocks(document.blocks, 2, labels)) if part]
    text = "\n\n".join(parts) + "\n"
    return _ANCHOR.sub(lambda found: found[0] if f"(<#{found[1]}>)" in text else "", text).encode()


def _blocks(blocks: tuple[Block, ...], level: int, labels: dict[str, str]) -> Iterator[str]:
    for before, block in pairwise((None, *blocks)):
        if isinstance(before, _LISTS) and isinstance(block, _LISTS):
            yield "<!-- -->"  # or the second list would run on from the first
        if isinstance(block, Section):
            yield f"{'#' * min(level, DEEPEST)} {_anchor(block.id)}{escaped(block.title)}"
            yield from _blocks(block.blocks, level + 1, labels)
        elif isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Figure):
            yield from _figure(block, labels)
        elif isinstance(block, Paragraph):
            yield _paragraph(block)
        elif isinstance(block, Bullets):
            yield bullets(_inline(item) for item in block.items)
        elif isinstance(block, Facts):
            yield _facts(block)
        elif block is not None:
            yield _recommendations(block)


def _paragraph(block: Paragraph) -> str:
    if block.number is None:
        return _line(block.text)
    return f"{block.number}\\. {_inline(block.text)}"


def _banner(text: str) -> str:
    return f"**{escaped(text)}**" if text else ""


def _facts(facts: Facts) -> str:
    return bullets(_inline((Strong(name), ": ", *text)) for name, text in facts.items)


def _recommendations(block: Recommendations) -> str:
    items = (
        f"{number}. {paragraph(_inline(item))}" for number, item in enumerate(block.items, start=1)
    )
    return f"{_line((block.lead,))}\n\n" + "\n".join(items)


def _table(block: Table) -> Iterator[str]:
    yield _caption(block.id, block.label, block.title)
    head = [escaped(column.title) for column in block.columns]
    body = [[escaped(cell.text) for cell in row] for row in block.rows]
    numbers = [n for n, column in enumerate(block.columns) if column.kind in ("count", "percent")]
    yield table(head, body, right=numbers)
    yield from map(_line, notes_without_shades(block))


def _figure(block: Figure, labels: dict[str, str]) -> Iterator[str]:
    yield _caption(block.id, block.label, block.title)
    yield _line((block.alternative,))
    yield _line(("The figures are in ", Link(labels[block.table], f"#{block.table}"), "."))
    yield from map(_line, block.notes)


def _caption(id: str, label: str, title: str) -> str:
    return f"{_anchor(id)}**{escaped(f'{label}: {title}')}**"


def _anchor(id: str) -> str:
    return f'<a id="{id}"></a>'


def _line(text: Text) -> str:
    return paragraph(_inline(text))


def _inline(text: Iterable[Inline]) -> str:
    pieces = tuple(text)
    written = (
        _piece(piece, plain(pieces[:place])[-1:], plain(pieces[place + 1 :])[:1])
        for place, piece in enumerate(pieces)
    )
    # Marks that touch would be read as one mark of four stars.
    return "".join(written).strip().replace("****", "**<!-- -->**")


def _piece(piece: Inline, before: str, after: str) -> str:
    if isinstance(piece, str):
        return _escaped(piece)
    if isinstance(piece, Strong):
        return _strong(piece.text, before, after)
    return _link(piece)


def _escaped(text: str, mark: str = "", unmark: str = "") -> str:
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{mark}{escaped(inner)}{unmark}{after}"


def _strong(text: str, before: str, after: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    leading, _, trailing = text.partition(inner)
    # Stars beside punctuation open and close nothing unless a space is on their other side.
    opens = inner[0].isalnum() or not (leading or before).strip()
    closes = inner[-1].isalnum() or not (trailing or after).strip()
    if opens and closes:
        return _escaped(text, "**", "**")
    return _escaped(text, "<strong>", "</strong>")


def _link(link: Link) -> str:
    if not link.target.startswith(("#", "https://")):
        return _escaped(link.text)
    address = quote(link.target, safe=IN_AN_ADDRESS).replace("&", "&amp;")
    return f"[{escaped(link.text)}](<{address}>)"
