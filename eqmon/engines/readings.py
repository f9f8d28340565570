"""Texts of a column into small integers: each distinct text is read once, rows only take codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from eqmon.rulebook.codelists import Reading

if TYPE_CHECKING:
    import pandas as pd

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SPACES = " \t\0\xa0"
"""What may stand around a unit, a date or a reference without being part of it."""

Value = TypeVar("Value", bound=np.generic)

REMEMBERED = 50_000
"""Distinct texts that a column's reader keeps; more than this is free text, read as it comes."""


class Column(NamedTuple):
    """One column of a chunk: each row's code, and the text that each code stands for."""

    codes: npt.NDArray[Any]
    texts: list[str]

    @classmethod
    def of(cls, series: pd.Series[Any]) -> Column:
        """The column of a Series of text, categorical or not."""
        categorical = series.astype("category").array
        return cls(categorical.codes, categorical.categories.tolist())

    def take(self, per_text: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Each row's entry of an array that holds one entry a text.

        Where all entries are the same it is held once, as by `everywhere`.
        """
        if len(per_text) and (per_text == per_text[0]).all():
            return np.broadcast_to(per_text[0], len(self.codes))
        taken: npt.NDArray[Value] = per_text[self.codes]
        return taken


def everywhere(code: int, rows: int) -> Ints:
    """The same code for every row, held once: whoever counts need not look at each."""
    return np.broadcast_to(np.int64(code), rows)


def is_everywhere(codes: npt.NDArray[Any]) -> bool:
    """Whether codes are known to be the same for every row."""
    return codes.strides == (0,)


class Reader:
    """Gives each reading of one column a small number that stays the same over all chunks."""

    def __init__(
        self, read: Callable[[str], Reading], scheme_of: Callable[[str], str] | None = None
    ) -> None:
        self._read = read
        self._scheme_of = scheme_of or _no_scheme
        self._number: dict[tuple[Reading, str], int] = {}
        self._known_texts: dict[str, int] = {}
        self.readings: list[Reading] = []
        self.schemes: list[str] = []
        """Beside each reading the one scheme that its texts are of; empty for none or several."""

    def number(self, reading: Reading, scheme: str = "") -> int:
        """The number of a reading of texts of a scheme, a new one where it is met first."""
        if (reading, scheme) not in self._number:
            self._number[reading, scheme] = len(self.readings)
            self.readings.append(reading)
            self.schemes.append(scheme)
        return self._number[reading, scheme]

    def numbers(self, texts: Iterable[str]) -> Ints:
        """Each text's reading by number."""
        return np.array([self._number_of_text(text) for text in texts], dtype=np.int64)

    def reading(self, text: str) -> Reading:
        """The reading of one text."""
        return self.readings[self._number_of_text(text)]

    def _number_of_text(self, text: str) -> int:
        number = self._known_texts.get(text)
        if number is None:
            number = self.number(self._read(text), self._scheme_of(text))
            if len(self._known_texts) < REMEMBERED:
                self._known_texts[text] = number
        return number


def _no_scheme(_text: str) -> str:
    return ""
