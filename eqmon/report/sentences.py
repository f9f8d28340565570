"""The sentences of findings: what was counted, over what, and how it stands to its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN, NOTHING_EXPECTED, Judgement, RuleJudgement
from eqmon.report import figures
from eqmon.report.recorded import rate_of_count
from eqmon.rulebook.model import (
    DominanceRule,
    Judged,
    LeftOutRule,
    ManifestRule,
    RecordingRule,
    Rule,
    Suite,
)
from eqmon.vocabulary import Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.arrivals import Arrivals
    from eqmon.report.model import Rate

MEASURE_PHRASES = {
    Measure.UNKNOWN: "unknown",
    Measure.NOT_OBTAINED: "not obtained",
    Measure.UNEXPLAINED: "not stated, no reason recorded",
    Measure.DECLINED: "declined",
    Measure.MISSING: "missing",
}
CHECK_PHRASES = {
    "key_present": "records without a reference",
    "key_pattern": "references of another form",
    "key_unique": "records whose reference another record bears too",
    "unit_known": "records whose unit is blank or not recognised",
    "date_valid": "dates that are blank or cannot be read",
    "date_in_period": "dates outside the drop's period",
    "date_order": "dates that are before the one they should follow",
    "age_agrees": "ages that do not agree with the date of birth",
    "implies": "records that contradict themselves",
}
VERDICT_WORDS = {Verdict.PASS: "pass", Verdict.WARN: "WARN", Verdict.FAIL: "FAIL"}


def finding_sentence(rule: Judged, judgement: Judgement, suite: Suite) -> str:
    """One finding: place, what was counted, rate with count and denominator, verdict and limit."""
    count = judgement.count
    where = count.unit if count.level is not Level.OVERALL else "Overall"
    rate = rate_of_count(count)
    limits = (rule.warn_above, rule.fail_above)
    said = f"{where}: {_counted(rule, suite)} {figures.percent(rate, limits)}"
    said += f" ({figures.counts(rate)}{_interval(rule, rate)})"
    if judgement.verdict is Verdict.NOT_ASSESSED:
        return f"{said}; fewer than {suite.min_records} are too few to judge."
    said += f" {VERDICT_WORDS[judgement.verdict]}{_limit(rule, judgement.verdict)}"
    return f"{said}; there is no column for it." if judgement.reason == NO_COLUMN else f"{said}."


def rule_sentence(judged: RuleJudgement, suite: Suite, arrivals: Arrivals) -> str:
    """What a rule came to for its whole collection."""
    rule = judged.rule
    if isinstance(rule, ManifestRule):
        return _manifest_sentence(rule, judged, arrivals)
    overall = next((j for j in judged.judgements if j.count.level is Level.OVERALL), None)
    if overall is None:
        return f"Not assessed: {judged.reason}."
    return finding_sentence(rule, overall, suite)


def _counted(rule: Judged, suite: Suite) -> str:
    match rule:
        case RecordingRule():
            return f"{suite.strands[rule.strand].label} {MEASURE_PHRASES[rule.measure]}"
        case DominanceRule():
            label = suite.strands[rule.strand].label
            return f"{label}: the most frequent value's share of known values"
        case LeftOutRule():
            return "records not applicable"
    return CHECK_PHRASES[rule.kind]


def _interval(rule: Judged, rate: Rate) -> str:
    # A check counts faults in full; an interval would suggest that they were sampled.
    if not isinstance(rule, RecordingRule | DominanceRule):
        return ""
    limits = (rule.warn_above, rule.fail_above)
    interval = figures.interval(rate, limits)
    return f"; 95 % interval {interval}" if interval else ""


def _limit(rule: Judged, verdict: Verdict) -> str:
    above_others = " above the other units" if isinstance(rule, LeftOutRule) else ""
    if verdict is Verdict.FAIL and rule.fail_above is not None:
        return f" > {figures.limit(rule.fail_above)}{above_others}"
    lowest = rule.warn_above if rule.warn_above is not None else rule.fail_above
    if verdict is Verdict.WARN and lowest is not None:
        return f" > {figures.limit(lowest)}{above_others}"
    return ""


def _manifest_sentence(rule: Rule, judged: RuleJudgement, came: Arrivals) -> str:
    if judged.verdict is Verdict.NOT_ASSESSED:
        reason = (
            "a file given alone is no drop, so no unit is expected"
            if judged.reason == NOTHING_EXPECTED
            else judged.reason
        )
        return f"Not assessed: {reason}."
    repeated = [i.name for i in came.inputs if i.status == "repeated"]
    unreadable = [i.name for i in came.inputs if i.status == "unreadable"]
    ragged = sum(i.ragged_rows for i in came.inputs)
    match rule.kind:
        case "units_arrived":
            missing = f": missing {', '.join(came.missing)}" if came.missing else ""
            arrived = len(came.expected) - len(came.missing)
            return f"{arrived:,} of {len(came.expected):,} expected units arrived{missing}."
        case "inputs_distinct":
            named = f": {', '.join(repeated)}" if repeated else ""
            return f"{len(repeated):,} of {len(came.inputs):,} files came twice{named}."
    named = f": {', '.join(unreadable)}" if unreadable else ""
    return (
        f"{len(unreadable):,} of {len(came.inputs):,} files could not be read{named}; "
        f"{ragged:,} rows have another number of cells than the heading and were not counted."
    )
