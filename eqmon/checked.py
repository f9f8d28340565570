"""One collection, counted and judged: all that its report is built from."""

from __future__ import annotations

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
