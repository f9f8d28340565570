"""Questions that members may put to the service, each called for by a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Paragraph, Text
from eqmon.paper.phrases import listed, place, places, some, verb, within
from eqmon.paper.standing import assessed, finding_of, has_no_column, strands_of, units_with
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report

NONE = "No finding calls for a question."


def questions(report: Report) -> tuple[Block, ...]:
    """The questions, the gravest first; a sentence where nothing fails and nothing is missing."""
    found = tuple(item for collection in report.collections for item in _of(collection))
    if not found:
        return (Paragraph((NONE,)),)
    return (Paragraph(("Members may wish to ask:",)), Bullets(found))


def _of(collection: Collection) -> Iterator[Text]:
    of = within(collection.title)
    for strand, rule in strands_of(collection, Verdict.FAIL):
        label = within(strand.label)
        if has_no_column(finding_of(collection, rule.rule)):
            yield (f"When will {of} extracts have a column for {label}?",)
            continue
        bad = [finding.unit or "" for finding in units_with(collection, rule.rule, Verdict.FAIL)]
        best = [finding.unit or "" for finding in units_with(collection, rule.rule, Verdict.PASS)]
        said = f"What will be done about {label} in {of}"
        if bad and assessed(rule) > 1:
            said += f", where {len(bad):,} of {places(collection, assessed(rule))} "
            said += verb(len(bad), "fails", "fail")
        yield (f"{said}?",)
        if best and bad:
            yield (
                f"What can other {place(collection, 2)} learn from {some(best)}, which "
                f"{verb(len(best), 'passes', 'pass')} on {label}?",
            )
    if collection.arrival.missing:
        yield (f"Why did no {of} records come from {listed(collection.arrival.missing)}?",)
