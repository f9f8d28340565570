"""A rule's limits, and how each is put to the rates: what warns and what fails."""

from __future__ import annotations

from dataclasses import dataclass

from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import DominanceRule, Judged, LeftOutRule, RecordingRule
from eqmon.standard import Bound, DecidedBy
from eqmon.vocabulary import Verdict


@dataclass(frozen=True)
class Limit:
    """One limit of a rule: going over it by its bound gives the verdict."""

    verdict: Verdict
    above: float
    bound: Bound
    min_records: int
    decided_by: DecidedBy
    at_least: float | None


def limits_of(rule: Judged, suite: Suite) -> tuple[Limit, ...]:
    """The rule's limits, the warning first.

    A rate of how people are recorded warns as soon as it is observed over the lower limit, and
    fails only beyond chance. A check is a full count: it is compared as it stands, overall.
    """
    warn, fail = rule.warn_above, rule.fail_above
    if isinstance(rule, RecordingRule | DominanceRule):
        bounds: tuple[Bound, Bound] = ("observed", "wilson_lower")
        warn = fail if warn is None else warn
    elif isinstance(rule, LeftOutRule):
        bounds = ("above_the_others", "above_the_others")
    else:
        return tuple(
            Limit(verdict, above, "observed", 1, "overall", None)
            for verdict, above in ((Verdict.WARN, warn), (Verdict.FAIL, fail))
            if above is not None
        )
    decides = suite.decides
    return tuple(
        Limit(verdict, above, bound, suite.min_records, decides.level, decides.at_least)
        for verdict, above, bound in zip(
            (Verdict.WARN, Verdict.FAIL), (warn, fail), bounds, strict=True
        )
        if above is not None
    )
