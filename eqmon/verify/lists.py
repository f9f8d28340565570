"""Lists held to the number that is stated of them, and paragraphs to their numbering."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated

from pydantic import BeforeValidator

from eqmon.verify.claim import Asked, Count, Texts
from eqmon.verify.model import Figure, Found, Outcome
from eqmon.verify.printed import CellError, texts

MOST_NUMBERS = 10_000
SHOWN = 12
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", re.ASCII)


def numbers(text: str) -> tuple[int, ...]:
    """Paragraph numbers as they stand, ranges written out: `1-22; 22-56`; CellError for another."""
    found: list[int] = []
    for part in texts(text):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            raise CellError("is not a list of numbers", "numbers and ranges such as 1-22; 22-56")
        if len(found) + last - first >= MOST_NUMBERS:
            raise CellError("lists too many numbers", f"up to {MOST_NUMBERS:,}")
        found += range(first, last + 1)
    return tuple(found)


Numbering = Annotated[tuple[int, ...], BeforeValidator(numbers)]


class Listed(Asked):
    """So many are stated, and these are listed; what is expected names who is missing."""

    value: Count
    items: Texts
    expected: Texts = ()


class Numbered(Asked):
    """Paragraph numbers in the order in which they stand."""

    items: Numbering


def check_list(asked: Listed) -> Found:
    """Whether as many are listed as are stated, and those that are expected, where they are named.

    Names are compared without their case. One that is listed twice counts once.
    """
    listed = dict.fromkeys(name.casefold() for name in asked.items)
    expected = {name.casefold(): name for name in asked.expected}
    missing = [name for folded, name in expected.items() if folded not in listed]
    beyond = [n for n in asked.items if expected and n.casefold() not in expected]
    agree = len(listed) == asked.value
    stated = f"{asked.value:,} {'is' if asked.value == 1 else 'are'} stated"
    told = f"{stated} and {len(listed):,} {'is' if len(listed) == 1 else 'are'} listed"
    named = [f"not among them: {', '.join(missing)}"] if missing else []
    named += [f"not expected: {', '.join(beyond)}"] if beyond else []
    fits = agree and not named
    return Found(
        outcome=Outcome.CONSISTENT if fits else Outcome.INCONSISTENT,
        sentence=f"{'; '.join((told, *named))}.",
        computed=(
            Figure(name="listed", value=f"{len(listed)}"),
            *((Figure(name="missing", value="; ".join(missing)),) if missing else ()),
        ),
    )


def check_numbering(asked: Numbered) -> Found:
    """Whether each number stands once, in order, with none left out between the first and last."""
    counts = Counter(asked.items)
    twice = [number for number, times in counts.items() if times > 1]
    absent = sorted(set(range(min(counts), max(counts) + 1)) - counts.keys())
    once = list(counts)
    told = []
    if twice:
        told.append(f"{_some(twice)} {'stands' if len(twice) == 1 else 'stand'} more than once")
    if absent:
        told.append(f"{_some(absent)} {'is' if len(absent) == 1 else 'are'} not there")
    if once != sorted(once):
        told.append("the numbers do not rise throughout")
    if not told:
        sentence = f"{_some([min(counts)])} to {max(counts):,} stand once each, in order."
        return Found(outcome=Outcome.CONSISTENT, sentence=sentence)
    return Found(
        outcome=Outcome.INCONSISTENT,
        sentence=f"In the numbering {' and '.join(told)}.",
        computed=(Figure(name="repeated", value="; ".join(map(str, twice))),) if twice else (),
    )


def _some(found: list[int]) -> str:
    """The first of them, and how many more there are."""
    more = len(found) - SHOWN
    rest = [f"{more:,} more"] if more > 0 else []
    words = [f"{number:,}" for number in found[:SHOWN]] + rest
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
