"""What a shell is offered, by the variables in which its script asks; and the scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import assert_one_clear_error, run_command
from rule_files import rulebook_folder, write

from eqmon.__main__ import main
from eqmon.cli.settings import FILE, OFF
from eqmon.cli.shells import ASKED_BY
from eqmon.report import WRITERS
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.names import names_in, rule_ids

SHELLS = {"bash": "complete -o default -F", "zsh": "#compdef eqmon", "fish": "complete --command"}


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """What bash is offered for the last word of a line."""

    # Set by whoever answers a shell, and then for the whole process.
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.delenv(OFF, raising=False)

    def of(line: str) -> list[str]:
        words = line.split()
        monkeypatch.setenv(ASKED_BY, "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - (not line.endswith(" "))))
        with pytest.raises(SystemExit) as ended:
            main([])
        told = capsys.readouterr()
        assert (ended.value.code, told.err) == (0, "")
        return told.out.split()

    return of


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("eqmon ", ["check", "records", "rules"]),
        ("eqmon che", ["check"]),
        ("eqmon check --sh", ["--show-settings"]),
        ("eqmon check --format ", list(WRITERS)),
        ("eqmon check --format j", ["json", "junit"]),
        ("eqmon inspect --format ", ["terminal", "json"]),
        ("eqmon check --suite ", ["domestic_violence", "hate_crime", "stop_and_search"]),
        ("eqmon check x.csv --suite=ha", ["hate_crime"]),
        ("eqmon records --suite h", ["hate_crime"]),
        ("eqmon records --rule DV-ETH", ["DV-ETH-01", "DV-ETH-02"]),
        ("eqmon check --fail-on ", ["fail", "warn", "never"]),
        ("eqmon check --audience ", ["internal", "public"]),
        ("eqmon rules ", ["list", "show", "lint", "export"]),
        ("eqmon rules show SS-ETH-0", ["SS-ETH-01", "SS-ETH-02"]),
        ("eqmon rules show sto", ["stop_and_search"]),
        ("eqmon rules show ethn", ["ethnicity_observed", "ethnicity_self_defined"]),
        ("eqmon rules export h", ["hate_crime"]),
        ("eqmon --show-completion f", ["fish"]),
    ],
)
def test_what_is_offered(offered, line: str, some: list[str]) -> None:
    told = offered(line)
    assert [word for word in told if word in some] == some
    assert all(word.startswith(line.rpartition(" ")[2].rpartition("=")[2]) for word in told)


def test_what_has_no_names_is_offered_nothing(offered) -> None:
    for line in ("eqmon check --period ", "eqmon check ", "eqmon rules show zz"):
        assert offered(line) == []


def test_a_rulebook_of_ones_own_is_looked_into(
    offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rulebook_folder(tmp_path / "mine")
    assert "small" in offered("eqmon check --rules mine --suite ")
    assert offered("eqmon check --suite s") == ["stop_and_search"]
    Path(FILE).write_text("[eqmon]\nrules = 'mine'", encoding="utf-8")
    assert offered("eqmon check --suite s") == ["small", "stop_and_search"]
    assert offered("eqmon rules show SM") == ["SM-REL-01"]


@pytest.mark.parametrize("settings", ["not TOML", "[eqmon]\nrules = 3", "[eqmon]\nrules = 'no'"])
def test_trouble_offers_what_is_shipped(
    offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_text(settings, encoding="utf-8")
    assert offered("eqmon check --suite h") == ["hate_crime"]
    assert offered("eqmon check --rules no/such --suite h") == ["hate_crime"]
    assert offered("eqmon rules show SS-ETH-01") == ["SS-ETH-01"]


def test_names_are_those_of_the_rulebook(tmp_path: Path) -> None:
    own = rulebook_folder(tmp_path / "mine")
    (own / "suites" / "bad.yaml").write_bytes(
        b"\xff\nrules:\n  - id: 'BA-BAD-01'\nsignals:\n  - id: BA-SIG-01"
    )
    rulebook = load_rulebook()
    assert names_in("suites") == sorted(rulebook.suites)
    assert names_in("codelists") == sorted(rulebook.code_lists)
    assert names_in("suites", own) == sorted([*rulebook.suites, "bad", "small"])
    ids = [rule.id for suite in rulebook.suites.values() for rule in suite.rules]
    assert rule_ids() == ids
    assert rule_ids(own) == [*ids, "BA-BAD-01", "SM-REL-01"]
    write(own, "suites/hate_crime.yaml", "rules:\n  - {id: HC-NEW-01}\n  - id: HC-NEW-02")
    assert [rule for rule in rule_ids(own) if rule.startswith("HC-")] == ["HC-NEW-01", "HC-NEW-02"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_shown_and_nothing_written(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    run = run_command("--show-completion", shell)
    assert (run.code, run.err) == (0, "")
    assert SHELLS[shell] in run.out
    assert f"{ASKED_BY}=complete_{shell}" in run.out
    assert list(tmp_path.iterdir()) == []


def test_a_script_is_installed_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    run = run_command("--install-completion", "fish")
    assert (run.code, run.out) == (0, "")
    [written] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert str(written) in run.err
    assert ASKED_BY in written.read_text(encoding="utf-8")


def test_a_shell_that_is_not_known_is_refused() -> None:
    assert_one_clear_error(run_command("--show-completion", "tcsh"), "'bash'", "'zsh'", "'fish'")


def test_completion_loads_no_rulebook() -> None:
    heavy = "('pandas', 'pyarrow', 'numpy', 'yaml', 'great_expectations')"
    code = (
        "import sys, atexit; from eqmon.__main__ import main\n"
        f"atexit.register(lambda: print(*(m for m in {heavy} if m in sys.modules)))\n"
        "main([])"
    )
    asked = {ASKED_BY: "complete_bash", "COMP_WORDS": "eqmon check --suite h", "COMP_CWORD": "3"}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines() == ["hate_crime", ""]
