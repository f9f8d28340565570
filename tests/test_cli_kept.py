"""Registers, claims and scores beside a drop, as check and paper are given them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run
from reports import small_report

from eqmon.report import write

ROOT = Path(__file__).parent.parent
REGISTER = ROOT / "sample_data" / "registers" / "returns.csv"
CLAIMS = ROOT / "examples" / "verify" / "papers.csv"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_text(write(small_report(), "json"), encoding="utf-8")
    return path


def test_a_paper_tells_what_is_kept_beside_it(run_cli: Callable[..., Run], report: Path) -> None:
    run = run_cli("paper", report, "--register", REGISTER, "--claims", CLAIMS, "-q")
    assert run.code == 0
    headings = [line for line in run.out.splitlines() if line.startswith("#")]
    assert any(line.endswith("What was due and what came") for line in headings)
    assert any("Published figures held to their arithmetic" in line for line in headings)
    assert "1 of 4" in run.out
    assert "returns.csv" not in run.out


def test_its_figures_hold_them_too(run_cli: Callable[..., Run], report: Path) -> None:
    run = run_cli("paper", report, "--register", REGISTER, "--format", "json", "-q")
    told = json.loads(run.out)
    assert told["returns"]["registers"][0]["returns"][0]["counts"]["required"] > 0
    assert told["claims"] is None


def test_without_them_nothing_is_told(run_cli: Callable[..., Run], report: Path) -> None:
    run = run_cli("paper", report, "-q")
    assert "What was due" not in run.out


@pytest.mark.parametrize(
    ("option", "text", "problem"),
    [
        ("--register", "a,b\n1,2\n", "register"),
        ("--claims", "a,b\n1,2\n", "column"),
        ("--score", "{}", "is no score of a dip sample"),
        ("--score", "no json", "is no score of a dip sample"),
    ],
)
def test_a_file_that_is_none_of_them_is_refused(
    run_cli: Callable[..., Run], report: Path, tmp_path: Path, option: str, text: str, problem: str
) -> None:
    wrong = tmp_path / ("wrong.json" if option == "--score" else "wrong.csv")
    wrong.write_text(text, encoding="utf-8")
    run = run_cli("paper", report, option, wrong)
    assert run.code == 2
    assert "wrong." in run.err
    assert problem in run.err
    assert "Traceback" not in run.err


def test_nothing_is_written_to_them(
    run_cli: Callable[..., Run], report: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "returns.md"
    mine.write_bytes(REGISTER.read_bytes())
    run = run_cli("paper", report, "--register", mine, "-o", mine)
    assert run.code == 2
    assert mine.read_bytes() == REGISTER.read_bytes()
