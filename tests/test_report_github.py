"""Annotations that GitHub keeps, the worst first, and a summary that it accepts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import small_report
from writer_reports import full_report, hostile_report, snapshot

from eqmon.report import github, markdown
from eqmon.report.github import summary, write
from eqmon.report.model import Report
from eqmon.vocabulary import Verdict

COMMAND = re.compile(r"::(error|warning|notice) title=([^:,\r\n]*)::([^\r\n]*)")


def commands(report: Report) -> list[tuple[str, str, str]]:
    found = [COMMAND.fullmatch(line) for line in write(report).splitlines()]
    assert all(found)
    return [(m[1], m[2], m[3]) for m in found if m]


def test_the_whole_document() -> None:
    text = write(full_report())
    assert text == snapshot("annotations.txt", text)


def test_what_could_not_run_comes_before_rules_and_rules_before_units() -> None:
    titles = [title for kind, title, _ in commands(full_report()) if kind == "error"]
    assert titles[0] == "could not run"
    assert titles[1] == "DV-ARR-01 Every expected borough sent records"
    assert titles[-4:] == [
        "DV-ETH-01 Barnet",
        "DV-AGE-01 Barnet",
        "DV-ETH-01 Brent",
        "DV-DIS-01 Brent",
    ]


@pytest.mark.parametrize(("units", "shown"), [(7, 10), (10, 10), (32, 10)])
def test_at_most_ten_of_each_kind_the_last_saying_how_many_more(units: int, shown: int) -> None:
    problems = tuple(f"file {n}" for n in range(units))
    report = full_report(could_not_run=problems, collections=())
    errors = [c for c in commands(report) if c[0] == "error"]
    assert len(errors) == min(units, shown)
    more = [message for _, _, message in errors if " more" in message]
    assert more == (
        [f"{units - 9} more: see the job summary or the full report"] if units > 10 else []
    )


def test_warnings_are_limited_too() -> None:
    kinds = [kind for kind, _, _ in commands(small_report(32))]
    assert (kinds.count("error"), kinds.count("warning"), kinds.count("notice")) == (10, 10, 1)


def test_a_unit_that_fails_a_rule_that_passes_is_no_annotation() -> None:
    report = full_report(could_not_run=())
    [collection] = report.collections
    rules = tuple(r.model_copy(update={"verdict": Verdict.PASS}) for r in collection.rules)
    changed = collection.model_copy(update={"rules": rules})
    found = commands(report.model_copy(update={"collections": (changed,)}))
    assert [kind for kind, _, _ in found] == ["notice"]


def test_a_known_exception_is_said_with_its_reason() -> None:
    said = {title: message for _, title, message in commands(full_report())}
    assert said["DV-ETH-01 Brent"].endswith("FAIL > 20 %25, excepted: the new form")
    assert [title for title, message in said.items() if "excepted: " in message] == [
        "DV-ETH-01 Brent"
    ]


def test_an_exception_for_every_unit_is_said_of_the_rule() -> None:
    report = full_report(could_not_run=())
    [collection] = report.collections
    findings = tuple(f.model_copy(update={"excepted": "late"}) for f in collection.findings)
    changed = collection.model_copy(update={"findings": findings})
    found = commands(report.model_copy(update={"collections": (changed,)}))
    rule = next(message for _, title, message in found if title.startswith("DV-AGE-01 Age"))
    assert rule == "1 of 5 units fail, excepted: late"


def test_that_it_is_excepted_is_said_once() -> None:
    assert (
        github._said("Brent FAIL > 20 %, excepted.", "late") == "Brent FAIL > 20 %, excepted: late"
    )
    assert github._said("Brent FAIL > 20 %.", None) == "Brent FAIL > 20 %."


@pytest.mark.parametrize(
    ("title", "message", "line"),
    [
        ("a: b, c", "50 %, x: y", "::error title=a%3A b%2C c::50 %25, x: y"),
        ("a\r\nb", "c\n::error::d", "::error title=a  b::c ::error::d"),
        ("%0A", "%", "::error title=%250A::%25"),
    ],
)
def test_what_github_would_act_on_is_escaped(title: str, message: str, line: str) -> None:
    assert github._command("error", title, message) == line


def test_a_hostile_report_has_no_command_but_its_own() -> None:
    assert len(commands(hostile_report())) > 5


def test_the_summary_is_the_markdown_report() -> None:
    assert summary(full_report()) == markdown.write(full_report())


def test_a_summary_too_long_for_github_ends_at_a_line(monkeypatch: Any) -> None:
    whole = summary(full_report())
    monkeypatch.setattr(github, "SUMMARY_BYTES", 2000)
    text = summary(full_report())
    kept, ending = text[: text.index("\n\nThe rest")], text[text.index("\n\nThe rest") :]
    assert ending == "\n\nThe rest is in the full report.\n"
    assert whole.startswith(f"{kept}\n")
    assert 1500 < len(kept.encode()) <= 2000
