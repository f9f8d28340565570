"""A document as plain data for the layout in `pdf.typ`: strings, numbers, lists and mappings.

Text reaches the layout as data alone, never as part of its source, so that none becomes code.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
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
from eqmon.document.pdf_typeface import FAMILY, Spelling
from eqmon.document.shades import SHADES

Data = dict[str, Any]
DEEPEST = 6
"""The deepest heading that PDF has."""
NUMBERS = ("count", "percent")
SPELLED_OUT = (
    "Some characters of this document have no shape in the typeface of this file ({family}). Each "
    "stands as its Unicode number in square brackets, as {example}; the other formats have the "
    "characters themselves."
)


def content(document: Document, spelled: Spelling) -> Data:
    """What the layout shows, each text with characters that the typeface has.

    Properties (title, author, subject, keywords) and alternatives keep the characters they came
    with: no shape is needed for what is not drawn.
    """
    holders = (b for b in blocks_of(document.blocks) if isinstance(b, Section | Table | Figure))
    made = _Content(spelled, {block.id: getattr(block, "label", "") for block in holders})
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
        "blocks": [made.block(block, 2) for block in document.blocks],
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
    labels: dict[str, str]
    """Of everything that a link can lead to, by its id."""

    def block(self, block: Block, level: int) -> Data:
        if isinstance(block, Section):
            return self.section(block, level)
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "text": self.text(block.text), "number": block.number}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [self.text(item) for item in block.items]}
        if isinstance(block, Recommendations):
            items = [self.text(item) for item in block.items]
            return {"kind": "recommendations", "lead": self.spelled(block.lead), "items": items}
        if isinstance(block, Facts):
            return {"kind": "facts", "items": self.facts(block)}
        return self.table(block) if isinstance(block, Table) else self.figure(block)

    def section(self, section: Section, level: int) -> Data:
        return {
            "kind": "section",
            "id": section.id,
            "title": self.spelled(section.title),
            "level": min(level, DEEPEST),
            "new_page": section.new_page,
            "blocks": [self.block(block, level + 1) for block in section.blocks],
        }

    def facts(self, facts: Facts) -> list[Data]:
        return [{"name": self.spelled(name), "text": self.text(text)} for name, text in facts.items]

    def table(self, table: Table) -> Data:
        return {
            "kind": "table",
            **self.titled(table),
            "columns": [
                {"title": self.spelled(column.title), "number": column.kind in NUMBERS}
                for column in table.columns
            ],
            "rows": [
                [{"text": self.spelled(cell.text), "shade": cell.shade} for cell in row]
                for row in table.rows
            ],
            "totals": table.totals,
        }

    def figure(self, figure: Figure) -> Data:
        from eqmon.charts.draw import svg

        told = Link(self.labels.get(figure.table, ""), f"#{figure.table}")
        data = [("The figures are in ", told, ".")] if told.text else []
        return {
            "kind": "figure",
            **self.titled(dataclasses.replace(figure, notes=(*data, *figure.notes))),
            "svg": svg(_worded(figure.chart, self.spelled)),
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
