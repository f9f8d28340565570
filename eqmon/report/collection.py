"""Builds one collection's part of the report out of its tally and judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from eqmon.counts import Place
from eqmon.judge import Judgement, RuleJudgement
from eqmon.measures.build import measured_of
from eqmon.report.accuracy import accuracy_of
from eqmon.report.model import (
    Arrival,
    Collection,
    Duty,
    Finding,
    RuleVerdict,
    StrandLabel,
)
from eqmon.report.people import people_of
from eqmon.report.recorded import duties, rate_of_count, recorded_strands
from eqmon.report.represented import held_beside
from eqmon.report.sentences import action_of, finding_sentence, rule_sentence
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import (
    DominanceRule,
    Judged,
    LeftOutRule,
    RecordingRule,
    Rule,
    UnitKnownRule,
)
from eqmon.statistics.chance import expected_failures
from eqmon.tally import RECORD
from eqmon.vocabulary import BLANK_UNIT, BUCKETS, UNKNOWN_UNIT, Level, Verdict

if TYPE_CHECKING:
    import pandas as pd

    from eqmon.checked import Checked
    from eqmon.rulebook.exceptions import KnownException
    from eqmon.rulebook.load import Rulebook

DECIDED_BY = {
    "overall": "all units together",
    "any_unit": "every unit",
    "share_of_units": "at least {at_least} of units",
}


def build_collection(checked: Checked, rulebook: Rulebook) -> Collection:
    """One collection's part of the report."""
    suite, tally = checked.plan.suite, checked.collection.tally
    records = tally[tally["subject"] == RECORD]
    in_force = {
        name: duties(tally, rulebook.duties.of(strand.strand))
        for name, strand in suite.strands.items()
    }
    findings = tuple(
        finding
        for judged in checked.judgements
        for finding in _findings(judged, suite, in_force, rulebook.exceptions)
    )
    people, recorded = people_of(checked, rulebook), recorded_strands(suite, tally)
    months = {str(month): int(n) for month, n in records.groupby("month")["n"].sum().items()}
    areas = _areas(records)
    held = held_beside(suite, rulebook, people, recorded, months, areas)
    return Collection(
        suite=suite.suite,
        title=suite.title,
        grain=suite.grain,
        about=suite.about,
        decided_by=_decided_by(suite),
        decided_because=suite.decides.reason,
        verdict=_verdict(checked.judgements, has_strands=bool(suite.strands)),
        records=int(records["n"].sum()),
        applicable=int(records["n"][records["applicable"]].sum()),
        units=tuple(sorted(set(records["unit"]))),
        months=months,
        areas=areas,
        min_records=suite.min_records,
        strands=tuple(_strand_label(name, checked, in_force[name]) for name in suite.strands),
        arrival=_arrival(checked, records),
        rules=tuple(_rule_verdict(judged, checked) for judged in checked.judgements),
        recorded=recorded,
        findings=findings,
        accuracy=accuracy_of(checked),
        people=people,
        measures=measured_of(suite, rulebook, checked.collection.measures, checked.columns),
        represented=held.represented,
        unfit_populations=held.unfit,
    )


def _findings(
    judged: RuleJudgement,
    suite: Suite,
    in_force: Mapping[str, Mapping[Place, Duty]],
    exceptions: tuple[KnownException, ...],
) -> Iterator[Finding]:
    rule = judged.rule
    if not isinstance(rule, Judged):
        return
    strand = getattr(rule, "strand", None)
    for judgement in judged.judgements:
        count = judgement.count
        if _says_nothing(rule, judgement):
            continue
        excepted = _exception(rule, count.unit, exceptions)
        duty = in_force[strand].get((count.level, count.unit)) if strand else None
        yield Finding(
            rule=rule.id,
            title=rule.title,
            kind=rule.kind,
            strand=strand,
            measure=getattr(rule, "measure", None),
            level=count.level,
            unit=count.unit or None,
            verdict=judgement.verdict,
            reason=judgement.reason,
            rate=rate_of_count(count),
            warn_above=rule.warn_above,
            fail_above=rule.fail_above,
            duty=duty.label if duty else None,
            decides=count.level is judged.decided_at and count.unit not in BUCKETS,
            excepted=excepted,
            sentence=finding_sentence(rule, judgement, suite, excepted=bool(excepted)),
            action=rule.action,
        )


def _areas(records: pd.DataFrame) -> dict[str, str]:
    placed = records.loc[records["area"] != "", ["unit", "area"]].drop_duplicates()
    return dict(sorted(zip(map(str, placed["unit"]), map(str, placed["area"]), strict=True)))


