"""The worst comes first, and what no unit can help is told once."""

from __future__ import annotations

from writer_reports import ACTION, full_report

from eqmon.report.order import actions, all_findings, telling_findings, worst_findings, worst_rules
from eqmon.vocabulary import Level, Verdict


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


def test_each_action_is_asked_once_with_the_rules_that_fail_or_warn() -> None:
    found = dict(actions(full_report()))
    assert list(found) == [
        "Find the missing extract and run again.",
        "Add the field to the form.",
        ACTION,
    ]
    assert found[ACTION][:2] == ("DV-ETH-01", "DV-AGE-01")
    assert len(set(found[ACTION])) == len(found[ACTION])
