"""How wide the columns of a table are on paper, how large its type, and which way the page lies.

As browsers do it: a column is at least as wide as its longest word, and what is left goes to those
that would still wrap. Widths are reckoned from the typeface itself, in its size (em).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

MILLIMETRE = 72 / 25.4
UPRIGHT = 163 * MILLIMETRE
"""Width of the text, in points."""
OUTDENT = 10 * MILLIMETRE
"""How far a wide table may reach into the margin in which paragraphs are numbered."""
SIDEWAYS = 257 * MILLIMETRE
INSET = 3.4
"""Beside the text of a cell, on each side, in points."""
SIZES = (8.5, 8.0, 7.5)
"""Of type, in points, the largest that lets nothing wrap being taken."""
SMALLEST = 7.0
ROWS_TO_TURN_FOR = 12
"""A table of no more rows stands upright, whatever wraps."""
LONGEST_WORD = 22
"""A word of more characters may break between any of its parts of so many:"""
PART = 4
TEXT_WIDTH = 24.0
"""No text needs more than this to stand well, in em; nor more than half of it to stand at all."""
SLACK = 1.03

Width = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How one table is set."""

    size: float
    """Of type, in points."""
    widths: tuple[float, ...]
    """Of columns with their insets, in points."""
    sideways: bool
    outdented: bool
    longest_word: int
    part: int


@dataclass(frozen=True, slots=True)
class Need:
    """The width that a column needs for its text, in em: each no more than the next."""

    word: float
    """For its longest word."""
    two_lines: float
    """For no cell to take more than two lines."""
    one_line: float
    """For no cell but the title to wrap."""
    title: float
    """For the title not to wrap either."""


def need(cells: Sequence[str], headings: Sequence[str], regular: Width, bold: Width) -> Need:
    """What a column needs, of whose cells some (`headings`) are bold; the title may wrap."""
    title, *totals = (_of_text(text, bold) for text in headings)
    body = [*totals, *(_of_text(text, regular) for text in cells)]
    word = max(title.word, *(each.word for each in body), 0)
    two_lines = max(word, title.two_lines, *(each.two_lines for each in body))
    one_line = max(two_lines, *(each.one_line for each in body), 0)
    whole = max(one_line, title.one_line)
    return Need(*(width * SLACK for width in (word, two_lines, one_line, whole)))


def setting(needs: Sequence[Need], rows: int) -> Setting:
    """The largest type in which a table of so many rows reads well, and its columns' widths."""
    upright = UPRIGHT + OUTDENT
    for size in SIZES:
        if _total((n.one_line for n in needs), size) <= upright:
            return _set(needs, size, upright)
    if _total((n.two_lines for n in needs), SIZES[-1]) <= upright:
        return _set(needs, SIZES[-1], upright)
    if rows <= ROWS_TO_TURN_FOR and _total((n.word for n in needs), SMALLEST) <= upright:
        return _set(needs, SMALLEST, upright)
    for size in SIZES:
        if _total((n.two_lines for n in needs), size) <= SIDEWAYS:
            return _set(needs, size, SIDEWAYS)
    return _set(needs, SMALLEST, SIDEWAYS)


def _set(needs: Sequence[Need], size: float, across: float) -> Setting:
    free = across / size - 2 * INSET / size * len(needs)
    squeezed = sum(n.word for n in needs) > free
    widths = _shared(needs, free)
    points = tuple(round(width * size + 2 * INSET, 2) for width in widths)
    return Setting(
        size,
        points,
        sideways=across == SIDEWAYS,
        outdented=across != SIDEWAYS and sum(points) > UPRIGHT,
        longest_word=1 if squeezed else LONGEST_WORD,
        part=1 if squeezed else PART,
    )


def _shared(needs: Sequence[Need], free: float) -> list[float]:
    steps = [list(step) for step in zip(*(astuple(n) for n in needs), strict=True)]
    if sum(steps[-1]) <= free:
        return steps[-1]
    for least, most in reversed(list(pairwise(steps))):
        if sum(least) <= free:
            share = (free - sum(least)) / (sum(most) - sum(least))
            return [low + share * (high - low) for low, high in zip(least, most, strict=True)]
    return [width * free / sum(steps[0]) for width in steps[0]]


def _total(widths: Iterable[float], size: float) -> float:
    """The width of a table of columns that need so much, in points."""
    return sum(width * size + 2 * INSET for width in widths)


def _of_text(text: str, width: Width) -> Need:
    words = [part for word in text.split() for part in _parts(word)]
    if not words:
        return Need(0, 0, 0, 0)
    space = width(" ")
    widths = [width(word) for word in words]
    whole = sum(widths) + space * (len(words) - 1)
    halves = [sum(widths[:n]) + space * (n - 1) for n in range(1, len(words))]
    two_lines = min((max(half, whole - half - space) for half in halves), default=whole)
    word = max(widths)
    two_lines = max(word, min(two_lines, TEXT_WIDTH / 2))
    one_line = max(two_lines, min(whole, TEXT_WIDTH))
    return Need(word, two_lines, one_line, one_line)


def _parts(word: str) -> list[str]:
    """What stays together of a word: all of it, unless it is so long that it may break."""
    if len(word) <= LONGEST_WORD:
        return [word]
    return [word[at : at + 2 * PART] for at in range(0, len(word), 2 * PART)]
