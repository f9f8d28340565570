"""The comparison with a baseline: what became worse or better beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from eqmon.comparable import ages, notices, obstacle
from eqmon.errors import InputError
from eqmon.measures.since import since_before
from eqmon.rates import Rate
from eqmon.report.model import (
    Baseline,
    Collection,
    Finding,
    Report,
    RuleVerdict,
)
from eqmon.report.read import read_report
from eqmon.statistics.newcombe import difference_interval
from eqmon.statistics.wilson import Z998
from eqmon.vocabulary import (
    BLANK_UNIT,
    UNKNOWN_UNIT,
    Audience,
    Level,
    Measure,
    Movement,
    Verdict,
)

LEAST_COMPARABLE = 30
"""Rates over fewer records than this, on either side, are not compared."""

ARRIVED = "units_arrived"
"""The kind of rule that asks whether every unit came."""

_Key = tuple[str, str, str | None, Measure | None, Level, str | None]


def read_baseline(path: Path) -> tuple[Report, str]:
    """The earlier report at `path`, and the sha256 of its bytes.

    InputError where it is no report.json of this schema version, or is a public copy.
    """
    report, sha256 = read_report(
        path,
        called="the baseline",
        hint="give the report.json that an earlier `eqmon check --output report.json` wrote",
    )
    if report.audience is Audience.PUBLIC:
        raise InputError(
            str(path),
            "the baseline is a public copy, and what is withheld from it cannot be compared",
            hint="give the internal report.json of that check",
        )
    return report, sha256


def compare(report: Report, baseline: Report, *, name: str, sha256: str) -> Report:
    """The report with `baseline`, and the movement of every finding and rule, filled in.

    Findings of the same rule, level and unit are compared: worse or better where Newcombe's 99.8 %
    interval for the difference of the two rates leaves out 0. It is 99.8 % and not 95 % because so
    many are compared at once: of two collections, six strands and 32 boroughs, 384 in all, some ten
    would be called worse at 95 % every month though nothing had changed; at 99.8 % less than half
    a one. Findings and rules without a rate are worse where their verdict weighs more than it did,
    and what arrived also where a unit is missing that came before, whichever else came.

    `name` and `sha256` say which file the baseline was; where both reports are too different, all
    movements are not comparable and `baseline.reason` says why.
    """
    why_not = obstacle(report, baseline)
    before = {} if why_not else {c.suite: c for c in baseline.collections}
    lacking = {c.suite: c.measures for c in baseline.collections}
    collections = tuple(
        _compared(c, before.get(c.suite)).model_copy(
            # However far apart both drops are: a gap has been there for as long.
            update={"measures": since_before(c.measures, lacking.get(c.suite, ()))}
        )
        for c in report.collections
    )
    moved = deciding_movements(collections)
    return report.model_copy(
        update={
            "collections": collections,
            "baseline": Baseline(
                name=name,
                sha256=sha256,
                comparable=not why_not,
                reason=why_not or ages(report, baseline),
                worse=moved[Movement.WORSE],
                no_worse=moved[Movement.NO_WORSE],
                better=moved[Movement.BETTER],
            ),
            "notices": (*report.notices, *notices(report, baseline, why_not)),
        }
    )


def deciding_movements(collections: Iterable[Collection]) -> Counter[Movement]:
    """How many findings at the deciding level, and rules without findings, moved which way."""
    moved: Counter[Movement] = Counter()
    for collection in collections:
        with_findings = {f.rule for f in collection.findings}
        movements = [
            *(f.movement for f in collection.findings if _decides(f)),
            *(r.movement for r in collection.rules if r.rule not in with_findings),
        ]
        moved.update(movement for movement in movements if movement is not None)
    return moved


def has_become_worse(collection: Collection, rule: RuleVerdict, among: Iterable[Verdict]) -> bool:
    """Whether a rule moved for the worse, and has a limit that gives one of these verdicts.

    Within its limits counts too: what was reached is to be kept. A rule that may only warn is
    not among those that fail, whichever way it moves.
    """
    limits = {
        verdict
        for f in collection.findings
        if f.rule == rule.rule
        for verdict, limit in ((Verdict.WARN, f.warn_above), (Verdict.FAIL, f.fail_above))
        if limit is not None
    }
    may_give = limits or {rule.verdict}
    return rule.movement is Movement.WORSE and not may_give.isdisjoint(among)


def _decides(finding: Finding) -> bool:
    """Records of no known unit are a unit's fault as little as anyone's."""
    return finding.decides and finding.unit not in (BLANK_UNIT, UNKNOWN_UNIT)


def _key(finding: Finding) -> _Key:
    """What two findings must share to be compared: a rule of another measure is another rule."""
    rule = (finding.rule, finding.kind, finding.strand, finding.measure)
    return (*rule, finding.level, finding.unit)


def _compared(collection: Collection, before: Collection | None) -> Collection:
    earlier = {_key(f): f for f in before.findings} if before else {}
    findings = []
    for finding in collection.findings:
        was = earlier.get(_key(finding))
        update = {"movement": _movement(finding, was), "baseline": was.rate if was else None}
        findings.append(finding.model_copy(update=update))
    verdicts = {rule.rule: rule.verdict for rule in before.rules} if before else {}
    newly_missing = before is not None and not _came(before).isdisjoint(collection.arrival.missing)

    def movement_of(rule: RuleVerdict) -> Movement:
        moved = _rule_movement(rule, verdicts, findings)
        is_worse = newly_missing and rule.kind == ARRIVED and moved is not Movement.NOT_COMPARABLE
        return Movement.WORSE if is_worse else moved

    rules = tuple(r.model_copy(update={"movement": movement_of(r)}) for r in collection.rules)
    return collection.model_copy(update={"findings": tuple(findings), "rules": rules})


def _came(collection: Collection) -> set[str]:
    return {*collection.units, *collection.arrival.nil_returns}


def _movement(now: Finding, before: Finding | None) -> Movement:
    if before is None:
        return Movement.NOT_COMPARABLE
    if now.rate is not None and before.rate is not None:
        return _rate_movement(now.rate, before.rate)
    return _verdict_movement(now.verdict, before.verdict)


def _verdict_movement(now: Verdict, before: Verdict) -> Movement:
    if Verdict.NOT_ASSESSED in (now, before):
        return Movement.NOT_COMPARABLE
    if now.gravity == before.gravity:
        return Movement.NO_WORSE
    return Movement.WORSE if now.gravity > before.gravity else Movement.BETTER


def _rate_movement(now: Rate, before: Rate) -> Movement:
    if min(now.denominator, before.denominator) < LEAST_COMPARABLE:
        return Movement.NOT_COMPARABLE
    lower, upper = difference_interval(
        now.count, now.denominator, before.count, before.denominator, Z998
    )
    if lower > 0:
        return Movement.WORSE
    return Movement.BETTER if upper < 0 else Movement.NO_WORSE


def _rule_movement(
    rule: RuleVerdict, before: Mapping[str, Verdict], findings: Iterable[Finding]
) -> Movement:
    """By the findings at the deciding level; by the verdict where a rule has no findings."""
    of_rule = [f for f in findings if f.rule == rule.rule]
    if not of_rule:
        was = before.get(rule.rule, Verdict.NOT_ASSESSED)
        return _verdict_movement(rule.verdict, was)
    moved = {f.movement for f in of_rule if _decides(f)}
    for movement in (Movement.WORSE, Movement.BETTER, Movement.NO_WORSE):
        if movement in moved:
            return movement
    return Movement.NOT_COMPARABLE
