"""What became of it since the last report that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Strong, Text
from eqmon.paper.phrases import sentence
from eqmon.report.digest import before, worse
from eqmon.report.order import worst_findings
from eqmon.vocabulary import Movement

if TYPE_CHECKING:
    from eqmon.report.model import Baseline, Finding, Report

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
    for words, found in (("Worse", _worse(report)), ("Better", _better(report))):
        if found:
            yield Bullets(tuple(_lines(words, found)))


def _lines(words: str, found: list[Finding]) -> Iterator[Text]:
    for finding in found[:SHOWN]:
        yield (Strong(f"{words}: "), f"{finding.sentence} {before(finding)}".strip())
    more = len(found) - SHOWN
    if more > 0:
        yield (f"{words}: {more:,} more.",)


def _worse(report: Report) -> list[Finding]:
    return [finding for collection in report.collections for finding in worse(collection)]


def _better(report: Report) -> list[Finding]:
    return worst_findings(
        finding
        for collection in report.collections
        for finding in collection.findings
        if finding.movement is Movement.BETTER
    )
