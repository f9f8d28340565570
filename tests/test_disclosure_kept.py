"""What the public may know of files that are kept by hand beside a drop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reports import small_report

from eqmon.disclosure.kept import public_kept
from eqmon.kept import Kept, with_kept
from eqmon.report.json import as_json
from eqmon.report.model import Report
from eqmon.rulebook.load import load_rulebook

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def kept() -> Report:
    """A report beside a register and claims of the project's own."""
    report = small_report().model_copy(update={"extracted_on": "2007-04-30"})
    files = Kept(
        registers=(ROOT / "sample_data" / "registers" / "returns.csv",),
        claims=(ROOT / "examples" / "verify" / "papers.csv",),
    )
    return with_kept(report, files, load_rulebook())


def test_what_is_due_is_told_as_of_the_day_of_the_extracts(kept: Report) -> None:
    assert kept.returns is not None
    assert kept.returns.on == date(2007, 4, 30)


def test_no_file_is_named_and_every_figure_stays(kept: Report) -> None:
    public = kept.model_copy(update=public_kept(kept))
    text = as_json(public)
    assert kept.returns is not None
    assert kept.claims is not None
    assert public.returns is not None
    assert public.claims is not None
    hashes = [*kept.claims.files.values(), *(one.sha256 for one in kept.returns.registers)]
    assert all(told not in text for told in ("returns.csv", "papers.csv", *hashes))
    assert public.returns.registers[0].returns == kept.returns.registers[0].returns
    assert [c.sentence for c in public.claims.claims] == [c.sentence for c in kept.claims.claims]


def test_what_follows_from_exact_findings_is_told_anew(kept: Report) -> None:
    assert public_kept(kept)["phases"] == public_kept(kept)["coverage"] == ()


def test_a_report_beside_nothing_stays_as_it_is() -> None:
    report = small_report()
    assert with_kept(report, Kept(), load_rulebook()) == report
    assert public_kept(report)["returns"] is None
