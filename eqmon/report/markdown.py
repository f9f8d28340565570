"""report.md: for a pull request, a job summary or a paper's draft; words, never colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.report import figures, grid
from eqmon.report.harmless import one_line
from eqmon.report.order import actions, telling_findings, worst_rules
from eqmon.report.words import (
    DEFINITIONS,
    MEASURES,
    MOVEMENTS,
    VERDICTS,
    baseline_line,
    rules_by_verdict,
    standing,
    verdict_of,
)
from eqmon.vocabulary import Audience, Level, Movement, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Arrival, Collection, Finding, Rate, Recorded, Report

FINDINGS_SHOWN = 50

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$!])")
_OPENS_BLOCK = re.compile(r"^(\d*)([-+=.):])")


def escaped(text: str) -> str:
    """Text as text: no markup, HTML, link, mention or table border comes of it."""
    plain = one_line(text).strip()
    plain = re.sub(r"&(?=#?\w+;)", "&amp;", plain).replace("<", "&lt;").replace(">", "&gt;")
    plain = _SPECIAL.sub(r"\\\1", plain).replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
    return plain.replace("@", "@<!-- -->")


def write(report: Report) -> str:
    """The report as GitHub-flavoured Markdown; provenance only where the audience is internal."""
    blocks = [*_top(report)]
    for collection in report.collections:
        blocks += _collection(report, collection)
    blocks += _next(report)
    blocks += ["## Definitions", _bullets(f"**{k}**: {v}." for k, v in DEFINITIONS.items())]
    if report.audience is Audience.INTERNAL:
        blocks += _provenance(report)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _top(report: Report) -> Iterator[str]:
    yield f"# Equality monitoring check{': ' + escaped(report.period) if report.period else ''}"
    yield f"**{standing(report)}**: {rules_by_verdict(report)}."
    yield _paragraph(escaped(report.headline))
    yield escaped(baseline_line(report))
    if report.could_not_run:
        yield "## Could not run"
        yield _bullets(escaped(problem) for problem in report.could_not_run)


def _collection(report: Report, collection: Collection) -> Iterator[str]:
    yield f"## {escaped(collection.title)}"
    yield (
        f"{collection.records:,} records, {collection.applicable:,} of them applicable. "
        f"One record is: {escaped(collection.grain)}. Strands are of: {escaped(collection.about)}."
    )
    yield "### What arrived"
    yield _bullets(_arrived(collection.arrival))
    yield "### Not obtained, per cent of applicable records"
    yield _heat_map(collection)
    yield "### Every strand, all units"
    yield _overall(collection)
    yield "### Rules"
    yield (
        f"Decided by: {escaped(collection.decided_by)}. {escaped(collection.decided_because)}"
    ).strip()
    yield _rules(collection)
    yield from _findings(collection)
    yield from _moved(report, collection)


def _arrived(arrival: Arrival) -> Iterator[str]:
    if arrival.expected:
        yield f"{arrival.received:,} of {arrival.expected:,} expected units ({arrival.level})"
    else:
        yield f"{arrival.received:,} units; none are listed as expected"
    for label, names in (
        ("Missing", arrival.missing),
        ("Nil returns", arrival.nil_returns),
        ("Came twice", arrival.repeated),
        ("Not expected", arrival.not_expected),
    ):
        if names:
            yield f"{label}: {', '.join(escaped(name) for name in names)}"
    for number, what in (
        (arrival.records_unit_blank, "records with the unit blank"),
        (arrival.records_unit_not_recognised, "records with a unit that is not recognised"),
        (arrival.shared_keys, "references that another collection holds too"),
    ):
        if number:
            yield f"{number:,} {what}"


def _heat_map(collection: Collection) -> str:
    head = ["Unit", "Applicable", *(escaped(s.label) for s in collection.strands)]
    every = (*grid.rows(collection, Level.OVERALL), *grid.rows(collection, Level.UNIT))
    body = [
        [escaped(row.name), escaped(row.applicable), *(_cell(cell) for cell in row.cells)]
        for row in every
    ]
    return _table(head, body, right=range(1, len(head)))


def _cell(cell: grid.Cell) -> str:
    words = {grid.NO_COLUMN: "no column", grid.TOO_FEW: "too few", grid.NO_RECORDS: "no records"}
    figure = words.get(cell.figure, cell.figure.replace(figures.WITHHELD, r"\[c\]"))
    if cell.count:
        figure += f" ({cell.count})"
    if cell.verdict is None or cell.verdict is Verdict.NOT_ASSESSED:
        return figure
    return f"{figure} {VERDICTS[cell.verdict]}"


def _overall(collection: Collection) -> str:
    found = {r.strand: r for r in collection.recorded if r.level is Level.OVERALL}
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
    return _table(head, body, right=range(3, len(head)))


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
    return _table(head, body, right=range(3, 7))


def _findings(collection: Collection) -> Iterator[str]:
    found = [f for f in telling_findings(collection) if f.verdict is Verdict.FAIL]
    if not found:
        return
    yield "### Findings that fail"
    head = ["Rule", "Unit", "Rate", "95 % interval", "Limit", "Verdict", "Finding"]
    body = [_finding(f) for f in found[:FINDINGS_SHOWN]]
    yield _table(head, body, right=(2,))
    if len(found) > FINDINGS_SHOWN:
        yield f"{len(found) - FINDINGS_SHOWN:,} more are in the CSV and JSON reports."


def _finding(finding: Finding) -> list[str]:
    limits = (finding.warn_above, finding.fail_above)
    rate = None if finding.withheld else finding.rate
    return [
        escaped(finding.rule),
        escaped(finding.unit or "all units"),
        r"\[c\]" if finding.withheld else _rate(rate, limits),
        figures.interval(rate, limits) if rate else "",
        "" if finding.fail_above is None else figures.limit(finding.fail_above),
        escaped(verdict_of(finding)),
        escaped(finding.sentence),
    ]


def _moved(report: Report, collection: Collection) -> Iterator[str]:
    worse = [f for f in collection.findings if f.movement is Movement.WORSE]
    if report.baseline is not None and worse:
        yield "### Worse than the baseline"
        yield _bullets(
            f"{escaped(f.rule)}: {escaped(f.sentence)} Before: {_rate(f.baseline)}" for f in worse
        )


def _next(report: Report) -> Iterator[str]:
    if report.notices:
        yield "## What to bear in mind"
        yield _bullets(escaped(notice) for notice in report.notices)
    if report.exceptions:
        yield "## Known exceptions"
        yield _bullets(escaped(exception) for exception in report.exceptions)
    asked = actions(report)
    if asked:
        yield "## What to do next"
        yield _bullets(f"{escaped(text)} ({escaped(', '.join(rules))})" for text, rules in asked)


def _provenance(report: Report) -> Iterator[str]:
    yield "## Provenance"
    yield (
        f"eqmon {escaped(report.eqmon)}, rulebook {escaped(report.rulebook)} "
        f"(sha256 `{report.rulebook_sha256}`)."
    )
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
    yield _table(head, body, right=(3,))


def _table(head: list[str], body: list[list[str]], right: Iterable[int]) -> str:
    rightwards = set(right)
    rule = ["---:" if place in rightwards else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *body))


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {_paragraph(item)}" for item in items)


def _paragraph(text: str) -> str:
    """Escaped text that opens no list and underlines no heading."""
    return _OPENS_BLOCK.sub(r"\1\\\2", text)
