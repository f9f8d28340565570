"""What `eqmon returns` says of the sample registers is what an independent script counted."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from expected_figures import SAMPLE_DATA

REGISTERS = SAMPLE_DATA / "registers"
EXPECTED = json.loads((SAMPLE_DATA / "expected" / "registers.json").read_text(encoding="utf-8"))
Figures = dict[str, Any]


@pytest.fixture(scope="module")
def made(run_cli: Callable[..., Run]) -> dict[str, Figures]:
    """What came of each return, by its id, through the command line."""
    files = sorted(REGISTERS.iterdir())
    run = run_cli("returns", *files, "--on", EXPECTED["on"], "--format", "json")
    assert run.code == 1, "the sample registers are not complete, and were read whole"
    registers = json.loads(run.out)["registers"]
    return {one["id"]: one for register in registers for one in register["returns"]}


def standings(counts: Figures) -> dict[str, int]:
    """A body's counts as the script has them, nought left out."""
    found = {
        "in_time": counts["made"] - counts["late"],
        "late": counts["late"],
        "missing": counts["missing"],
        "not_due": counts["not_due"],
    }
    return {name: number for name, number in found.items() if number}


@pytest.mark.parametrize("name", EXPECTED["returns"])
def test_returns_are_as_counted(made: dict[str, Figures], name: str) -> None:
    counted, found = EXPECTED["returns"][name], made[name]
    assert {b["body"]: standings(b["counts"]) for b in found["bodies"]} == counted["bodies"]
    assert standings(found["counts"]) == counted["together"]
    gaps = {body: c["gaps"] for c in found["calendars"] for body in c["bodies"]}
    assert gaps == counted["gaps"]


def test_policies_are_as_counted(made: dict[str, Figures]) -> None:
    counted, counts = EXPECTED["policies"], made["RG-POL-01"]["counts"]
    assert (counts["made"], counts["required"]) == (counted["within"], counted["policies"])
    assert counts["besides"] == counted["published"] != counted["within"]
    never = [e for e in made["RG-POL-01"]["entries"] if e["due"] is None]
    assert len(never) == counted["never"] > 0


def test_standards_are_as_counted(made: dict[str, Figures]) -> None:
    counted, found = EXPECTED["standards"], made["RG-STD-01"]
    counts = found["counts"]
    told = {"met": counts["made"], "not_met": counts["not_met"], "not_told": counts["missing"]}
    assert (counts["required"], told) == (counted["required"], counted["together"])
    met = Counter(
        (entry["body"], entry["period"])
        for entry in found["entries"]
        if entry["standing"] == "made"
    )
    expected = {(b, q): n for b, row in counted["boroughs"].items() for q, n in row.items()}
    assert met == Counter({place: number for place, number in expected.items() if number})
    assert found["silent"] == counted["untold"]


def test_the_scripts_write_the_committed_bytes_and_share_nothing_with_eqmon(
    tmp_path: Path,
) -> None:
    def run(*arguments: str | Path) -> bytes:
        command = [sys.executable, "-W", "error", *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True).stdout

    run(SAMPLE_DATA / "make_registers.py", tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in REGISTERS.iterdir()}
    counted = run(SAMPLE_DATA / "counted_registers.py", REGISTERS, EXPECTED["on"])
    assert json.loads(counted) == EXPECTED
    script = (SAMPLE_DATA / "counted_registers.py").read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(script)))
    imported = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    imported |= {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}
    assert imported - set(sys.stdlib_module_names) == {"counted_words"}
