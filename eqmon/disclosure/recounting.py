"""A rule's verdict in a public copy: its units counted again without the withheld ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from eqmon.disclosure.control import BUCKETS, COUNTS_OF_PEOPLE, WITHHELD, Control
from eqmon.disclosure.methods import FEWEST_VALUES
from eqmon.report.model import (
    Collection,
    Finding,
    RuleVerdict,
)
from eqmon.statistics.chance import expected_failures
from eqmon.vocabulary import Level, Verdict

FEW_OR_NONE = "Not assessed: fewer than ten records are concerned, or none."
PINNED = "Not assessed in public copies: the verdict would tell counts of people."


def verdict_of_rules(inside: Collection, rules: Iterable[RuleVerdict]) -> Verdict:
    """What a collection comes to by its public rules, judged as it is by those inside.

    The gravest verdict of its rules, but no pass where it has strands and none was assessed.
    """
    assessed = [r for r in rules if r.verdict is not Verdict.NOT_ASSESSED]
    worst = max((r.verdict for r in assessed), key=lambda v: v.gravity, default=Verdict.PASS)
    of_strands = {f.rule for f in inside.findings if f.kind == "recording"}
    telling = [r for r in assessed if r.rule in of_strands or not inside.strands]
    told = worst is Verdict.FAIL or bool(telling)
    return worst if told else Verdict.NOT_ASSESSED


def recounted(control: Control, rule: RuleVerdict, findings: Sequence[Finding]) -> RuleVerdict:
    """The rule's verdict; where a finding is withheld, with units and chance counted again.

    The sum of chance over all units would give away a withheld one's denominator. A verdict on
    fewer than ten people would tell whether there is any, and so is not assessed.
    """
    if rule.rule in control.few:
        return _not_assessed(control, rule, FEW_OR_NONE)
    was = [f for f in control.inside.findings if f.rule == rule.rule]
    if _tells_a_pinned_verdict(control, rule, was):
        return _not_assessed(control, rule, PINNED)
    now = [f for f in findings if f.rule == rule.rule]
    if len(now) == len(was) and not any(f.withheld for f in now):
        if not _names_a_file(control, rule.sentence):
            return rule
        return rule.model_copy(update={"sentence": _without_files(control, rule)})
    number = _units_by_verdict(control, rule, was, now)
    overall = next((f for f in now if f.level is Level.OVERALL), None)
    return rule.model_copy(
        update={
            "units_failing": number[Verdict.FAIL],
            "units_warning": number[Verdict.WARN],
            "units_passing": number[Verdict.PASS],
            "units_not_assessed": number[Verdict.NOT_ASSESSED],
            "expected_by_chance": round(sum(map(_failing_by_chance, now)), 3),
            "sentence": overall.sentence if overall else WITHHELD,
        }
    )


def _names_a_file(control: Control, sentence: str) -> bool:
    return any(name in sentence for name in control.files)


def _without_files(control: Control, rule: RuleVerdict) -> str:
    """How many files it is about, which comes before their names; else its title and verdict."""
    number = rule.sentence.partition(": ")[0]
    if number != rule.sentence and not _names_a_file(control, number):
        return f"{number}."
    return f"{rule.title}: {rule.verdict.value.replace('_', ' ')}."


def _tells_a_pinned_verdict(control: Control, rule: RuleVerdict, was: Sequence[Finding]) -> bool:
    """Whether the rule's verdict would tell those that are withheld of its findings."""
    alike = [f for f in was if f.decides and f.verdict is rule.verdict]
    pinned = sum(map(control.pins, alike))
    return 0 < pinned == len(alike) < FEWEST_VALUES


def _not_assessed(control: Control, rule: RuleVerdict, why: str) -> RuleVerdict:
    return rule.model_copy(
        update={
            "verdict": Verdict.NOT_ASSESSED,
            "sentence": why,
            "action": "",
            "units_failing": 0,
            "units_warning": 0,
            "units_passing": 0,
            "units_not_assessed": _units(control),
            "expected_by_chance": 0.0,
            "decided_by": control.inside.decided_by,
            "movement": None,
        }
    )


def _units(control: Control) -> int:
    return len(set(control.inside.units) - BUCKETS)


def _units_by_verdict(
    control: Control, rule: RuleVerdict, was: Sequence[Finding], now: Sequence[Finding]
) -> Counter[Verdict]:
    """How many units have each verdict in the public copy; a withheld one is not assessed.

    Units without a finding broke nothing and stay as they were counted, but not where that would
    say that none of a kind of people is there.
    """
    number = Counter(
        {
            Verdict.FAIL: rule.units_failing,
            Verdict.WARN: rule.units_warning,
            Verdict.PASS: rule.units_passing,
            Verdict.NOT_ASSESSED: rule.units_not_assessed,
        }
    )
    if any(f.kind == "implies" for f in was):
        return Counter({Verdict.NOT_ASSESSED: _units(control)})
    shown = {f.unit: f.verdict for f in now if f.level is Level.UNIT}
    for f in was:
        if f.level is Level.UNIT and f.unit not in BUCKETS:
            number[f.verdict] -= 1
            number[shown.get(f.unit, Verdict.NOT_ASSESSED)] += 1
    if any(f.kind in COUNTS_OF_PEOPLE for f in was):
        assessed = number.total() - number[Verdict.NOT_ASSESSED]
        number[Verdict.NOT_ASSESSED] = _units(control) - assessed
    return number


def _failing_by_chance(finding: Finding) -> float:
    rate, limit = finding.rate, finding.fail_above
    assessed = finding.verdict is not Verdict.NOT_ASSESSED
    unit = finding.level is Level.UNIT and finding.unit not in BUCKETS
    if finding.kind != "recording" or not unit or not assessed or rate is None or limit is None:
        return 0.0
    return expected_failures([rate.denominator], limit)
