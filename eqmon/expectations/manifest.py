"""Rules about what arrived, in Great Expectations' own expectations on the drop's manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import great_expectations.expectations as gxe
from great_expectations.core import ExpectationSuite

from eqmon.expectations.run import raised, validate
from eqmon.expectations.suite import seal
from eqmon.outcomes import Outcome
from eqmon.rulebook.rules import (
    InputsDistinctRule,
    InputsReadableRule,
    ManifestRule,
    UnitsArrivedRule,
)
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.expectations.expectation import Expectation


def run_manifest(
    rules: Sequence[ManifestRule],
    *,
    units: pd.DataFrame,
    expected: Sequence[str],
    inputs: pd.DataFrame,
) -> tuple[Outcome, ...]:
    """What Great Expectations says of a collection's manifest.

    `units` has the column unit: a row a unit that sent records; `expected` are the units that
    should have. `inputs` has the columns sha256, status and ragged_rows: a row an input.
    """
    of_units = [rule for rule in rules if isinstance(rule, UnitsArrivedRule)]
    of_inputs = [rule for rule in rules if not isinstance(rule, UnitsArrivedRule)]
    outcomes = [*_run(of_inputs, inputs, expected)]
    if expected:
        outcomes += _run(of_units, units, expected)
    else:
        outcomes += (
            Outcome(rule.id, Verdict.FAIL, success=False, assessed=False, ran=True)
            for rule in of_units
        )
    return tuple(outcomes)


def _run(
    rules: Sequence[ManifestRule], frame: pd.DataFrame, expected: Sequence[str]
) -> Iterator[Outcome]:
    """One outcome a rule: a rule may need several expectations, and all of them must hold."""
    if not rules:
        return
    expectations = [e for rule in rules for e in _expectations(rule, expected)]
    suite = seal(ExpectationSuite(name="manifest", expectations=expectations))
    results = validate(suite, frame).results
    for rule in rules:
        mine = [r for r in results if r.expectation_config.meta["rule"] == rule.id]
        ran = not any(raised(result.exception_info) for result in mine)
        success = all(result.success for result in mine)
        yield Outcome(rule.id, Verdict.FAIL, success=success, assessed=ran, ran=ran)


def _expectations(rule: ManifestRule, expected: Sequence[str]) -> list[Expectation]:
    told: dict[str, Any] = {"meta": {"rule": rule.id}, "description": rule.title}
    match rule:
        case UnitsArrivedRule():
            return [
                gxe.ExpectColumnDistinctValuesToContainSet(
                    column="unit", value_set=list(expected), **told
                )
            ]
        case InputsDistinctRule():
            return [gxe.ExpectColumnValuesToBeUnique(column="sha256", **told)]
        case InputsReadableRule():
            return [
                gxe.ExpectColumnValuesToNotBeInSet(
                    column="status", value_set=["unreadable"], **told
                ),
                gxe.ExpectColumnMaxToBeBetween(column="ragged_rows", max_value=0, **told),
            ]
