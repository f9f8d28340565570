"""eqmon's expectations: each puts a rule's counts, unit by unit, to a limit that it carries."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from great_expectations.compatibility import pydantic
from great_expectations.core.suite_parameters import SuiteParameterDict
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.expectation_configuration import parse_result_format
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from eqmon.counts import (
    Count,
    Place,
    check_counts,
    dominance_counts,
    left_out_counts,
    places_without_column,
    recording_counts,
)
from eqmon.expectations.metric import METRIC
from eqmon.standard import is_met, judge_counts
from eqmon.vocabulary import Level, Measure

if TYPE_CHECKING:
    import pandas as pd


class TallyExpectation(BatchExpectation):
    """What eqmon's expectations share; it has no `_validate`, so it is not registered itself.

    What decides has no default: Great Expectations writes no default into a suite's JSON, so a
    later default would change earlier suites.
    """

    suite: str
    rulebook: str
    """Directory of the rulebook that holds the suite; empty for the shipped one."""
    period: str | None = None
    rule: str
    max_rate: float | SuiteParameterDict = pydantic.Field(
        ..., description="Highest acceptable rate, a fraction from 0 to 1; exactly at it passes."
    )
    bound: Literal["observed", "wilson_lower", "above_the_others"]
    min_records: int
    decided_by: Literal["overall", "any_unit", "share_of_units"]
    at_least: float | None = None

    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id",)
    success_keys: ClassVar[tuple[str, ...]] = ("suite", "rulebook", "period", "rule", "max_rate")

    @pydantic.validator("max_rate")
    def _a_fraction(cls, value: Any) -> Any:  # noqa: N805 - pydantic 1 makes a class method of it
        if isinstance(value, float | int) and not 0 <= value <= 1:
            raise ValueError("max_rate is a fraction from 0 to 1")
        return value

    def get_validation_dependencies(
        self,
        execution_engine: Any = None,  # noqa: ARG002
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """The shared metric: the same arguments for all expectations, so it is computed once.

        The stock implementation copies the configuration some twenty times an expectation.
        """
        result_format = (runtime_configuration or {}).get("result_format", self.result_format)
        metric = MetricConfiguration(
            metric_name=METRIC,
            metric_domain_kwargs={"batch_id": self.batch_id},
            metric_value_kwargs={
                "suite": self.suite,
                "rulebook": self.rulebook,
                "period": self.period,
            },
        )
        return ValidationDependencies(
            metric_configurations={METRIC: metric},
            result_format=parse_result_format(result_format),
        )

    def _judge(self, counts: list[Count], bare: Collection[Place] = ()) -> dict[str, Any]:
        """Success and the counts behind it; nothing assessed is never a success."""
        judged = judge_counts(
            counts,
            limit=float(self.max_rate),
            bound=self.bound,
            min_records=self.min_records,
            bare=bare,
        )
        met = is_met(judged, self.decided_by, self.at_least)
        overall = next((c for c in counts if c.level is Level.OVERALL), None)
        rate = overall.count / overall.denominator if overall and overall.denominator else None
        return {
            "success": bool(met),
            "result": {
                "observed_value": rate,
                "element_count": overall.denominator if overall else 0,
                "assessed": met is not None,
                "groups": [[c.level.value, c.unit, c.count, c.denominator, ok] for c, ok in judged],
            },
        }


class ExpectStrandRecordingRateToBeAtMost(TallyExpectation):
    """Expect at most a share of applicable records to have a strand recorded in certain ways."""

    strand: str
    measure: str

    def _validate(self, metrics: dict[str, pd.DataFrame], **_: object) -> dict[str, Any]:
        tally = metrics[METRIC]
        counts = recording_counts(tally, self.strand, Measure(self.measure))
        return self._judge(counts, places_without_column(tally, self.strand))


class ExpectCheckBrokenRateToBeAtMost(TallyExpectation):
    """Expect at most a share of the records that a check concerns to break it."""

    def _validate(self, metrics: dict[str, pd.DataFrame], **_: object) -> dict[str, Any]:
        return self._judge(check_counts(metrics[METRIC], self.rule))


class ExpectMostCommonValueShareToBeAtMost(TallyExpectation):
    """Expect at most a share of a strand's known values to be one and the same."""

    strand: str

    def _validate(self, metrics: dict[str, pd.DataFrame], **_: object) -> dict[str, Any]:
        return self._judge(dominance_counts(metrics[METRIC], self.strand))


class ExpectNotApplicableShareToBeLikeTheOthers(TallyExpectation):
    """Expect no unit to leave out a larger share of records than the other units do."""

    def _validate(self, metrics: dict[str, pd.DataFrame], **_: object) -> dict[str, Any]:
        return self._judge(left_out_counts(metrics[METRIC]))
