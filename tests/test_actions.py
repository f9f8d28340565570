"""Each action is asked once, the gravest first, and only by rules that fail or warn."""

from __future__ import annotations

from writer_reports import ACTION, full_report

from eqmon.report.actions import actions
from eqmon.vocabulary import Verdict


def test_each_action_is_asked_once_with_the_rules_that_fail_or_warn() -> None:
    found = {action.text: action for action in actions(full_report())}
    assert list(found) == [
        "Find the missing extract and run again.",
        "Add the field to the form.",
        ACTION,
    ]
    assert found[ACTION].rules[:2] == ("DV-ETH-01", "DV-AGE-01")
    assert len(set(found[ACTION].rules)) == len(found[ACTION].rules)
    assert {action.verdict for action in found.values()} == {Verdict.FAIL}


def test_a_rule_that_passes_asks_nothing_though_a_unit_fails_it() -> None:
    report = full_report()
    [collection] = report.collections
    rules = tuple(r.model_copy(update={"verdict": Verdict.PASS}) for r in collection.rules)
    passing = collection.model_copy(update={"rules": rules})
    assert actions(report.model_copy(update={"collections": (passing,)})) == []


def test_an_action_is_as_grave_as_its_gravest_rule() -> None:
    report = full_report()
    [collection] = report.collections
    rules = tuple(r for r in collection.rules if r.verdict is Verdict.WARN)
    warning = collection.model_copy(update={"rules": rules})
    [action] = actions(report.model_copy(update={"collections": (warning,)}))
    assert (action.text, action.verdict) == (ACTION, Verdict.WARN)
