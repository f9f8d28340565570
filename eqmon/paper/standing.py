"""How strands and units stand to the rules on recording: what several sections ask alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.disclosure.recounting import FEW_OR_NONE, PINNED
from eqmon.judge import NO_COLUMN
from eqmon.report.order import by_rate
from eqmon.vocabulary import BUCKETS, Level, Measure, Recording, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, RuleVerdict, StrandLabel


WITHHELD_VERDICTS = (FEW_OR_NONE, PINNED)
"""Sentences of rules whose verdict a public copy withholds, or that have nothing to judge: which of
the two it is would itself tell whether there is anybody."""


def overall(collection: Collection) -> dict[str, Recorded]:
    """How each strand was recorded in all units together, by the strand's name."""
    return {r.strand: r for r in collection.recorded if r.level is Level.OVERALL}


def shown(collection: Collection, strand: str) -> Recorded | None:
    """How a strand was recorded in all units together; None where withheld or nobody is."""
    recorded = overall(collection).get(strand)
    if recorded is None or recorded.withheld or not recorded.applicable:
        return None
    return recorded


def total_withheld(collection: Collection) -> bool:
    """Whether even the records of all units together are withheld, and shown as 0."""
    return not collection.records and hides_strands(collection)


def hides_strands(collection: Collection) -> bool:
    """Whether the rates of any strand in all units together are withheld."""
    return any(recorded.withheld for recorded in overall(collection).values())


def known(recorded: Recorded) -> int:
    """Applicable records whose answer is known."""
    return recorded.recordings.get(Recording.KNOWN, 0)


def standard_of(collection: Collection, strand: str) -> RuleVerdict | None:
    """What the gravest rule on what was not obtained of a strand came to; None without one."""
    ids = {
        f.rule
        for f in collection.findings
        if f.strand == strand and f.measure is Measure.NOT_OBTAINED
    }
    rules = [rule for rule in collection.rules if rule.rule in ids]
    return max(rules, key=lambda rule: rule.verdict.gravity, default=None)


def strands_of(collection: Collection, verdict: Verdict) -> list[tuple[StrandLabel, RuleVerdict]]:
    """The strands whose recording came to a verdict, in their order."""
    judged = ((strand, standard_of(collection, strand.name)) for strand in collection.strands)
    return [(strand, rule) for strand, rule in judged if rule and rule.verdict is verdict]


def unfit(collection: Collection) -> list[StrandLabel]:
    """The strands of which too much is not known to review disproportionality accurately.

    That is where the rule on recording fails, overall or by its units, or where all that is not
    known, declined and not stated among it, is above that rule's limit for failing.
    """
    return [strand for strand in collection.strands if _is_unfit(collection, strand)]


def _is_unfit(collection: Collection, strand: StrandLabel) -> bool:
    rule = standard_of(collection, strand.name)
    finding = finding_of(collection, rule.rule) if rule else None
    if rule is None or finding is None or rule.verdict is Verdict.NOT_ASSESSED:
        return False
    if Verdict.FAIL in (rule.verdict, finding.verdict):
        return True
    recorded = shown(collection, strand.name)
    missing = recorded.measures.get(Measure.MISSING) if recorded else None
    if missing is None or missing.rate is None or finding.fail_above is None:
        return False
    return missing.rate > finding.fail_above


def finding_of(collection: Collection, rule: str) -> Finding | None:
    """A rule's finding of all units together."""
    overalls = (f for f in collection.findings if f.level is Level.OVERALL)
    return next((f for f in overalls if f.rule == rule), None)


def units_with(
    collection: Collection, rule: str, verdict: Verdict, level: Level = Level.UNIT
) -> list[Finding]:
    """A rule's findings of this verdict in known units (or areas), the highest rate first."""
    return sorted(
        (
            f
            for f in collection.findings
            if f.rule == rule
            and f.level is level
            and f.unit not in BUCKETS
            and f.verdict is verdict
        ),
        key=by_rate,
    )


def passes_where(collection: Collection) -> str:
    """When a strand passes, in a sentence; empty where the words for it are not known."""
    by = collection.decided_by
    return {
        "all units together": "A strand passes where its rate over all units together does.",
        "every unit": "A strand passes only where no unit fails.",
    }.get(by, f"A strand passes where {by} judged do not fail." if by.endswith("of units") else "")


def has_no_column(finding: Finding | None) -> bool:
    """Whether no extract has a column for the strand."""
    return finding is not None and finding.reason == NO_COLUMN


def assessed(rule: RuleVerdict) -> int:
    """How many units the rule was judged in."""
    return rule.units_failing + rule.units_warning + rule.units_passing


def labels(strands: Sequence[tuple[StrandLabel, RuleVerdict]]) -> list[str]:
    """The labels of strands."""
    return [strand.label for strand, _ in strands]
