"""The order in which every report shows rules and findings: the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN
from eqmon.report.model import Finding
from eqmon.vocabulary import BUCKETS, Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, RuleVerdict

JUDGED_BAD = (Verdict.FAIL, Verdict.WARN)
"""Nobody can be asked about these records, so they come last."""


def worst_rules(rules: Iterable[RuleVerdict]) -> list[RuleVerdict]:
    """Rules by verdict, those about what arrived before the rest, then by units that fail, warn."""

    def place(rule: RuleVerdict) -> tuple[int, bool, int, int, str]:
        failing, warning = rule.units_failing, rule.units_warning
        on_units = bool(failing + warning + rule.units_passing + rule.units_not_assessed)
        return -rule.verdict.gravity, on_units, -failing, -warning, rule.rule

    return sorted(rules, key=place)


def worst_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by verdict, then by how far the rate lies above its limit, then by count.

    Among those of one rule that is by rate; those alike in all stand by rule and unit.
    """
    return sorted(findings, key=lambda f: (-f.verdict.gravity, -_excess(f), *_alike(f)))


def by_rate(finding: Finding) -> tuple[object, ...]:
    """What sorts findings of one rule by rate, the highest first; those of the same by count."""
    rate = finding.rate.rate if finding.rate else None
    return (-inf if rate is None else -rate, *_alike(finding))


def all_findings(collection: Collection) -> tuple[Finding, ...]:
    """Every finding, and one overall for each rule that is judged on no rate and so has none."""
    with_findings = {f.rule for f in collection.findings}
    without = (_as_finding(r) for r in collection.rules if r.rule not in with_findings)
    return (*without, *collection.findings)


def telling_findings(collection: Collection) -> list[Finding]:
    """What fails or warns in a unit, and overall where that decides or no unit is judged.

    A strand without a column is one finding, not one for each unit; records of no known unit
    are told overall alone.
    """
    findings = [f for f in all_findings(collection) if f.unit not in BUCKETS]
    in_units = {f.rule for f in findings if f.level is Level.UNIT}
    everywhere = {f.rule for f in findings if f.level is Level.OVERALL and f.reason == NO_COLUMN}

    def tells(finding: Finding) -> bool:
        if finding.level is Level.UNIT:
            return finding.rule not in everywhere
        return finding.level is Level.OVERALL and (
            finding.decides or finding.rule in everywhere or finding.rule not in in_units
        )

    return worst_findings(f for f in findings if f.verdict in JUDGED_BAD and tells(f))


def worst_of_each_rule(findings: Iterable[Finding], at_most: int) -> list[Finding]:
    """The findings in their order, no more than so many of one rule, so that several show."""
    shown: dict[str, int] = {}
    kept = []
    for finding in findings:
        shown[finding.rule] = shown.get(finding.rule, 0) + 1
        if shown[finding.rule] <= at_most:
            kept.append(finding)
    return kept


def records_above(finding: Finding) -> float:
    """How many records more than its warning limit allows: how much a warning weighs."""
    if finding.rate is None:
        return 0.0
    return finding.rate.count - (finding.warn_above or 0.0) * finding.rate.denominator


def _as_finding(rule: RuleVerdict) -> Finding:
    return Finding(
        rule=rule.rule,
        title=rule.title,
        kind="",
        strand=rule.strand,
        measure=None,
        level=Level.OVERALL,
        unit=None,
        verdict=rule.verdict,
        reason="",
        rate=None,
        warn_above=None,
        fail_above=None,
        duty=None,
        decides=True,
        movement=rule.movement,
        sentence=rule.sentence,
        action=rule.action,
    )


def _alike(finding: Finding) -> tuple[int, str, str, str]:
    count = finding.rate.count if finding.rate else 0
    return -count, finding.rule, finding.level, finding.unit or ""


def _excess(finding: Finding) -> float:
    # A fail without a rate is structural, a unit that never came: nothing is worse.
    if finding.rate is None or finding.rate.rate is None:
        return inf
    allowed = finding.fail_above if finding.fail_above is not None else finding.warn_above
    return finding.rate.rate - (allowed or 0.0)
