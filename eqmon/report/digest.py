"""What a reader is told first of a collection: what fails and where, what warns, what passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN
from eqmon.report import figures
from eqmon.report.order import JUDGED_BAD, by_rate, worst_findings, worst_rules
from eqmon.report.sentences import limit_words, statement_of
from eqmon.report.words import number_of
from eqmon.vocabulary import BUCKETS, Level, Movement, Verdict

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Finding, RuleVerdict

UNITS_NAMED = 2
SINCE = {
    Movement.WORSE: " Worse than the baseline.",
    Movement.NO_WORSE: " No worse.",
    Movement.BETTER: " Better than the baseline.",
}


@dataclass(frozen=True)
class Told:
    """One rule: its verdict, and what it came to and where in a sentence or two."""

    rule: RuleVerdict
    text: str


def not_assessed(collection: Collection) -> list[str]:
    """The rules that were not, one line a reason where many share one."""
    by_reason: dict[str, list[RuleVerdict]] = {}
    for rule in sorted(collection.rules, key=lambda r: r.rule):
        if rule.verdict is Verdict.NOT_ASSESSED:
            by_reason.setdefault(rule.sentence, []).append(rule)
    return [
        f"{rules[0].rule} {rules[0].title}. {reason}"
        if len(rules) == 1
        else f"{len(rules):,} rules. {reason} {', '.join(r.rule for r in rules)}"
        for reason, rules in by_reason.items()
    ]


def told(collection: Collection, verdict: Verdict) -> list[Told]:
    """The rules of one verdict, the worst first, each with the units where it is worst."""
    rules = [r for r in worst_rules(collection.rules) if r.verdict is verdict]
    return [Told(rule, _text(collection, rule)) for rule in rules]


def passing(collection: Collection) -> str:
    """`13 rules pass: DV-AGE-02, DV-KEY-02 (1 unit fails)`; empty where none does."""
    found = sorted((r for r in collection.rules if r.verdict is Verdict.PASS), key=lambda r: r.rule)
    named = (
        r.rule
        + (
            f" ({number_of(r.units_failing, 'unit')} {'fails' if r.units_failing == 1 else 'fail'})"
            if r.units_failing
            else ""
        )
        for r in found
    )
    verb = "passes" if len(found) == 1 else "pass"
    return f"{number_of(len(found), 'rule')} {verb}: {', '.join(named)}" if found else ""


def worse(collection: Collection) -> list[Finding]:
    """What became worse than the baseline, the worst first."""
    return worst_findings(f for f in collection.findings if f.movement is Movement.WORSE)


def before(finding: Finding) -> str:
    """`Before: 9.3 % (50 of 540).`; empty where the baseline has no figure to show."""
    if finding.baseline is None or finding.withheld:
        return ""
    return f"Before: {_figure(finding, finding.baseline)}."


def _text(collection: Collection, rule: RuleVerdict) -> str:
    """One rule: the figure over all units, how many units fail or warn, and the worst of them."""
    findings = [f for f in collection.findings if f.rule == rule.rule]
    overall = next((f for f in findings if f.level is Level.OVERALL), None)
    since = SINCE.get(rule.movement, "") if rule.movement else ""
    if overall is None and rule.verdict in JUDGED_BAD:
        return f"{rule.sentence}{since}"
    if overall is None or overall.rate is None or rule.verdict not in JUDGED_BAD:
        return f"{rule.title}. {rule.sentence}{since}"
    label = next((s.label for s in collection.strands if s.name == overall.strand), "")
    alone = _alone(collection, findings)
    if alone is not None:
        beside = "" if alone.rate == overall.rate else f" All units: {_figure(overall)}."
        return f"{_stated(alone, label)}.{_no_column(alone)}{beside}{since}"
    assessed = rule.units_failing + rule.units_warning + rule.units_passing
    if not overall.decides and not assessed and overall.reason != NO_COLUMN:
        return f"{_stated(overall, label)}. Decided by {rule.decided_by}.{since}"
    said = _stated(overall, label) if overall.decides else statement_of(overall, label)
    where = _where(rule, overall, findings)
    return f"{said[0].upper()}{said[1:]}.{where}{since}"


def _alone(collection: Collection, findings: list[Finding]) -> Finding | None:
    """The finding of the one unit that a collection has; None where it has several."""
    units = set(collection.units) - set(BUCKETS)
    if len(units) > 1:
        return None
    return next((f for f in findings if f.unit in units and f.rate is not None), None)


def _stated(finding: Finding, label: str) -> str:
    excepted = ", excepted" if finding.excepted else ""
    limit = limit_words(finding, finding.verdict)
    said = f"{statement_of(finding, label)} {limit}".rstrip() + excepted
    return f"{said[0].upper()}{said[1:]}"


def _besides(finding: Finding) -> str:
    no_column = ", without a column" if finding.reason == NO_COLUMN else ""
    return f"{no_column}{', excepted' if finding.excepted else ''}"


def _no_column(finding: Finding) -> str:
    return " There is no column for it." if finding.reason == NO_COLUMN else ""


def _where(rule: RuleVerdict, overall: Finding, findings: list[Finding]) -> str:
    """` 21 of 28 units fail (> 50 %), worst Hackney 90.0 % (81 of 90) and Brent ...`.

    A strand without a column is so in every unit alike.
    """
    if overall.reason == NO_COLUMN:
        return _no_column(overall)
    failing = rule.verdict is Verdict.FAIL
    number = rule.units_failing + (0 if failing else rule.units_warning)
    if not number:
        return ""
    assessed = rule.units_failing + rule.units_warning + rule.units_passing
    said = f"{number:,} of {number_of(assessed, 'unit')}"
    if failing or not overall.decides:
        verb = "fail" if failing else "warn"
        said += f" {verb}s" if number == 1 else f" {verb}"
        said += "" if overall.decides else f" ({limit_words(overall, rule.verdict)})"
    else:
        said = f"In {said}"
    named = _named(findings, failing=failing)
    return f" {said}{', worst ' if number > 1 else ': '}{named}." if named else f" {said}."


def _named(findings: list[Finding], *, failing: bool) -> str:
    """The units of the highest rates with their figures; those that fail alone where the rule does.

    Only figures are shown, so figures order them: the verdict of a unit depends on its size too.
    """
    told = (Verdict.FAIL,) if failing else JUDGED_BAD
    bad = [
        f
        for f in findings
        if f.level is Level.UNIT and f.unit not in BUCKETS and f.verdict in told and f.rate
    ]
    worst = sorted(bad, key=by_rate)[:UNITS_NAMED]
    return " and ".join(f"{f.unit} {_figure(f)}{_besides(f)}" for f in worst)


def _figure(finding: Finding, rate: Rate | None = None) -> str:
    rate = rate or finding.rate
    if rate is None:
        return figures.WITHHELD
    percent = figures.percent(rate, (finding.warn_above, finding.fail_above))
    return f"{percent} ({figures.counts(rate)})"
