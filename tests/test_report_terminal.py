"""The terminal report: the verdict first, nothing wider than the terminal, marks besides colour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import AREA_OF, small_report
from rich.cells import cell_len
from writer_reports import (
    compared_report,
    full_report,
    hostile_report,
    public_report,
    snapshot,
)

from eqmon.report.grid import grid_of
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
    report = small_report(32)
    _, *parts = write(report, width=80).split("\n── ")
    for collection, part in zip(report.collections, parts, strict=False):
        lines = section(part, "Not obtained")
        rows = {name: sum(line.startswith(f"{name} ") for line in lines) for name in AREA_OF}
        few = {row.name for row in grid_of(collection).few}
        assert {name: rows[name] for name in rows if name not in few} == dict.fromkeys(
            set(AREA_OF) - few, 1
        )


def test_one_collection_tells_what_fails_within_two_screens() -> None:
    report = small_report(32)
    first = report.model_copy(update={"collections": report.collections[:1]})
    lines = write(first, width=80).splitlines()
    assert next(n for n, line in enumerate(lines) if line.startswith("What fails")) < 55
    assert len(lines) < 110


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
        (
            {"standard_met": False, "verdict": Verdict.NOT_ASSESSED, "collections": ()},
            "NOT ASSESSED: 0 of 0 rules fail",
        ),
        ({}, "STANDARD NOT MET: "),
    ],
)
def test_nothing_judged_is_never_a_standard_met(changes: dict[str, Any], first: str) -> None:
    assert write(full_report(**changes)).splitlines()[2].startswith(first)


def test_the_worst_unit_comes_first_under_all_units() -> None:
    lines = section(write(full_report(), width=80), "Not obtained")
    names = [line[:22].strip() for line in lines[2:7]]
    assert names == ["All units", "Barnet", "Brent", "Kensington and Chelsea", "Bexley"]
    assert lines[7] == "1 unit has fewer than 30 applicable records: Sutton 14."


def test_a_cell_tells_its_verdict_in_a_mark_and_keeps_its_side_of_the_limit() -> None:
    text = write(full_report(), width=80)
    assert re.search(
        r"^Barnet +551 24\.5 ✗ 10\.9 ✓ 49\.0 ✗ +1\.6 ~ +0\.0 ✓ 38\.3 ~ none ✗$", text, re.M
    )
    assert re.search(r"^Bexley +10,000 5\.01 ~ ", text, re.M)
    assert re.search(r"^Brent +803 1\.99 ✓ 49\.9 ✗ 37\.5 ⊗ ", text, re.M)
    assert "✗ fail   ⊗ FAIL, excepted   ~ warn   ✓ pass   n: applicable records" in text


def test_a_unit_with_too_few_in_one_strand_keeps_its_row() -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(
        f.model_copy(update={"verdict": Verdict.NOT_ASSESSED, "reason": "too few"})
        if (f.unit, f.strand) == ("Barnet", "age")
        else f
        for f in collection.findings
    )
    text = write(with_collection(report, findings=findings), width=80, ascii=True)
    assert re.search(r"^Barnet +551 +few - 10\.9 P 49\.0 F ", text, re.M)
    assert "few: too few applicable records to judge" in text.splitlines()


def test_a_wide_terminal_shows_the_counts_too() -> None:
    assert "24.5 (135) F" in write(full_report(), width=120, ascii=True)
    rows = section(write(full_report(), width=80, ascii=True), "Not obtained")
    assert not [row for row in rows if "(135)" in row]


def test_two_columns_of_one_strand_are_told_apart() -> None:
    heads = section(write(full_report(), width=80), "Not obtained")[:2]
    assert heads[0].split() == ["Ethnic", "Ethnic"]
    assert heads[1].split()[4:6] == ["self", "officer"]


def test_a_unit_withheld_whole_is_named_without_a_row() -> None:
    text = write(public_report(), width=80)
    rows = section(text, "Not obtained")
    assert not [row for row in rows if row.startswith("Sutton ")]
    assert "The figures of 1 unit are withheld ([c]), so that nobody can be made out:" in rows
    assert "14" not in text.partition("Sutton")[2].partition("What fails")[0]


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
    assert "5 more units, none of them worse: see the csv report" in lines


def test_areas_are_shown_of_the_units_that_have_too_few() -> None:
    report = small_report(8)
    first = report.collections[0].model_copy(update={"areas": dict(AREA_OF)})
    text = write(report.model_copy(update={"collections": (first,)}), width=80)
    assert "1 unit has fewer than 30 applicable records: Harrow 14. The areas they lie in:" in text
    assert re.search(r"^North West +\d", text, re.M)
    assert not re.search(r"^Central North +\d", text, re.M)
    assert "Area" not in write(small_report(8))


def test_every_measure_stands_beside_the_verdict_with_its_count() -> None:
    title = "Domestic violence: all units together"
    lines = section(write(full_report(), width=80), title)
    place = next(n for n, line in enumerate(lines) if line.startswith("Age "))
    assert " ".join(lines[place].split()) == "Age 12,608 5.4 % ✗ 5.4 % 4.7 % 1.9 % 12.0 %"
    assert " ".join(lines[place + 1].split()) == "no duty then 683 683 596 238 1,517"


def test_a_strand_without_a_column_is_told_once() -> None:
    fails = section(write(full_report(), width=200), "What fails")
    assert fails[:2] == [
        "✗ DV-ARR-01 6 of 7 expected units arrived: missing Harrow.",
        "✗ DV-ORI-01 Sexual orientation not obtained 100.0 % (12,608 of 12,608). "
        "There is no column for it.",
    ]


def test_a_figure_and_its_sign_stay_on_one_line() -> None:
    report = full_report()
    for width in range(40, 100):
        lines = write(report, width=width).splitlines()
        assert not [line for line in lines if line.lstrip().startswith(("% ", "%)", "%."))]
        assert not [line for line in lines if line.endswith((" >", "(>"))]


def test_what_fails_comes_before_what_warns_and_what_passes_is_one_line() -> None:
    report = full_report()
    [collection] = report.collections
    rules = tuple(
        r.model_copy(update={"verdict": Verdict.PASS}) if r.verdict is Verdict.WARN else r
        for r in collection.rules
    )
    text = write(report, width=100)
    assert 0 < text.index("What fails: 5 of 8 rules") < text.index("What warns: 3 of 8 rules")
    text = write(with_collection(report, rules=rules), width=100)
    assert "What warns" not in text
    assert "✓ 3 rules pass: DV-ETH-02, DV-GEN-01, DV-REL-01" in text.splitlines()


def test_what_to_do_is_said_once_with_its_rules() -> None:
    text = write(full_report(), width=200)
    asked = section(text, "── What to do next")
    assert asked[0] == "✗ Find the missing extract and run again. (DV-ARR-01)"
    assert text.count("ask at the next planned safe contact") == 1


def test_reading_is_told_to_insiders_alone() -> None:
    internal = section(write(full_report()), "Noticed while reading")
    assert internal == [
        "- barnet.csv read as cp1252",
        "- barnet.csv: 2 title rows above the heading",
    ]
    assert "Noticed" not in write(public_report())


def test_the_words_of_the_measures_are_explained_once_at_the_end() -> None:
    text = write(full_report(), width=200)
    last = text.splitlines()[-7:-2]
    words = ["not obtained", "unknown", "unexplained", "declined", "missing"]
    assert [line.partition(":")[0] for line in last] == words
    assert text.count("and never judged") == 1


def test_the_verdict_stands_at_the_end_again() -> None:
    lines = write(full_report(), width=200).splitlines()
    assert lines[-1] == lines[2]
    assert lines[-1].startswith("STANDARD NOT MET")
