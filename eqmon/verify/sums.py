"""Totals, differences and changes held to the figures that they are said to come from.

A whole number is taken as exact. A figure with decimals or a percent sign was rounded, and anything
within half a unit of its last decimal may stand behind it.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from eqmon.verify.claim import Asked, Number, Numbers
from eqmon.verify.counts import Percent
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.printed import Printed, shown


class Parts(StrEnum):
    """Whether the parts are all that there is."""

    ALL = "all"
    SOME = "some"


class SumOf(Asked):
    """Parts and their stated total; `some` where the text names only some parts of it."""

    items: Numbers
    value: Number | None = None
    relation: Parts = Parts.ALL


class Difference(Asked):
    """After less before: with a minus sign for a fall."""

    value: Number
    before: Number
    after: Number


class Change(Asked):
    """The change from before to after in per cent of before: with a minus sign for a fall."""

    value: Percent
    before: Number
    after: Number


def check_sum(asked: SumOf) -> Found:
    """Whether the parts come to the total, or with `some` to no more than it."""
    total = sum((part.value for part in asked.items), Fraction(0))
    decimals = max(part.decimals for part in asked.items)
    sign = " %" if any(part.percent for part in asked.items) else ""
    come = f"The parts come to {shown(total, decimals)}{sign}"
    computed = (Figure(name="sum", value=f"{shown(total, decimals)}{sign}"),)
    if asked.value is None:
        sentence = f"{come}; no total is given."
        return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence, computed=computed)
    come += f" and {asked.value} is stated"
    slack = sum((part.slack for part in asked.items), asked.value.slack)
    gap = asked.value.value - total
    if asked.relation is Parts.SOME and gap >= 0:
        rest = shown(gap, max(decimals, asked.value.decimals))
        sentence = f"{come}, which leaves {rest}{sign} for what is not named."
        return Found(outcome=Outcome.CONSISTENT, sentence=sentence, computed=computed)
    if abs(gap) <= slack:
        rounded = "; rounding explains the difference" if gap else ""
        outcome = Outcome.CONSISTENT
        return Found(outcome=outcome, sentence=f"{come}{rounded}.", computed=computed)
    beyond = ", more than rounding explains" if slack else ""
    return Found(outcome=Outcome.INCONSISTENT, sentence=f"{come}{beyond}.", computed=computed)


def check_difference(asked: Difference) -> Found:
    """Whether after less before is the figure, within their rounding."""
    before, after = asked.before, asked.after
    low, high = after.low - before.high, after.high - before.low
    decimals = max(one.decimals for one in (before, after, asked.value))
    come = f"From {before} to {after} is {_signed(after.value - before.value, decimals)}"
    return _within(asked.value, low, high, come, _signed(after.value - before.value, decimals))


def check_change(asked: Change) -> Found:
    """Whether the change in per cent is the figure, within the rounding of all three."""
    before, after = asked.before, asked.after
    if before.low <= 0:
        return Found(
            outcome=Outcome.CANNOT_BE_CHECKED,
            sentence="It is a change from nought or below, and no per cent of that can be told.",
        )
    ends = [
        100 * (end - start) / start
        for end in (after.low, after.high)
        for start in (before.low, before.high)
    ]
    change = 100 * (after.value - before.value) / before.value
    words = f"{_signed(change, asked.value.decimals + 1)} %"
    return _within(asked.value, min(ends), max(ends), f"From {before} to {after} is {words}", words)


def _within(value: Printed, low: Fraction, high: Fraction, come: str, words: str) -> Found:
    """Whether the figure's own rounding meets what its sources' rounding allows."""
    fits = value.low <= high and low <= value.high
    beyond = "" if fits or low == high else ", more than rounding explains"
    return Found(
        outcome=Outcome.CONSISTENT if fits else Outcome.INCONSISTENT,
        sentence=f"{come} and {_signed_as_printed(value)} is stated{beyond}.",
        computed=(Figure(name="computed", value=words),),
    )


def _signed(value: Fraction, decimals: int) -> str:
    return f"{'+' if value > 0 else ''}{shown(value, decimals)}"


def _signed_as_printed(value: Printed) -> str:
    return f"{'+' if value.units > 0 else ''}{value}"
