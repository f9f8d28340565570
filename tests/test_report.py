"""The registry of formats: found by name or ending, and loaded only when asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest
from writer_reports import compared_report, full_report, hostile_report, public_report

from eqmon.errors import UsageError
from eqmon.report import WRITERS, write
from eqmon.report.words import DEFINITIONS

CHASING = re.compile(
    r"chas(e|ing)|pursu|insist|demand|must ask|must (state|say|give|answer)|contact the victim"
    r"|re-?contact|press (the|a) victim|obtain(ed)? from the victim|follow up with"
    r"|guess|assume the|breach|non-complian",
    re.IGNORECASE,
)


def test_an_unknown_format_is_refused_with_those_allowed() -> None:
    with pytest.raises(UsageError, match=r"no format 'pdf' \(allowed: terminal, json, csv, junit"):
        write(full_report(), "pdf")


def test_what_goes_to_others_servers_is_public_by_default() -> None:
    assert {name for name, w in WRITERS.items() if w.public_by_default} == {"junit", "github"}


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_takes_what_it_needs_and_ends_in_a_newline(name: str) -> None:
    text = write(full_report(), name, width=80, colour=False, ascii=True, other="ignored")
    assert text.endswith("\n")
    assert write(full_report(), name, width=80, colour=False, ascii=True) == text


def test_the_terminal_is_told_its_width_and_what_it_holds() -> None:
    plain = write(full_report(), "terminal", width=60, ascii=True)
    assert max(map(len, plain.splitlines())) <= 60
    assert plain.isascii()
    assert "\x1b[" in write(full_report(), "terminal", colour=True)


def test_importing_the_registry_loads_nothing_heavy() -> None:
    code = "import sys, eqmon.report; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rich", "pydantic", "pandas", "json", "csv", "xml"} & set(loaded)
    assert all(find_spec(writer.module) for writer in WRITERS.values())


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("make", [full_report, public_report, compared_report])
def test_no_text_speaks_of_chasing_anybody(name: str, make: Any) -> None:
    found = CHASING.search(write(make(), name, width=200))
    assert found is None, found


def test_the_test_for_chasing_would_find_it() -> None:
    assert CHASING.search("Contact the victim to obtain it")
    assert not any(CHASING.search(text) for text in DEFINITIONS.values())


@pytest.mark.parametrize("name", WRITERS)
def test_hostile_names_bring_no_control_character_or_ci_command(name: str) -> None:
    text = write(hostile_report(), name, width=100)
    allowed = "\n" if name != "csv" else "\r\n"
    assert not [c for c in text if not c.isprintable() and c not in allowed]
    assert "\u202e" not in text
    commands = [line for line in text.splitlines() if line.lstrip().startswith(("::", "##["))]
    assert not [line for line in commands if name != "github" or line.startswith("::error::y")]
