"""Dates held to how often, and by when, they are said to come."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator

from eqmon.verify.claim import Asked
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.months import Every, When, every, is_after, months_apart, when
from eqmon.verify.printed import each

Date = Annotated[When, BeforeValidator(when)]


class Regular(Asked):
    """Dates that are said to come every so often."""

    every: Annotated[Every, BeforeValidator(every)]
    items: Annotated[tuple[When, ...], BeforeValidator(each(when))]


class Deadline(Asked):
    """A date, and the date by which it is held to be due."""

    value: Date
    against: Date


def check_calendar(asked: Regular) -> Found:
    """Whether the dates, in their order in time, are as many months apart as is said."""
    dates = sorted(asked.items, key=lambda date: (date.months, date.day or 0))
    if len(dates) < 2:
        sentence = "One date alone has no interval."
        return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence)
    gaps = [months_apart(one, other) for one, other in pairwise(dates)]
    words = [str(gap) for gap in gaps]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    months = "month" if gaps == [1] else "months"
    regular = all(gap == asked.every.months for gap in gaps)
    return Found(
        outcome=Outcome.CONSISTENT if regular else Outcome.INCONSISTENT,
        sentence=f"The {len(dates):,} dates are {listed} {months} apart; "
        f"{asked.every.words} is {asked.every.months}.",
        computed=(Figure(name="gaps in months", value="; ".join(words)),),
    )


def check_deadline(asked: Deadline) -> Found:
    """Whether the date is not after the other, by months where either has no day."""
    late = months_apart(asked.against, asked.value)
    after = is_after(asked.value, asked.against)
    computed = (Figure(name="months after", value=str(late)),)
    if not after:
        sentence = f"{asked.value} is not after {asked.against}."
        return Found(outcome=Outcome.CONSISTENT, sentence=sentence, computed=computed)
    by = f"{late:,} {'month' if late == 1 else 'months'}" if late else "some days"
    return Found(
        outcome=Outcome.INCONSISTENT,
        sentence=f"{asked.value} is {by} after {asked.against}.",
        computed=computed,
    )
