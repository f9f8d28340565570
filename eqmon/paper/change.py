"""What became of it since the last report that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong, Text
from eqmon.paper.phrases import sentence, within
from eqmon.report.digest import before
from eqmon.report.order import worst_findings
from eqmon.report.sentences import statement_of
from eqmon.vocabulary import BUCKETS, Movement

if TYPE_CHECKING:
    from eqmon.report.model import Baseline, Collection, Finding, Report

SHOWN = 6
NONE_KNOWN = (
    "No earlier report was given to compare with, so nothing is said of change. That is not to "
    "say that nothing has changed."
)


def change(report: Report) -> tuple[Block, ...]:
    """Whether it is comparable and why not; otherwise what is worse and better beyond chance."""
    base = report.baseline
    if base is None:
        return (Paragraph((NONE_KNOWN,)),)
    if not base.comparable:
        said = f"This report cannot be compared with {base.name}. {sentence(base.reason)}"
        return (Paragraph((said.strip(),)),)
    return tuple(_compared(report, base))


def _compared(report: Report, base: Baseline) -> Iterator[Block]:
    together = base.worse + base.no_worse + base.better
    ages = f" ({base.reason})" if base.reason else ""
    yield Paragraph(
        (
            f"Compared with {base.name}{ages}, of {together:,} figures that decide a rule "
            f"{base.worse:,} are worse, {base.better:,} are better and {base.no_worse:,} are no "
            "worse beyond what chance explains.",
        )
    )
    for words, movement in (("Worse", Movement.WORSE), ("Better", Movement.BETTER)):
        lines = tuple(_lines(words, report, movement))
        if lines:
            yield Bullets(lines)


def _lines(words: str, report: Report, movement: Movement) -> Iterator[Text]:
    """What moved this way among what decides, rules on what came first; the rest by number."""
    for collection in report.collections:
        with_findings = {f.rule for f in collection.findings}
        for rule in collection.rules:
            if rule.movement is movement and rule.rule not in with_findings:
                yield (Strong(f"{words}: "), f"{collection.title}: {rule.sentence}")
    found = _moved(report, movement)
    told = [(collection, f) for collection, f in found if not f.withheld]
    for collection, finding in told[:SHOWN]:
        yield (Strong(f"{words}: "), f"{collection.title}: {_said(collection, finding)}")
    more = len(found) - len(told[:SHOWN])
    if more > 0:
        yield (f"{words}: {more:,} more, not shown here.",)


def _said(collection: Collection, finding: Finding) -> str:
    """Where, what it is now, and what it was."""
    if finding.rate is None:
        return finding.sentence
    label = next((s.label for s in collection.strands if s.name == finding.strand), "")
    where = finding.unit or "all together"
    return f"{where}, {within(statement_of(finding, label))}. {before(finding)}".strip()


def _moved(report: Report, movement: Movement) -> list[tuple[Collection, Finding]]:
    """The deciding findings of known units that moved this way, the worst of each first."""
    return [
        (collection, finding)
        for collection in report.collections
        for finding in worst_findings(f for f in collection.findings if f.movement is movement)
        if finding.decides and finding.unit not in BUCKETS
    ]
