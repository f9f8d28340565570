"""What a report says of each indicator of a framework, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN
from eqmon.vocabulary import BUCKETS, Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, RuleVerdict
    from eqmon.rulebook.frameworks import Criterion, Framework

Told = bool | None
"""Whether an indicator is evidenced; None where it is not applicable."""


@dataclass
class Indicators:
    """The findings of one collection's units, as a framework asks for them."""

    collection: Collection
    framework: Framework
    units: dict[str, bool] = field(init=False)
    """Every unit that came or was expected, and whether it came; nobody's records left out."""
    _findings: dict[tuple[str, str], Finding] = field(init=False)
    """By unit and rule."""
    _rules: dict[str, tuple[RuleVerdict, ...]] = field(init=False)
    """The rules that each criterion is about; none where it asks whether anything came."""

    def __post_init__(self) -> None:
        collection = self.collection
        came = (*collection.units, *collection.arrival.nil_returns)
        units = {unit: True for unit in came if unit not in BUCKETS}
        units |= dict.fromkeys(collection.arrival.missing, False)
        self.units = dict(sorted(units.items()))
        self._findings = {
            (f.unit, f.rule): f
            for f in collection.findings
            if f.level is Level.UNIT and f.unit is not None
        }
        measures = {f.rule: f.measure for f in collection.findings}
        self._rules = {
            one.id: tuple(
                rule
                for rule in collection.rules
                if one.asks != "arrived" and _is_about(one, rule, measures.get(rule.rule))
            )
            for phase in self.framework.phases
            for one in phase.criteria
        }

    def withheld(self, unit: str) -> bool:
        """Whether a finding that the framework looks at is withheld: nothing whole is left."""
        asked = {rule.rule for rules in self._rules.values() for rule in rules}
        found = (self._findings.get((unit, rule)) for rule in asked)
        return any(finding is not None and finding.withheld for finding in found)

    def told(self, criterion: Criterion, unit: str) -> Iterator[Told]:
        """What one criterion comes to in one unit: whether it came, or an indicator for each rule.

        A rule on rows has a finding only for units where it found something: silence is evidence
        where it was evaluated and the unit sent records. A rule on a strand has one for every unit.
        """
        if criterion.asks == "arrived":
            yield self.units[unit]
            return
        sent = unit in self.collection.units
        for rule in self._rules[criterion.id]:
            finding = self._findings.get((unit, rule.rule))
            yield _evidenced(criterion, rule, finding) if sent else None


def counted(told: Sequence[Told]) -> tuple[int, int, int]:
    """How many of some indicators are evidenced, applicable and not applicable."""
    applicable = [one for one in told if one is not None]
    return sum(applicable), len(applicable), len(told) - len(applicable)


def _evidenced(criterion: Criterion, rule: RuleVerdict, finding: Finding | None) -> Told:
    if finding is None:
        silent = rule.strand is None and rule.verdict is not Verdict.NOT_ASSESSED
        return True if silent and criterion.asks == "verdict" else None
    if criterion.asks == "column":
        return finding.reason != NO_COLUMN
    lacks = finding.reason == NO_COLUMN and finding.verdict is Verdict.PASS
    if finding.verdict is Verdict.NOT_ASSESSED or lacks:
        return None
    return finding.verdict not in criterion.none_of


def _is_about(criterion: Criterion, rule: RuleVerdict, measure: Measure | None) -> bool:
    if criterion.kinds and rule.kind not in criterion.kinds:
        return False
    return not criterion.measures or measure in criterion.measures
