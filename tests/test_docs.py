"""What is written about eqmon is so: generated pages are current, examples run, words are kept."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from command_line import Run, run_command

from eqmon import vocabulary
from eqmon.cli.exits import ExitCode
from eqmon.errors import EqmonError
from eqmon.rulebook.lint import CHASING

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if path.name not in ("commands.md", "measures.md", "rules.md", "asked.md")
)
SHIPPED = sorted(
    path
    for pattern in (
        *("*.md", "pyproject.toml", "constraints.txt", "MANIFEST.in", ".ci/run"),
        *("docs/**/*", "eqmon/**/*", "rules/**/*", "examples/**/*", "benchmarks/**/*"),
        *("sample_data/*.*", "tests/*.py"),
    )
    for path in ROOT.glob(pattern)
    if path.is_file() and "__pycache__" not in path.parts
)
MAIN = "python3 -m venv --without-pip .venv && python3 -m pip --python .venv install -q -e . && "
MAIN += ".venv/bin/eqmon check sample_data/2007-01 --fail-on never"
TEST = 'python3 -m venv --without-pip .venv && python3 -m pip --python .venv install -q -e ".[test]'
TEST += '" && .venv/bin/python -m pytest'


def text_of(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands", "measures", "rules"])
def test_generated_pages_are_current(page: str) -> None:
    now: str = getattr(generator(), f"{page}_page")()
    assert text_of(f"docs/{page}.md") == now, "stale: run `python docs/generate.py`"


def test_the_report_in_readme_is_a_real_one() -> None:
    readme, write = text_of("README.md"), generator()
    with contextlib.chdir(ROOT):
        report = run_command(*write.REPORT_OF)
    now = write.with_report(readme, report.out)
    assert readme == now, "stale: run `python docs/generate.py`"


def options_of(command: Any) -> set[str]:
    return {name for one in command.params for name in one.opts if name.startswith("--")}


def test_every_command_and_option_is_documented() -> None:
    import typer

    from eqmon.cli import app

    page, readme = text_of("docs/commands.md"), text_of("README.md")
    for words in generator().commands():
        command: Any = typer.main.get_command(app)
        for word in words:
            command = command.commands[word]
        name = " ".join(("eqmon", *words))
        section = page.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert options_of(command) <= set(re.findall(r"--[a-z-]+", section)), name
        assert f"`{name}" in readme or not words or hasattr(command, "commands"), name


def test_every_help_page_ends_with_an_example() -> None:
    page = text_of("docs/commands.md")
    for section in page.split("\n## ")[1:]:
        assert "Commands:" in section or re.search(r"\n  Example: eqmon .*\n```\s*$", section)


def test_readme_has_the_two_commands_each_on_a_line() -> None:
    lines = text_of("README.md").splitlines()
    assert lines.count(f"    {MAIN}") == 1
    assert lines.count(f"    {TEST}") == 1
    # .ci/run takes them from README by these words.
    for words, command in ((".venv/bin/eqmon check sample_data", MAIN), ("-m pytest", TEST)):
        assert next(line for line in lines if words in line) == f"    {command}"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(page), re.DOTALL)


def eqmon(command: str, folder: Path) -> Run:
    words = shlex.split(command)
    assert words[0] == ".venv/bin/eqmon"
    with contextlib.chdir(folder):
        ran = run_command(*words[1:])
    assert "unexpected" not in ran.err
    return ran


def test_readme_checks_an_extract_of_ones_own(tmp_path: Path) -> None:
    first, to_files, records = blocks("README.md", "sh")[0].splitlines()
    shutil.copy(ROOT / "sample_data/2007-01/dv-lambeth.csv", tmp_path / "my-extract.csv")
    assert eqmon(first, tmp_path).code == ExitCode.NOT_COMPLIANT
    assert eqmon(to_files, tmp_path).code == ExitCode.NOT_COMPLIANT
    assert {"report.json", "report.md"} <= {path.name for path in tmp_path.iterdir()}
    assert eqmon(records, tmp_path).code == ExitCode.COMPLIANT
    assert [path.name for path in (tmp_path / "to-send-back").iterdir()] == ["lambeth.csv"]


def test_readme_changes_a_rule(tmp_path: Path) -> None:
    copying, running = blocks("README.md", "sh")[1:3]
    (edited,) = blocks("README.md", "yaml")
    for name in ("rules", "sample_data"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    for command in copying.splitlines():
        make, *words = shlex.split(command)
        if make == "mkdir":
            (tmp_path / words[-1]).mkdir(parents=True)
        else:
            shutil.copy(tmp_path / words[0], tmp_path / words[1])
    suite = tmp_path / "my-rules/suites/domestic_violence.yaml"
    before, id_line, after = suite.read_text(encoding="utf-8").partition("  - id: DV-ETH-01\n")
    changed = re.sub(r"    warn_above: .*\n    fail_above: .*\n", edited, after, count=1)
    assert id_line
    assert changed != after
    suite.write_text(before + id_line + changed, encoding="utf-8")

    lint, show, check = running.splitlines()
    assert "no problems" in eqmon(lint, tmp_path).out
    assert "fail > 40%" in eqmon(show, tmp_path).out
    assert "--fail-on never" in check
    report = json.loads(eqmon(f"{check} --format json", tmp_path).out)
    rules = (rule for collection in report["collections"] for rule in collection["rules"])
    verdicts = {rule["rule"]: rule["verdict"] for rule in rules}
    assert (verdicts["DV-ETH-01"], verdicts["DV-REL-01"]) == ("warn", "fail")


def test_the_great_expectations_example_runs(tmp_path: Path) -> None:
    page = "docs/great-expectations.md"
    (export,), (program,), (says, _) = (blocks(page, kind) for kind in ("sh", "python", "text"))
    shutil.copy(ROOT / "sample_data/2007-01/dv-lambeth.csv", tmp_path / "records.csv")
    assert eqmon(f".venv/bin/{export}", tmp_path).code == ExitCode.COMPLIANT
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(says)


def test_every_error_and_exit_code_is_explained() -> None:
    page = text_of("docs/errors.md")
    sections = re.findall(r"^## (\w+)$", page, re.MULTILINE)
    assert sections == [kind.__name__ for kind in EqmonError.__subclasses__()]
    codes = re.findall(r"^\| (\d) \| `(\w+)` \|", page, re.MULTILINE)
    assert codes == [(str(code.value), code.name) for code in ExitCode]


def texts_in_source() -> list[str]:
    """Every text in eqmon's code, the parts of formatted ones each alone."""
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in (ROOT / "eqmon").rglob("*.py")]
    constants = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return [n.value for n in constants if isinstance(n.value, str)]


