"""A short first page is set close, so that what is meant for one page stays on it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from documents import document, table
from docx.shared import Pt

from eqmon.document.model import Bullets, Document, Paragraph, Section
from eqmon.document.word import write
from eqmon.document.word_close import LONGEST, is_meant_for_one_page

SHORT = Section("a", "Exceptions", (Paragraph(("All fails.",)), Bullets((("one",), ("two",)))))
NEXT = Section("b", "Summary", (Paragraph(("words",)),), new_page=True)


def paper(*sections: Section) -> Document:
    return replace(document(), blocks=sections)


@pytest.mark.parametrize(
    ("sections", "meant"),
    [
        ((SHORT, NEXT), True),
        ((SHORT,), False),
        ((SHORT, replace(NEXT, new_page=False)), False),
        ((Section("a", "Body", (Paragraph(("x" * LONGEST,)), *SHORT.blocks)), NEXT), False),
        ((Section("a", "Body", (table(),)), NEXT), False),
        ((Section("a", "Body", (SHORT, replace(SHORT, id="c"))), NEXT), True),
    ],
)
def test_short_text_before_a_new_page_is_meant_for_one(
    sections: tuple[Section, ...], meant: bool
) -> None:
    assert is_meant_for_one_page(paper(*sections)) is meant


def test_its_paragraphs_are_close_whatever_their_styles_say_and_others_are_not() -> None:
    file = docx.Document(io.BytesIO(write(paper(SHORT, NEXT))))
    title, *rest = file.paragraphs
    texts = [paragraph.text for paragraph in rest]
    begins = texts.index("Summary")
    for paragraph in rest[:begins]:
        spacing = paragraph.paragraph_format
        assert (spacing.line_spacing, spacing.space_after) == (1.0, Pt(2))
        assert spacing.space_before == Pt(6 if paragraph.text == "Exceptions" else 0)
    assert all(p.paragraph_format.space_after is None for p in (title, *rest[begins:]))
    assert texts[begins - 2 : begins] == ["one", "two"]
