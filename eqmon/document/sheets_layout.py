"""How wide the columns and how high the rows of a worksheet are, so that all text can be seen.

Spreadsheet programs do not all fit rows to wrapped text by themselves.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from types import MappingProxyType
from unicodedata import east_asian_width

from eqmon.document.sheets_model import Line, Sheet

SIZES: Mapping[str, int] = MappingProxyType({"title": 16, "heading": 14, "text": 12})
"""Points of the type of each kind of line; tables have that of text."""
NARROWEST, WIDEST_NUMBER, WIDEST_TEXT = 12.0, 20.0, 60.0
NARROWEST_LINES, WIDEST_LINES, LINES_DOWN = 24.0, 60.0, 3
"""Of column A, where the lines above a table are read: three rows of type for the longest."""
WIDTH_OF_COVER = 80.0
HIGHEST = 409.0
"""Points of the highest row that Excel has."""
LEADING = 1.3
BOLDER = 1.1
MARGIN = 2.5


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes of one worksheet."""

    widths: tuple[float, ...]
    """Of columns, in characters of 10 points."""
    heights: tuple[float, ...]
    """Of rows, in points: the lines', the heading's, then those of the table."""


def layout_of(sheet: Sheet) -> Layout:
    """Widths that words fit in, and heights that wrapped text fits in."""
    if sheet.grid is None:
        widths: tuple[float, ...] = (WIDTH_OF_COVER,)
    else:
        first, *others = (
            _width(head.title, [row[place].text for row in sheet.grid.rows], head.number)
            for place, head in enumerate(sheet.grid.heads)
        )
        widths = (max(first, _width_of_lines(sheet)), *others)
    heights = [_line_height(line, widths[0]) for line in sheet.lines]
    if sheet.grid is not None:
        heads = [head.title for head in sheet.grid.heads]
        heights.append(_height(heads, widths, SIZES["text"] * BOLDER))
        heights += [_height([v.text for v in row], widths) for row in sheet.grid.rows]
    return Layout(widths, tuple(heights))


def _width(heading: str, texts: list[str], number: bool) -> float:
    scale = SIZES["text"] / 10
    widest = max(map(_breadth, texts), default=0.0)
    words = max((_breadth(word) for word in heading.split()), default=0.0) * BOLDER
    wanted = max(widest, words, _breadth(heading) * BOLDER / 3) * scale + MARGIN
    return min(max(wanted, NARROWEST), max(WIDEST_NUMBER, words) if number else WIDEST_TEXT)


def _width_of_lines(sheet: Sheet) -> float:
    longest = max(_breadth(line.text) * _drawn(line) for line in sheet.lines) / 10
    return min(max(longest / LINES_DOWN + MARGIN, NARROWEST_LINES), WIDEST_LINES)


def _drawn(line: Line) -> float:
    return SIZES[line.kind] * (1 if line.kind == "text" else BOLDER)


def _line_height(line: Line, width: float) -> float:
    return _height([line.text], (width,), _drawn(line), SIZES[line.kind])


def _height(
    texts: list[str],
    widths: tuple[float, ...],
    drawn: float = SIZES["text"],
    size: int = SIZES["text"],
) -> float:
    lines = max(
        (
            _lines(text, width * 10 / drawn)
            for text, width in zip_longest(texts, widths[: len(texts)])
        ),
        default=1,
    )
    return min(ceil(lines * size * LEADING) + 2.0, HIGHEST)


def _lines(text: str, room: float) -> int:
    breadth = _breadth(text)
    if breadth <= room:
        return 1
    return len(textwrap.wrap(text, max(int(room * len(text) / breadth), 1)))


def _breadth(text: str) -> float:
    if text.isascii():
        return float(len(text))
    return float(sum(2 if east_asian_width(c) in "WF" else 1 for c in text))
