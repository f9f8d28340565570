"""How wide the columns of a table are, and whether it needs small type or a page on its side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from eqmon.document.model import Table

_PADDING = 190
_TYPE, _SMALL_TYPE = 200, 170
"""Sizes of type in twentieths of a point, as in the styles of tables."""
_BOLD = 1.08
_MANY = 7
"""Columns from which a table may have small type to keep its rows low."""
_HEADING_LINES = 3
_LINES = (1, 2, 3, 4, 6, 9, 14, 24, 40)
_NARROW = frozenset("iljtfrI.,:;'’‘|()[]-/ ")
_WIDE = frozenset("mwMW%@—")
_EM = 1000


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of columns in twentieths of a point, and the size of type they were made for."""

    widths: tuple[int, ...]
    small: bool
    lines: int
    """Lines of the highest row below the heading; 0 where words must break."""


def fit(table: Table, available: int) -> Fit:
    """Widths within those available that keep rows lowest, in ordinary type where that does."""
    ordinary = _fit(table, available, small=False)
    if ordinary.lines == 1 or (ordinary.lines and len(table.columns) < _MANY):
        return ordinary
    small = _fit(table, available, small=True)
    return small if not ordinary.lines or small.lines < ordinary.lines else ordinary


def is_cramped(table: Table, available: int) -> bool:
    """Whether a table of many columns has words that break or rows of several lines."""
    return len(table.columns) >= _MANY and fit(table, available).lines != 1


def _fit(table: Table, available: int, small: bool) -> Fit:
    size = _SMALL_TYPE if small else _TYPE
    columns = [
        (_words(column.title.replace("-", "- ")), {_words(row[place].text) for row in table.rows})
        for place, column in enumerate(table.columns)
    ]
    for lines in _LINES:
        widths = tuple(_width(title, cells, lines, size) for title, cells in columns)
        if sum(widths) <= available:
            return Fit(widths, small, lines)
    least = [_width(title, cells, max(_LINES), size) for title, cells in columns]
    return Fit(tuple(width * available // sum(least) for width in least), small, 0)


def _width(title: tuple[int, ...], cells: set[tuple[int, ...]], lines: int, size: int) -> int:
    """The least width in which no cell of a column takes more lines, nor its heading many more."""
    heading = _BOLD * _least(title, max(lines, _HEADING_LINES))
    widest = max((_least(words, lines) for words in cells), default=0)
    return _PADDING + int(max(heading, widest) * size / _EM)


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
    return tuple(sum(_letters(word)) for word in text.split())


def _letters(word: str) -> Iterator[int]:
    for letter in word:
        if letter in _NARROW:
            yield 330
        elif letter in _WIDE or not letter.isascii():
            yield 900
        else:
            yield 700 if letter.isupper() else 565


_SPACE = 280