def test_every_explained_message_is_one_that_eqmon_gives() -> None:
    texts = texts_in_source()
    messages = re.findall(r"^\| `([^`]+)` \|", text_of("docs/errors.md"), re.MULTILINE)
    assert len(messages) > 40
    assert [m for m in messages if not any(m in text for text in texts)] == []


@pytest.mark.parametrize("enum", ["Strand", "Recording", "Measure", "Verdict", "Level", "Audience"])
def test_the_glossary_has_every_word_of_the_vocabulary(enum: str) -> None:
    words = {member.value.replace("_", " ") for member in getattr(vocabulary, enum)}
    words -= {"religion belief"}
    glossary = text_of("GLOSSARY.md").replace("_", " ")
    assert {word for word in words if not re.search(rf"\b{word}\b", glossary)} == set()


def glossary_words() -> list[str]:
    return re.findall(r"^\| \*\*(.+?)\*\* \|", text_of("GLOSSARY.md"), re.MULTILINE)


def test_the_glossary_has_each_word_once() -> None:
    words = glossary_words()
    assert len(words) > 40
    assert len(words) == len(set(words))


def test_every_word_of_the_glossary_is_used() -> None:
    said = "\n".join(
        path.read_text(encoding="utf-8").casefold()
        for path in SHIPPED
        if path.suffix in (".py", ".yaml", ".md") and path.name != "GLOSSARY.md"
    )
    used = said.replace("_", " ").replace("-", " ")
    assert [w for w in glossary_words() if w.replace("_", " ") not in used] == []


def test_decisions_are_short_and_say_three_things() -> None:
    notes = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [path.name[:4] for path in notes] == [f"{n:04d}" for n in range(1, len(notes) + 1)]
    for path in notes:
        note = path.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", note, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequence",
        ], path.name
        assert len(note.splitlines()) < 40, path.name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_paths_that_are_named_are_there(path: Path) -> None:
    named = re.findall(r"`((?:docs|eqmon|rules|tests|sample_data)/[\w./-]+)`", text_of(path))
    for name in named:
        assert (ROOT / name).exists() or "<" in name, name


HOSTS = re.compile(
    r"\b(?:pypi\.org|pythonhosted|artifactory|devpi|--(?:extra-)?index-url|anaconda\.org)\b",
    re.IGNORECASE,
)
MACHINES = re.compile(r"(?<![\w.-])/(?:work|root|home|Users|opt|tmp)/[\w.]|[A-Z]:\\\\?Users")
OTHERS = re.compile(
    r"\b(?:co-?pilot|chat ?gpt|claude|language model|AI[- ]assist\w*|prompt engineering)\b",
    re.IGNORECASE,
)


def found_in(words: re.Pattern[str], paths: list[Path]) -> dict[str, list[str]]:
    """What of these words each file holds."""
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in paths}
    found = {path: [one.group(0) for one in words.finditer(text)] for path, text in texts.items()}
    return {path.relative_to(ROOT).as_posix(): words for path, words in found.items() if words}


@pytest.mark.parametrize("words", [HOSTS, MACHINES, OTHERS], ids=["hosts", "machines", "others"])
def test_files_speak_only_of_the_project(words: re.Pattern[str]) -> None:
    assert len(SHIPPED) > 150
    assert found_in(words, [path for path in SHIPPED if path != Path(__file__)]) == {}


NAMES_THE_WORDS = {"eqmon/rulebook/lint.py", "rules/README.md"}
"""Where the words that no text may use are named, to refuse them."""


def test_no_text_chases_victims() -> None:
    texts = [path for path in SHIPPED if "tests" not in path.parts]
    assert found_in(CHASING, texts).keys() <= NAMES_THE_WORDS
