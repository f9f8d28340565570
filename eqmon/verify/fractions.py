"""Fractions in words, `one third of 159`, held to the count that they are said to come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from eqmon.verify.claim import Asked, Count, Denominator
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.printed import WORDS, CellError, shown

FRACTION = "a fraction of at most 1 such as one third, two thirds, a quarter, half or 3/4"
MOST = 100
_NAMES = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_FIGURES = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})", re.ASCII)
_WORDS = re.compile(rf"(?:(a|an|[a-z]+)[ -])?({'|'.join(_NAMES)})s?")


@dataclass(frozen=True)
class Worded:
    """A fraction with the words that it was given in."""

    words: str
    value: Fraction


def fraction(text: str) -> Worded:
    """A fraction above 0 and at most 1, in words or figures; CellError for another text."""
    words = " ".join(text.casefold().split())
    above, below = 0, 0
    if found := _FIGURES.fullmatch(words):
        above, below = int(found[1]), int(found[2])
    elif found := _WORDS.fullmatch(words):
        above = 1 if found[1] in (None, "a", "an") else WORDS.get(found[1], 0)
        below = _NAMES[found[2]]
    if not 0 < above <= below <= MOST:
        raise CellError("is not a fraction", FRACTION)
    return Worded(words, Fraction(above, below))


class FractionOf(Asked):
    """A fraction of so many, with the count where the paper gives it."""

    value: Annotated[Worded, BeforeValidator(fraction)]
    n: Denominator
    count: Count | None = None


def check_fraction(asked: FractionOf) -> Found:
    """Whether the fraction of n is a whole count, or the one that is given.

    Words round as their writer likes: where they are not exact, nothing can be told from them.
    """
    value, n = asked.value, asked.n
    wanted = value.value * n
    told = f"{value.words[0].upper()}{value.words[1:]} of {n:,} is"
    exact = f"{told} {shown(wanted, 0 if wanted.denominator == 1 else 1)}"
    computed = (Figure(name="count", value=exact.removeprefix(f"{told} ")),)
    given = "" if asked.count is None else f"; {asked.count:,} is given"
    met = wanted == asked.count if asked.count is not None else wanted.denominator == 1
    if met:
        return Found(outcome=Outcome.CONSISTENT, sentence=f"{exact}{given}.", computed=computed)
    if asked.count is not None and asked.count > n:
        sentence = f"{asked.count:,} is more than the {n:,} that it is said to be out of."
        return Found(outcome=Outcome.INCONSISTENT, sentence=sentence, computed=computed)
    sentence = f"{exact}{given}: how far its words were rounded is not told."
    return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=sentence, computed=computed)
