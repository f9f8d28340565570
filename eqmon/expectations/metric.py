"""The one metric that all of eqmon's expectations share: the tally, computed once a batch."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from eqmon import tally as tallies
from eqmon.engines.counter import Counter, Plan
from eqmon.engines.repeats import settle_repeats
from eqmon.errors import UsageError
from eqmon.extract.headings import match_fields
from eqmon.rulebook.load import Rulebook, load_rulebook

if TYPE_CHECKING:
    from great_expectations.execution_engine import ExecutionEngine

METRIC = "eqmon.tally.v1"
"""The version stands in the name: the tally's columns are part of the contract."""


class TallyMetric(TableMetricProvider):
    """Gives the tally of a batch: of a tally as it is, of raw records by counting them."""

    metric_name = METRIC
    domain_keys = ("batch_id",)
    value_keys = ("suite", "rulebook", "period")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805 - Great Expectations makes a class method of it
        execution_engine: ExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: object,
    ) -> pd.DataFrame:
        """The tally, remembered on the batch.

        Great Expectations throws away a whole round of metrics when one of them raises and
        computes it again, up to three times; the memory keeps the count single.
        """
        data = execution_engine.batch_manager.active_batch_data
        remembered = data.__dict__.setdefault("_eqmon_tallies", {})
        wanted = json.dumps(metric_value_kwargs, sort_keys=True)
        if wanted not in remembered:
            frame = execution_engine.get_domain_records(domain_kwargs=metric_domain_kwargs)
            remembered[wanted] = as_tally(frame, **metric_value_kwargs)
        tally: pd.DataFrame = remembered[wanted]
        return tally


def as_tally(frame: pd.DataFrame, suite: str, rulebook: str, period: str | None) -> pd.DataFrame:
    """The tally of a frame: itself, where it is one; otherwise of raw records, one text a cell."""
    if tuple(frame.columns) == tallies.COLUMNS:
        return frame
    book = rulebook_at(rulebook)
    if suite not in book.suites:
        raise UsageError(
            "Great Expectations suite",
            "it names a suite that its rulebook does not hold",
            allowed=", ".join(sorted(book.suites)),
        )
    plan = Plan(book.suites[suite], book, period)
    chunk = as_chunk(frame, plan)
    counter = Counter(plan)
    counter.add(chunk)
    settle_repeats(counter, [lambda: [chunk]])
    return counter.frame()


def as_chunk(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Raw records as the engine takes them: a column a field, categorical all but the key."""
    headings = [str(heading) for heading in frame.columns]
    positions = match_fields(headings, plan.suite, plan.rulebook)
    columns = {
        name: frame.iloc[:, at].astype("str").fillna("")
        for name, at in positions.items()
        if name in plan.fields
    }
    return pd.DataFrame(
        {
            name: column if name in plan.suite.key else column.astype("category")
            for name, column in columns.items()
        },
        index=frame.index,
    )


@lru_cache(maxsize=8)
def rulebook_at(directory: str) -> Rulebook:
    """The rulebook of a directory; of no directory, the shipped one."""
    return load_rulebook(Path(directory) if directory else None)
