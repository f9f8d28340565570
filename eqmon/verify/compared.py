"""Claimed comparisons held to their own figures: with a target, with another figure, a rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator

from eqmon.verify.claim import Asked, Number, Numbers
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.printed import NUMBER, CellError, Printed, printed, shown

NO_TARGET = "no target"
Holds = Callable[[Fraction, Fraction], bool]


class Relation(StrEnum):
    """What is claimed of a figure beside another."""

    EXCEEDS = "exceeds"
    MEETS = "meets"
    EQUALS = "equals"
    AT_MOST = "at most"
    BELOW = "below"
    DOUBLED = "doubled"
    HALVED = "halved"


class Rank(StrEnum):
    """Which of several figures one is claimed to be."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True)
class Test:
    """One relation: when it holds, and how it is told."""

    holds: Holds
    yes: str
    no: str


TESTS: Mapping[Relation, Test] = MappingProxyType(
    {
        Relation.EXCEEDS: Test(lambda a, b: a > b, "is above", "is not above"),
        Relation.MEETS: Test(lambda a, b: a >= b, "is at or above", "is below"),
        Relation.EQUALS: Test(lambda a, b: a == b, "is the same as", "is not the same as"),
        Relation.AT_MOST: Test(lambda a, b: a <= b, "is at or below", "is above"),
        Relation.BELOW: Test(lambda a, b: a < b, "is below", "is not below"),
        Relation.DOUBLED: Test(lambda a, b: a >= 2 * b, "is at least twice", "is less than twice"),
        Relation.HALVED: Test(lambda a, b: 2 * a <= b, "is at most half", "is more than half"),
    }
)


def target(text: str) -> Printed | str:
    """A target, or that none is set; CellError for another."""
    if " ".join(text.casefold().split()) in (NO_TARGET, "no target set", "none"):
        return NO_TARGET
    try:
        return printed(text)
    except CellError as problem:
        raise CellError(str(problem), f"{NUMBER}, or '{NO_TARGET}'") from None


class AgainstTarget(Asked):
    """A figure and a target, which is exact as it was set."""

    value: Number
    relation: Relation = Relation.MEETS
    against: Annotated[Printed | str, BeforeValidator(target)]


class Comparison(Asked):
    """A figure and another, each rounded as it is printed."""

    value: Number
    relation: Relation
    against: Number


class Ranked(Asked):
    """A figure and all the others that it is held beside."""

    value: Number
    relation: Rank
    items: Numbers


def check_target(asked: AgainstTarget) -> Found:
    """Whether the figure is to its target as is claimed; without a target nothing can be."""
    if isinstance(asked.against, str):
        return Found(
            outcome=Outcome.CANNOT_BE_CHECKED,
            sentence=f"No target is set that {asked.value} could be held against.",
        )
    return _unlike(asked.value, asked.against) or _compared(
        asked.value, asked.relation, asked.against, Fraction(0)
    )


def check_comparison(asked: Comparison) -> Found:
    """Whether the figure is to the other as is claimed."""
    return _unlike(asked.value, asked.against) or _compared(
        asked.value, asked.relation, asked.against, asked.against.slack
    )


def check_rank(asked: Ranked) -> Found:
    """Whether no other figure is beyond it, as printed."""
    if unlike := _unlike(asked.value, *asked.items):
        return unlike
    highest = asked.relation is Rank.HIGHEST
    values = [other.value for other in asked.items]
    extreme = max(values) if highest else min(values)
    at = values.index(extreme)
    beyond = sum(v > asked.value.value if highest else v < asked.value.value for v in values)
    alike = sum(v == asked.value.value for v in values)
    computed = (Figure(name=f"{asked.relation.value} of the others", value=f"{asked.items[at]}"),)
    side = "above" if highest else "below"
    if beyond:
        sentence = f"{beyond:,} of {len(values):,} others {'is' if beyond == 1 else 'are'} {side}"
        sentence += f" {asked.value}: the {asked.relation.value} is {asked.items[at]}."
        return Found(outcome=Outcome.INCONSISTENT, sentence=sentence, computed=computed)
    if alike:
        sentence = f"{alike:,} of {len(values):,} others {'is' if alike == 1 else 'are'} printed as"
        sentence += f" {asked.value} too: it cannot be told which is the {asked.relation.value}."
        return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence, computed=computed)
    sentence = f"None of {len(values):,} others is {side} {asked.value}."
    return Found(outcome=Outcome.CONSISTENT, sentence=sentence, computed=computed)


def _unlike(*figures: Printed) -> Found | None:
    """That figures cannot be held beside each other, where only some are percentages."""
    if len({one.percent for one in figures}) == 1:
        return None
    sentence = "Some of the figures are percentages and some are not: write them alike."
    return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence)


def _compared(value: Printed, relation: Relation, other: Printed, slack: Fraction) -> Found:
    """As the figures are printed, told apart from what their rounding leaves open."""
    test = TESTS[relation]
    corners = {
        test.holds(one, two)
        for one in (value.low, value.value, value.high)
        for two in (other.value - slack, other.value, other.value + slack)
    }
    holds = test.holds(value.value, other.value)
    apart = shown(value.value - other.value, max(value.decimals, other.decimals))
    computed = (Figure(name="difference", value=apart),)
    told = f"{value} {test.yes if holds else test.no} {other}"
    if holds:
        either = "; by their rounding alone it could be otherwise" if len(corners) > 1 else ""
        return Found(outcome=Outcome.CONSISTENT, sentence=f"{told}{either}.", computed=computed)
    if True in corners:
        sentence = f"{told} as printed, but what was rounded may be: that cannot be told."
        return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence, computed=computed)
    return Found(outcome=Outcome.INCONSISTENT, sentence=f"{told}.", computed=computed)
