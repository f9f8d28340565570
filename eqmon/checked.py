"""One collection, counted and judged: all that its report is built from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eqmon.arrivals import Arrivals
from eqmon.engines.counter import Plan
from eqmon.intake import TakenCollection
from eqmon.judge import RuleJudgement


@dataclass(frozen=True)
class Checked:
    """One collection with all that its report is built from."""

    collection: TakenCollection
    plan: Plan
    arrivals: Arrivals
    judgements: tuple[RuleJudgement, ...]

    def without_column(self, fields: Iterable[str]) -> list[str]:
        """Which of these fields, in words, no extract has a column for."""
        return [name.replace("_", " ") for name in fields if name not in self.columns]

    @property
    def columns(self) -> frozenset[str]:
        """The fields that some extract of the collection has a column for."""
        return frozenset(name for taken in self.arrivals.inputs for name, _ in taken.headings)
