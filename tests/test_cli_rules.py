from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import SUITE, rulebook_folder
from typer.testing import CliRunner

from eqmon.__main__ import main
from eqmon.cli.rules import app
from eqmon.rulebook.load import load_rulebook

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stderr == ""
    return result.stdout


def test_list_names_every_suite_and_rule() -> None:
    shown = run("list")
    for suite in load_rulebook().suites.values():
        assert f"{suite.suite}: " in shown
        assert [rule.id for rule in suite.rules if rule.id not in shown] == []
    for file in load_rulebook().measures.values():
        assert [one.id for one in file.measures if f"  {one.id} " not in shown] == []
    assert "DV-ETH-01   Self-defined ethnicity is recorded (warn > 10%, fail > 25%)" in shown


@pytest.mark.parametrize("suite", sorted(load_rulebook().suites))
def test_every_suite_and_rule_can_be_shown_in_80_columns(suite: str) -> None:
    names = [suite, *(rule.id for rule in load_rulebook().suites[suite].rules)]
    for name in names:
        shown = run("show", name)
        assert [line for line in shown.splitlines() if len(line) > 80 and " " in line[4:]] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DV-ETH-01", ["Limits: warn > 10%, fail > 25%", 'S0, paragraph 18: "varied between']),
        ("dv-eth-01", ["DV-ETH-01: "]),
        ("dv-det-01", ["DV-DET-01: Sanction detections", "Version: outcomes, from 2013-04-01"]),
        ("HC-XF-02", ["When: motivation has one of DH", "known or refused or not_stated"]),
        ("SS-DAT-01", ["Field: searched_at"]),
        ("DV-KEY-02", ["Pattern: "]),
        ("DV-UNT-02", ["Kind: units_arrived"]),
        ("stop_and_search", ["One record: a search", "Object of search", "not\n    required"]),
        ("domestic_violence", ["share_of_units of at least 80%", "crime_ref and victim_id"]),
        (
            "hate_crime",
            ["religion_belief, people counted by\n    code", "  motivation: Motivation: Race"],
        ),
        ("age", ["pattern, such as 34, counted as 25-34: ", "pattern, such as over 75: "]),
    ],
)
def test_show(name: str, words: list[str]) -> None:
    shown = run("show", name)
    assert [word for word in words if word not in shown] == []


def test_show_with_rules_of_ones_own(tmp_path: Path) -> None:
    assert "Faith is recorded" in run(
        "show", "SM-REL-01", "--rules", str(rulebook_folder(tmp_path))
    )


def test_show_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "DV-EHT-01"]) == 2
    error = capsys.readouterr().err
    assert "there is no rule, measure, suite, layout or code list 'DV-EHT-01'" in error
    assert "did you mean 'DV-ETH-01'" in error
    assert main(["rules", "show", "ethnicity_self_define"]) == 2
    assert "did you mean 'ethnicity_self_defined'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ethnicity_self_defined", ["W1: known; White; of 16+1, 18+1\n  texts: White: English"]),
        ("ethnicity_self_defined", ["O1: known; Asian, Chinese or other under 16+1; of 16+1"]),
        ("ethnicity_self_defined", ["N4: refused\n", "not_asked: not_asked\n  texts: Not asked;"]),
        ("age", ["pattern, such as 25-34: (?P<low>", "(no code): blank\n  texts: -"]),
        ("yes_no", ["Y: known\n  texts: Yes"]),
    ],
)
def test_show_a_code_list(name: str, words: list[str]) -> None:
    shown = run("show", name)
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("name", sorted(load_rulebook().code_lists))
def test_a_code_list_is_shown_whole_in_80_columns(name: str) -> None:
    shown = run("show", name)
    wide = [line for line in shown.splitlines() if len(line) > 80]
    assert [line for line in wide if not line.startswith("  pattern")] == []
    flat = " ".join(shown.split())
    for row in load_rulebook().code_lists[name].listed:
        assert " ".join(row.label.split()) in flat
        assert row.code in flat


def test_lint_without_problems() -> None:
    shipped = load_rulebook()
    count = sum(len(file.measures) for file in shipped.measures.values())
    assert run("lint").endswith(f" rules, {count} measures, no problems.\n")
    assert run("lint", str(ROOT / "examples" / "homicides")).startswith("homicides: 6 suites")


def test_lint_tells_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = SUITE.replace("unit: unit", "unit: unt").replace("date: reported", "date: repotred")
    assert main(["rules", "lint", str(rulebook_folder(tmp_path, suite))]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert "no field 'unt'" in error
    assert "no field 'repotred'" in error
    assert "Traceback" not in error
