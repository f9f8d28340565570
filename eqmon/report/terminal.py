"""The terminal report: the verdict first, then the worst, then what to do about it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.report import figures
from eqmon.report.heatmap import heat_map, overall_measures
from eqmon.report.look import STYLES, Look
from eqmon.report.order import actions, telling_findings, worst_rules
from eqmon.report.words import (
    MOVEMENTS,
    VERDICTS,
    baseline_line,
    rules_by_verdict,
    standing,
)
from eqmon.vocabulary import Audience, Movement, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from eqmon.report.model import Collection, Finding, Report

FINDINGS_SHOWN = 10
LEAST_WIDTH = 40


def write(report: Report, *, width: int = 80, colour: bool = False, ascii: bool = False) -> str:
    """The report for a terminal of this many columns.

    Without `colour` there is no escape code in it; with `ascii` nothing that needs more than
    ASCII, verdicts then being marked F, W, P and -.
    """
    from rich.console import Console

    look = Look(max(width, LEAST_WIDTH), ascii)
    console = Console(
        file=io.StringIO(),
        width=look.width,
        force_terminal=colour,
        force_jupyter=False,
        force_interactive=False,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    with console.capture() as drawn:
        for part in _parts(report, look):
            console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines())


def _parts(report: Report, look: Look) -> Iterator[RenderableType]:
    yield from _top(report, look)
    for collection in report.collections:
        yield from _collection(collection, look)
    yield from _listed("Known exceptions", report.exceptions, look)
    yield from _listed("Bear in mind", report.notices, look)
    yield from _next(report, look)
    yield from _inputs(report, look)


def _top(report: Report, look: Look) -> Iterator[RenderableType]:
    facts = [f"eqmon {report.eqmon}", report.period or "", f"rulebook {report.rulebook}"]
    yield look.text(look.dot.join(fact for fact in (*facts, report.audience) if fact), "dim")
    yield ""
    worst = Verdict.PASS if report.standard_met else Verdict.FAIL
    status = look.text(standing(report), STYLES[worst])
    status.append(f": {rules_by_verdict(report)}", "bold")
    yield status
    yield look.text(report.headline)
    if report.baseline is not None:
        yield look.text(baseline_line(report))
    yield from _listed("Could not run", report.could_not_run, look, style=STYLES[Verdict.FAIL])


def _collection(collection: Collection, look: Look) -> Iterator[RenderableType]:
    yield ""
    yield _rule(f"{collection.title}: {VERDICTS[collection.verdict]}", look)
    yield look.text(
        f"{collection.records:,} records, {collection.applicable:,} of them applicable"
        f"{look.dot}a record is {collection.grain}{look.dot}strands of {collection.about}"
        f"{look.dot}decided by {collection.decided_by}"
    )
    yield _pairs(_arrival(collection), look)
    yield from _heading("Not obtained, % of applicable records, the worst first", look)
    yield from heat_map(collection, look)
    yield from _heading("All units together, each measure with its count", look)
    yield from overall_measures(collection, look)
    yield from _heading("Rules, and how many units came to what (n/a: not assessed)", look)
    yield _rules(collection, look)
    yield from _findings(collection, look)


def _arrival(collection: Collection) -> list[tuple[str, str]]:
    arrival = collection.arrival
    came = f"{arrival.received:,}"
    if arrival.expected:
        came += f" of {arrival.expected:,} expected units ({arrival.level})"
    facts = [("arrived", came)]
    for label, names in (
        ("missing", arrival.missing),
        ("nil return", arrival.nil_returns),
        ("came twice", arrival.repeated),
        ("not expected", arrival.not_expected),
    ):
        if names:
            facts.append((label, ", ".join(names)))
    for label, number, what in (
        ("unit blank", arrival.records_unit_blank, "records"),
        ("unit unknown", arrival.records_unit_not_recognised, "records"),
        ("shared keys", arrival.shared_keys, "references that another collection holds too"),
    ):
        if number:
            facts.append((label, f"{number:,} {what}"))
    return facts


def _rules(collection: Collection, look: Look) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("Rule", no_wrap=True)
    table.add_column("What it asks", ratio=1, overflow="fold")
    table.add_column("Verdict", no_wrap=True)
    for head in ("fail", "warn", "pass", "n/a"):
        table.add_column(head, justify="right", no_wrap=True)
    table.expand = True
    for rule in worst_rules(collection.rules):
        table.add_row(
            look.text(rule.rule),
            look.text(rule.title),
            _verdict(rule.verdict, rule.movement, look),
            *(f"{n:,}" if n else "" for n in (rule.units_failing, rule.units_warning)),
            *(f"{n:,}" if n else "" for n in (rule.units_passing, rule.units_not_assessed)),
        )
    return table


def _verdict(verdict: Verdict, movement: Movement | None, look: Look) -> Text:
    text = look.text(f"{look.mark(verdict)} {VERDICTS[verdict]}", STYLES[verdict])
    if movement is not None:
        text.append(f", {MOVEMENTS[movement]}")
    return text


def _findings(collection: Collection, look: Look) -> Iterator[RenderableType]:
    found = telling_findings(collection)
    failing = [f for f in found if f.verdict is Verdict.FAIL]
    shown = (failing or found)[:FINDINGS_SHOWN]
    if shown:
        yield from _heading("Worst findings" if failing else "Warnings", look)
        yield _pairs(((look.mark(f.verdict), _sentence(f)) for f in shown), look, shown[0].verdict)
        left = len(failing or found) - len(shown)
        if left:
            yield look.text(f"{left:,} more are in the csv and json reports", "dim")
    worse = [f for f in collection.findings if f.movement is Movement.WORSE]
    if worse:
        yield from _heading("Worse than the baseline, beyond chance", look)
        yield _pairs(((f.rule, _moved(f)) for f in worse[:FINDINGS_SHOWN]), look)


def _sentence(finding: Finding) -> str:
    excepted = f" (excepted: {finding.excepted})" if finding.excepted else ""
    return f"{finding.sentence}{excepted}"


def _moved(finding: Finding) -> str:
    if finding.baseline is None or finding.withheld:
        return finding.sentence
    limits = (finding.warn_above, finding.fail_above)
    before = figures.percent(finding.baseline, limits)
    return f"{finding.sentence} Before: {before} ({figures.counts(finding.baseline)})"


def _next(report: Report, look: Look) -> Iterator[RenderableType]:
    asked = [f"{text} ({', '.join(rules)})" for text, rules in actions(report)]
    yield from _listed("What to do next", asked, look)


def _inputs(report: Report, look: Look) -> Iterator[RenderableType]:
    if report.audience is not Audience.INTERNAL:
        return
    noticed = []
    for one in report.inputs:
        facts = list(one.notes)
        if one.encoding not in (None, "utf-8"):
            facts.insert(0, f"read as {one.encoding}")
        if facts:
            noticed.append((one.name, "; ".join(facts)))
    if noticed:
        yield from _heading("Noticed while reading", look)
        yield _pairs(noticed[:FINDINGS_SHOWN], look)


def _listed(
    title: str, items: Iterable[str], look: Look, *, style: str = ""
) -> Iterator[RenderableType]:
    pairs = [("-", item) for item in items]
    if pairs:
        yield from _heading(title, look, style)
        yield _pairs(pairs, look)


def _heading(title: str, look: Look, style: str = "") -> tuple[RenderableType, RenderableType]:
    return "", look.text(title, style or "bold")


def _rule(title: str, look: Look) -> Text:
    line = "-" if look.ascii else "─"
    text = look.text(f"{line * 2} {title}", "bold")
    text.append(" ")
    text.append(line * max(0, look.width - text.cell_len))
    return text


def _pairs(pairs: Iterable[tuple[str, str]], look: Look, verdict: Verdict | None = None) -> Table:
    """A label and a text on each line, the text's further lines hanging under its first."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold", style=STYLES[verdict] if verdict else "", max_width=24)
    table.add_column(overflow="fold")
    for label, text in pairs:
        table.add_row(look.text(label), look.text(text))
    return table
