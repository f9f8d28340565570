"""The page: one file that asks for nothing, says all, and runs nothing but its own script."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from documents import CREATED, document, hostile_document, table
from lxml import html
from lxml.html import HtmlElement

from eqmon.document import write_document
from eqmon.document.html import write
from eqmon.document.html_table import choices
from eqmon.document.model import (
    Cell,
    Column,
    Document,
    Link,
    Paragraph,
    Section,
    Table,
    blocks_of,
    plain,
)
from eqmon.vocabulary import Audience, Verdict

WAYS_OUT = ("src", "srcset", "data", "poster", "action", "formaction", "background", "style")
"""Attributes that load or send something, or that the policy forbids."""


@cache
def page(hostile: bool = False) -> HtmlElement:
    return parsed(hostile_document() if hostile else document())


def parsed(written: Document) -> HtmlElement:
    return html.document_fromstring(write(written).decode("utf-8"))


def told(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def tidy(text: str) -> str:
    return " ".join(text.split())


def with_blocks(*blocks: Paragraph | Table) -> Document:
    return replace(document(), blocks=(Section("s", "S", blocks),))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_document(document(), "html") == write(document())


@pytest.mark.parametrize("hostile", [False, True])
def test_it_begins_as_a_page_in_its_language(hostile: bool) -> None:
    written = write(hostile_document() if hostile else document())
    assert written.startswith(b'<!DOCTYPE html>\n<html lang="en-GB">')
    assert len(page(hostile).xpath("//h1")) == len(page(hostile).xpath("//main")) == 1


@pytest.mark.parametrize("hostile", [False, True])
def test_ids_are_unique_and_every_reference_hits_one(hostile: bool) -> None:
    ids = page(hostile).xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in page(hostile).xpath("//@href") if href.startswith("#")]
    named = page(hostile).xpath("//@aria-labelledby | //@aria-describedby")
    assert inner
    assert named
    assert {*inner, *named} <= set(ids)


@pytest.mark.parametrize("hostile", [False, True])
def test_nothing_is_loaded_sent_or_styled_in_place(hostile: bool) -> None:
    root = page(hostile)
    for element in root.iter():
        if isinstance(element.tag, str):
            assert not set(element.attrib) & set(WAYS_OUT), element.tag
            assert not [name for name in element.attrib if name.startswith("on")]
    assert not root.xpath("//link | //img | //iframe | //object | //embed | //form | //base")
    assert {*root.xpath("//meta/@http-equiv")} == {"Content-Security-Policy"}
    assert len(root.xpath("//script")) == len(root.xpath("//style")) == 1
    outward = [href for href in root.xpath("//@href") if not href.startswith("#")]
    assert outward == ([] if hostile else ["https://www.gov.uk/"])
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


@pytest.mark.parametrize("hostile", [False, True])
def test_the_policy_allows_this_style_and_this_script_alone(hostile: bool) -> None:
    root = page(hostile)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed == {
        "default-src": "'none'",
        "style-src": digest(root.xpath("//style")[0]),
        "script-src": digest(root.xpath("//script")[0]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def digest(element: HtmlElement) -> str:
    return f"'sha256-{b64encode(sha256(element.text.encode('utf-8')).digest()).decode()}'"


def test_properties_are_those_of_the_document() -> None:
    metas = {meta.get("name"): meta.get("content") for meta in page().xpath("//meta[@name]")}
    assert metas == {
        "viewport": "width=device-width, initial-scale=1",
        "description": "How well the people behind the records are recorded.",
        "author": "Race and Diversity Unit",
        "keywords": "equality monitoring",
        "dcterms.created": CREATED.isoformat(),
        "generator": "eqmon",
        "referrer": "no-referrer",
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = parsed(replace(document(), author="", keywords=(), audience=Audience.INTERNAL))
    names = bare.xpath("//meta/@name")
    assert not {"author", "keywords"} & set(names)
    assert bare.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(h.tag[1]) for h in page().xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_contents_lead_to_every_section_of_the_first_two_levels() -> None:
    entries = [(a.get("href"), told(a)) for a in page().xpath("//nav//a")]
    blocks = blocks_of(document().blocks)
    assert entries == [(f"#{b.id}", b.title) for b in blocks if isinstance(b, Section)]


def test_numbers_of_paragraphs_are_text() -> None:
    numbered = page().xpath("//p[@class='numbered']")
    assert [told(p).split(" ")[0] for p in numbered] == ["1.", "2.", "3."]
    assert told(numbered[0]) == "1. This is the first paragraph."


def test_a_table_tells_its_title_headings_and_notes() -> None:
    (shown,) = page().xpath("//div[@id='by-borough']//table")
    assert told(shown.find("caption")) == "Table 1 Ethnicity not obtained, by borough"
    assert [(th.get("scope"), th.get("class")) for th in shown.xpath("./thead//th")] == [
        ("col", None),
        ("col", "number"),
        ("col", "number"),
        ("col", None),
    ]
    assert all(
        tr[0].tag == "th" and tr[0].get("scope") == "row" for tr in shown.xpath("./tbody/tr")
    )
    (notes,) = page().xpath(f"//*[@id='{shown.get('aria-describedby')}']")
    assert told(notes).startswith("Not obtained: blank")


def test_a_cell_tells_its_figure_shade_and_verdict() -> None:
    cells = page().xpath("(//div[@id='by-borough']//tbody/tr)[1]/td")
    assert [(c.get("class"), c.get("data-value"), told(c)) for c in cells] == [
        ("number", "1000", "1,000"),
        ("number shade-3 is-fail", "24.5", "24.5 (245) FAIL"),
        (None, None, "plain words"),
    ]


def test_totals_are_marked_to_stay_on_top() -> None:
    shown = parsed(with_blocks(replace(table(), totals=1)))
    assert [tr.get("class") for tr in shown.xpath("//tbody/tr")[:2]] == [
        "total has-fail",
        "has-fail",
    ]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["fail"] * 3 + ["pass"] * 9, []),  # twelve rows are seen at a glance
        (["fail"] * 3 + ["pass"] * 10, [("fail", 3)]),
        (["fail"] * 13, []),  # what all rows hold picks none out
        (["pass"] * 13, []),
        (
            ["not_assessed", "warn", "fail", "fail"] + ["pass"] * 10,
            [("fail", 2), ("warn", 1), ("not_assessed", 1)],
        ),
    ],
)
def test_rows_can_be_picked_by_their_verdicts(
    verdicts: list[str], expected: list[tuple[str, int]]
) -> None:
    rows = tuple((Cell("a"), Cell(v, verdict=Verdict(v))) for v in verdicts)
    many = Table("t", "Table 1", "T", (Column("a", "name"), Column("b", "text")), rows)
    assert [(choice.verdict, choice.rows) for choice in choices(many)] == expected
    shown = parsed(with_blocks(many))
    values = shown.xpath("//fieldset//input[@type='radio']/@value")
    assert values == (["all", *(v for v, _ in expected)] if expected else [])
    for verdict, count in expected:
        assert len(shown.xpath(f"//tr[contains(@class, 'has-{verdict}')]")) == count
        assert f'[value="{verdict}"]:checked) tbody tr:not(.has-{verdict})' in shown.xpath(
            "string(//style)"
        )


def test_a_figure_is_named_told_in_words_and_leads_to_its_table() -> None:
    (figure,) = page().xpath("//figure[@id='funnel']")
    (picture,) = figure.xpath(".//svg")
    assert picture.get("role") == "img"
    (name,) = page().xpath(f"//*[@id='{picture.get('aria-labelledby')}']")
    assert told(name) == "Figure 1 Ethnicity not obtained, by borough"
    words = told(figure.xpath("./p")[0])
    assert "Haringey lies above the upper limit." in words
    assert [(a.get("href"), told(a)) for a in figure.xpath("./p/a")] == [("#by-borough", "Table 1")]


def test_new_pages_begin_where_the_document_says() -> None:
    assert [told(s[0]) for s in page().xpath("//section[@class='new-page']")] == [
        "Appendix 1: Tables"
    ]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://example.org/", "//example.org"])
def test_other_targets_than_the_model_knows_lead_nowhere(target: str) -> None:
    shown = parsed(with_blocks(Paragraph((Link("words", target),))))
    assert "words" in shown.xpath("string(//main)")
    assert not shown.xpath("//main//a")


def test_hostile_text_is_whole_and_inert() -> None:
    written, root = hostile_document(), page(hostile=True)
    (body,) = written.blocks
    assert isinstance(body, Section)
    assert told(root.xpath("//title")[0]) == told(root.xpath("//h1")[0]) == tidy(written.title)
    assert told(root.xpath("//*[@class='banner']")[0]) == tidy(written.banner)
    paragraphs = [b for b in body.blocks if isinstance(b, Paragraph)]
    assert [told(p) for p in root.xpath("//p[@class='numbered']")] == [
        tidy(f"{p.number}. {plain(p.text)}") for p in paragraphs
    ]
    (hostile,) = (b for b in body.blocks if isinstance(b, Table))
    assert [[told(c) for c in tr] for tr in root.xpath("//tbody/tr")] == [
        [tidy(cell.text) for cell in row] for row in hostile.rows
    ]
    assert root.xpath("//meta[@name='author']/@content") == [written.author]
    assert {e.tag for e in root.xpath("//main//*")} <= {
        *("section", "h2", "p", "span", "strong", "ul", "ol", "li", "dl", "div", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }


@pytest.mark.parametrize("banner", ['"; } * { display: none } </style><script>', "a\\b", "é 中"])
def test_a_banner_stays_text_in_the_margins_of_paper(banner: str) -> None:
    root = parsed(replace(document(), banner=banner))
    style = root.xpath("string(//style)")
    quoted = re.search(r'@top-left \{ content: "((?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*)"; \}', style)
    assert quoted is not None
    unquoted = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), quoted[1])
    assert unquoted == banner
    assert len(root.xpath("//script")) == 1
