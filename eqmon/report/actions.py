"""What to do next: each text once, with the rules that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.report.order import JUDGED_BAD, worst_rules
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Report


@dataclass(frozen=True)
class Action:
    """Something to do, and why."""

    text: str
    verdict: Verdict
    """The gravest of its rules."""
    rules: tuple[str, ...]


def actions(report: Report) -> list[Action]:
    """What the rules that fail or warn ask for, the worst first; rules that pass ask nothing."""
    asked: dict[str, list[str]] = {}
    gravest: dict[str, Verdict] = {}
    for rule in worst_rules(r for c in report.collections for r in c.rules):
        if rule.verdict in JUDGED_BAD and rule.action:
            asked.setdefault(rule.action, []).append(rule.rule)
            gravest.setdefault(rule.action, rule.verdict)
    return [Action(text, gravest[text], tuple(rules)) for text, rules in asked.items()]
