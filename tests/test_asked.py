"""Every core row of the committee's papers is done by something, and its figure is right."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from command_line import run_command

from eqmon.rulebook.load import Rulebook, load_rulebook

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CORE_ROWS = 38
ID = re.compile(r"[A-Z]{2,4}-[A-Z]{2,4}-\d\d")

sys.path.insert(0, str(DOCS))
import asked  # noqa: E402

ROWS = asked.read_rows()
CORE = [row for row in ROWS if row.core]
DONE = [row for row in ROWS if row.core or row.done_by]


@cache
def ids() -> set[str]:
    """Every id that the shipped rulebook knows."""
    book: Rulebook = load_rulebook()
    found = {one.id for suite in book.suites.values() for one in (*suite.rules, *suite.signals)}
    found |= {one.id for file in book.measures.values() for one in file.measures}
    shipped = [path for kind in ("registers", "frameworks", "samples") for path in in_rules(kind)]
    texts = [path.read_text(encoding="utf-8") for path in (*shipped, *in_rules("."))]
    return found | {one for text in texts for one in re.findall(r"id: (\S+)", text)}


def in_rules(folder: str) -> list[Path]:
    return sorted((ROOT / "rules" / folder).glob("*.yaml"))


def done_by(row: asked.Row) -> list[str]:
    return [one.strip("` ") for one in row.done_by.split(",")]


def test_there_are_as_many_core_rows_as_there_were() -> None:
    """And the row beside them that says that one of them cannot be measured."""
    assert len({row.row for row in ROWS}) == len(ROWS)
    assert len(CORE) == CORE_ROWS + 1


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.core or row.done_by], ids=lambda r: r.row
)
def test_a_row_is_done_by_something_that_is_there(row: asked.Row) -> None:
    assert row.done_by
    for one in done_by(row):
        if ID.fullmatch(one):
            assert one in ids()
        elif one.startswith("eqmon "):
            assert run_command(*one.removeprefix("eqmon ").split()[:1], "--help").code == 0
        else:
            assert one == "populations/*.csv" or list(ROOT.glob(one)), one


def test_the_papers_are_quoted_as_they_stand(shared_data: Path) -> None:
    papers = shared_data.parent / "papers"
    if not papers.is_dir():
        pytest.skip("the committee papers are not beside the real extracts")
    texts = {path.name[:2]: plain(path.read_text("utf-8")) for path in papers.glob("S*.txt")}
    quoted = [row for row in ROWS if row.words.startswith("“")]
    assert len(quoted) > 100
    assert [r.row for r in quoted if plain(r.words.strip("“”")) not in texts[r.paper]] == []


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def test_the_second_count_is_what_its_script_prints() -> None:
    script = ROOT / "sample_data" / "counted_rows.py"
    printed = subprocess.run(
        [sys.executable, "-W", "error", str(script)], check=True, capture_output=True
    ).stdout
    assert printed == asked.COUNTED.read_bytes()


def test_every_core_row_was_counted() -> None:
    """That eqmon says the same is held in test_sample_figures.py, where its reports are."""
    assert set(asked.counted()) == {row.row for row in CORE}


def test_only_the_row_on_what_cannot_be_measured_is_not_measurable() -> None:
    """A gap may be a figure of one row alone: the one that tells it."""
    assert [row for row, figure in asked.counted().items() if "not meas" in figure] == ["014"]


def test_the_page_is_current() -> None:
    written = (DOCS / "asked.md").read_text(encoding="utf-8")
    assert written == asked.page(asked.counted()), "run `python docs/generate.py`"
