"""Judging: each rule's verdict, everywhere and for the collection, from outcomes and counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from counting import a_check, a_rule, a_suite, tally_of

from eqmon.counts import Count
from eqmon.errors import InternalError
from eqmon.judge import Judgement, RuleJudgement, counts_of, judge
from eqmon.limits import limits_of
from eqmon.outcomes import Outcome
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import Judged
from eqmon.standard import is_met, judge_counts
from eqmon.vocabulary import Level, Verdict

RECORDED = a_rule(
    "recording", strand="ethnicity", measure="not_obtained", warn_above=0.1, fail_above=0.25
)


def outcomes(suite: Suite, tally: pd.DataFrame) -> list[Outcome]:
    """What Great Expectations should say of a suite."""
    said = []
    for rule in suite.rules:
        if not isinstance(rule, Judged):
            continue
        for x in limits_of(rule, suite):
            judged = judge_counts(
                counts_of(rule, tally), limit=x.above, bound=x.bound, min_records=x.min_records
            )
            met = is_met(judged, x.decided_by, x.at_least)
            said.append(
                Outcome(rule.id, x.verdict, bool(met), met is not None, True, tuple(judged))
            )
    return said


def judge_one(tally: pd.DataFrame, *rules: Any, **suite: Any) -> RuleJudgement:
    made = a_suite(rules=[*(rules or (RECORDED,))], **suite)
    return judge(made, tally, outcomes(made, tally))[0]


def blanks(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """A tally of units, each with so many blanks of so many records."""
    parts = [(u, "blank", b) for u, b, _ in rows] + [(u, "known", n - b) for u, b, n in rows]
    return tally_of(*(row for row in parts if row[2]))


@pytest.mark.parametrize(
    ("blank", "verdict"),
    [
        (0, "pass"),
        (10, "pass"),  # exactly at the lower limit
        (11, "warn"),
        (25, "warn"),
        (33, "warn"),  # over the higher limit, but chance may do that
        (34, "fail"),
        (100, "fail"),
    ],
)
def test_a_rate_passes_warns_or_fails(blank: int, verdict: str) -> None:
    judgement = judge_one(blanks(("Ash", blank, 100)))
    assert (judgement.verdict, judgement.reason) == (verdict, "")
    assert {j.verdict for j in judgement.judgements} == {verdict}


def test_each_unit_has_its_own_verdict_and_the_suite_decides_the_rule() -> None:
    tally = blanks(("Ash", 0, 100), ("Elm", 60, 100), ("Oak", 12, 100))
    level = "any_unit"
    judgement = judge_one(tally, decides={"level": level, "reason": "a test"})
    assert judgement.verdict is Verdict.FAIL
    assert judgement.decided_at is Level.UNIT
    assert [(j.count.unit, j.verdict.value) for j in judgement.judgements] == [
        ("Ash", "pass"),
        ("Elm", "fail"),
        ("Oak", "warn"),
        ("", "warn"),
    ]
    assert judge_one(tally).verdict is Verdict.WARN
    assert judge_one(tally).decided_at is Level.OVERALL


@pytest.mark.parametrize(
    ("at_least", "verdict"),
    [(0.3, "pass"), (0.6, "warn"), (0.7, "fail")],
)
def test_a_share_of_units_fails_by_those_that_fail_and_warns_by_those_that_warn(
    at_least: float, verdict: str
) -> None:
    tally = blanks(("Ash", 0, 100), ("Elm", 60, 100), ("Oak", 12, 100))
    decides = {"level": "share_of_units", "at_least": at_least, "reason": "a test"}
    assert judge_one(tally, decides=decides).verdict == verdict


def test_too_few_records_are_not_assessed() -> None:
    judgement = judge_one(blanks(("Ash", 29, 29), ("Elm", 30, 30)), min_records=30)
    assert [(j.count.unit, j.verdict.value, j.reason) for j in judgement.judgements] == [
        ("Ash", "not_assessed", "too few"),
        ("Elm", "fail", ""),
        ("", "fail", ""),
    ]
    few = judge_one(blanks(("Ash", 29, 29)), min_records=30)
    assert (few.verdict, few.reason) == (Verdict.NOT_ASSESSED, "too few")


NO_RECORDS = tally_of(("other", 1), columns="subject n")


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (RECORDED, "no column"),
        (a_check("key_present"), "no record is concerned"),
        (a_rule("left_out", warn_above=0.1), "no record is concerned"),
        (a_rule("dominance", strand="ethnicity", warn_above=0.1), "no record is concerned"),
    ],
)
def test_no_records_are_never_a_pass(rule, reason: str) -> None:
    judgement = judge_one(NO_RECORDS, rule)
    assert (judgement.verdict, judgement.reason) == (Verdict.NOT_ASSESSED, reason)
    assert judgement.judgements == ()


def test_a_required_strand_without_a_column_fails_with_that_reason() -> None:
    tally = tally_of(("Ash", "", "not_recorded", 40), columns="unit field recording n")
    judgement = judge_one(tally)
    assert (judgement.verdict, judgement.reason) == (Verdict.FAIL, "no column")
    assert judgement.judgements == (
        Judgement(Count(Level.UNIT, "Ash", 40, 40), Verdict.FAIL, "no column"),
        Judgement(Count(Level.OVERALL, "", 40, 40), Verdict.FAIL, "no column"),
    )


def test_a_check_is_decided_overall_whatever_decides_the_suite() -> None:
    tally = tally_of(
        ("Ash", "TS-TST-01", "broken", 1),
        ("Elm", "TS-TST-01", "holds", 99),
        columns="unit subject recording n",
    )
    decides = {"level": "any_unit", "reason": "a test"}
    judgement = judge_one(tally, a_rule("key_unique", fail_above=0.01), decides=decides)
    assert (judgement.verdict, judgement.decided_at) == (Verdict.PASS, Level.OVERALL)
    assert [j.verdict.value for j in judgement.judgements] == ["fail", "pass", "pass"]


def test_rules_come_in_the_suites_order() -> None:
    rules = [{**RECORDED, "id": f"TS-TST-0{n}"} for n in (3, 1, 2)]
    suite, tally = a_suite(rules=rules), blanks(("Ash", 0, 9))
    found = judge(suite, tally, sorted(outcomes(suite, tally), key=lambda o: o.rule))
    assert [j.rule.id[-1] for j in found] == ["3", "1", "2"]


def tampered(change: Any) -> RuleJudgement:
    suite, tally = a_suite(rules=[RECORDED]), blanks(("Ash", 30, 100))
    warn, fail = outcomes(suite, tally)
    return judge(suite, tally, [warn, change(fail)])[0]


def test_an_expectation_that_could_not_run_leaves_its_rule_not_assessed() -> None:
    judgement = tampered(lambda o: replace(o, ran=False, groups=()))
    assert (judgement.verdict, judgement.reason) == (
        Verdict.NOT_ASSESSED,
        "could not be evaluated",
    )


OTHER_COUNT = (Count(Level.UNIT, "Ash", 29, 100), True)


@pytest.mark.parametrize(
    "change",
    [
        lambda o: replace(o, groups=(OTHER_COUNT, *o.groups[1:])),
        lambda o: replace(o, groups=((o.groups[0][0], False), *o.groups[1:])),
        lambda o: replace(o, groups=o.groups[:1]),
        lambda o: replace(o, groups=()),
    ],
)
def test_nothing_is_reported_where_great_expectations_disagrees_with_the_tally(change) -> None:
    with pytest.raises(InternalError, match=r"TS-TST-01.*disagree"):
        tampered(change)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ({"success": True, "assessed": True, "ran": True}, ("pass", "")),
        ({"success": False, "assessed": True, "ran": True}, ("fail", "")),
        (
            {"success": False, "assessed": False, "ran": True},
            ("not_assessed", "no unit is expected"),
        ),
        (
            {"success": False, "assessed": False, "ran": False},
            ("not_assessed", "could not be evaluated"),
        ),
    ],
)
def test_a_rule_about_what_arrived_is_what_its_outcome_says(outcome, expected) -> None:
    suite = a_suite(rules=[a_rule("units_arrived")])
    said = [Outcome("TS-TST-01", Verdict.FAIL, **outcome)]
    [judgement] = judge(suite, NO_RECORDS, said)
    assert (judgement.verdict.value, judgement.reason) == expected
    assert judgement.judgements == ()
