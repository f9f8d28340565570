"""Percentages and ratios held to the counts that they are said to come from."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from eqmon.statistics.grim import nearest_counts, possible_counts, possible_denominators
from eqmon.verify.claim import Asked, Count, Denominator, Number
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.printed import Printed, percentage, shown

Percent = Annotated[Printed, BeforeValidator(percentage)]
NONRESPONSE = Fraction(1, 4)
"""Other denominators are looked for down to so much below the stated one: who answers a
questionnaire may leave some of its questions out."""
MOST_SEARCHED = 1_000
RUNS_SHOWN = 3


class PercentageOf(Asked):
    """A percentage of so many, with no count of its own."""

    value: Percent
    n: Denominator


class ShareOf(Asked):
    """A percentage with the count and the denominator that it comes from."""

    value: Percent
    count: Count
    n: Denominator


class RatioOf(Asked):
    """One count over another as a plain number, such as 1.85."""

    value: Number
    count: Count
    n: Denominator


def check_percentage(asked: PercentageOf) -> Found:
    """GRIM: whether a whole count out of `n` is printed as the percentage."""
    value, n = asked.value, asked.n
    counts = possible_counts(value.units, value.decimals, n)
    if counts:
        many = _span(counts[0], counts[-1])
        if len(counts) == 1:
            of = _percent_of(counts[0], n, value)
            sentence = f"{value} can come from {n:,}: {counts[0]:,} of them is {of}."
        else:
            sentence = f"{value} can come from {n:,}: any of {many} is printed so."
        return Found(
            outcome=Outcome.CONSISTENT,
            sentence=sentence,
            computed=(Figure(name="counts", value=many),),
        )
    near = [
        f"{count:,} is {_percent_of(count, n, value, unlike=True)}"
        for count in nearest_counts(value.units, value.decimals, n)
    ]
    others = _other_denominators(value, n)
    could = f" A denominator of {others} could give it." if others else ""
    return Found(
        outcome=Outcome.IMPOSSIBLE,
        sentence=f"No whole count out of {n:,} is printed as {value}: {', '.join(near)}.{could}",
        computed=(
            Figure(name="nearest counts", value="; ".join(near)),
            Figure(name="possible n", value=others),
        ),
    )


def check_share(asked: ShareOf) -> Found:
    """Whether `count` of `n` is printed as the percentage."""
    if asked.count > asked.n:
        return Found(
            outcome=Outcome.INCONSISTENT,
            sentence=f"{asked.count:,} is more than the {asked.n:,} that it is said to be out of.",
        )
    fits = asked.count in possible_counts(asked.value.units, asked.value.decimals, asked.n)
    of = _percent_of(asked.count, asked.n, asked.value, unlike=not fits)
    computed = (Figure(name="share", value=of),)
    if fits:
        sentence = f"{asked.count:,} of {asked.n:,} is {of}, printed as {asked.value}."
        return Found(outcome=Outcome.CONSISTENT, sentence=sentence, computed=computed)
    sentence = f"{asked.count:,} of {asked.n:,} is {of}; {asked.value} is stated."
    return Found(outcome=Outcome.INCONSISTENT, sentence=sentence, computed=computed)


def check_ratio(asked: RatioOf) -> Found:
    """Whether `count` over `n` is the number, at the decimals that it is printed with."""
    ratio, value = Fraction(asked.count, asked.n), asked.value
    slack = Fraction(1, 2 * 10**value.decimals)
    fits = value.value - slack <= ratio <= value.value + slack
    rounded = Printed(value.units, value.decimals, percent=True)
    of = shown(ratio, value.decimals + 1, unlike=None if fits else rounded)
    sentence = f"{asked.count:,} over {asked.n:,} is {of}; {value} is stated."
    return Found(
        outcome=Outcome.CONSISTENT if fits else Outcome.INCONSISTENT,
        sentence=sentence,
        computed=(Figure(name="ratio", value=of),),
    )


def _percent_of(count: int, n: int, value: Printed, *, unlike: bool = False) -> str:
    """A count's percentage with a decimal more than the stated one, and never looking like it."""
    exact = Fraction(100 * count, n)
    return f"{shown(exact, value.decimals + 1, unlike=value if unlike else None)} %"


def _other_denominators(value: Printed, n: int) -> str:
    """The runs of possible denominators next below n, within non-response, or else those above."""
    least = max(1, n - min(int(n * NONRESPONSE), MOST_SEARCHED))
    below = possible_denominators(value.units, value.decimals, range(least, n))
    if below:
        runs = list(_runs(below))[-RUNS_SHOWN:]
        listed = [_span(first, last) for first, last in runs]
        return _or(listed)
    above = possible_denominators(value.units, value.decimals, range(n + 1, n + MOST_SEARCHED))
    return f"{above[0]:,} or more" if above else ""


def _runs(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """First and last of each run of numbers that follow one another."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


def _span(first: int, last: int) -> str:
    return f"{first:,}" if first == last else f"{first:,} to {last:,}"


def _or(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
