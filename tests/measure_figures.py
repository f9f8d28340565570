"""What was counted of measures, from frames of records as reading gives them."""

from __future__ import annotations

from collections import Counter as Tallied
from collections.abc import Mapping
from typing import Any

import pandas as pd

from eqmon.engines.counter import Counter, Plan
from eqmon.engines.measure_counts import MeasureCounts
from eqmon.engines.sought import Sought
from eqmon.rulebook.measures import Link

NAMES = {1: "no", 2: "yes", 3: "not measurable"}


def as_read(records: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Records as reading gives them: categoricals, except for references."""
    kinds = {c: "str" if c in plan.references else "category" for c in records.columns}
    return records.astype(kinds)


def counted(
    plan: Plan, *chunks: pd.DataFrame, sought: Mapping[Link, Sought] | None = None
) -> MeasureCounts:
    """What is counted of records, each frame a chunk of its own."""
    counter = Counter(plan)
    for records in chunks:
        counter.add(as_read(records, plan))
    return counter.measure_counts(sought)


def figures(counts: MeasureCounts, *columns: str, by: str = "", measure: str = "") -> Any:
    """Counts of one breakdown by some columns and the state in words."""
    told: Tallied[Any] = Tallied()
    for entry in counts.entries:
        if entry.by == by and (not measure or entry.measure == measure):
            key = (*(getattr(entry, column) for column in columns), NAMES[entry.state])
            told[key if columns else key[0]] += entry.n
    return dict(told)
