"""A list of calls describes nobody: its own rules decide, and no table of strands has it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import json_of, run_command

CALLS = "CAD No,BOCU,Date of Call,Closing Code\n"
RECORDS = "CRIS No,CAD No,BOCU,Date Reported,Age,Relationship\n"
TITLE = "Domestic violence calls"


def calls(number: int, *, without: int = 0) -> str:
    lines = [f"{_reference(n, without)},SX,05/01/2007,Domestic\n" for n in range(number)]
    return CALLS + "".join(lines)


def _reference(number: int, without: int) -> str:
    return "" if number < without else f"CAD{number}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each writer says of a drop of forty calls and of ten records of them."""
    folder = tmp_path_factory.mktemp("calls")
    drop = folder / "2007-01"
    drop.mkdir()
    (drop / "calls.csv").write_text(calls(40))
    lines = [f"{n}/07,cad{n},SX,05/01/2007,34,Partner\n" for n in range(10)]
    (drop / "records.csv").write_text(RECORDS + "".join(lines))
    kinds = ("md", "html", "json")
    outputs = [part for kind in kinds for part in ("-o", folder / f"report.{kind}")]
    assert run_command("check", drop, *outputs, "--fail-on", "never").code == 0
    return {kind: (folder / f"report.{kind}").read_text(encoding="utf-8-sig") for kind in kinds}


def test_no_table_of_strands_has_it(written: dict[str, str]) -> None:
    page = re.sub(r"<[^>]+>", "", written["html"])
    for words in ("not obtained, by", "how each strand was recorded", "Age, every recording by"):
        assert f"Domestic violence: {words}" in page
        assert f"{TITLE}: {words}" not in page
    assert f"{TITLE}. No record is applicable" not in page
    own = written["md"].partition(f"## {TITLE}")[2].partition("\n## ")[0]
    assert "Not obtained" not in own
    assert "10 records of domestic violence of January 2007" in page


def test_how_many_calls_became_a_record_is_told(written: dict[str, str]) -> None:
    [own] = [c for c in json.loads(written["json"])["collections"] if c["title"] == TITLE]
    [measure] = own["measures"]
    overall = measure["places"][0]["rate"]
    assert (overall["count"], overall["denominator"]) == (10, 40)
    assert own["strands"] == own["recorded"] == []


@pytest.mark.parametrize(
    ("without", "verdict", "said"),
    [(0, "pass", "no rule fails"), (9, "fail", "records without a reference")],
)
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_its_own_rules_decide(
    without: int, verdict: str, said: str, audience: str, tmp_path: Path
) -> None:
    file, report = tmp_path / "calls.csv", tmp_path / "report.json"
    file.write_text(calls(40, without=without))
    asked = ("--period", "2007-01", "--audience", audience, "--fail-on", "never")
    shown = run_command("check", file, *asked, "-o", report)
    assert shown.code == 0
    found = json_of(report)
    [own] = found["collections"]
    assert own["verdict"] == verdict
    assert said in found["headline"]


def test_a_rulebook_can_be_started_from_it(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(calls(3))
    started = run_command("init", tmp_path / "own", "--from", tmp_path / "calls.csv")
    assert started.code == 0, started.err
    assert run_command("rules", "lint", tmp_path / "own").code == 0
