"""eqmon rules export: a suite as JSON, on stdout or in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from counting import a_rule, a_suite, write_rulebook

from eqmon.__main__ import main


def test_a_suite_is_written_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "export", "stop_and_search"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["name"] == "stop_and_search"
    assert told.out.endswith("}\n")
    assert told.err == ""


def test_a_suite_of_ones_own_is_written_to_a_file_for_a_period(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = a_rule("date_in_period", field="day", warn_above=0.1)
    rules = str(write_rulebook(tmp_path / "rules", a_suite(rules=[rule])).directory)
    file = tmp_path / "suite.json"
    options = ["--rules", rules, "--period", "2007-01", "-o", str(file)]
    assert main(["rules", "export", "small", *options]) == 0
    assert capsys.readouterr().out == ""
    written = json.loads(file.read_text(encoding="utf-8"))
    [_, expectation] = written["expectations"]
    assert expectation["kwargs"]["period"] == "2007-01"
    assert expectation["kwargs"]["rulebook"] == rules


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "no suite 'nowhere' (allowed: domestic_violence, domestic_"),
        (["hate_crime", "--period", "January"], "'January' is not a period"),
        (["hate_crime", "-o", "no/such/folder/x.json"], "no such folder"),
        ([], "no SUITE is named (allowed: domestic_violence, domestic_"),
        (["hate_crime", "--template"], "--template: it writes several files"),
        (["--template", "-o", "out"], "no SUITE is named"),
        (["--schema"], "--schema: it writes several files"),
        (["--schema", "--template"], "ask for one of them"),
        (["hate_crime", "--schema", "-o", "out"], "the same for every suite"),
        (["--schema", "-o", "README.md"], "it is a file, or lies in one"),
    ],
)
def test_what_cannot_be_exported_ends_in_one_error(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "export", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert said.err.count("\n") == 1


SCHEMAS = ("framework", "layout", "register", "suite")


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--schema"], [f"{one}.schema.json" for one in SCHEMAS]),
        (["hate_crime", "--template"], ["hate_crime-guide.md", "hate_crime.csv"]),
    ],
)
def test_several_files_are_written_into_a_folder(
    arguments: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made" / "here"
    for _ in range(2):
        assert main(["rules", "export", *arguments, "-o", str(folder)]) == 0
        told = capsys.readouterr()
        assert told.out == ""
        assert str(folder) in told.err
    assert sorted(path.name for path in folder.iterdir()) == names
