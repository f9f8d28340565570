"""GitHub Actions: annotations for the log of a workflow, and its job summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.document.harmless import one_line
from eqmon.report import markdown
from eqmon.report.order import (
    telling_findings,
    worst_findings,
    worst_of_each_rule,
    worst_rules,
)
from eqmon.report.words import rules_by_verdict, standing
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Report

AT_MOST = 10
"""Annotations of one kind that GitHub keeps for a step; it drops the rest without a word."""
UNITS_OF_A_RULE = 2
SUMMARY_BYTES = 1_000_000
"""Under the 1 MiB above which GitHub refuses a step's summary."""

Annotation = tuple[str, str]
"""Title and message."""


def write(report: Report) -> str:
    """Workflow commands, one a line: at most 10 errors and 10 warnings, the worst first.

    First comes what could not run, then each failing rule, then the units where it is worst.
    """
    errors = [("could not run", problem) for problem in report.could_not_run]
    lines = [
        *_commands("error", [*errors, *_annotations(report, Verdict.FAIL)]),
        *_commands("warning", _annotations(report, Verdict.WARN)),
        _command("notice", f"eqmon: {standing(report)}", _headline(report)),
    ]
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report) -> str:
    """Markdown to append to the file that GITHUB_STEP_SUMMARY names; within GitHub's limit."""
    text = markdown.write(report)
    size = len(text.encode("utf-8", "replace"))
    if size <= SUMMARY_BYTES:
        return text
    kept = text.encode("utf-8", "replace")[:SUMMARY_BYTES].decode("utf-8", "ignore")
    kept = kept[: kept.rindex("\n")]
    unclosed = "\n\n</details>" if kept.count("<details>") > kept.count("</details>") else ""
    return f"{kept}{unclosed}\n\nThe rest is in the full report.\n"


def _annotations(report: Report, verdict: Verdict) -> list[Annotation]:
    rules = worst_rules(r for c in report.collections for r in c.rules if r.verdict is verdict)
    ids = {r.rule for r in rules}
    findings = worst_findings(
        f
        for c in report.collections
        for f in telling_findings(c)
        if f.verdict is verdict and f.rule in ids and f.level is Level.UNIT
    )
    shown = worst_of_each_rule(findings, UNITS_OF_A_RULE)
    excepted = {
        f.rule: f.excepted
        for c in report.collections
        for f in c.findings
        if f.level is Level.OVERALL
    }
    return [
        *((f"{r.rule} {r.title}", _said(r.sentence, excepted.get(r.rule))) for r in rules),
        *((f"{f.rule} {f.unit}", _said(f.sentence, f.excepted)) for f in shown),
    ]


def _said(sentence: str, excepted: str | None) -> str:
    if not excepted:
        return sentence
    return f"{sentence.removesuffix('.').removesuffix(', excepted')}, excepted: {excepted}"


def _commands(kind: str, annotations: Sequence[Annotation]) -> list[str]:
    if len(annotations) <= AT_MOST:
        return [_command(kind, title, message) for title, message in annotations]
    shown = annotations[: AT_MOST - 1]
    more = f"{len(annotations) - len(shown):,} more: see the job summary or the full report"
    return [
        *(_command(kind, title, message) for title, message in shown),
        _command(kind, "eqmon", more),
    ]


def _command(kind: str, title: str, message: str) -> str:
    escaped = _escaped(title).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={escaped}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _headline(report: Report) -> str:
    return f"{rules_by_verdict(report)}. {report.headline}"
