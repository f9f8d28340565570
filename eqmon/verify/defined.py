"""Figures held to what a reader needs beside them: a denominator, a definition and a period."""

from __future__ import annotations

from eqmon.verify.claim import Asked, Denominator
from eqmon.verify.model import Found, Outcome

NEEDED = {"n": "denominator", "definition": "definition", "period": "period"}


class Described(Asked):
    """A figure with what is given beside it."""

    value: str
    n: Denominator | None = None
    definition: str = ""
    period: str = ""


def check_metadata(asked: Described) -> Found:
    """Whether denominator, definition and period are given; without them nothing can be checked."""
    absent = [name for column, name in NEEDED.items() if not getattr(asked, column)]
    if not absent:
        return Found(
            outcome=Outcome.CONSISTENT,
            sentence="Denominator, definition and period are given.",
        )
    words = [f"no {name}" for name in absent]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    are = "is" if len(absent) == 1 else "are"
    return Found(
        outcome=Outcome.CANNOT_BE_CHECKED,
        sentence=f"{listed[0].upper()}{listed[1:]} {are} given, so nothing can be held to it.",
    )
