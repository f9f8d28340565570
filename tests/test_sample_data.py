"""The sample drops are what their script writes, and what README says of them holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from expected_figures import PERIODS, SAMPLE_DATA, expected_figures

COUNTING = (
    "count.py",
    "counted_asked.py",
    "counted_files.py",
    "counted_measures.py",
    "counted_people.py",
    "counted_phases.py",
    "counted_rows.py",
    "counted_words.py",
)
COLLECTIONS = ("domestic_violence", "hate_crime")


def run(*arguments: str | Path) -> bytes:
    command = [sys.executable, "-W", "error", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def files_of(folder: Path) -> dict[str, bytes]:
    paths = [path for period in PERIODS for path in (folder / period).iterdir()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def imported_by(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    return {name.partition(".")[0] for name in names}


def faults_in_readme() -> dict[str, tuple[str, str, int]]:
    row = re.compile(r"^\| ([A-Z]{3}-\d\d) \| (.*?) \| .*? \| `(.*?)` \| (\d+) \|$", re.MULTILINE)
    readme = (SAMPLE_DATA / "README.md").read_text(encoding="utf-8")
    return {
        name: (file.strip("`"), path, int(count)) for name, file, path, count in row.findall(readme)
    }


def faults_in_script() -> set[str]:
    script = (SAMPLE_DATA / "drops.py").read_text(encoding="utf-8")
    return set(re.findall(r'^    "([A-Z]{3}-\d\d)": lambda', script, re.MULTILINE))


def look_up(figures: dict[str, Any], path: str) -> int:
    found: Any = figures["collections"] if "/" in path else figures
    for step in path.split("/"):
        found = found[step]
    return len(found) if isinstance(found, list) else int(found)


def test_the_script_writes_the_committed_bytes(tmp_path: Path) -> None:
    run(SAMPLE_DATA / "make.py", tmp_path)
    written, committed = files_of(tmp_path), files_of(SAMPLE_DATA)
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


@pytest.mark.parametrize("period", PERIODS)
def test_the_count_is_the_committed_one(period: str) -> None:
    for script, file in (("count.py", period), ("counted_measures.py", f"measures-{period}")):
        printed = run(SAMPLE_DATA / script, SAMPLE_DATA / period)
        assert printed == (SAMPLE_DATA / "expected" / f"{file}.json").read_bytes()


def test_the_count_shares_nothing_with_what_it_checks() -> None:
    imported = set().union(*(imported_by(SAMPLE_DATA / name) for name in COUNTING))
    own = {name.removesuffix(".py") for name in COUNTING}
    assert imported <= sys.stdlib_module_names | own


def test_the_scripts_need_only_the_standard_library() -> None:
    scripts = list(SAMPLE_DATA.glob("*.py"))
    imported = set().union(*(imported_by(path) for path in scripts))
    assert imported <= sys.stdlib_module_names | {path.stem for path in scripts}


def test_readme_lists_every_planted_fault() -> None:
    assert set(faults_in_readme()) == faults_in_script()
    assert len(faults_in_script()) > 20


@pytest.mark.parametrize("name", sorted(faults_in_readme()))
def test_a_planted_fault_is_there_as_often_as_readme_says(name: str) -> None:
    file, path, count = faults_in_readme()[name]
    period = {"JAN": "2007-01", "FEB": "2007-02", "MAR": "2007-03"}[name[:3]]
    assert file == "none" or (SAMPLE_DATA / file).is_file()
    assert look_up(expected_figures(period), path) == count


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_buckets_add_up_to_the_records_read(period: str, collection: str) -> None:
    counted = expected_figures(period)["collections"][collection]
    overall, units = counted["overall"], counted["units"].values()
    assert sum(file["records"] for file in counted["files"].values()) == overall["records"]
    assert sum(unit["records"] for unit in units) == overall["records"]
    for figures in (overall, *units):
        applicable = figures["records"] - figures["not_applicable"]
        assert sum(figures["months"].values()) == figures["records"]
        assert {sum(s.values()) for s in figures["as_read"].values()} == {figures["records"]}
        assert {sum(s.values()) for s in figures["applicable"].values()} <= {applicable}


def test_in_january_ethnicity_is_as_unknown_as_the_papers_found() -> None:
    units = expected_figures("2007-01")["collections"]["domestic_violence"]["units"]
    rates = []
    for unit in units.values():
        ethnicity = unit["applicable"]["ethnicity"]
        unknown = sum(ethnicity.get(how, 0) for how in ("blank", "not_known", "not_recorded"))
        rates.append(unknown / sum(ethnicity.values()))
    assert sum(0.39 <= rate <= 0.49 for rate in rates) >= 4
    assert sum(rate < 0.10 for rate in rates) >= 3
    assert max(rates) <= 0.49


def test_every_form_that_readme_promises_is_there() -> None:
    files = [
        file
        for period in PERIODS
        for collection in expected_figures(period)["collections"].values()
        for file in collection["files"].values()
    ]
    assert {file["encoding"] for file in files} == {"utf-8", "utf-8-sig", "cp1252", "utf-16"}
    assert {file["delimiter"] for file in files} == {",", ";", "tab", "|"}
    levels = [expected_figures(p)["collections"]["hate_crime"]["level"] for p in PERIODS]
    assert levels == ["borough", "borough", "bcu"]


def test_the_committed_drops_stay_small() -> None:
    assert sum(map(len, files_of(SAMPLE_DATA).values())) < 3_000_000
