"""A rulebook's suite as a Great Expectations suite, sealed against silent loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import great_expectations.expectations as gxe
from great_expectations.core import ExpectationSuite

from eqmon import tally as tallies
from eqmon.errors import InternalError
from eqmon.expectations.rates import (
    ExpectCheckBrokenRateToBeAtMost,
    ExpectMostCommonValueShareToBeAtMost,
    ExpectNotApplicableShareToBeLikeTheOthers,
    ExpectStrandRecordingRateToBeAtMost,
    TallyExpectation,
)
from eqmon.limits import limits_of
from eqmon.rulebook.rules import DominanceRule, Judged, LeftOutRule, RecordingRule
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

    from eqmon.engines.counter import Plan

SEAL = "eqmon"
SEVERITY = {Verdict.WARN: "warning", Verdict.FAIL: "critical"}


def build_suite(plan: Plan, *others: Expectation) -> ExpectationSuite:
    """All judged rules of a suite, a warning and a failing expectation each, and others; sealed.

    The list goes to the constructor at once: adding one by one takes quadratic time.
    """
    expectations = [
        *others,
        *(
            e
            for rule in plan.suite.rules
            if isinstance(rule, Judged)
            for e in _expectations(rule, plan)
        ),
    ]
    suite = ExpectationSuite(name=plan.suite.suite, expectations=expectations)
    return seal(suite, rulebook_sha256=plan.rulebook.sha256)


def seal(suite: ExpectationSuite, **more: str) -> ExpectationSuite:
    """Write into the suite how many expectations it holds."""
    suite.meta[SEAL] = {"expectations": len(suite.expectations), **more}
    return suite


def check_seal(suite: ExpectationSuite) -> None:
    """Raise InternalError where expectations got lost, as Great Expectations does silently."""
    sealed = suite.meta.get(SEAL, {}).get("expectations")
    held = len(suite.expectations)
    if sealed is not None and sealed != held:
        raise InternalError(
            f"Great Expectations suite {suite.name}",
            f"{sealed - held} of its {sealed} expectations were not loaded",
            hint="write `import eqmon.expectations` before the suite is loaded",
        )


def _expectations(rule: Judged, plan: Plan) -> Iterator[TallyExpectation]:
    book, suite = plan.rulebook, plan.suite
    for limit in limits_of(rule, suite):
        shared: dict[str, Any] = {
            "suite": suite.suite,
            "rulebook": str(book.directory) if book.directory else "",
            "period": plan.period,
            "rule": rule.id,
            "max_rate": limit.above,
            "bound": limit.bound,
            "min_records": limit.min_records,
            "decided_by": limit.decided_by,
            "at_least": limit.at_least,
            "severity": SEVERITY[limit.verdict],
            "description": rule.title,
            "meta": {SEAL: {"rule": rule.id, "verdict": limit.verdict.value}},
        }
        match rule:
            case RecordingRule():
                yield ExpectStrandRecordingRateToBeAtMost(
                    strand=rule.strand, measure=rule.measure.value, **shared
                )
            case DominanceRule():
                yield ExpectMostCommonValueShareToBeAtMost(strand=rule.strand, **shared)
            case LeftOutRule():
                yield ExpectNotApplicableShareToBeLikeTheOthers(**shared)
            case _:
                yield ExpectCheckBrokenRateToBeAtMost(**shared)


def tally_form() -> tuple[Expectation, ...]:
    """What must hold of any tally before a rule is put to it, in Great Expectations' own words."""
    return (
        gxe.ExpectTableColumnsToMatchSet(column_set=list(tallies.COLUMNS)),
        gxe.ExpectColumnValuesToBeBetween(column="n", min_value=1),
    )
