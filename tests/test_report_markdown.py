"""report.md: tables that stay tables whatever the names, and provenance for insiders alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import small_report
from writer_reports import (
    HOSTILE,
    compared_report,
    full_report,
    hostile_report,
    public_report,
    snapshot,
)

from eqmon.report import markdown
from eqmon.report.markdown import escaped, write

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
INERT = {"text", "softbreak"}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("report.md", full_report),
        ("public.md", public_report),
        ("compared.md", compared_report),
        ("hostile.md", hostile_report),
    ],
)
def test_the_whole_document(name: str, make: object) -> None:
    text = write(make())  # type: ignore[operator]
    assert text == snapshot(name, text)


@given(st.text(st.characters(), max_size=40) | st.sampled_from([HOSTILE, "[a](b) ![c](d)", "a|b"]))
def test_escaped_text_reads_as_text(text: str) -> None:
    [inline] = [
        t for t in READER.parse(f"| a |\n| - |\n| x{escaped(text)} |\n") if t.type == "inline"
    ][1:]
    comment = {"html_inline"} if "@" in text else set()
    kinds = {child.type for child in inline.children or ()}
    assert kinds <= INERT | {"text_special"} | comment
    assert {c.content for c in inline.children or () if c.type == "html_inline"} <= {"<!-- -->"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("Kensington & Chelsea", "Kensington & Chelsea"),
        ("`x` *y* _z_ [l](m)", r"\`x\` \*y\* \_z\_ \[l\](m)"),
        ("@team #12", r"@<!-- -->team \#12"),
        ("https://x.y www.z", "https:&#47;&#47;x.y www&#46;z"),
        ("two\nlines", "two lines"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("text", ["1. x", "- x", "+ x", "= x", "2) x", "::error::x"])
def test_a_bullet_opens_nothing_else(text: str) -> None:
    tokens = [t.type for t in READER.parse(markdown._bullets([escaped(text)]))]
    assert tokens.count("list_item_open") == 1
    assert "heading_open" not in tokens


def test_every_row_has_as_many_cells_as_its_heading() -> None:
    for report in (full_report(), hostile_report(), small_report(32)):
        widths, tables = set(), 0
        for token in READER.parse(write(report)):
            if token.type == "table_open":
                widths, tables, cells = set(), tables + 1, 0
            elif token.type == "tr_open":
                cells = 0
            elif token.type in ("th_open", "td_open"):
                cells += 1
            elif token.type == "tr_close":
                widths.add(cells)
            elif token.type == "table_close":
                assert len(widths) == 1
        assert tables >= 4 * len(report.collections)


def test_a_hostile_report_reads_as_no_markup_of_theirs() -> None:
    quiet = {t.type for t in READER.parse(write(full_report()))}
    hostile = READER.parse(write(hostile_report()))
    assert {t.type for t in hostile} <= quiet
    inline = {child.type for t in hostile for child in t.children or ()}
    assert inline <= {
        "text",
        "text_special",
        "code_inline",
        "strong_open",
        "strong_close",
        "html_inline",
    }


def test_provenance_is_for_insiders() -> None:
    internal, public = write(full_report()), write(public_report())
    assert "## Provenance" in internal
    assert "cd" * 32 in internal
    assert "Provenance" not in public
    assert "abab" not in public


def test_withheld_figures_are_marked() -> None:
    [line] = [x for x in write(public_report()).splitlines() if x.startswith("| Sutton |")]
    assert line.split(" | ") == ["| Sutton", *[r"\[c\]"] * 7, r"\[c\] |"]


def test_words_carry_the_verdict() -> None:
    lines = write(full_report()).splitlines()
    [barnet] = [x for x in lines if x.startswith("| Barnet | 551 |")]
    assert "| 24.5 (135) FAIL | 10.9 (60) pass | 49.0 (270) FAIL | 1.6 (9) warn |" in barnet
    assert barnet.endswith("| no column FAIL |")


def test_more_findings_than_are_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "FINDINGS_SHOWN", 2)
    assert "\n4 more are in the CSV and JSON reports.\n" in write(full_report())
