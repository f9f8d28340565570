"""The author's paragraphs: what is read and refused, and which figures are not the report's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import small_report

from eqmon.document.harmless import one_line
from eqmon.document.model import Bullets, Link, Paragraph, Strong, plain
from eqmon.errors import UsageError
from eqmon.paper.authored import Authored
from eqmon.paper.authored_figures import stale_figures
from eqmon.paper.authored_file import read_authored
from eqmon.paper.authored_headings import authored_template
from eqmon.paper.forms import heads_of
from eqmon.report.figures import percent
from eqmon.vocabulary import Form


def read(folder: Path, text: str, form: Form = Form.COMMITTEE) -> Authored:
    path = folder / "own.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return read_authored(path, form)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(UsageError) as raised:
        read(folder, text)
    return [line.strip() for line in raised.value.problem.splitlines()[1:]]


def test_blocks_stand_under_the_ids_of_their_headings(tmp_path: Path) -> None:
    own = read(
        tmp_path,
        "## D. Financial implications\n"
        "A **strong** word, *plain*, and [the standard](https://www.gov.uk/a).\n\n"
        "- one\n- two\n\n1. first\n2. second\n\n## Background papers\nOne\nline.\n",
    )
    assert own.of("financial") == (
        Paragraph(
            (
                "A ",
                Strong("strong"),
                " word, plain, and ",
                Link("the standard", "https://www.gov.uk/a"),
                ".",
            )
        ),
        Bullets((("one",), ("two",))),
        Bullets((("first",), ("second",))),
    )
    assert own.of("sources") == (Paragraph(("One line.",)),)
    assert own.of("summary") == ()


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("## Race and equality impact", "impact"),
        ("## C. RACE AND EQUALITY IMPACT", "impact"),
        ("## 3) Race  and equality impact ##", "impact"),
        ("## 'Not known', 'Not recorded' and blanks", "gaps"),
        ("## ‘Not known’, ‘Not recorded’ and blanks", "gaps"),
        ("Summary\n-------", "summary"),
    ],
)
def test_headings_are_found_without_letter_case_or_quotes(
    tmp_path: Path, heading: str, id: str
) -> None:
    assert read(tmp_path, f"{heading}\n\nWords.\n").of(id) == (Paragraph(("Words.",)),)


@pytest.mark.parametrize("form", Form)
def test_a_fresh_template_is_valid_and_says_nothing(tmp_path: Path, form: Form) -> None:
    own = read(tmp_path, authored_template(form), form)
    body = {head.id for head in heads_of(form) if not head.id.startswith("appendix")}
    assert set(own.sections) == body
    assert not any(own.sections.values())


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("Hello.\n", 1, "text before the first heading"),
        ("## Finacial implication\n", 1, "did you mean “Financial implications”?"),
        ("## Zebras\n", 1, "has not"),
        ("## Summary\n\n## Summary\n", 3, "twice"),
        ("# Summary\n", 1, "level 1"),
        ("## Summary\n\n### Deeper\n", 3, "level 3"),
        ("## Summary\n\n<div>x</div>\n", 3, "HTML"),
        ("## Summary\n\n<!-- a --> lost\n", 3, "HTML"),
        ("## Summary\n\na <b>b</b>\n", 3, "HTML"),
        ("## Summary\n\na\nb ![i](https://x.org/p.png)\n", 4, "a picture"),
        ("## Summary\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", 3, "a table"),
        ("## Summary\n\n`code`\n", 3, "code"),
        ("## Summary\n\n```\nx\n```\n", 3, "code"),
        ("## Summary\n\n    four spaces\n", 3, "four spaces"),
        ("## Summary\n\n> said\n", 3, "a quotation"),
        ("## Summary\n\na\n\n---\n", 5, "a line across"),
        ("## Summary\n\n[x](http://x.org)\n", 3, "https://"),
        ("## Summary\n\n[x](javascript:alert)\n", 3, "https://"),
        ("## Summary\n\n[x](https://a:b@x.org)\n", 3, "https://"),
        ("## Summary\n\n[x](#table-1)\n", 3, "https://"),
        ("## Summary\n\n[x][y]\n\n[y]: https://x.org\n", 5, "stands apart"),
        ("## Summary\n\n- a\n  - b\n", 4, "a list within a list"),
        ("## Summary\n\n- a\n\n  b\n", 5, "several paragraphs"),
        ("## Summary\n\n- > b\n", 3, "a quotation"),
    ],
)
def test_everything_else_is_refused_by_its_line(
    tmp_path: Path, written: str, line: int, said: str
) -> None:
    (problem,) = refused(tmp_path, written)
    assert problem.startswith(f"line {line}: ")
    assert said in problem


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    assert len(refused(tmp_path, "Lost.\n\n# A\n\n## Summary\n\n`c`\n\n> q\n")) == 4


def test_no_error_quotes_the_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        read(tmp_path, "## Miss Marple\n\nMiss Marple <b>Miss Marple</b> [Marple](x)\n")
    assert "Marple" not in str(raised.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"## Summary\n\n\xff\n", "UTF-8"), (b"a" * (2**20 + 1), "too large"), (None, "read")],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes | None, said: str) -> None:
    path = tmp_path / "own.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match=said):
        read_authored(path, Form.COMMITTEE)


@given(st.text())
def test_whatever_is_written_becomes_harmless_lines_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        own = read(tmp_path_factory.getbasetemp(), f"## Summary\n\n{text}")
    except UsageError:
        return
    for block in own.of("summary"):
        texts = [block.text] if isinstance(block, Paragraph) else block.items  # type: ignore[union-attr]
        assert all(one_line(plain(words)) == plain(words) for words in texts)


@pytest.mark.parametrize(
    "written", ["77.7 %", "77.7%", "77.7\u00a0%", "77.7 per cent", "77.7\nper cent", "**77.7** %"]
)
def test_percentages_of_no_report_are_told_by_their_line(tmp_path: Path, written: str) -> None:
    own = read(tmp_path, f"## D. Financial implications\n\nWords.\n\nIt was {written} then.\n")
    (note,) = stale_figures(own, small_report())
    assert note.startswith("Financial implications, line 5: ")
    assert "77" not in note


def test_figures_of_the_report_and_published_ones_are_not_told(tmp_path: Path) -> None:
    report = small_report()
    recorded = report.collections[0].recorded[0]
    written = [percent(rate) for rate in recorded.measures.values() if rate.rate is not None]
    said = f"## Summary\n\n{'; '.join(written)}; 39–49 %, 61 per cent; 2,077.7 records.\n"
    own = read(tmp_path, said)
    assert len(own.quoted) == len(written) + 3
    assert stale_figures(own, report) == []


def test_both_ends_of_a_range_are_held_to_the_report(tmp_path: Path) -> None:
    own = read(tmp_path, "## Summary\n\nFrom 39 to 77.77 %.\n")
    assert [one.written for one in own.quoted] == ["39", "77.77"]
    assert len(stale_figures(own, small_report())) == 1
