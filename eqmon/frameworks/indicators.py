"""What a report says of each indicator of a framework, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN
from eqmon.vocabulary import BUCKETS, Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, RuleVerdict
    from eqmon.rulebook.frameworks import Criterion, Framework

Told = bool | None
"""Whether an indicator is evidenced; None where it is not applicable."""


def units_of(collection: Collection) -> dict[str, bool]:
    """Every unit that came or was expected, and whether it came; nobody's records left out."""
    came = (*collection.units, *collection.arrival.nil_returns)
    units = {unit: True for unit in came if unit not in BUCKETS}
    return dict(sorted((units | dict.fromkeys(collection.arrival.missing, False)).items()))


def withheld_units(collection: Collection, framework: Framework) -> set[str]:
    """Units of which a finding that the framework looks at is withheld: nothing whole is left."""
    criteria = [criterion for phase in framework.phases for criterion in phase.criteria]
    rules = {
        rule.rule
        for rule in collection.rules
        for criterion in criteria
        if criterion.asks != "arrived" and _is_about(criterion, rule, collection)
    }
    return {
        finding.unit
        for finding in collection.findings
        if finding.withheld
        and finding.unit
        and finding.level is Level.UNIT
        and finding.rule in rules
    }


def indicators(
    collection: Collection, criterion: Criterion, unit: str, *, came: bool
) -> Iterator[Told]:
    """What one criterion comes to in one unit: whether it `came`, or an indicator for each rule.

    A rule on rows has a finding only for units where it found something: silence is evidence where
    it was evaluated and the unit sent records. A rule on a strand has one for every unit.
    """
    if criterion.asks == "arrived":
        yield came
        return
    sent = unit in collection.units
    findings = {f.rule: f for f in collection.findings if f.level is Level.UNIT and f.unit == unit}
    for rule in collection.rules:
        finding = findings.get(rule.rule)
        if _is_about(criterion, rule, collection):
            yield _told(criterion, rule, finding) if sent else None


def _told(criterion: Criterion, rule: RuleVerdict, finding: Finding | None) -> Told:
    if finding is None:
        silent = rule.strand is None and rule.verdict is not Verdict.NOT_ASSESSED
        return True if silent and criterion.asks == "verdict" else None
    if criterion.asks == "column":
        return finding.reason != NO_COLUMN
    lacks = finding.reason == NO_COLUMN and finding.verdict is Verdict.PASS
    if finding.verdict is Verdict.NOT_ASSESSED or lacks:
        return None
    return finding.verdict not in criterion.none_of


def _is_about(criterion: Criterion, rule: RuleVerdict, collection: Collection) -> bool:
    if criterion.kinds and rule.kind not in criterion.kinds:
        return False
    return not criterion.measures or _measure_of(rule, collection) in criterion.measures


def _measure_of(rule: RuleVerdict, collection: Collection) -> str | None:
    """The measure of a rule, which its findings say."""
    return next((f.measure for f in collection.findings if f.rule == rule.rule), None)


def counted(told: Sequence[Told]) -> tuple[int, int, int]:
    """How many of some indicators are evidenced, applicable and not applicable."""
    applicable = [one for one in told if one is not None]
    return sum(applicable), len(applicable), len(told) - len(applicable)
