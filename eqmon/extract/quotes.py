"""Finding a double quote that is opened and never closed: it would swallow all records after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.encoding import PIECE, open_text

if TYPE_CHECKING:
    from eqmon.extract.source import Source

_RUN = re.compile(rb'"+')


def refuse_open_quote(source: Source, encoding: str, delimiter: str, quotes: int) -> None:
    """InputError where the text ends inside quotes, naming the line on which they were opened.

    `quotes` is how many double quotes the text holds: only an odd number can leave one open.
    """
    if quotes % 2 and (line := _line_left_open(source, encoding, delimiter.encode())):
        raise InputError(
            source.name,
            f"a double quote opened on line {line} is never closed",
            hint="correct that line, or export the extract again with its quotes doubled",
        )


def _line_left_open(source: Source, encoding: str, delimiter: bytes) -> int | None:
    """The line of the quote that is open at the end; one amid an unquoted cell opens nothing."""
    starts_a_cell = (b"\n", b"\r", delimiter)
    opened: int | None = None
    line, before = 1, b"\n"
    with open_text(source, encoding) as text:
        while piece := text.read(PIECE):
            while piece.endswith(b'"') and (more := text.read(1)):
                piece += more
            counted = 0
            for run in _RUN.finditer(piece):
                line += piece.count(b"\n", counted, run.start())
                counted = run.start()
                odd = len(run.group()) % 2 == 1
                previous = piece[run.start() - 1 : run.start()] or before
                if opened is not None:
                    opened = None if odd else opened
                elif odd and previous in starts_a_cell:
                    opened = line
            line += piece.count(b"\n", counted)
            before = piece[-1:]
    return opened
