"""The tables of report.md that stand behind its short part: all measures, rules and inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.marked import bullets, escaped, table
from eqmon.report import figures
from eqmon.report.order import telling_findings, worst_rules
from eqmon.report.words import DEFINITIONS, MEASURES, MOVEMENTS, VERDICTS, verdict_of
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Finding, Recorded, Report

FINDINGS_SHOWN = 50


def details(collection: Collection, unit: str | None) -> Iterator[str]:
    """Every measure of all units together (and of one unit alone), every rule, what fails."""
    for one in dict.fromkeys((unit or None, None)) if collection.strands else ():
        yield f"### Every strand, {escaped(one or 'all units together')}"
        yield _measures(collection, one)
    yield "### Every rule, and how many units came to what"
    yield _rules(collection)
    yield from _findings(collection)


def definitions() -> Iterator[str]:
    """The terms of the report, each once."""
    yield bullets(f"**{term}**: {meaning}." for term, meaning in DEFINITIONS.items())


def provenance(report: Report) -> Iterator[str]:
    """Versions, hashes and how each input was read."""
    yield (
        f"eqmon {escaped(report.eqmon)}, rulebook {escaped(report.rulebook)} "
        f"(sha256 `{report.rulebook_sha256}`)."
    )
    if not report.inputs:
        return
    head = ["Input", "Suite", "Status", "Records", "Encoding", "sha256", "Noticed"]
    body = [
        [
            escaped(i.name),
            escaped(i.suite or ""),
            i.status.replace("_", " "),
            f"{i.records:,}",
            escaped(i.encoding or ""),
            f"`{i.sha256}`" if i.sha256 else "",
            escaped("; ".join((*i.notes, i.problem) if i.problem else i.notes)),
        ]
        for i in report.inputs
    ]
    yield table(head, body, right=(3,))


def _measures(collection: Collection, unit: str | None) -> str:
    level = Level.OVERALL if unit is None else Level.UNIT
    found = {r.strand: r for r in collection.recorded if r.level is level and r.unit == unit}
    head = ["Strand", "Column", "Duty", *(words.capitalize() for words in MEASURES.values())]
    body = [
        [
            escaped(s.label),
            escaped(s.column or "no column"),
            escaped(s.duty.label if s.duty else ""),
            *_measured(found.get(s.name)),
        ]
        for s in collection.strands
    ]
    return table(head, body, right=range(3, len(head)))


def _measured(recorded: Recorded | None) -> list[str]:
    if recorded is None:
        return [""] * len(MEASURES)
    if recorded.withheld:
        return [r"\[c\]"] * len(MEASURES)
    return [_rate(recorded.measures.get(measure)) for measure in MEASURES]


def _rate(rate: Rate | None, limits: tuple[float | None, ...] = ()) -> str:
    return f"{figures.percent(rate, limits)} ({figures.counts(rate)})" if rate else ""


def _rules(collection: Collection) -> str:
    head = ["Rule", "What it asks", "Verdict", "Fail", "Warn", "Pass", "Not assessed", "Conclusion"]
    body = [
        [
            escaped(r.rule),
            escaped(r.title),
            VERDICTS[r.verdict] + (f", {MOVEMENTS[r.movement]}" if r.movement else ""),
            *(f"{n:,}" for n in (r.units_failing, r.units_warning)),
            *(f"{n:,}" for n in (r.units_passing, r.units_not_assessed)),
            escaped(r.sentence),
        ]
        for r in worst_rules(collection.rules)
    ]
    return table(head, body, right=range(3, 7))


def _findings(collection: Collection) -> Iterator[str]:
    found = [f for f in telling_findings(collection) if f.verdict is Verdict.FAIL]
    if not found:
        return
    yield "### Findings that fail"
    head = ["Rule", "Unit", "Rate", "95 % interval", "Limit", "Duty", "Verdict"]
    yield table(head, [_finding(f) for f in found[:FINDINGS_SHOWN]], right=(2,))
    if len(found) > FINDINGS_SHOWN:
        yield f"{len(found) - FINDINGS_SHOWN:,} more are in the CSV and JSON reports."


def _finding(finding: Finding) -> list[str]:
    limits = (finding.warn_above, finding.fail_above)
    rate = None if finding.withheld else finding.rate
    return [
        escaped(f"{finding.rule} {finding.title}"),
        escaped(finding.unit or "all units"),
        r"\[c\]" if finding.withheld else _rate(rate, limits),
        figures.interval(rate, limits) if rate else "",
        "" if finding.fail_above is None else figures.limit(finding.fail_above),
        escaped(finding.duty or ""),
        escaped(verdict_of(finding)),
    ]
