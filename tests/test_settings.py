"""eqmon.toml: where it is found, what beats it, and everything that can be wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run, assert_one_clear_error, run_command
from hypothesis import given
from hypothesis import strategies as st
from rule_files import rulebook_folder

from eqmon.cli.settings import FILE, OFF, Kind, Settings, find_settings, read_settings
from eqmon.errors import UsageError

OPTIONS = {
    "check": {
        "rules": Kind(is_path=True),
        "output": Kind(repeatable=True, is_path=True),
        "format": Kind(repeatable=True, choices=("json", "csv")),
        "fail_on": Kind(choices=("fail", "warn")),
        "quiet": Kind(bool),
        "size": Kind(int),
    },
    "records": {"output": Kind(is_path=True), "rules": Kind(is_path=True), "size": Kind()},
    "rules show": {"rules": Kind(is_path=True)},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory two folders below the one with the settings."""
    folder = tmp_path / "team" / "january"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv(OFF, raising=False)
    return folder


def say(text: str) -> None:
    (Path.cwd().parent / FILE).write_text(text, encoding="utf-8")


def shown(*arguments: str, **environment: str) -> dict[str, tuple[str, str]]:
    """What --show-settings says: by option, its value and its place."""
    run = run_command("check", "--show-settings", *arguments, environment=environment)
    assert (run.code, run.err) == (0, "")
    rows = [line.split("  ", 1) for line in run.out.splitlines()]
    assert max(map(len, run.out.splitlines())) <= 80
    return {
        name.strip(): (rest.strip().rpartition("  ")[0].strip(), rest.rpartition("  ")[2])
        for name, rest in rows
    }


def settings() -> Settings:
    file = find_settings()
    assert file is not None
    return read_settings(file, OPTIONS)


@pytest.mark.parametrize(
    ("text", "command", "name", "found"),
    [
        ("[eqmon]\nrules = 'mine'", "check", "rules", ("../mine", "eqmon")),
        ("[eqmon]\nrules = 'mine'", "rules show", "rules", ("../mine", "eqmon")),
        ("[eqmon]\nrules = 'a'\n[check]\nrules = 'b'", "check", "rules", ("../b", "check")),
        ("[eqmon]\nrules = 'a'\n[check]\nrules = 'b'", "records", "rules", ("../a", "eqmon")),
        ("[check]\nrules = '/abs'", "check", "rules", ("/abs", "check")),
        ("[check]\noutput = 'out/'", "check", "output", (["../out/"], "check")),
        ("[check]\noutput = ['a', 'b/']", "check", "output", (["../a", "../b/"], "check")),
        ("[check]\nformat = 'csv'", "check", "format", (["csv"], "check")),
        ("[check]\nquiet = true", "check", "quiet", (True, "check")),
        ("[check]\nsize = 59", "check", "size", (59, "check")),
        ("[check]\nsize = 59", "records", "size", None),
        ("\ufeff[check]\nsize = 59", "check", "size", (59, "check")),
        ("", "check", "rules", None),
    ],
)
def test_what_holds(here: Path, text: str, command: str, name: str, found: object) -> None:
    say(text)
    assert settings().find(command, name) == found


def test_the_nearest_file_holds(here: Path) -> None:
    assert find_settings() is None
    say("[check]\nsize = 1")
    assert settings().file == "../eqmon.toml"
    Path(FILE).write_text("[check]\nrules = 'mine/'", encoding="utf-8")
    assert (settings().file, settings().find("check", "rules")) == (FILE, ("mine/", "check"))
    assert settings().find("check", "size") is None


def test_a_working_directory_that_was_removed_has_no_settings(here: Path) -> None:
    say("[check]\nsize = 1")
    here.rmdir()
    assert find_settings() is None


def test_the_environment_turns_it_off(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("not TOML")
    monkeypatch.setenv(OFF, "1")
    assert find_settings() is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules = 'x'", ["'rules' stands in no table", "[eqmon], [check], [records]"]),
        ("[chek]\na = 1", ["there is no command [chek]", "did you mean 'check'?"]),
        ('[check]\n"a\\u001b[31m" = 1', ["check.a?[31m: unknown key"]),
        ("[check]\nfail-on = 'warn'", ["check.fail-on: unknown key", "did you mean 'fail_on'?"]),
        ("[check]\nfail_on = 'wrn'", ["check.fail_on", "fail, warn", "did you mean 'warn'?"]),
        ("[check]\nformat = ['csv', 'x']", ["check.format", "(allowed: json, csv)"]),
        ("[check]\nquiet = 'yes'", ["check.quiet: is of the wrong type", "true or false"]),
        ("[check]\nsize = true", ["check.size: is of the wrong type", "a whole number"]),
        ("[check]\nsize = [1]", ["check.size: is of the wrong type"]),
        ("[check]\nrules = 3", ["check.rules: is of the wrong type", "in quotation marks"]),
        ("[check]\noutput = ['a', 3]", ["check.output", "a text, or a list of texts"]),
        ("[check]\nrules = ' '", ["check.rules: is empty"]),
        ("[eqmon]\noutput = 'x'", ["something else in each", "under [check] or [records]"]),
        ("[eqmon]\nsize = 3", ["something else in each", "under [check] or [records]"]),
        ("[eqmon]\nrules show = 'x'", ["is not TOML", "line 2"]),
        ("[check]\nperiod = 2007-01", ["is not TOML", "line 2", "quotation marks"]),
    ],
)
def test_what_is_wrong(here: Path, text: str, words: list[str]) -> None:
    say(text)
    with pytest.raises(UsageError) as caught:
        settings()
    told = str(caught.value)
    assert told.startswith("../eqmon.toml")
    assert [word for word in words if word not in told] == []


