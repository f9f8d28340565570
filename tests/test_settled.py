"""The last look over a document: numbers, labels, references and harmless text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import HOSTILE, document

from eqmon.document.model import (
    Column,
    Document,
    Link,
    Paragraph,
    Section,
    Strong,
    Table,
    blocks_of,
    plain,
    tables_of,
)
from eqmon.document.settled import settled
from eqmon.paper import cells


def table(id: str) -> Table:
    return Table(id, "", "t", (Column("Unit", "name"),), ((cells.word("Barnet"),),))


def of(*blocks: Section) -> Document:
    return replace(document(), blocks=blocks)


def numbers(settled_document: Document) -> list[int | None]:
    return [b.number for b in blocks_of(settled_document.blocks) if isinstance(b, Paragraph)]


def test_paragraphs_run_on_through_side_heads_and_begin_again_in_the_next_part() -> None:
    one = Paragraph(("x",))
    side = Section("s", "Side", (one, Section("t", "Below it", (one,))))
    parts = [Section(id, id.upper(), (one, replace(side, id=f"{id}s"), one)) for id in "abc"]
    found = settled(of(*parts), numbered=frozenset({"a", "c"}))
    assert numbers(found) == [1, 2, 3, 4, None, None, None, None, 1, 2, 3, 4]


def test_tables_are_labelled_in_order_and_those_of_appendices_apart() -> None:
    found = settled(
        of(
            Section("a", "A", (table("t1"), Section("b", "B", (table("t2"),)))),
            Section("appendix-x", "Appendix 1: X", (Section("y", "Y", (table("t3"),)),)),
            Section("appendix-z", "Appendix 2: Z", (table("t4"),)),
        )
    )
    assert [t.label for t in tables_of(found)] == ["Table 1", "Table 2", "Table A1", "Table A2"]


def test_references_are_called_by_what_they_lead_to_wherever_it_stands() -> None:
    text = (
        Link("", "#t1"),
        " ",
        Link("", "#appendix-x"),
        " ",
        Link("words", "#t1"),
        " ",
        Link("web", "https://example.org"),
    )
    found = settled(
        of(
            Section("a", "A", (Paragraph(text),)),
            Section("appendix-x", "Appendix 1: X", (table("t1"),)),
        )
    )
    (paragraph,) = (b for b in blocks_of(found.blocks) if isinstance(b, Paragraph))
    assert plain(paragraph.text) == "Table A1 Appendix 1 words web"


def test_a_reference_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        settled(of(Section("a", "A", (Paragraph((Link("", "#nowhere"),)),))))


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_becomes_one_harmless_line(text: str) -> None:
    cell = cells.word(text)
    rows = Table("t", "", text, (Column(text, "name"),), ((cell,),), ((text, Strong(text)),))
    found = settled(replace(of(Section("a", text, (rows,))), title=text, keywords=(text,)))
    (settled_table,) = tables_of(found)
    said = [
        found.title,
        *found.keywords,
        settled_table.title,
        settled_table.columns[0].title,
        settled_table.rows[0][0].text,
        plain(settled_table.notes[0]),
    ]
    for one in said:
        assert not [c for c in one if not c.isprintable() and c not in "\u200d"]


def test_what_needs_no_change_is_given_back_as_it_is() -> None:
    once = settled(of(Section("a", "A", (Paragraph(("x",)), table("t1")))))
    assert settled(once) == once
