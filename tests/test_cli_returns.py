"""eqmon returns as people run it: table, exit codes, files, and registers of their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command_line import Run, assert_one_clear_error
from rule_files import write

from eqmon.registers import rows
from eqmon.registers.blocks import due_and_came
from eqmon.registers.model import Standing
from eqmon.registers.returns import returns_of
from eqmon.registers.seen import Seen
from eqmon.report.model import Report
from eqmon.rulebook.load import load_rulebook
from eqmon.vocabulary import Audience, Verdict

RETURNS = """\
Return,Body,Due,Received
RT-QTR-01,MPS,2006-02,
RT-QTR-01,MPS,2006-04,2006-04-05
RT-QTR-01,SWG1,2006-02,2006-02-05
RT-QTR-01,SWG1,2006-04,2006-05-02
"""
TENSION = """\
name: tension
id: RG-TEN-01
title: Community tension returns
one: return
many: returns
owner: each borough
limb: foster
frequency: weekly
reason: Tension is told early or too late.
source:
  - work: S2
    where: appendix 1, paragraph 22
    quote: weekly community tension monitoring return required from all boroughs
columns:
  borough: {headings: [Borough], kind: unit}
  week: {headings: [Week], kind: period}
  received: {headings: [Sent], kind: date, may_be_blank: true}
