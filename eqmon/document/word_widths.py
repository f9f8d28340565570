"""How wide the columns of a table are, and whether it needs small type or a page on its side."""

from __future__ import annotations

from dataclasses import dataclass

from eqmon.document.model import Table

_PADDING = 190
_LETTER = 0.56
"""Mean width of a letter in ems, with room to spare for capitals."""
_TYPE, _SMALL_TYPE = 200, 170
"""Sizes of type in twentieths of a point, as in the styles of tables."""
_LINES = 2.0
"""Lines that an average row may take before a table is thought cramped."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of columns in twentieths of a point, and the size of type they were made for."""

    widths: tuple[int, ...]
    small: bool
    roomy: bool
    """Whether no word breaks and rows are short."""


def fit(table: Table, available: int) -> Fit:
    """The widths of a table's columns within those available: ordinary type where that does."""
    ordinary = _fit(table, available, small=False)
    return ordinary if ordinary.roomy else _fit(table, available, small=True)


def _fit(table: Table, available: int, small: bool) -> Fit:
    letter = _LETTER * (_SMALL_TYPE if small else _TYPE)
    columns = [
        [column.title, *(row[place].text for row in table.rows)]
        for place, column in enumerate(table.columns)
    ]
    least = [_PADDING + letter * max(_longest_word(text) for text in texts) for texts in columns]
    most = [
        max(low, _PADDING + letter * max(len(text) for text in texts[1:] or texts))
        for low, texts in zip(least, columns, strict=True)
    ]
    widths = _shared(least, most, available)
    lines = _lines(columns, widths, letter)
    return Fit(widths, small, roomy=sum(least) <= available and lines <= _LINES)


def _shared(least: list[float], most: list[float], available: int) -> tuple[int, ...]:
    """Each its least, and of what is left in proportion to what it could use."""
    spare = available - sum(least)
    if spare <= 0:
        return tuple(int(low * available / sum(least)) for low in least)
    wanted = sum(most) - sum(least)
    part = min(1.0, spare / wanted) if wanted else 0.0
    return tuple(int(low + part * (high - low)) for low, high in zip(least, most, strict=True))


def _lines(columns: list[list[str]], widths: tuple[int, ...], letter: float) -> float:
    """Lines of the mean row below the heading."""
    heights = [
        max(
            -(-len(text) * letter // max(width - _PADDING, letter))
            for text, width in zip(row, widths, strict=True)
        )
        for row in zip(*(texts[1:] for texts in columns), strict=True)
    ]
    return sum(heights) / len(heights) if heights else 0.0


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)
