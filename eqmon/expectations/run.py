"""Runs a suite on a frame, in memory and without a trace, and reads what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

from eqmon.counts import Count
from eqmon.errors import InternalError
from eqmon.expectations.suite import SEAL, build_suite, check_seal, tally_form
from eqmon.outcomes import Outcome
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import (
        ExpectationSuite,
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )

    from eqmon.engines.counter import Plan

SAFE = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
}
"""A result format in which Great Expectations keeps no value of a cell."""


def run_suite(plan: Plan, tally: pd.DataFrame) -> tuple[Outcome, ...]:
    """What Great Expectations says of each limit of each rule of a suite, on its tally.

    InternalError where the tally has not the form of one, or where a result is missing.
    """
    results = validate(build_suite(plan, *tally_form()), tally).results
    if not all(result.success for result in results if not _of_rule(result)):
        raise InternalError("tally", "its columns or counts are not those of a tally")
    return tuple(_outcome(result) for result in results if _of_rule(result))


def validate(suite: ExpectationSuite, frame: pd.DataFrame) -> ExpectationSuiteValidationResult:
    """Great Expectations' results for a frame: one fresh context, one pass, then nothing left.

    A context is never shared: a batch's identity ignores its frame, so two frames in one context
    may answer for one another.
    """
    check_seal(suite)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("eqmon")
    definition = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe("all")
    batch = definition.get_batch(batch_parameters={"dataframe": frame})
    results = batch.validate(suite, result_format=SAFE)
    if len(results.results) != len(suite.expectations):
        raise InternalError(f"suite {suite.name}", "an expectation gave no result")
    return results


def _of_rule(result: ExpectationValidationResult) -> bool:
    return SEAL in (result.expectation_config.meta or {})


def _outcome(result: ExpectationValidationResult) -> Outcome:
    """One result, by an allow-list of what may leave Great Expectations."""
    ours = result.expectation_config.meta[SEAL]
    ran = not raised(result.exception_info)
    found: dict[str, Any] = result.result if ran else {}
    return Outcome(
        rule=ours["rule"],
        verdict=Verdict(ours["verdict"]),
        success=bool(result.success),
        assessed=bool(found.get("assessed", False)),
        ran=ran,
        groups=tuple(
            (Count(Level(level), unit, count, denominator), ok)
            for level, unit, count, denominator, ok in found.get("groups", ())
        ),
    )


def raised(exception_info: dict[str, Any] | None) -> bool:
    """Whether an exception was caught: Great Expectations has two shapes for telling."""
    told = exception_info or {}
    return bool(told.get("raised_exception")) or any(
        isinstance(info, dict) and info.get("raised_exception") for info in told.values()
    )
