"""What is published: built from a clean copy, installed outside the checkout, and put to work."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RULE_FILES = (".yaml", ".csv", ".json", ".jinja")
NOT_SOURCE = shutil.ignore_patterns(
    *(
        ".git",
        ".venv",
        "node_modules",
        ".hypothesis",
        "*_cache",
        "__pycache__",
        "build",
        "dist",
        "*.egg-info",
    )
)


@dataclass(frozen=True)
class Built:
    """A wheel, a source distribution and their members; every name without its top folder."""

    wheel: Path
    in_wheel: frozenset[str]
    in_sdist: frozenset[str]


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """What a command prints; it must exit with `code` and have a clean environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "EQMON_"))}
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built from a copy, for a build/ that an earlier one left would ship its stale files too."""
    copy = tmp_path_factory.mktemp("source") / "eqmon"
    shutil.copytree(ROOT, copy, ignore=NOT_SOURCE)
    out = tmp_path_factory.mktemp("dist")
    # Without isolation: setuptools is among the test tools, and no network is asked.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, copy, cwd=out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened:
        in_wheel = frozenset(opened.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = frozenset(n.partition("/")[2] for n in archive.getnames())
    return Built(wheel, in_wheel, in_sdist)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of scripts of a fresh environment that holds the wheel alone.

    What it depends on is borrowed from this environment: to install that again takes a minute and
    would only try pip. That every import is declared is a test of its own.
    """
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(place, with_pip=False)
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(place)}))
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", built.wheel, cwd=place)
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(own.strip()) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return scripts


def files_below(folder: Path, *endings: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in endings and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_module(built: Built) -> None:
    data = (".json", ".typed", ".css", ".jinja", ".js", ".typ", ".xml")
    assert files_below(ROOT / "eqmon", ".py", *data) <= built.in_wheel
    assert {"eqmon/py.typed", "eqmon/report/report.schema.json"} <= built.in_wheel


def test_the_wheel_holds_every_rule_file(built: Built) -> None:
    rules = {f"eqmon/{name}" for name in files_below(ROOT / "rules", *RULE_FILES)}
    assert len(rules) > 10
    assert rules | {"eqmon/rules/__init__.py"} == {
        name for name in built.in_wheel if name.startswith("eqmon/rules/")
    }


def test_the_wheel_holds_nothing_else(built: Built) -> None:
    tops = {name.partition("/")[0] for name in built.in_wheel}
    version = PROJECT["project"]["version"]
    assert tops == {"eqmon", f"eqmon-{version}.dist-info"}
    assert f"eqmon-{version}.dist-info/licenses/LICENSE" in built.in_wheel


def test_the_source_distribution_can_be_tested_and_read(built: Built) -> None:
    for folder in ("docs", "examples", "rules", "sample_data", "tests"):
        missing = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
        } - built.in_sdist
        assert missing == set()
    named = "LICENSE README.md GLOSSARY.md CONTRIBUTING.md CHANGELOG.md constraints.txt .ci/run"
    assert set(named.split()) <= built.in_sdist


def test_it_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    eqmon = installed / "eqmon"
    version = PROJECT["project"]["version"]
    assert run(eqmon, "--version", cwd=tmp_path) == f"eqmon {version}\n"
    assert run(installed / "python", "-m", "eqmon", "--version", cwd=tmp_path).endswith(
        f"{version}\n"
    )
    assert "Commands:" in run(eqmon, "--help", cwd=tmp_path)
    where = run(installed / "python", "-c", "import eqmon; print(eqmon.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert "DV-ETH-01" in run(eqmon, "rules", "list", cwd=tmp_path)


def test_it_checks_an_extract_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    extract = shutil.copy(ROOT / "sample_data" / "2007-01" / "dv-lambeth.csv", tmp_path)
    command = (installed / "eqmon", "check", extract, "--period", "2007-01")
    said = run(*command, "--format", "json", cwd=tmp_path, code=1)
    report = json.loads(said)
    assert report["rulebook"] == "shipped"
    assert [c["suite"] for c in report["collections"]] == ["domestic_violence"]
    assert report["standard_met"] is False


def distributions(*extras: str) -> set[str]:
    """The names of the distributions that pyproject.toml asks for."""
    asked = [*PROJECT["project"]["dependencies"]]
    asked += [n for e in extras for n in PROJECT["project"]["optional-dependencies"][e]]
    return {normal(re.split(r"[<>=!\[; ]", one)[0]) for one in asked}


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


def owners() -> dict[str, set[str]]:
    """The distributions that hold each installed module."""
    held = importlib.metadata.packages_distributions()
    return {module: {normal(name) for name in names} for module, names in held.items()}


def declared(*extras: str) -> set[str]:
    return {module for module, names in owners().items() if names & distributions(*extras)}


def imported(*folders: str) -> set[str]:
    """The third-party modules that the Python files of these folders import, anywhere in them."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    nodes = [n for p in paths for n in ast.walk(ast.parse(p.read_text(encoding="utf-8")))]
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    tops = {name.partition(".")[0] for name in names}
    own = {"eqmon", *(name for path in paths for name in (path.stem, path.parent.name))}
    return tops - set(sys.stdlib_module_names) - own


def read_from(folder: str) -> set[str]:
    """The packages whose files are read: the Analysis Function's style is data, not code."""
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / folder).rglob("*.py"))
    return set(re.findall(r"""\bfiles\("(\w+)"\)""", source))


def test_every_import_is_a_declared_dependency() -> None:
    assert imported("eqmon") - declared() == set()


def test_every_import_of_the_tests_is_declared_for_them() -> None:
    assert imported("tests", "sample_data", "docs") - declared("test") == set()


def test_every_declared_dependency_is_used() -> None:
    held = owners()
    modules = imported("eqmon") | read_from("eqmon")
    used = {name for module in modules for name in held.get(module, ())}
    assert distributions() - used == set()


def test_constraints_are_names_and_versions_alone() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in pinned)
    assert pinned == sorted(pinned, key=lambda line: line.partition("==")[0])
    names = {line.partition("==")[0] for line in pinned}
    assert {"pandas", "great-expectations", "pytest"} <= names
