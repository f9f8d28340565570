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

from eqmon.document.marked import bullets, escaped
from eqmon.report import markdown_details
from eqmon.report.markdown import write
from eqmon.vocabulary import Verdict

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
    tokens = [t.type for t in READER.parse(bullets([escaped(text)]))]
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
    assert "<summary>Provenance</summary>" in internal
    assert "cd" * 32 in internal
    assert "Provenance" not in public
    assert "abab" not in public


def test_a_unit_withheld_whole_is_named_without_a_row() -> None:
    text = write(public_report())
    assert not [x for x in text.splitlines() if x.startswith("| Sutton |")]
    hidden = r"The figures of 1 unit are withheld (\[c\]), so that nobody can be made out: Sutton."
    assert f"\n\n{hidden}\n\n" in text


def test_a_withheld_strand_is_marked() -> None:
    report = public_report()
    [collection] = report.collections
    hidden = {"withheld": True, "rate": None, "verdict": Verdict.NOT_ASSESSED}
    findings = tuple(
        f.model_copy(update=hidden) if (f.unit, f.strand) == ("Brent", "age") else f
        for f in collection.findings
    )
    changed = collection.model_copy(update={"findings": findings})
    lines = write(report.model_copy(update={"collections": (changed,)})).splitlines()
    assert [x for x in lines if x.startswith(r"| Brent | 803 | \[c\] | 49.9 (401) FAIL |")]


def test_words_carry_the_verdict() -> None:
    lines = write(full_report()).splitlines()
    [barnet] = [x for x in lines if x.startswith("| Barnet | 551 |")]
    assert "| 24.5 (135) FAIL | 10.9 (60) pass | 49.0 (270) FAIL | 1.6 (9) warn |" in barnet
    assert barnet.endswith("| no column FAIL |")


def test_more_findings_than_are_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_details, "FINDINGS_SHOWN", 2)
    assert "\n4 more are in the CSV and JSON reports.\n" in write(full_report())


def test_an_exception_is_told_beside_its_fail() -> None:
    [brent] = [x for x in write(full_report()).splitlines() if x.startswith("| Brent | 803 |")]
    assert "| 37.5 (301) FAIL, excepted |" in brent


def test_the_short_part_comes_before_all_that_is_folded_away() -> None:
    short, _, folded = write(full_report()).partition("<details>")
    for title in ("## Domestic violence: FAIL", "### What fails: 5 of 8 rules", "## What to do"):
        assert f"\n{title}" in short
    for title in ("### Every strand", "### Every rule", "### Findings that fail", "Provenance"):
        assert title in folded
    assert folded.count("</details>") == folded.count("<details>") + 1
    assert len(short.splitlines()) < 75


def test_two_lists_are_parted_so_that_neither_runs_on() -> None:
    lists = [t for t in READER.parse(write(full_report())) if t.type == "bullet_list_open"]
    assert len(lists) >= 7
