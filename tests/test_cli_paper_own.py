"""eqmon paper with what is the author's and the house's: paragraphs and a template."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from command_line import assert_one_clear_error, run_command
from reports import small_report
from test_word_template import house

from eqmon.report import write


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_text(write(small_report(), "json"), encoding="utf-8")
    return path


def test_own_paragraphs_are_kept_and_strange_figures_noted(checked: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text("## D. Financial implications\n\nNone beyond 77.77 % of budget.\n")
    run = run_command("paper", checked, "--paragraphs", own, "--format", "markdown")
    assert run.code == 0
    assert "None beyond 77.77 % of budget." in run.out
    assert "[financial implications" not in run.out + run.err
    assert "eqmon: Financial implications, line 3: says a percentage that this report" in run.err


def test_a_form_has_its_own_headings(checked: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.md"
    own.write_text("## Environmental implications\n\nNone.\n")
    run = run_command("paper", checked, "--paragraphs", own, "--format", "markdown")
    assert_one_clear_error(run)
    assert run.code == 2
    run = run_command(
        "paper", checked, "--paragraphs", own, "--form", "2011", "--format", "markdown"
    )
    assert run.code == 0


def test_a_template_gives_its_styles_and_bad_ones_are_one_clear_error(
    checked: Path, tmp_path: Path
) -> None:
    template, paper = tmp_path / "house.docx", tmp_path / "paper.docx"
    template.write_bytes(house())
    run = run_command("paper", checked, "--template", template, "-o", paper, "-q")
    assert (run.code, run.err) == (0, "")
    with zipfile.ZipFile(io.BytesIO(paper.read_bytes())) as archive:
        assert b"Georgia" in archive.read("word/styles.xml")
    template.write_bytes(b"none")
    run = run_command("paper", checked, "--template", template, "-o", paper, "-q")
    assert_one_clear_error(run)
    assert run.code == 2
