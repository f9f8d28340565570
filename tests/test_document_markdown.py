"""paper.md: every block reads as what it is, and hostile text reads as text, whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import CREATED, document, hostile_document, table
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from eqmon.document import write_document
from eqmon.document.harmless import one_line
from eqmon.document.markdown import write
from eqmon.document.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Link,
    Paragraph,
    Recommendations,
    Section,
    Strong,
    blocks_of,
    tables_of,
)
from eqmon.vocabulary import Audience

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAGS = {"<!-- -->", "<strong>", "</strong>", "</a>"}


def parsed(text: bytes) -> list[Token]:
    return READER.parse(text.decode())


def shown(token: Token) -> str:
    """The words of one inline token, as a reader sees them."""
    inside = (c for c in token.children or () if c.type in ("text", "text_special", "softbreak"))
    return "".join(" " if c.type == "softbreak" else c.content for c in inside)


def words(text: bytes) -> list[str]:
    return [shown(token) for token in parsed(text) if token.type == "inline"]


def only(*blocks: Block) -> Document:
    return Document(
        "T", "s", Audience.PUBLIC, "b", Facts(()), (Section("x", "X", blocks),), created=CREATED
    )


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_the_registry_writes_it() -> None:
    assert write_document(document(), "markdown") == write(document())


def test_headings_follow_the_sections() -> None:
    tokens = parsed(write(document()))
    found = [
        (token.tag, shown(tokens[place + 1]))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert found == [
        ("h1", "Recording of equality strands: January 2007"),
        ("h2", "Summary"),
        ("h2", "A. Recommendations"),
        ("h2", "B. Supporting information"),
        ("h3", "Background"),
        ("h3", "Recording by borough"),
        ("h2", "Appendix 1: Tables"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "How well the people behind the records are recorded.",
        "Public: small counts of people are withheld.",
        "Report: 7",
        "1. This is the first paragraph.",
        "A plain paragraph between.",
        "2. See the standard.",
        "3. After the figures the numbers go on.",
        "Table 1: Ethnicity not obtained, by borough",
        "Table A1: Ethnicity not obtained, by borough",
        "Figure 1: Ethnicity not obtained, by borough",
        "Ethnicity not obtained, by borough. Haringey lies above the upper limit.",
        "The figures are in Table 1.",
        "Not obtained: blank, not recorded, not known. Denominator: applicable records.",
        "Published figures are not like for like.",
        "That members",
        "applicable: records with a person to describe",
        "[c]",
        "24.5 (245) FAIL",
    ],
)
def test_everything_is_said(said: str) -> None:
    assert said in [spaced(line) for line in words(write(document()))]


def test_numbers_of_paragraphs_are_text_and_recommendations_are_a_list() -> None:
    tokens = parsed(write(document()))
    starts = [t for t in tokens if t.type == "ordered_list_open"]
    assert len(starts) == 1
    assert b"\n1\\. This is the **first** paragraph.\n" in write(document())
    assert b"\n1. note the report;\n2. ask for more.\n" in write(document())


def test_links_lead_to_what_is_there() -> None:
    text = write(document()).decode()
    targets = [
        str(c.attrs["href"])
        for t in parsed(text.encode())
        for c in t.children or ()
        if c.type == "link_open"
    ]
    assert "https://www.gov.uk/" in targets
    assert "#by-borough" in targets
    for target in targets:
        assert target.startswith("https://") or text.count(f'<a id="{target[1:]}"></a>') == 1
    assert text.count("<a id=") == 1


def test_numbers_stand_to_the_right() -> None:
    rules = [x for x in write(document()).decode().splitlines() if x.startswith("| ---")]
    assert rules == ["| --- | ---: | ---: | --- |"] * 2


def test_two_lists_are_parted() -> None:
    lists = only(
        Bullets((("one",),)),
        Bullets((("two",),)),
        Facts((("three", ("3",)),)),
        Recommendations("That", (("four",),)),
    )
    opened = [t.type for t in parsed(write(lists)) if t.type.endswith("list_open")]
    assert opened == ["bullet_list_open"] * 3 + ["ordered_list_open"]


def test_sections_deeper_than_headings_share_the_deepest() -> None:
    deep: Block = Paragraph(("bottom",))
    for level in range(8):
        deep = Section(f"s{level}", f"S{level}", (deep,))
    tags = [t.tag for t in parsed(write(only(deep))) if t.type == "heading_open"]
    assert tags == ["h1", "h2", "h3", "h4", "h5", *["h6"] * 5]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ((Strong("a"), Strong("b")), "**a**<!-- -->**b**"),
        ((Strong("What:"), " this"), "**What:** this"),
        (("see ", Strong("(this)")), "see **(this)**"),
        ((Strong("What:"), "this"), "<strong>What:</strong>this"),
        ((Strong("What: "), "this"), "**What:** this"),
        (("x", Strong("(a)"), "y"), "x<strong>(a)</strong>y"),
        (("a ", Strong("b"), " c"), "a **b** c"),
        ((" ", Strong(" "), "x"), "x"),
        (
            (Link("a]b", "https://x.y/?a=1&copy=2 <)>"),),
            r"[a\]b](<https://x.y/?a=1&amp;copy=2%20%3C%29%3E>)",
        ),
        ((Link("bad", "javascript:alert(1)"),), "bad"),
        (("- x",), r"\- x"),
    ],
)
def test_marks(text: tuple[str | Strong | Link, ...], written: str) -> None:
    assert write(only(Paragraph(text))).decode().splitlines()[-1] == written


def test_hostile_text_is_inert_and_whole() -> None:
    hostile = hostile_document()
    tokens = parsed(write(hostile))
    quiet = {t.type for t in parsed(write(document()))}
    assert {t.type for t in tokens} <= {*quiet, "html_block"}
    assert {t.content.strip() for t in tokens if t.type == "html_block"} <= TAGS
    for token in tokens:
        for child in token.children or ():
            assert child.type in {
                "text",
                "text_special",
                "softbreak",
                "html_inline",
                "strong_open",
                "strong_close",
            }
            if child.type == "html_inline":
                assert child.content in TAGS
    lines = [spaced(line) for line in words(write(hostile))]
    for block in blocks_of(hostile.blocks):
        if isinstance(block, Paragraph):
            said = spaced("".join(p if isinstance(p, str) else p.text for p in block.text))
            assert f"{block.number}. {said}" in lines
    [only_one] = tables_of(hostile)
    for row in only_one.rows:
        assert spaced(row[0].text) in lines


@given(st.text(st.characters(), min_size=1, max_size=30).map(one_line))
def test_any_text_reads_back(text: str) -> None:
    blocks = (Paragraph(("x ", text)), Paragraph(("x", Strong(text), "y")), Bullets(((text, "z"),)))
    lines = [spaced(line) for line in words(write(only(*blocks)))]
    assert lines[4:] == [spaced(f"x {text}"), spaced(f"x{text}y"), spaced(f"{text}z")]


def test_what_shades_mean_is_left_out() -> None:
    shaded = replace(table(), notes=(("What it counts.",), ("The darker, the more.",)), shading=1)
    assert words(write(only(shaded)))[-1] == "What it counts."


def test_the_same_document_is_the_same_bytes() -> None:
    assert write(document()) == write(replace(document()))
