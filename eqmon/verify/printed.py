"""Figures as a paper prints them: how many decimals, and what may stand behind their rounding."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
LONGEST = 15
"""Digits of a figure; nobody prints more."""
NUMBER = "a number such as 46, 5.8, 1,133, 46 % or six"
_FIGURE = re.compile(
    r"(?P<sign>[-+−–]?)\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?"
    r"\s*(?P<percent>%|per ?cent)?",
    re.IGNORECASE | re.ASCII,
)
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: number for number, word in enumerate(_ONES)} | {
    f"{ten}{f' {one}' if unit else ''}": 20 + 10 * place + unit
    for place, ten in enumerate(_TENS)
    for unit, one in enumerate(_ONES[:10])
}


class CellError(ValueError):
    """A cell that does not hold what its column asks for; its text is not told."""

    def __init__(self, problem: str, allowed: str) -> None:
        super().__init__(problem)
        self.allowed = allowed


@dataclass(frozen=True)
class Printed:
    """A figure as printed."""

    units: int
    """Of the last decimal: 58 for 5.8."""
    decimals: int
    percent: bool
    """Whether it stands with a percent sign."""

    @property
    def value(self) -> Fraction:
        """The figure as it stands."""
        return Fraction(self.units, 10**self.decimals)

    @property
    def is_count(self) -> bool:
        """Whether it is a whole number that nothing was rounded for."""
        return self.decimals == 0 and not self.percent

    @property
    def slack(self) -> Fraction:
        """How far the figure behind it may lie on either side: half a unit of the last decimal."""
        return Fraction(0) if self.is_count else Fraction(1, 2 * 10**self.decimals)

    @property
    def low(self) -> Fraction:
        """The least that may stand behind it."""
        return self.value - self.slack

    @property
    def high(self) -> Fraction:
        """The most that may stand behind it."""
        return self.value + self.slack

    def __str__(self) -> str:
        number = f"{Decimal(self.units).scaleb(-self.decimals):,f}"
        return f"{number} %" if self.percent else number


def printed(text: str) -> Printed:
    """A figure in digits, or a whole number in words up to ninety-nine; CellError for another."""
    word = " ".join(text.casefold().replace("-", " ").split())
    if word in WORDS:
        return Printed(WORDS[word], 0, percent=False)
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        raise CellError("is not a number", NUMBER)
    digits = found["whole"].replace(",", "") + (found["part"] or "")
    if len(digits) > LONGEST:
        raise CellError("has more digits than a paper prints", f"up to {LONGEST} digits")
    sign = -1 if found["sign"] in ("-", "−", "–") else 1
    return Printed(sign * int(digits), len(found["part"] or ""), percent=bool(found["percent"]))


def percentage(text: str) -> Printed:
    """A figure that is in per cent, with its sign or without; CellError for another."""
    found = printed(text)
    return Printed(found.units, found.decimals, percent=True)


def count(text: str) -> int:
    """A whole number of at least 0; CellError for another."""
    refused = CellError("is not a whole count", "a whole number such as 45, 1,133 or six")
    try:
        found = printed(text)
    except CellError:
        raise refused from None
    if not found.is_count or found.units < 0:
        raise refused
    return found.units


def denominator(text: str) -> int:
    """A whole number of at least 1; CellError for another."""
    found = count(text)
    if found == 0:
        raise CellError("is 0, and nothing is a share of none", "a whole number of at least 1")
    return found


def texts(text: str) -> tuple[str, ...]:
    """What a cell lists, separated by semicolons."""
    return tuple(" ".join(part.split()) for part in text.split(";") if part.strip())


def each(read: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Reads what a cell lists one by one."""
    return lambda text: tuple(read(part) for part in texts(text))


def shown(value: Fraction, decimals: int, *, unlike: Printed | None = None) -> str:
    """A computed figure with so many decimals, rounded half up; more where these read `unlike`."""
    while True:
        units = (value * 10**decimals + Fraction(1, 2)).__floor__()
        near = Fraction(units, 10**decimals)
        alike = unlike is not None and unlike.low <= near <= unlike.high and near != value
        if not alike:
            return f"{Decimal(units).scaleb(-decimals):,f}"
        decimals += 1
