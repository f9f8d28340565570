"""The standard: when a count is within a limit, and when a collection meets a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from eqmon.counts import Count
from eqmon.statistics.newcombe import difference_interval
from eqmon.statistics.wilson import as_written, exceeds_beyond_chance, within_limit
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Level

Bound = Literal["observed", "wilson_lower", "above_the_others"]
DecidedBy = Literal["overall", "any_unit", "share_of_units"]

Judged = tuple[Count, bool | None]
"""A count, and whether it is within the limit; None where it is too few to judge."""


def judge_counts(
    counts: Sequence[Count], *, limit: float, bound: Bound, min_records: int
) -> list[Judged]:
    """Each count with whether it is within the limit, by the bound that the limit is put to.

    `observed` asks whether the rate is at most the limit as it stands; `wilson_lower` whether the
    rate's 95 % Wilson lower bound is; `above_the_others` whether the 95 % Newcombe lower bound of
    its difference from all other units together is.
    """
    whole = {c.level: c for c in counts}.get(Level.OVERALL)
    within: dict[str, Callable[[Count], bool]] = {
        "observed": lambda c: within_limit(c.count, c.denominator, limit),
        "wilson_lower": lambda c: not exceeds_beyond_chance(c.count, c.denominator, limit),
        "above_the_others": lambda c: whole is None or _not_above_others(c, whole, limit),
    }
    return [(c, within[bound](c) if c.denominator >= max(min_records, 1) else None) for c in counts]


def is_met(judged: Sequence[Judged], decided_by: DecidedBy, at_least: float | None) -> bool | None:
    """Whether the collection meets the rule; None where nothing could be assessed.

    Records whose unit is blank or not recognised are nobody's to answer for, and areas are there
    for pooling: neither decides.
    """
    level = Level.OVERALL if decided_by == "overall" else Level.UNIT
    assessed = [
        ok
        for count, ok in judged
        if ok is not None and count.level is level and count.unit not in (BLANK_UNIT, UNKNOWN_UNIT)
    ]
    if not assessed:
        return None
    if decided_by == "share_of_units" and at_least is not None:
        return Fraction(sum(assessed), len(assessed)) >= as_written(at_least)
    return all(assessed)


def _not_above_others(count: Count, whole: Count, limit: float) -> bool:
    others = whole.denominator - count.denominator
    if others <= 0:
        return True
    lower, _ = difference_interval(
        count.count, count.denominator, whole.count - count.count, others
    )
    return lower <= limit
