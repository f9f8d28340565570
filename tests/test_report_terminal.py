"""The terminal report: the verdict first, nothing wider than the terminal, marks besides colour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import AREA_OF, small_report
from rich.cells import cell_len
from writer_reports import (
    UNITS,
    compared_report,
    full_report,
    hostile_report,
    public_report,
    snapshot,
)

from eqmon.report.model import Report
from eqmon.report.terminal import write
from eqmon.vocabulary import Verdict

MAKERS = [full_report, public_report, compared_report, hostile_report, small_report]


def with_collection(report: Report, **changes: Any) -> Report:
    [collection] = report.collections
    return report.model_copy(update={"collections": (collection.model_copy(update=changes),)})


def section(text: str, title: str) -> list[str]:
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(title)) + 1
    return lines[start : next((n for n in range(start, len(lines)) if not lines[n]), None)]


@pytest.mark.parametrize(
    ("name", "make", "options"),
    [
        ("terminal-80.txt", full_report, {"width": 80}),
        ("terminal-60.txt", full_report, {"width": 60}),
        ("terminal-120.txt", full_report, {"width": 120}),
        ("terminal-ascii.txt", full_report, {"width": 80, "ascii": True}),
        ("terminal-colour.txt", full_report, {"width": 80, "colour": True}),
        ("terminal-public.txt", public_report, {"width": 80}),
        ("terminal-compared.txt", compared_report, {"width": 80}),
        ("terminal-hostile.txt", hostile_report, {"width": 80}),
    ],
)
def test_the_whole_document(name: str, make: Any, options: dict[str, Any]) -> None:
    text = write(make(), **options)
    assert text == snapshot(name, text)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(make: Any, width: int) -> None:
    for line in write(make(), width=width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_thirty_two_boroughs_fit_80_columns_one_line_each() -> None:
    lines = section(write(small_report(32), width=80), "Not obtained")
    assert [sum(line.startswith(f"{name} ") for line in lines) for name in AREA_OF] == [1] * 32


@pytest.mark.parametrize("make", MAKERS)
def test_without_colour_there_is_no_escape_code(make: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "33")
    assert "\x1b" not in write(make(), width=80)


def test_with_colour_only_colours_are_added(monkeypatch: Any) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # whether to colour is the caller's to decide
    monkeypatch.setenv("TERM", "dumb")
    coloured = write(full_report(), colour=True)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [x.rstrip() for x in bare.splitlines()] == write(full_report()).splitlines()


@pytest.mark.parametrize("make", MAKERS)
def test_ascii_holds_for_everything(make: Any) -> None:
    assert write(make(), ascii=True).isascii()


def test_the_standards_verdict_comes_first_whatever_the_baseline_says() -> None:
    report = compared_report().model_copy(update={"verdict": Verdict.PASS})
    top = write(report).splitlines()[2:6]
    assert top[0] == "STANDARD NOT MET: 5 of 8 rules fail, 3 warn"
    assert top[3].startswith("Against baseline december.json: 1 worse, 4 no worse, 0 better")


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"standard_met": True, "could_not_run": ()}, "STANDARD MET: "),
        ({"standard_met": True}, "STANDARD MET, AS FAR AS JUDGED: "),
        ({"standard_met": True, "collections": ()}, "NOT ASSESSED: 0 of 0 rules fail"),
        ({}, "STANDARD NOT MET: "),
    ],
)
def test_nothing_judged_is_never_a_standard_met(changes: dict[str, Any], first: str) -> None:
    assert write(full_report(**changes)).splitlines()[2].startswith(first)


def test_the_worst_unit_comes_first_under_all_units() -> None:
    lines = section(write(full_report(), width=80), "Not obtained")
    names = [line[:22].strip() for line in lines[2:8]]
    assert names == ["All units", "Barnet", "Brent", "Kensington and Chelsea", "Bexley", "Sutton"]
    assert set(names[1:]) == set(UNITS)


def test_a_cell_tells_its_verdict_in_a_mark_and_keeps_its_side_of_the_limit() -> None:
    text = write(full_report(), width=80)
    assert re.search(
        r"^Barnet +551 24\.5 ✗ 10\.9 ✓ 49\.0 ✗ +1\.6 ~ +0\.0 ✓ 38\.3 ~ none ✗$", text, re.M
    )
    assert re.search(r"^Bexley +10,000 5\.01 ~ ", text, re.M)
    assert re.search(r"^Sutton +14 +few · .* none ✗$", text, re.M)
    assert "✗ fail   ~ warn   ✓ pass   · not assessed   n: applicable records" in text


def test_a_wide_terminal_shows_the_counts_too() -> None:
    assert "24.5 (135) F" in write(full_report(), width=120, ascii=True)
    assert (
        "24.5 (135)"
        not in write(full_report(), width=80, ascii=True).split("All units together")[0]
    )


def test_two_columns_of_one_strand_are_told_apart() -> None:
    heads = section(write(full_report(), width=80), "Not obtained")[:2]
    assert heads[0].split() == ["Ethnic", "Ethnic"]
    assert heads[1].split()[4:6] == ["self", "officer"]


def test_withheld_figures_are_marked_and_never_zero() -> None:
    text = write(public_report(), width=80)
    [line] = [x for x in text.splitlines() if x.startswith("Sutton ") and "[c]" in x]
    assert line.split() == ["Sutton", "[c]", *["[c]", "·"] * 7]
    assert "[c]: withheld, so that nobody can be made out" in text
    assert "14" not in line


def test_many_units_are_cut_to_the_worst_forty() -> None:
    report = full_report()
    [collection] = report.collections
    units = {f"Unit {n:02}" for n in range(45)}
    barnet = [r for r in collection.recorded if r.unit == "Barnet"]
    recorded = [r.model_copy(update={"unit": u}) for u in sorted(units) for r in barnet]
    overall = [r for r in collection.recorded if r.unit is None]
    lines = section(
        write(with_collection(report, recorded=(*overall, *recorded), findings=())), "Not obtained"
    )
    assert sum(bool(re.match(r"Unit \d\d ", line)) for line in lines) == 40
    assert "5 more units, none of them worse, are in the csv report" in lines


def test_areas_are_shown_where_units_have_too_few() -> None:
    text = write(small_report(8), width=80)
    assert "The same by area, as some units have too few records to judge:" in text
    assert re.search(r"^North West +\d", text, re.M)
    assert "by area" not in write(full_report())


def test_every_measure_stands_beside_the_verdict_with_its_count() -> None:
    lines = section(write(full_report(), width=80), "All units together")
    place = next(n for n, line in enumerate(lines) if line.startswith("Age "))
    assert " ".join(lines[place].split()) == "Age 12,608 5.4 % ✗ 5.4 % 4.7 % 1.9 % 12.0 %"
    assert " ".join(lines[place + 1].split()) == "no duty then 683 683 596 238 1,517"


def test_a_strand_without_a_column_is_one_finding() -> None:
    worst = section(write(full_report(), width=80), "Worst findings")
    assert [line for line in worst if "sexual orientation" in line] == [
        "✗ All units sexual orientation 100.00 % (12,608 of 12,608) FAIL > 60 %."
    ]
    assert worst[0] == "✗ 6 of 7 expected units arrived: missing Harrow."


def test_without_a_fail_the_warnings_are_shown() -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(f for f in collection.findings if f.verdict is not Verdict.FAIL)
    rules = tuple(r for r in collection.rules if r.verdict is not Verdict.FAIL)
    text = write(with_collection(report, findings=findings, rules=rules), width=100)
    assert "Worst findings" not in text
    assert section(text, "Warnings")[0].startswith("~ Brent ethnicity, officer-defined 3.74 %")


def test_what_to_do_is_said_once_with_its_rules() -> None:
    text = write(full_report(), width=200)
    asked = section(text, "What to do next")
    assert asked[0] == "- Find the missing extract and run again. (DV-ARR-01)"
    assert text.count("ask at the next planned safe contact") == 1


def test_reading_is_told_to_insiders_alone() -> None:
    internal = section(write(full_report()), "Noticed while reading")
    assert internal == ["barnet.csv read as cp1252; 2 title rows above the heading"]
    assert "Noticed" not in write(public_report())
