"""What is said of a sample: whose records it is of, what was asked in vain, what is no manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import Run, run_command
from samples import frame_from
from test_cli_sample import a_drop
from test_sampling_frame import MANY
from test_sampling_score import QUESTION, manifest
from test_sampling_written import QUESTION as ASKED
from test_sampling_written import a_score

from eqmon.sampling import words
from eqmon.sampling.score import score_of
from eqmon.sampling.score_document import overall


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ((), "Small sample, 2007-01: 34 of"),
        (("Barnet",), "Small sample, 2007-01, of Barnet alone: 34 of"),
        (("A", "B", "C"), "Small sample, 2007-01, of A, B and C alone: 34 of"),
        (("A", "B", "C", "D"), "Small sample, 2007-01, of 4 units: 34 of"),
    ],
)
def test_few_units_are_named_and_many_counted(units: Sequence[str], said: str) -> None:
    score = a_score(ASKED).model_copy(update={"units": units})
    assert words.headline(score).startswith(said)


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ((), ""),
        (("Barnet",), ""),
        (("Barnet", "Brent"), "This sample tells nothing of the other unit of this report."),
        (("Barnet", "A", "B"), "This sample tells nothing of the 2 other units of this report."),
    ],
)
def test_a_report_of_other_units_is_told_what_the_sample_is_not_of(
    beside: Sequence[str], said: str
) -> None:
    score = a_score(ASKED).model_copy(update={"units": ("Barnet",)})
    assert words.told_beside(score, beside) == said
    assert ("tells nothing of" in repr(overall(score, beside=beside)[0])) == bool(said)


@pytest.mark.parametrize("by", [("unit",), ("flag",)])
def test_a_score_holds_the_units_that_it_is_of(by: tuple[str, ...]) -> None:
    planned = manifest((3, 1), (4, 2)).model_copy(update={"by": by})
    assert score_of({QUESTION: {}}, planned).units == ("U0", "U1")


def drawn(drop: Path, *more: object) -> Run:
    return run_command("sample", str(drop), *map(str, more), "-o", str(drop.parent / "sheet.csv"))


def test_a_flag_that_no_record_has_is_said(tmp_path: Path) -> None:
    ran = drawn(a_drop(tmp_path), "--flag", "ZZ", "--flag", "GT")
    assert "eqmon: no record has the flag ZZ: no stratum is made by it" in ran.err.splitlines()


def test_one_that_records_have_under_an_earlier_one_is_not_absent() -> None:
    frame = frame_from(MANY.replace("|G    |", "|G, M |"), flags=("G", "M", "Z"))
    assert frame.absent == ("Z",)


@pytest.mark.parametrize(("size", "said"), [(500, True), (60, False), (20, False)])
def test_a_size_beyond_all_records_is_said(tmp_path: Path, size: int, said: bool) -> None:
    ran = drawn(a_drop(tmp_path), "--size", size)
    line = "eqmon: fewer than the 500 asked for: all 60 were drawn"
    assert (line in ran.err.splitlines()) == said


def test_another_json_is_no_manifest_and_its_keys_are_not_listed(tmp_path: Path) -> None:
    sheet, other = tmp_path / "sheet.csv", tmp_path / "report.json"
    sheet.write_text("Unit,Reference\n", encoding="utf-8")
    other.write_text('{"collections": [], "eqmon": "0", "inputs": []}', encoding="utf-8")
    ran = run_command("sample", "score", str(sheet), "--manifest", str(other))
    assert ran.code == 2
    assert "report.json: is no manifest of a sample. Hint:" in ran.err
    assert "collections" not in ran.err
