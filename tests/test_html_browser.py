"""The page in headless Chromium: axe-core's rules, narrow windows, tables in use, paper."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from documents import document, hostile_document
from outside import node_modules, tool

from eqmon.document.html import write
from eqmon.document.model import Document, Section, Table

HARNESS = Path(__file__).parent / "browser" / "look.cjs"
FAULTY = """<!DOCTYPE html><html><head><title>Faulty</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>
<body><p style="color: red">red</p><img src="https://127.0.0.1/x.png">
<table width="4000"><tr><td>wide</table></body></html>
"""
"""What a look must notice: no language, no alternative, a style, a picture from outside, width."""

Seen = dict[str, Any]


def with_a_total() -> Document:
    """The document, in whose long table the first row sums up the others."""
    whole = document()
    appendix = whole.blocks[-1]
    assert isinstance(appendix, Section)
    blocks = tuple(replace(b, totals=1) if isinstance(b, Table) else b for b in appendix.blocks)
    return replace(whole, blocks=(*whole.blocks[:-1], replace(appendix, blocks=blocks)))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What one browser saw of the document, the hostile one and a faulty page."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "document.html").write_bytes(write(with_a_total()))
    (folder / "hostile.html").write_bytes(write(hostile_document()))
    (folder / "faulty.html").write_text(FAULTY, encoding="utf-8")
    pages = [folder / f"{name}.html" for name in ("document", "hostile", "faulty")]
    modules = node_modules("axe-core", "playwright-core")
    paper = folder / "paper.pdf"
    command = [tool("node"), HARNESS, modules, tool("chromium"), paper, *pages]
    looked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert looked.returncode == 0, looked.stderr
    told: Seen = json.loads(looked.stdout)
    return {**told, "paper": paper}


@pytest.mark.parametrize("page", ["document", "hostile"])
@pytest.mark.parametrize("width", ["1280", "320"])
def test_no_rule_of_axe_is_broken(seen: Seen, page: str, width: str) -> None:
    found = seen["pages"][page][width]
    assert found["violations"] == []
    assert found["passes"] > 30


@pytest.mark.parametrize("page", ["document", "hostile"])
@pytest.mark.parametrize("width", ["1280", "320"])
def test_the_page_does_not_scroll_sideways(seen: Seen, page: str, width: str) -> None:
    assert seen["pages"][page][width]["overflow"] <= 0


@pytest.mark.parametrize("page", ["document", "hostile"])
@pytest.mark.parametrize("width", ["1280", "320"])
def test_nothing_is_asked_for_and_nothing_refused(seen: Seen, page: str, width: str) -> None:
    assert seen["pages"][page][width]["noticed"] == []


def test_a_faulty_page_is_noticed(seen: Seen) -> None:
    found = seen["pages"]["faulty"]["320"]
    rules = {violation.partition(":")[0] for violation in found["violations"]}
    assert {"html-has-lang", "image-alt", "region"} <= rules
    noticed = " ".join(found["noticed"])
    assert "inline style" in noticed
    assert "https://127.0.0.1/x.png" in noticed
    assert found["overflow"] > 1000


def boroughs(numbers: range) -> list[str]:
    return [f"Borough {n}" for n in numbers]


@pytest.mark.parametrize(
    ("step", "names", "sort", "status"),
    [
        (
            "first",
            ["Borough 1", *boroughs(range(40, 1, -1)), "Merton", "Sutton"],
            "descending",
            "Sorted by Applicable records, descending",
        ),
        (
            "second",
            ["Borough 1", "Merton", *boroughs(range(2, 41)), "Sutton"],
            "ascending",
            "Sorted by Applicable records, ascending",
        ),
        ("third", [*boroughs(range(1, 41)), "Sutton", "Merton"], None, "In the order first given"),
    ],
)
def test_a_heading_sorts_its_column_by_its_figures_below_the_total(
    seen: Seen, step: str, names: list[str], sort: str | None, status: str
) -> None:
    assert seen["used"][step] == {"names": names, "sort": sort, "status": status}


def test_rows_can_be_searched(seen: Seen) -> None:
    assert seen["used"]["searched"] == {
        "names": ["Borough 4", "Borough 40"],
        "status": "2 of 42 rows shown",
    }


def test_rows_can_be_picked_by_verdict(seen: Seen) -> None:
    assert seen["used"]["picked"] == {
        "names": boroughs(range(1, 41)),
        "status": "40 of 42 rows shown",
    }


def test_a_table_in_use_breaks_no_rule_either(seen: Seen) -> None:
    assert seen["used"]["violations"] == []
    assert seen["used"]["noticed"] == []


def test_paper_has_all_rows_whatever_was_searched(seen: Seen) -> None:
    assert seen["used"]["printed"] == 42


def test_paper_has_the_banner_and_number_on_every_page(seen: Seen) -> None:
    command = [tool("pdftotext"), "-layout", seen["paper"], "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = told.split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Public: small counts of people are withheld." in page
        assert f"Page {number} of {len(pages)}" in page
    assert "Applicable records" in pages[-1], "headings are not repeated"
    assert "https://www.gov.uk/" in told
    assert "Skip to" not in told
    assert "Contents" not in told


def test_without_scripts_the_page_is_whole_and_rows_can_be_picked(seen: Seen) -> None:
    assert seen["plain"] == {"buttons": 0, "rows": 42, "picked": 40, "unpicked": 42, "noticed": []}