body: borough
units: london
level: borough
due: {kind: periodical, every: weekly, column: week, within_days: 2}
made: received
"""
"""Row 208 of the papers: a register that eqmon does not ship."""


def test_the_table_shows_bodies_by_date(run_cli: Callable[..., Run], tmp_path: Path) -> None:
    run = run_cli("returns", write(tmp_path, "r.csv", RETURNS), "--on", "2006-11-16")
    assert run.code == 1
    assert "3 of 4 (75.0 %) returns made, of 2 bodies: 1 of them late, 1 missing." in run.out
    lines = run.out.splitlines()
    table = [line.split() for line in lines if line.startswith(("Body", "MPS", "SWG1"))]
    assert table == [
        ["Body", "Made", "Feb", "2006", "Apr", "2006"],
        ["MPS", "1", "of", "2", "missing", "made"],
        ["SWG1", "2", "of", "2", "made", "late"],
    ]
    assert "\x1b" not in run.out
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("rows", "options", "code"),
    [
        (RETURNS, (), 1),
        (RETURNS, ("--fail-on", "never"), 0),
        (RETURNS.replace("2006-02,\n", "2006-02,2006-02-01\n"), (), 0),
        (RETURNS.replace("2006-02,\n", "2006-02,2006-02-01\n"), ("--fail-on", "warn"), 1),
        (RETURNS.replace("RT-QTR-01,SWG1", "RT,SWG1"), (), 2),
    ],
)
def test_exit_codes(
    run_cli: Callable[..., Run], tmp_path: Path, rows: str, options: tuple[str, ...], code: int
) -> None:
    path = write(tmp_path, "r.csv", rows)
    assert run_cli("returns", path, "--on", "2006-11-16", *options).code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing.csv",), ["nothing.csv", "no such file"]),
        (("r.csv", "r.csv"), ["named twice"]),
        (("r.csv", "--register", "return"), ["no such register", "did you mean 'returns'"]),
        (("r.csv", "--register", "standards"), ["no column Borough, Quarter"]),
        (("r.csv", "--on", "tomorrow"), ["--on"]),
        (("r.csv", "bad.json"), ["bad.json", "schema version"]),
        (("r.csv", "-o", "r.csv"), ["one of the inputs"]),
        (("r.csv", "--format", "junit"), ["no such format", "terminal"]),
        ((".",), ["is a folder"]),
    ],
)
def test_what_cannot_be_done_is_one_clear_error(
    run_cli: Callable[..., Run],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: list[str],
) -> None:
    write(tmp_path, "r.csv", RETURNS)
    write(tmp_path, "bad.json", "{}")
    monkeypatch.chdir(tmp_path)
    assert_one_clear_error(run_cli("returns", *arguments), *words)


def test_each_format_goes_to_its_file_and_tells_the_same(
    run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    path = write(tmp_path, "r.csv", RETURNS)
    files = [tmp_path / f"out.{ending}" for ending in ("json", "csv", "md")]
    wanted = [part for file in files for part in ("-o", file)]
    run = run_cli("returns", path, "--on", "2006-11-16", *wanted)
    assert (run.code, run.out) == (1, "")
    told = json.loads(files[0].read_text())["registers"][0]["returns"][0]
    rows = list(csv.DictReader(io.StringIO(files[1].read_text(encoding="utf-8"))))
    assert [row["standing"] for row in rows] == [e["standing"] for e in told["entries"]]
    assert {row["return"] for row in rows} == {"RT-QTR-01"}
    page = files[2].read_text(encoding="utf-8")
    assert "| All together | 3 of 4 | 1 | 1 of 2 | 2 of 2 |" in page
    assert "| MPS | 1 of 2 | 0 | missing | made |" in page


def test_a_workbook_says_the_same(run_cli: Callable[..., Run], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in RETURNS.splitlines():
        book.active.append(line.split(","))
    book.active["D3"] = date(2006, 4, 5)
    book.save(tmp_path / "r.xlsx")
    arguments = ("--on", "2006-11-16", "--format", "csv")
    of_text = run_cli("returns", write(tmp_path, "r.csv", RETURNS), *arguments)
    of_sheet = run_cli("returns", tmp_path / "r.xlsx", *arguments)
    assert of_sheet.out.replace("r.xlsx", "r.csv") == of_text.out


def test_a_register_of_ones_own_needs_no_code(run_cli: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, "rules/registers/tension.yaml", TENSION)
    rows = "Camden,2008-W01,2008-01-07\nCamden,2008-W02,2008-01-20\nBrent,7 January 2008,\n"
    path = write(tmp_path, "t.csv", f"Borough,Week,Sent\n{rows}")
    rules = ("--rules", tmp_path / "rules")
    run = run_cli("returns", path, *rules, "--on", "2008-01-20", "--format", "json")
    made = json.loads(run.out)["registers"][0]["returns"][0]
    # 32 boroughs, two weeks: that to the 13th was due by the 15th, the next is not.
    assert (made["counts"]["required"], made["counts"]["made"], made["counts"]["late"]) == (
        64,
        2,
        1,
    )
    assert len(made["silent"]) == 31


def test_of_two_registers_that_fit_the_one_with_more_columns_is_taken(
    run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    narrow = TENSION.replace("within_days: 2", "within_days: 0")
    wide = TENSION.replace("name: tension", "name: told").replace("RG-TEN-01", "RG-TEN-02").replace(
        "body: borough", "  sender: {headings: [Sender]}\nbody: borough"
    )  # fmt: skip
    write(tmp_path, "rules/registers/tension.yaml", narrow)
    write(tmp_path, "rules/registers/told.yaml", wide)
    arguments = ("--rules", tmp_path / "rules", "--on", "2008-02-01", "--format", "json")
    path = write(tmp_path, "t.csv", "Borough,Week,Sent,Sender\nCamden,2008-W01,2008-01-07,X\n")
    told = json.loads(run_cli("returns", path, *arguments).out)
    assert told["registers"][0]["register_id"] == "RG-TEN-02"
    same = wide.replace("name: told", "name: same").replace("RG-TEN-02", "RG-TEN-03")
    write(tmp_path, "rules/registers/same.yaml", same)
    run = run_cli("returns", path, *arguments)
    assert_one_clear_error(run, "same, told alike", "--register same")
    chosen = run_cli("returns", path, *arguments, "--register", "tension")
    assert json.loads(chosen.out)["registers"][0]["register_id"] == "RG-TEN-01"


def test_a_definition_that_makes_no_sense_is_refused(
    run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    broken = TENSION.replace("made: received", "made: came").replace(
        "weekly, column", "six, column"
    )
    write(tmp_path, "rules/registers/tension.yaml", broken)
    run = run_cli("rules", "lint", tmp_path / "rules")
    assert_one_clear_error(run, "tension.yaml", "due")
    doubled = TENSION.replace("RG-TEN-01", "RG-RET-01").replace("units: london", "units: paris")
    write(tmp_path, "rules/registers/tension.yaml", doubled)
    run = run_cli("rules", "lint", tmp_path / "rules")
    assert_one_clear_error(run, "RG-RET-01", "paris")


def report_of(period: str | None, taken: str, came: str, missing: str = "") -> Report:
    """As much of a report as tells what came: bodies by the letters of `came`."""
    arrival = {
        "level": "borough",
        "expected": len(came + missing),
        "received": len(came),
        "missing": tuple(missing),
        "nil_returns": (),
        "repeated": (),
        "not_expected": (),
        "records_unit_blank": 0,
        "records_unit_not_recognised": 0,
        "shared_keys": 0,
    }
    collection = {
        "suite": "hate_crime",
        "title": "Hate crime",
        "grain": "",
        "about": "",
        "decided_by": "",
        "decided_because": "",
        "verdict": Verdict.PASS,
        "records": 0,
        "applicable": 0,
        "units": tuple(came),
        "months": {},
        "strands": (),
        "arrival": arrival,
        "rules": (),
        "recorded": (),
        "findings": (),
    }
    return Report.model_validate(
        {
            "eqmon": "0",
            "audience": Audience.INTERNAL,
            "period": period,
            "extracted_on": taken,
            "rulebook": "",
            "rulebook_sha256": "",
            "verdict": Verdict.PASS,
            "standard_met": True,
            "headline": "",
            "inputs": (),
            "records": 0,
            "collections": (collection,),
        }
    )


def test_drops_tell_who_came_who_came_late_and_who_did_not() -> None:
    seen = [
        Seen("later.json", "b", report_of("2007-01", "2007-02-20", "AB", "C")),
        Seen("first.json", "a", report_of("2007-01", "2007-02-10", "A", "BC")),
        Seen("next.json", "c", report_of("2007-02", "2007-03-10", "ABC")),
    ]
    rulebook = load_rulebook()
    (made,) = returns_of([], seen, date(2007, 3, 31), rulebook).registers[0].returns
    by_place = {(e.body, e.period): e.standing for e in made.entries}
    assert [by_place[unit, "2007-01"] for unit in "ABC"] == [
        Standing.MADE,
        Standing.LATE,
        Standing.MISSING,
    ]
    assert (made.counts.made, made.counts.required) == (5, 6)
    assert made.id == "RT-EXT-01"
    (before,) = returns_of([], seen, date(2007, 2, 15), rulebook).registers[0].returns
    assert (before.counts.made, before.counts.required) == (1, 3)


def test_reports_that_cannot_tell_what_came_are_refused_all_at_once(
    run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    no_period = report_of(None, "2007-02-10", "A")
    of_one_unit = report_of("2007-01", "2007-02-10", "A").model_copy(update={"unit": "A"})
    paths = [
        write(tmp_path, name, report.model_dump_json())
        for name, report in (("all.json", no_period), ("one.json", of_one_unit))
    ]
    words = ("all.json: it has no period", "one.json: it is a report on one unit alone")
    assert_one_clear_error(run_cli("returns", *paths), *words)


def test_a_date_that_is_not_due_for_anybody_is_no_share(
    run_cli: Callable[..., Run], tmp_path: Path
) -> None:
    text = RETURNS + "RT-QTR-01,MPS,2006-12,\nRT-QTR-01,SWG1,2006-12,\n"
    path = write(tmp_path, "r.csv", text)
    run = run_cli("returns", path, "--on", "2006-11-16", "--format", "markdown")
    assert "| All together | 3 of 4 | 1 | 1 of 2 | 2 of 2 | not yet due |" in run.out


def test_a_file_beyond_any_register_is_refused(
    run_cli: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "LARGEST", 50)
    run = run_cli("returns", write(tmp_path, "r.csv", RETURNS))
    assert_one_clear_error(run, "r.csv", "over 50 bytes")


def test_a_paper_leaves_out_who_made_all_and_says_how_many() -> None:
    everybody = "ABCDEFGHIJKLMNOP"
    seen = [Seen("a.json", "a", report_of("2007-01", "2007-02-10", everybody[1:], "A"))]
    returns = returns_of([], seen, date(2007, 3, 31), load_rulebook())
    short, full = (str(due_and_came(returns, every=every)) for every in (False, True))
    assert "15 bodies that made all of it are not shown." in short
    assert ("text='P'" in short, "text='P'" in full) == (False, True)
