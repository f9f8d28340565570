"""The worst comes first, and what no unit can help is told once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from reports import rate_of
from writer_reports import full_report

from eqmon.report.order import (
    all_findings,
    records_above,
    telling_findings,
    worst_findings,
    worst_of_each_rule,
    worst_rules,
)
from eqmon.vocabulary import BLANK_UNIT, Level, Verdict


def test_findings_by_verdict_then_by_how_far_above_the_limit() -> None:
    [collection] = full_report().collections
    units = [f for f in collection.findings if f.level is Level.UNIT and f.reason == ""]
    found = [(f.verdict.value, f.rule, f.unit) for f in worst_findings(units)]
    assert found[:5] == [
        ("fail", "DV-ETH-01", "Barnet"),  # 49.0 % over 20 %
        ("fail", "DV-AGE-01", "Barnet"),  # 24.5 % over 5 %
        ("fail", "DV-ETH-01", "Brent"),  # 37.5 % over 20 %
        ("fail", "DV-DIS-01", "Brent"),  # 49.9 % over 40 %
        ("warn", "DV-ETH-02", "Brent"),
    ]
    assert [verdict for verdict, _, _ in found] == sorted(
        (verdict for verdict, _, _ in found), key=["fail", "warn", "pass"].index
    )


def test_findings_as_far_above_the_limit_stand_by_their_counts() -> None:
    [collection] = full_report().collections
    finding = next(
        f for f in collection.findings if f.unit == "Brent" and f.verdict is Verdict.FAIL
    )
    few, many = (
        finding.model_copy(update={"unit": unit, "rate": rate_of(*counts)})
        for unit, counts in (("Barnet", (20, 40)), ("Camden", (200, 400)))
    )
    assert worst_findings([few, many]) == [many, few]


def test_order_does_not_depend_on_the_order_given() -> None:
    [collection] = full_report().collections
    assert worst_findings(reversed(collection.findings)) == worst_findings(collection.findings)
    assert worst_rules(reversed(collection.rules)) == worst_rules(collection.rules)


def test_rules_about_what_arrived_come_before_others_of_their_verdict() -> None:
    [collection] = full_report().collections
    found = [r.rule for r in worst_rules(collection.rules)]
    assert found[:4] == ["DV-ARR-01", "DV-ORI-01", "DV-ETH-01", "DV-AGE-01"]
    passing = [
        r.model_copy(update={"verdict": Verdict.PASS}) if r.rule == "DV-ARR-01" else r
        for r in collection.rules
    ]
    assert worst_rules(passing)[-1].rule == "DV-ARR-01"


def test_a_rule_without_findings_speaks_for_itself() -> None:
    [collection] = full_report().collections
    first, *others = all_findings(collection)
    assert (first.rule, first.level, first.verdict) == ("DV-ARR-01", Level.OVERALL, Verdict.FAIL)
    assert tuple(others) == collection.findings


def test_a_missing_column_is_told_once_and_overall_only_where_it_decides() -> None:
    [collection] = full_report().collections
    told = telling_findings(collection)
    assert [f.unit for f in told if f.rule == "DV-ORI-01"] == [None]
    assert None not in [f.unit for f in told if f.rule == "DV-AGE-01"]
    deciding = tuple(
        f.model_copy(update={"decides": f.level is Level.OVERALL}) for f in collection.findings
    )
    told = telling_findings(collection.model_copy(update={"findings": deciding}))
    assert [f.unit for f in told if f.rule == "DV-AGE-01"][:2] == ["Barnet", None]


def test_at_most_so_many_findings_of_one_rule_in_their_order() -> None:
    [collection] = full_report().collections
    findings = worst_findings(collection.findings)
    kept = worst_of_each_rule(findings, 2)
    assert [f for f in findings if f in kept] == kept
    assert set(Counter(f.rule for f in kept).values()) == {2}


@pytest.mark.parametrize(
    ("changes", "weight"),
    [
        ({"rate": rate_of(29, 100), "warn_above": 0.25}, 4.0),
        ({"rate": rate_of(29, 100), "warn_above": None}, 29.0),
        ({"rate": None}, 0.0),
    ],
)
def test_a_warning_weighs_as_many_records_as_are_above_its_limit(
    changes: dict[str, Any], weight: float
) -> None:
    [collection] = full_report().collections
    assert records_above(collection.findings[0].model_copy(update=changes)) == weight


def test_records_of_no_known_unit_are_told_overall_alone() -> None:
    [collection] = full_report().collections
    findings = tuple(
        f.model_copy(update={"unit": BLANK_UNIT}) if f.unit == "Barnet" else f
        for f in collection.findings
    )
    told = telling_findings(collection.model_copy(update={"findings": findings}))
    assert BLANK_UNIT not in {f.unit for f in told}
