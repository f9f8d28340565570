"""Rules about what arrived, in Great Expectations' own expectations on the drop's manifest."""

from __future__ import annotations

from collections.abc import Sequence
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
    outcomes = []
    for rule in rules:
        if isinstance(rule, UnitsArrivedRule) and not expected:
            outcomes.append(Outcome(rule.id, Verdict.FAIL, success=False, assessed=False, ran=True))
            continue
        frame = units if isinstance(rule, UnitsArrivedRule) else inputs
        suite = ExpectationSuite(name=rule.id, expectations=_expectations(rule, expected))
        results = validate(seal(suite), frame)
        ran = not any(raised(result.exception_info) for result in results.results)
        success = bool(results.success)
        outcomes.append(Outcome(rule.id, Verdict.FAIL, success=success, assessed=ran, ran=ran))
    return tuple(outcomes)


def _expectations(rule: ManifestRule, expected: Sequence[str]) -> list[Any]:
    match rule:
        case UnitsArrivedRule():
            return [
                gxe.ExpectColumnDistinctValuesToContainSet(column="unit", value_set=list(expected))
            ]
        case InputsDistinctRule():
            return [gxe.ExpectColumnValuesToBeUnique(column="sha256")]
        case InputsReadableRule():
            return [
                gxe.ExpectColumnValuesToNotBeInSet(column="status", value_set=["unreadable"]),
                gxe.ExpectColumnMaxToBeBetween(column="ragged_rows", max_value=0),
            ]