def test_all_problems_at_once(here: Path) -> None:
    say("a = 1\n[check]\nb = 1\nquiet = 1\n[records]\nc = 1")
    with pytest.raises(UsageError, match="4 problems:") as caught:
        settings()
    assert str(caught.value).count("\n  ../eqmon.toml") == 4


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_settings_or_one_error(tmp_path_factory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv(OFF, raising=False)
        try:
            told = settings().file
        except UsageError as error:
            told = str(error)
    assert told.startswith(FILE)


def test_an_option_beats_the_environment_beats_the_file_beats_the_default(here: Path) -> None:
    assert shown()["format"] == ("not set", "default")
    assert shown()["fail_on"] == ("fail", "default")
    say("[check]\nformat = 'json'\nfail_on = 'warn'\nquiet = true")
    assert shown()["format"] == ("json", "../eqmon.toml [check]")
    assert shown()["fail_on"] == ("warn", "../eqmon.toml [check]")
    assert shown()["quiet"] == ("yes", "../eqmon.toml [check]")
    say("[check]\nformat = 'json'\noutput = ['out/', 'x.md']\nbaseline = 'old.json'")
    assert shown()["output"] == ("../out/, ../x.md", "../eqmon.toml [check]")
    assert shown()["baseline"] == ("../old.json", "../eqmon.toml [check]")
    environment = {"EQMON_FORMAT": "csv markdown"}
    assert shown(**environment)["format"] == ("csv, markdown", "environment EQMON_FORMAT")
    asked = ("--format", "junit", "--delimiter", "\t")
    assert shown(*asked, **environment)["format"] == ("junit", "option --format")
    assert shown(*asked)["delimiter"] == ("\\t", "option --delimiter")


def test_a_long_value_stands_on_a_line_of_its_own(here: Path) -> None:
    run = run_command("check", "--show-settings", "--unit", "x" * 60)
    name, value = next(line.split() for line in run.out.splitlines() if "xxx" in line)
    assert (name, value) == ("unit", "x" * 60)
    assert "  option --unit\n" in run.out


def test_every_option_of_check_is_shown_but_those_that_only_ask(here: Path) -> None:
    help_page = run_command("check", "--help").out
    named = {line.split()[0] for line in help_page.splitlines() if line.startswith("  -")}
    options = {name.replace("_", "-") for name in shown()}
    assert {name for name in named if name.startswith("--")} == {
        *(f"--{name}" for name in options - {"output", "quiet"}),
        "--show-settings",
    }


@pytest.mark.parametrize("arguments", [("check", "--help"), ("--help",), ("rules", "lint")])
def test_help_asks_no_settings(here: Path, arguments: tuple[str, ...]) -> None:
    say("not TOML")
    run = run_command(*arguments)
    assert (run.code, run.err) == (0, "")


def test_every_command_that_settings_are_for_stops_at_bad_ones(here: Path) -> None:
    say("[check]\nfail_on = 'warm'")
    for command in (("check", "x.csv"), ("records", "x.csv"), ("rules", "list")):
        assert_one_clear_error(run_command(*command), "check.fail_on", "fail, warn, never")


def test_what_may_be_set_for_every_command_means_the_same_in_each(here: Path) -> None:
    say("[eqmon]\nnothing = 1")
    told = run_command("check", "x.csv").err
    allowed = set(told.partition("(allowed: ")[2].partition(")")[0].split(", "))
    shared = {"suite", "rules", "period", "unit", "layout", "sheet", "encoding", "delimiter"}
    assert allowed >= {*shared, "quiet", "fail_on", "baseline", "each_unit"}
    # An inspection for an analyst's eyes must not make annotations exact.
    assert allowed.isdisjoint({"audience", "format", "output", "rule", "extracted_on"})


def test_readmes_example_can_be_used(here: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    say(readme.partition("```toml\n")[2].partition("```")[0])
    assert shown()["rules"] == ("../my-rules", "../eqmon.toml [eqmon]")
    assert shown()["output"] == ("../report.txt, ../report.json", "../eqmon.toml [check]")
    assert shown()["fail_on"] == ("warn", "../eqmon.toml [check]")


def missing(*arguments: str) -> Run:
    run = run_command("check", "x.csv", *arguments)
    assert run.code == 2
    return run


def test_what_is_set_is_said_once_on_stderr(here: Path) -> None:
    say("[eqmon]\nperiod = '2007-01'\n[records]\noutput = 'back'\n[check]\nfail_on = 'never'")
    said = "eqmon: ../eqmon.toml sets period, fail_on\n"
    assert missing().err.startswith(said)
    assert missing().err.count("eqmon.toml") == 1
    assert missing("--fail-on", "warn").err.startswith("eqmon: ../eqmon.toml sets period\n")
    assert "eqmon.toml" not in missing("--quiet").err
    assert "eqmon.toml" not in missing("--period", "2007-02", "--fail-on", "fail").err
    assert run_command("records", "x.csv").err.startswith(
        "eqmon: ../eqmon.toml sets output, period"
    )


def test_rules_are_shown_from_the_rulebook_that_is_set(here: Path) -> None:
    rulebook_folder(here.parent / "mine")
    say("[eqmon]\nrules = 'mine'")
    run = run_command("rules", "show", "SM-REL-01")
    assert run.out.startswith("SM-REL-01: Faith is recorded")
    assert run.err == "eqmon: ../eqmon.toml sets rules\n"


def test_no_argument_is_set_by_an_option_of_its_name(here: Path) -> None:
    say("[eqmon]\nsuite = 'hate_crime'")
    assert_one_clear_error(run_command("rules", "export"), "no SUITE is named")


def test_check_needs_a_path(here: Path) -> None:
    assert_one_clear_error(run_command("check"), "no PATH is given")
