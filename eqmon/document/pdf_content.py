"""A document as plain data for the layout in `pdf.typ`: strings, numbers, lists and mappings.

Text reaches the layout as data alone, never as part of its source, so that none becomes code.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

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
    blocks_of,
)
from eqmon.document.pdf_columns import Setting, need, setting
from eqmon.document.pdf_typeface import FAMILY, Spelling, Typeface
from eqmon.document.shades import SHADES

Data = dict[str, Any]
DEEPEST = 6
"""The deepest heading that PDF has."""
TALLEST = 1.15
"""Height of a picture over the width of the text, so that its notes fit beneath it."""
VIEW_BOX = re.compile(r'viewBox="[\d.]+ [\d.]+ (?P<width>[\d.]+) (?P<height>[\d.]+)"')
NUMBERS = ("count", "percent")
SPELLED_OUT = (
    "Some characters of this document have no shape in the typeface of this file ({family}). Each "
    "stands as its Unicode number in square brackets, as {example}; the other formats have the "
    "characters themselves."
)


def content(document: Document, typeface: Typeface) -> Data:
    """What the layout shows, each text with characters that the typeface has.

    Properties (title, author, subject, keywords) and alternatives keep the characters they came
    with: no shape is needed for what is not drawn.
    """
    holders = (b for b in blocks_of(document.blocks) if isinstance(b, Section | Table | Figure))
    spelled = typeface.spelling()
    labels = {block.id: getattr(block, "label", "") for block in holders}
    made = _Content(spelled, typeface, labels)
    shown = {
        "language": document.language,
        "properties": {
            "title": document.title,
            "author": document.author,
            "subject": document.subject,
            "keywords": document.keywords,
        },
        "title": spelled(document.title),
        "subject": spelled(document.subject),
        "banner": spelled(document.banner),
        "facts": made.facts(document.facts),
        "pages": _turned(list(made.sequence(document.blocks, 2))),
        "shades": {shade: dataclasses.asdict(colours) for shade, colours in SHADES.items()},
    }
    return shown | {"spelled_out": _spelled_out(spelled)}


def _spelled_out(spelled: Spelling) -> str:
    if not spelled.lacking:
        return ""
    return SPELLED_OUT.format(family=FAMILY, example=spelled(min(spelled.lacking)))


@dataclasses.dataclass(frozen=True)
class _Content:
    spelled: Spelling
    typeface: Typeface
    labels: dict[str, str]
    """Of everything that a link can lead to, by its id."""

    def sequence(self, blocks: tuple[Block, ...], level: int) -> Iterator[Data]:
        """Every block in reading order; sections are headings with what follows."""
        for block in blocks:
            if isinstance(block, Section):
                yield self.heading(block, level)
                yield from self.sequence(block.blocks, level + 1)
            else:
                yield self.block(block)

    def block(self, block: Block) -> Data:
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "text": self.text(block.text), "number": block.number}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [self.text(item) for item in block.items]}
        if isinstance(block, Recommendations):
            items = [self.text(item) for item in block.items]
            return {"kind": "recommendations", "lead": self.spelled(block.lead), "items": items}
        if isinstance(block, Facts):
            return {"kind": "facts", "items": self.facts(block)}
        if isinstance(block, Table):
            return self.table(block)
        assert isinstance(block, Figure)
        return self.figure(block)

    def heading(self, section: Section, level: int) -> Data:
        return {
            "kind": "heading",
            "id": section.id,
            "title": self.spelled(section.title),
            "level": min(level, DEEPEST),
            "new_page": section.new_page,
        }

    def facts(self, facts: Facts) -> list[Data]:
        return [{"name": self.spelled(name), "text": self.text(text)} for name, text in facts.items]

    def table(self, table: Table) -> Data:
        titles = [self.spelled(column.title) for column in table.columns]
        rows = [[self.spelled(cell.text) for cell in row] for row in table.rows]
        return {
            "kind": "table",
            **self.titled(table),
            "titles": titles,
            "numbers": [column.kind in NUMBERS for column in table.columns],
            "rows": rows,
            "shades": [[cell.shade for cell in row] for row in table.rows],
            "totals": table.totals,
            "setting": dataclasses.asdict(self.setting(titles, rows, table.totals)),
        }

    def setting(self, titles: list[str], rows: list[list[str]], totals: int) -> Setting:
        needs = [
            need(
                [row[at] for row in rows[totals:]],
                [title, *(row[at] for row in rows[:totals])],
                self.typeface.width,
                self.typeface.width_bold,
            )
            for at, title in enumerate(titles)
        ]
        return setting(needs, len(rows))

    def figure(self, figure: Figure) -> Data:
        from eqmon.charts.draw import svg

        drawn = svg(_worded(figure.chart, self.spelled))
        told = Link(self.labels.get(figure.table, ""), f"#{figure.table}")
        data = [("The figures are in ", told, ".")] if told.text else []
        return {
            "kind": "figure",
            **self.titled(dataclasses.replace(figure, notes=(*data, *figure.notes))),
            "svg": drawn,
            "width": _share_of_width(drawn),
            "alternative": figure.alternative,
        }

    def titled(self, block: Table | Figure) -> Data:
        return {
            "id": block.id,
            "label": self.spelled(block.label),
            "title": self.spelled(block.title),
            "notes": [self.text(note) for note in block.notes],
        }

    def text(self, text: Text) -> list[str | Data]:
        return [self.inline(part) for part in text]

    def inline(self, part: Inline) -> str | Data:
        if isinstance(part, str):
            return self.spelled(part)
        text = self.spelled(part.text)
        if isinstance(part, Strong):
            return {"kind": "strong", "text": text}
        if part.target.startswith("https://"):
            return {"kind": "address", "text": text, "target": part.target}
        if part.target.removeprefix("#") in self.labels:
            return {"kind": "reference", "text": text, "target": part.target.removeprefix("#")}
        return text


def _share_of_width(drawn: str) -> float:
    """The part of the text's width at which a picture and its notes fit on one page."""
    box = VIEW_BOX.search(drawn)
    if box is None:
        return 1.0
    return min(1.0, TALLEST / float(box["height"]) * float(box["width"]))


def _turned(blocks: list[Data]) -> list[Data]:
    """The blocks by the way that their pages lie; a heading goes with what it stands over."""
    sideways, turned = False, []
    for block in reversed(blocks):
        if block["kind"] != "heading":
            sideways = block["kind"] == "table" and block["setting"]["sideways"]
        turned.append((sideways, block))
    pages = [
        {"sideways": way, "blocks": [block for _, block in run]}
        for way, run in groupby(reversed(turned), key=lambda each: each[0])
    ]
    for page in pages[1:]:
        page["blocks"][0]["new_page"] = False  # it begins one anyway
    return pages


def _worded(part: Any, spelled: Callable[[str], str]) -> Any:
    """A chart, or a part of one, with every text in it spelled."""
    if type(part) is str:
        return spelled(part)
    if isinstance(part, tuple):
        return tuple(_worded(each, spelled) for each in part)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        names = [each.name for each in dataclasses.fields(part)]
        return type(part)(**{name: _worded(getattr(part, name), spelled) for name in names})
    return part
