"""Every id of registers, frameworks and characteristics is listed, and shown with its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from command_line import Run

from eqmon.rulebook.describe_registers import describe_registers, described
from eqmon.rulebook.load import load_rulebook

CORE_ROWS = {
    "015": ("RT-QTR-01", "S0, paragraph 12"),
    "220": ("RG-POL-01", "S2, paragraph 40"),
    "301": ("FW-ESP-01", "S3, paragraph 11"),
    "302": ("ES-BAS-01", "S3, paragraph 11"),
    "317": ("CH-NIN-01", "S3, section C, paragraph 4"),
    "318": ("CH-LMB-01", "S3, section C, Legal Implications, paragraph 7"),
    "320": ("RT-DEB-01", "S3, section C, Risk Implications, paragraph 12"),
    "403": ("RG-STD-01", "S4, paragraph 30"),
}
"""Rows of the papers' measures that these do, each with the id that does it."""


@pytest.mark.parametrize(("id", "source"), CORE_ROWS.values(), ids=CORE_ROWS)
def test_every_row_of_the_papers_has_an_id_that_names_its_paragraph(id: str, source: str) -> None:
    assert f"Source: {source}" in " ".join(described(load_rulebook())[id]().split())


def test_every_id_is_listed_and_no_line_is_too_wide() -> None:
    rulebook = load_rulebook()
    listing = describe_registers(rulebook)
    shown = described(rulebook)
    assert [id for id in shown if id not in listing] == []
    pages = [page() for page in shown.values()]
    assert [page for page in pages if "Source: " not in page] == []
    assert max(len(line) for text in (listing, *pages) for line in text.splitlines()) <= 80


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("RG-RET-01", ["on the date in column 'due'", "RT-VAW-01"]),
        ("RG-POL-01", ["12 months after the date in column 'last_monitored'"]),
        ("RG-STD-01", ["quarterly from every borough of list 'london'", "28 days"]),
        ("RT-EXT-01", ["Told by: the report.json"]),
        ("ES-EXC-01", ["phase excelling", "does not come to fail or warn"]),
        ("ES-BAS-02", ["has a column"]),
    ],
)
def test_rules_show_tells_what_is_due_and_what_evidences(
    run_cli: Callable[..., Run], id: str, words: list[str]
) -> None:
    run = run_cli("rules", "show", id.lower())
    assert run.code == 0
    assert [word for word in words if word not in " ".join(run.out.split())] == []
