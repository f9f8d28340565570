"""The sentences of findings: what was counted, over what, and how it stands to its limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN, NOTHING_EXPECTED, TOO_FEW, Judgement, RuleJudgement
from eqmon.report import figures
from eqmon.report.recorded import rate_of_count
from eqmon.report.words import MEASURE_PHRASES, number_of
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import ManifestRule
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.arrivals import Arrivals
    from eqmon.rates import Rate
    from eqmon.report.model import Finding
    from eqmon.rulebook.rules import Judged, Rule

CHECK_PHRASES = {
    "dominance": "the most frequent value's share of known values",
    "left_out": "records not applicable",
    "key_present": "records without a reference",
    "key_pattern": "references of another form",
    "key_unique": "records whose reference another record bears too",
    "unit_known": "records whose unit is blank or not recognised",
    "date_valid": "dates that are blank or cannot be read",
    "date_in_period": "dates outside the drop's period",
    "date_order": "dates that are before the one they should follow",
    "age_agrees": "ages that do not agree with the date of birth",
}
WITH_INTERVAL = ("recording", "dominance")
"""A check counts faults in full; an interval would suggest that they were sampled."""
VERDICT_WORDS = {Verdict.PASS: "pass", Verdict.WARN: "WARN", Verdict.FAIL: "FAIL"}

LOOSE_QUOTE = "Rows with too many or too few cells often hold a loose quotation mark."
NAMED_AT_MOST = 6
"""Units named in one sentence."""


def finding_sentence(
    rule: Judged, judgement: Judgement, suite: Suite, *, excepted: bool = False
) -> str:
    """One finding: place, what was counted, rate with count and denominator, verdict and limit."""
    count = judgement.count
    where = count.unit if count.level is not Level.OVERALL else "Overall"
    strand = getattr(rule, "strand", None)
    said = statement(
        kind=rule.kind,
        title=rule.title,
        label=suite.strands[strand].label if strand else "",
        measure=getattr(rule, "measure", None),
        rate=rate_of_count(count),
        limits=(rule.warn_above, rule.fail_above),
        interval=rule.kind in WITH_INTERVAL,
    )
    if judgement.verdict is Verdict.NOT_ASSESSED:
        return f"{where}: {said}; fewer than {suite.min_records} are too few to judge."
    said += f" {VERDICT_WORDS[judgement.verdict]} {limit_words(rule, judgement.verdict)}".rstrip()
    if excepted and judgement.verdict is not Verdict.PASS:
        said += ", excepted"
    return f"{where}: {said}{'; there is no column for it' * (judgement.reason == NO_COLUMN)}."


def statement_of(finding: Finding, label: str) -> str:
    """A finding's figure without place and verdict: `Age not obtained 24.5 % (135 of 551)`.

    `label` is its strand's; the finding has a rate.
    """
    assert finding.rate is not None
    return statement(
        kind=finding.kind,
        title=finding.title,
        label=label,
        measure=finding.measure,
        rate=finding.rate,
        limits=(finding.warn_above, finding.fail_above),
    )


def statement(
    *,
    kind: str,
    title: str,
    label: str,
    measure: Measure | None,
    rate: Rate,
    limits: tuple[float | None, float | None],
    interval: bool = False,
) -> str:
    """What a rule of this kind counted, with its rate, count and denominator."""
    percent = figures.percent(rate, limits)
    if kind == "implies":
        return f'"{title}" does not hold for {figures.counts(rate)} ({percent})'
    if measure is not None:
        counted = f"{label} {MEASURE_PHRASES[measure]}"
    else:
        counted = f"{label}: {CHECK_PHRASES[kind]}" if label else CHECK_PHRASES[kind]
    between = figures.interval(rate, limits) if interval else ""
    beside = f"; 95 % interval {between}" if between else ""
    return f"{counted} {percent} ({figures.counts(rate)}{beside})"


def rule_sentence(judged: RuleJudgement, suite: Suite, arrivals: Arrivals) -> str:
    """What a rule came to for its whole collection, and in how many units."""
    rule = judged.rule
    if isinstance(rule, ManifestRule):
        return _manifest_sentence(rule, judged, arrivals)
    overall = next((j for j in judged.judgements if j.count.level is Level.OVERALL), None)
    if judged.reason == TOO_FEW:
        who = "all together do not have" if judged.decided_at is Level.OVERALL else "no unit has"
        return f"Not assessed: {who} the {suite.min_records} records that a verdict needs."
    if overall is None:
        return f"Not assessed: {judged.reason}."
    said = [finding_sentence(rule, overall, suite), _in_units(judged)]
    ordered = said if judged.decided_at is Level.OVERALL else reversed(said)
    return " ".join(part for part in ordered if part)


def _in_units(judged: RuleJudgement) -> str:
    """`7 of 28 units fail, 19 warn.`; empty where none does."""
    found = [
        j.verdict
        for j in judged.judgements
        if j.count.level is Level.UNIT
        and j.count.unit not in (BLANK_UNIT, UNKNOWN_UNIT)
        and j.verdict is not Verdict.NOT_ASSESSED
    ]
    failing, warning = found.count(Verdict.FAIL), found.count(Verdict.WARN)
    of_all = f" of {number_of(len(found), 'unit')}"
    parts = []
    if failing:
        parts.append(f"{failing:,}{of_all} {'fails' if failing == 1 else 'fail'}")
    if warning:
        warns = "warns" if warning == 1 else "warn"
        parts.append(f"{warning:,}{'' if failing else of_all} {warns}")
    return f"{', '.join(parts)}." if parts else ""


def limit_words(judged: Judged | Finding, verdict: Verdict) -> str:
    """The limit that the verdict speaks of: `> 5 %`; empty for a pass."""
    warn, fail = judged.warn_above, judged.fail_above
    limit = fail if verdict is Verdict.FAIL else warn if warn is not None else fail
    if verdict not in (Verdict.FAIL, Verdict.WARN) or limit is None:
        return ""
    others = " above the other units" if judged.kind == "left_out" else ""
    return f"> {figures.limit(limit)}{others}"


def _some(names: Sequence[str]) -> str:
    """Names in a sentence; where they are many, the rest by number: the report lists them all."""
    more = len(names) - NAMED_AT_MOST
    if more <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED_AT_MOST])} and {more:,} more"


def action_of(rule: Rule, came: Arrivals) -> str:
    """What a rule asks to be done, with where to look where rows were left out."""
    if rule.kind == "inputs_readable" and any(i.ragged_rows for i in came.inputs):
        return f"{rule.action} {LOOSE_QUOTE}"
    return rule.action


def _manifest_sentence(rule: Rule, judged: RuleJudgement, came: Arrivals) -> str:
    if judged.verdict is Verdict.NOT_ASSESSED:
        alone = "no unit is expected of files given by name, only of a folder or archive"
        is_alone = judged.reason == NOTHING_EXPECTED and not came.is_drop
        return f"Not assessed: {alone if is_alone else judged.reason}."
    files = number_of(len(came.inputs), "file")
    match rule.kind:
        case "units_arrived":
            missing = f": missing {_some(came.missing)}" if came.missing else ""
            arrived = len(came.expected) - len(came.missing)
            return (
                f"{arrived:,} of {number_of(len(came.expected), 'expected unit')} arrived{missing}."
            )
        case "inputs_distinct":
            repeated = [i.name for i in came.inputs if i.status == "repeated"]
            named = f": {', '.join(repeated)}" if repeated else ""
            return f"{len(repeated):,} of {files} came twice{named}."
    unreadable = [i.name for i in came.inputs if i.status == "unreadable"]
    said = f"{len(unreadable):,} of {files} could not be read: {', '.join(unreadable)}"
    whole = f"all {files} could be read" if len(came.inputs) > 1 else "the file could be read"
    ragged = sum(i.ragged_rows for i in came.inputs)
    of_rows = f"{number_of(ragged, 'row')} left out: not as many cells as the heading"
    parts = [said if unreadable else whole if not ragged else "", of_rows if ragged else ""]
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[0].upper()}{sentence[1:]}."
