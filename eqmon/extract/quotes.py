"""Finding a double quote that is opened and never closed: it would swallow all records after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.encoding import PIECE, open_text

if TYPE_CHECKING:
    from eqmon.extract.source import Source

FEW = 1_000_000
"""Up to so many quotes each is looked at, in about half a second."""
_RUN = re.compile(rb'"+')


def refuse_open_quote(source: Source, encoding: str, delimiter: str, quotes: int) -> None:
    """InputError where the text ends inside quotes, naming the line on which they were opened.

    `quotes` is how many double quotes the text holds. Beyond `FEW` only an odd number is looked
    into: texts with that many quote every cell, and then an even number leaves none open.
    """
    if not quotes or (quotes > FEW and quotes % 2 == 0):
        return
    if line := _line_left_open(source, encoding, delimiter.encode()):
        raise InputError(
            source.name,
            f"a double quote opened on line {line} is never closed",
            hint="correct that line, or export the extract again with its quotes doubled",
        )


def _line_left_open(source: Source, encoding: str, delimiter: bytes) -> int | None:
    """The line of the quote that is open at the end; one amid an unquoted cell opens nothing."""
    starts_a_cell = (b"\n", b"\r", delimiter)
    is_open, line = False, 0
    lines, before = 1, b"\n"
    with open_text(source, encoding) as text:
        while piece := text.read(PIECE):
            while piece.endswith(b'"') and (more := text.read(1)):
                piece += more
            opened_at = None
            for run in _RUN.finditer(piece):
                start, end = run.span()
                if (end - start) % 2 == 0:
                    continue
                if is_open:
                    is_open = False
                elif (piece[start - 1 : start] or before) in starts_a_cell:
                    is_open, opened_at = True, start
            if is_open and opened_at is not None:
                line = lines + piece.count(b"\n", 0, opened_at)
            lines += piece.count(b"\n")
            before = piece[-1:]
    return line if is_open else None
