"""How wide the columns of a table are, and whether it needs small type or a page on its side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from eqmon.document.model import Table

SMALL_MARGIN = 45
"""Twentieths of a point on either side of a cell in small type."""
_PADDING, _SMALL_PADDING = 190, 2 * SMALL_MARGIN + 12
_TYPE, _SMALL_TYPE = 200, 170
"""Sizes of type in twentieths of a point, as in the styles of tables."""
_BOLD = 1.08
_MANY = 7
"""Columns from which a table may have small type to keep its rows low."""
_HEADING_LINES = 3
_LINES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 18, 24, 40)
_EM = 1000
_LETTERS = {
    **dict.fromkeys("iljI.,:;'’‘|", 280),
    **dict.fromkeys("tfr()[]-/ ", 340),
    **dict.fromkeys("cksvxyzJ", 520),
    **dict.fromkeys("mwMW%@—", 900),
}
_CAPITAL, _LETTER = 700, 560
_SPACE = 280


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of columns in twentieths of a point, and the size of type they were made for."""

    widths: tuple[int, ...]
    small: bool
    lines: int
    """Lines of the highest row below the heading; 0 where words must break."""


def fit(table: Table, available: int, wider: float = 1.0) -> Fit:
    """Widths within those available that keep rows lowest, in ordinary type where that does.

    `wider` is how many times as wide as our own the type of the tables runs.
    """
    ordinary = _fit(table, available, wider, small=False)
    if ordinary.lines == 1 or (ordinary.lines and len(table.columns) < _MANY):
        return ordinary
    small = _fit(table, available, wider, small=True)
    return small if not ordinary.lines or small.lines < ordinary.lines else ordinary


def is_cramped(table: Table, available: int, wider: float = 1.0) -> bool:
    """Whether a table of many columns has words that break or rows of several lines."""
    return len(table.columns) >= _MANY and fit(table, available, wider).lines != 1


def _fit(table: Table, available: int, wider: float, small: bool) -> Fit:
    size, padding = (_SMALL_TYPE, _SMALL_PADDING) if small else (_TYPE, _PADDING)
    columns = [
        (_words(column.title.replace("-", "- ")), {_words(row[place].text) for row in table.rows})
        for place, column in enumerate(table.columns)
    ]
    em = size * wider / _EM
    for lines in _LINES:
        widths = tuple(padding + int(em * _width(*column, lines)) for column in columns)
        if sum(widths) <= available:
            return Fit(widths, small, lines)
    least = [padding + int(em * _width(*column, max(_LINES))) for column in columns]
    return Fit(tuple(width * available // sum(least) for width in least), small, 0)


def _width(title: tuple[int, ...], cells: set[tuple[int, ...]], lines: int) -> float:
    """The least width in which no cell of a column takes more lines, nor its heading many more."""
    heading = _BOLD * _least(title, max(lines, _HEADING_LINES))
    return max(heading, *(_least(words, lines) for words in cells), 0)


@lru_cache(maxsize=20_000)
def _least(words: tuple[int, ...], lines: int) -> int:
    """The least width, in thousandths of an em, that breaks words into so many lines at most."""
    low, high = max(words, default=0), sum(words) + _SPACE * len(words)
    while high - low > _EM // 20:
        middle = (low + high) // 2
        low, high = (low, middle) if _broken(words, middle) <= lines else (middle, high)
    return high if _broken(words, low) > lines else low


def _broken(words: tuple[int, ...], width: int) -> int:
    lines, used = 1, 0
    for word in words:
        if used and used + _SPACE + word > width:
            lines, used = lines + 1, word
        else:
            used += word + (_SPACE if used else 0)
    return lines


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[int, ...]:
    """The width of each word in thousandths of an em, by and large that of Arial."""
    return tuple(sum(_letter(letter) for letter in word) for word in text.split())


def _letter(letter: str) -> int:
    usual = _CAPITAL if letter.isupper() else _LETTER
    return _LETTERS.get(letter, usual if letter.isascii() else _LETTERS["m"])
