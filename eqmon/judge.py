"""Joins what Great Expectations said to the counts behind it, and gives each rule its verdicts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon import counts as counting
from eqmon.counts import Count
from eqmon.errors import InternalError
from eqmon.limits import Limit, limits_of
from eqmon.outcomes import Outcome
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import (
    DominanceRule,
    Judged,
    LeftOutRule,
    ManifestRule,
    RecordingRule,
    Rule,
)
from eqmon.standard import deciding, judge_counts
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    import pandas as pd

TOO_FEW = "too few"
NO_COLUMN = "no column"
NOT_CONCERNED = "no record is concerned"
COULD_NOT_RUN = "could not be evaluated"
NOTHING_EXPECTED = "no unit is expected"


@dataclass(frozen=True)
class Judgement:
    """What one rule came to in one unit, area or overall."""

    count: Count
    verdict: Verdict
    reason: str = ""
    """Why it was not assessed, or that there was no column."""


@dataclass(frozen=True)
class RuleJudgement:
    """What one rule came to, for the collection and everywhere in it."""

    rule: Rule
    verdict: Verdict
    reason: str
    decided_at: Level
    judgements: tuple[Judgement, ...] = ()


def judge(
    suite: Suite, tally: pd.DataFrame, outcomes: Sequence[Outcome]
) -> tuple[RuleJudgement, ...]:
    """Each rule's verdicts, in the suite's order.

    InternalError where an outcome is missing, or where Great Expectations' judgement of any count
    is not the one that the tally and the rule give.
    """
    said = {(o.rule, o.verdict): o for o in outcomes}
    return tuple(_judge_rule(rule, suite, tally, said) for rule in suite.rules)


def counts_of(rule: Judged, tally: pd.DataFrame) -> list[Count]:
    """The counts that a rule puts to its limits."""
    if isinstance(rule, RecordingRule):
        return counting.recording_counts(tally, rule.strand, rule.measure)
    if isinstance(rule, DominanceRule):
        return counting.dominance_counts(tally, rule.strand)
    if isinstance(rule, LeftOutRule):
        return counting.left_out_counts(tally)
    return counting.check_counts(tally, rule.id)


def _judge_rule(
    rule: Rule,
    suite: Suite,
    tally: pd.DataFrame,
    said: Mapping[tuple[str, Verdict], Outcome],
) -> RuleJudgement:
    if isinstance(rule, ManifestRule):
        return _judge_manifest(rule, said[rule.id, Verdict.FAIL])
    counts = counts_of(rule, tally)
    limits = limits_of(rule, suite)
    outcomes = [said[rule.id, limit.verdict] for limit in limits]
    if not all(outcome.ran for outcome in outcomes):
        return RuleJudgement(rule, Verdict.NOT_ASSESSED, COULD_NOT_RUN, Level.OVERALL)
    bare = (
        counting.places_without_column(tally, rule.strand)
        if isinstance(rule, RecordingRule)
        else set()
    )
    for outcome, limit in zip(outcomes, limits, strict=True):
        _require_agreement(rule, outcome, limit, counts, bare)
    decided_at, _ = deciding(outcomes[-1].groups, limits[-1].decided_by)
    judgements = tuple(
        _judge_group(
            count,
            [(o.verdict, o.groups[at][1]) for o in outcomes],
            no_column=(count.level, count.unit) in bare,
        )
        for at, count in enumerate(counts)
    )
    verdict = _worst_not_met(outcomes)
    reason = _reason(verdict, counts, no_column=(Level.OVERALL, "") in bare)
    return RuleJudgement(rule, verdict, reason, decided_at, judgements)


def _judge_manifest(rule: ManifestRule, outcome: Outcome) -> RuleJudgement:
    if not outcome.ran:
        return RuleJudgement(rule, Verdict.NOT_ASSESSED, COULD_NOT_RUN, Level.OVERALL)
    if not outcome.assessed:
        return RuleJudgement(rule, Verdict.NOT_ASSESSED, NOTHING_EXPECTED, Level.OVERALL)
    verdict = Verdict.PASS if outcome.success else Verdict.FAIL
    return RuleJudgement(rule, verdict, "", Level.OVERALL)


def _judge_group(
    count: Count, within: Sequence[tuple[Verdict, bool | None]], *, no_column: bool
) -> Judgement:
    """The gravest limit that the count goes over; the limits come with the gravest last."""
    if any(ok is None for _, ok in within):
        reason = TOO_FEW if count.denominator else NOT_CONCERNED
        return Judgement(count, Verdict.NOT_ASSESSED, reason)
    over = [verdict for verdict, ok in within if not ok]
    reason = NO_COLUMN if no_column else ""
    return Judgement(count, over[-1] if over else Verdict.PASS, reason)


def _worst_not_met(outcomes: Sequence[Outcome]) -> Verdict:
    if not all(outcome.assessed for outcome in outcomes):
        return Verdict.NOT_ASSESSED
    not_met = [outcome.verdict for outcome in outcomes if not outcome.success]
    return not_met[-1] if not_met else Verdict.PASS


def _reason(verdict: Verdict, counts: Sequence[Count], *, no_column: bool) -> str:
    if verdict is not Verdict.NOT_ASSESSED:
        return NO_COLUMN if no_column else ""
    if not counts:
        return NO_COLUMN if no_column else NOT_CONCERNED
    return TOO_FEW


def _require_agreement(
    rule: Judged,
    outcome: Outcome,
    limit: Limit,
    counts: Sequence[Count],
    bare: Collection[counting.Place],
) -> None:
    ours = judge_counts(
        counts,
        limit=limit.above,
        bound=limit.bound,
        min_records=limit.min_records,
        bare=bare,
    )
    if list(outcome.groups) != ours:
        raise InternalError(
            f"rule {rule.id}",
            "Great Expectations and the tally disagree about its counts; nothing is reported",
            hint="please report this, with the versions of eqmon and great-expectations",
        )
