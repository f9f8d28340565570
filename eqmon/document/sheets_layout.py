"""How wide the columns and how high the rows of a worksheet are, so that all text can be seen.

Spreadsheet programs do not all fit rows to wrapped text by themselves.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from unicodedata import east_asian_width

from eqmon.document.sheets_model import Line, Sheet

SIZES: Mapping[str, int] = MappingProxyType({"title": 16, "heading": 14, "text": 12})
"""Points of the type of each kind of line; tables have that of text."""
BOLDER = 1.1
EMS = MappingProxyType(
    dict.fromkeys(" ijlt.,:;|'!()[]/\\fI", 0.29)
    | dict.fromkeys("mMW%@—…", 0.9)
    | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZw&+=<>", 0.7)
)
"""About how wide letters of Arial are, in parts of its size; the others are `OTHER_EMS`."""
OTHER_EMS = 0.56
POINTS_OF_WIDTH = 5.25
"""What a column's width of 1 is in Excel."""
MARGIN = 2.0
NARROWEST, WIDEST_NUMBER, WIDEST_TEXT = 12.0, 24.0, 60.0
WIDEST_LONG_TEXT, LONG_TEXT_DOWN = 100.0, 12
"""Of a column whose longest text would take more rows of type than that."""
NARROWEST_LINES, WIDEST_LINES, LINES_DOWN = 36.0, 70.0, 3
"""Of column A, where the lines above a table are read: three rows of type for the longest."""
WIDTH_OF_COVER = 80.0
WIDTH_OF_PAGE = 220.0
"""Of the columns that can still be read when they are printed side by side on one page."""
HIGHEST = 409.0
"""Points of the highest row that Excel has."""
LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes of one worksheet."""

    widths: tuple[float, ...]
    """Of columns, in Excel's units of `POINTS_OF_WIDTH`."""
    heights: tuple[float, ...]
    """Of rows, in points: the lines', the heading's, then those of the table."""

    @property
    def pages(self) -> int:
        """How many pages it is printed across."""
        return ceil(sum(self.widths) / WIDTH_OF_PAGE)


def layout_of(sheet: Sheet) -> Layout:
    """Widths that words fit in, and heights that wrapped text fits in."""
    widths = tuple(_widths(sheet))
    heights = [
        _height([line.text], widths, SIZES[line.kind], _is_bold(line)) for line in sheet.lines
    ]
    if sheet.grid is not None:
        heights.append(_height([head.title for head in sheet.grid.heads], widths, bold=True))
        heights += [_height([value.text for value in row], widths) for row in sheet.grid.rows]
    return Layout(widths, tuple(heights))


def _widths(sheet: Sheet) -> Iterator[float]:
    if sheet.grid is None:
        yield WIDTH_OF_COVER
        return
    for place, head in enumerate(sheet.grid.heads):
        width = _width(head.title, [row[place].text for row in sheet.grid.rows], head.number)
        yield width if place else max(width, _width_of_lines(sheet))


def _width_of_lines(sheet: Sheet) -> float:
    longest = max(_points(line.text, SIZES[line.kind], _is_bold(line)) for line in sheet.lines)
    return min(max(longest / POINTS_OF_WIDTH / LINES_DOWN, NARROWEST_LINES), WIDEST_LINES)


def _width(heading: str, texts: list[str], number: bool) -> float:
    word = max((_points(word, bold=True) for word in heading.split()), default=0.0)
    third = _points(heading, bold=True) / 3
    widest = max(map(_points, texts), default=0.0)
    wanted = max(widest, word, third) / POINTS_OF_WIDTH + MARGIN
    if number:
        most = max(WIDEST_NUMBER, word / POINTS_OF_WIDTH + MARGIN)
    else:
        long = widest / POINTS_OF_WIDTH / LONG_TEXT_DOWN
        most = min(max(long, WIDEST_TEXT), WIDEST_LONG_TEXT)
    return min(max(wanted, NARROWEST), most)


def _height(
    texts: list[str], widths: tuple[float, ...], size: int = SIZES["text"], bold: bool = False
) -> float:
    fitted = zip(texts, widths, strict=False)
    lines = max((_lines(text, width, size, bold) for text, width in fitted), default=1)
    return min(ceil(lines * size * LEADING) + 2.0, HIGHEST)


def _lines(text: str, width: float, size: int, bold: bool) -> int:
    room, wanted = (width - MARGIN) * POINTS_OF_WIDTH, _points(text, size, bold)
    if wanted <= room:
        return 1
    return len(textwrap.wrap(text, max(int(room * len(text) / wanted), 1)))


def _is_bold(line: Line) -> bool:
    return line.kind != "text"


def _points(text: str, size: int = SIZES["text"], bold: bool = False) -> float:
    ems = sum(EMS.get(letter, OTHER_EMS) for letter in text)
    if not text.isascii():
        ems += sum(0.5 for letter in text if east_asian_width(letter) in "WF")
    return ems * size * (BOLDER if bold else 1)