def _says_nothing(rule: Judged, judgement: Judgement) -> bool:
    """A unit that breaks a check nowhere, as the overall line says so for all of them.

    Nor does it tell anything that every record without a unit has none.
    """
    if isinstance(rule, UnitKnownRule):
        return judgement.count.level is not Level.OVERALL
    of_strands = isinstance(rule, RecordingRule | DominanceRule | LeftOutRule)
    overall = judgement.count.level is Level.OVERALL
    return not (of_strands or overall or judgement.count.count)


def _exception(rule: Rule, unit: str, exceptions: tuple[KnownException, ...]) -> str | None:
    for known in exceptions:
        if known.rule == rule.id and known.unit in ("", unit):
            return f"{known.reason} ({known.owner}, until {known.until.isoformat()})"
    return None


def _rule_verdict(judged: RuleJudgement, checked: Checked) -> RuleVerdict:
    rule, suite = judged.rule, checked.plan.suite
    units = [
        j for j in judged.judgements if j.count.level is Level.UNIT and j.count.unit not in BUCKETS
    ]
    verdicts = Counter(j.verdict for j in units)
    return RuleVerdict(
        rule=rule.id,
        title=rule.title,
        strand=getattr(rule, "strand", None),
        verdict=judged.verdict,
        sentence=rule_sentence(judged, suite, checked.arrivals),
        action=action_of(rule, checked.arrivals),
        units_failing=verdicts[Verdict.FAIL],
        units_warning=verdicts[Verdict.WARN],
        units_passing=verdicts[Verdict.PASS],
        units_not_assessed=verdicts[Verdict.NOT_ASSESSED],
        expected_by_chance=_by_chance(rule, units),
        decided_by=_rule_decided_by(judged, suite),
        kind=rule.kind,
    )


def _by_chance(rule: Rule, units: list[Judgement]) -> float:
    if not isinstance(rule, RecordingRule) or rule.fail_above is None:
        return 0.0
    assessed = [j.count.denominator for j in units if j.verdict is not Verdict.NOT_ASSESSED]
    return round(expected_failures(assessed, rule.fail_above), 3)


def _rule_decided_by(judged: RuleJudgement, suite: Suite) -> str:
    if suite.decides.level == "overall" or judged.decided_at is Level.UNIT:
        return _decided_by(suite)
    if not isinstance(judged.rule, RecordingRule | DominanceRule | LeftOutRule):
        return "all records as they stand"
    if judged.decided_at is Level.AREA:
        return f"{_decided_by(suite).replace('unit', 'area')}, as no unit has enough records"
    return "all records together, as no unit has enough"


def _decided_by(suite: Suite) -> str:
    at_least = suite.decides.at_least
    share = f"{at_least * 100:g} %" if at_least is not None else ""
    return DECIDED_BY[suite.decides.level].format(at_least=share)


def _verdict(judgements: tuple[RuleJudgement, ...], *, has_strands: bool) -> Verdict:
    """The gravest verdict of the rules; it is no pass where no strand at all was assessed.

    A collection without strands is judged by what other rules it has.
    """
    assessed = [j for j in judgements if j.verdict is not Verdict.NOT_ASSESSED]
    worst = max((j.verdict for j in assessed), key=lambda v: v.gravity, default=Verdict.PASS)
    telling = [j for j in assessed if isinstance(j.rule, RecordingRule) or not has_strands]
    return worst if telling or worst is Verdict.FAIL else Verdict.NOT_ASSESSED


def _strand_label(name: str, checked: Checked, in_force: Mapping[Place, Duty]) -> StrandLabel:
    strand = checked.plan.suite.strands[name]
    headings = {
        heading.strip()
        for taken in checked.arrivals.inputs
        for field, heading in taken.headings
        if field in strand.fields
    }
    return StrandLabel(
        name=name,
        strand=strand.strand,
        label=strand.label,
        column=", ".join(sorted(headings)) or None,
        duty=in_force.get((Level.OVERALL, "")),
    )


def _arrival(checked: Checked, records: pd.DataFrame) -> Arrival:
    came = checked.arrivals
    by_unit = records.groupby("unit")["n"].sum()
    return Arrival(
        level=came.level,
        expected=len(came.expected),
        received=len(came.received) - len(came.not_expected),
        missing=came.missing,
        nil_returns=came.nil_returns,
        repeated=tuple(
            f"{i.name} is {i.repeats} again" for i in came.inputs if i.status == "repeated"
        ),
        not_expected=came.not_expected,
        records_unit_blank=int(by_unit.get(BLANK_UNIT, 0)),
        records_unit_not_recognised=int(by_unit.get(UNKNOWN_UNIT, 0)),
        shared_keys=checked.collection.shared_keys,
    )
