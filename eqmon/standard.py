"""The standard: when a count is within a limit, and when a collection meets a rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from typing import Literal

from eqmon.counts import Count, Place
from eqmon.statistics.newcombe import difference_interval
from eqmon.statistics.wilson import as_written, exceeds_beyond_chance, within_limit
from eqmon.vocabulary import BUCKETS, Level

Bound = Literal["observed", "wilson_lower", "above_the_others"]
DecidedBy = Literal["overall", "any_unit", "share_of_units"]

POOLED = (Level.UNIT, Level.AREA, Level.OVERALL)
"""Levels from the one that decides to the ones that its records are pooled in."""

Judged = tuple[Count, bool | None]
"""A count, and whether it is within the limit; None where it is too few to judge."""


def judge_counts(
    counts: Sequence[Count],
    *,
    limit: float,
    bound: Bound,
    min_records: int,
    bare: Collection[Place] = (),
) -> list[Judged]:
    """Each count with whether it is within the limit, by the bound that the limit is put to.

    `observed` asks whether the rate is at most the limit as it stands; `wilson_lower` whether the
    rate's 95 % Wilson lower bound is; `above_the_others` whether the 95 % Newcombe lower bound of
    its difference from all other units together is. In the places `bare` of any column every record
    counts: chance has no part in that, and no number of records is too few to say so.
    """
    whole = {c.level: c for c in counts}.get(Level.OVERALL)
    within: dict[str, Callable[[Count], bool]] = {
        "observed": lambda c: within_limit(c.count, c.denominator, limit),
        "wilson_lower": lambda c: not exceeds_beyond_chance(c.count, c.denominator, limit),
        "above_the_others": lambda c: whole is None or _not_above_others(c, whole, limit),
    }

    def is_within(count: Count) -> bool | None:
        if (count.level, count.unit) in bare and count.count == count.denominator > 0:
            return within["observed"](count)
        enough = count.denominator >= max(min_records, 1)
        return within[bound](count) if enough else None

    return [(count, is_within(count)) for count in counts]


def is_met(judged: Sequence[Judged], decided_by: DecidedBy, at_least: float | None) -> bool | None:
    """Whether the collection meets the rule; None where nothing could be assessed."""
    _, assessed = deciding(judged, decided_by)
    if not assessed:
        return None
    if decided_by == "share_of_units" and at_least is not None:
        return Fraction(sum(assessed), len(assessed)) >= as_written(at_least)
    return all(assessed)


def deciding(judged: Sequence[Judged], decided_by: DecidedBy) -> tuple[Level, list[bool]]:
    """The level that decides a rule, and whether each place assessed there is within the limit.

    Where no unit has enough records they are pooled: areas decide, and where no area has enough
    either, all records together. Records whose unit is blank or not recognised are nobody's to
    answer for: they decide nothing by themselves.
    """
    levels = (Level.OVERALL,) if decided_by == "overall" else POOLED
    for level in levels:
        assessed = [
            ok
            for count, ok in judged
            if ok is not None and count.level is level and count.unit not in BUCKETS
        ]
        if assessed:
            return level, assessed
    return levels[0], []


def _not_above_others(count: Count, whole: Count, limit: float) -> bool:
    others = whole.denominator - count.denominator
    if others <= 0:
        return True
    lower, _ = difference_interval(
        count.count, count.denominator, whole.count - count.count, others
    )
    return lower <= limit
