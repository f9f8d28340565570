"""Outcomes: what Great Expectations said of each rule, in eqmon's own words."""

from __future__ import annotations

from dataclasses import dataclass

from eqmon.counts import Count
from eqmon.vocabulary import Verdict


@dataclass(frozen=True)
class Outcome:
    """What one expectation came to: one limit of one rule."""

    rule: str
    verdict: Verdict
    """The verdict that going over this limit gives: `warn` or `fail`."""
    success: bool
    assessed: bool
    """False where there was too little to judge; then `success` is False too."""
    ran: bool
    """False where Great Expectations could not evaluate it."""
    groups: tuple[tuple[Count, bool | None], ...] = ()
    """Each unit's, area's and the overall count, and whether it is within the limit."""
