"""How a delimited file is written: encoding, delimiter, and where its heading stands."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.errors import InputError, UsageError
from eqmon.extract.encoding import declared_encoding, find_content, open_text
from eqmon.extract.heading_row import HEADING_WITHIN, HeadingRow, best_heading, heading_rows

if TYPE_CHECKING:
    from eqmon.extract.source import Source

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
SAMPLE = 1 << 20
WIDTH_FROM = 200
"""Rows after the heading whose width is compared with it."""
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A physical line as the parser counts them; str.splitlines knows more line ends than CSV."""


@dataclass(frozen=True)
class Form:
    """How a delimited file is written."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    """One heading a column, as written; padded with '' where the rows are wider."""
    skip_lines: int
    """Physical lines before the first record, the heading's own among them."""
    notes: tuple[str, ...] = ()
    quotes: int = 0
    """How many double quotes the text holds."""
    rows_quoted: bool = True
    """Whether any of them may stand below the heading: without, rows are parsed much faster."""
    has_rows: bool = True
    """Whether anything follows the heading."""


def sniff(
    source: Source,
    *,
    known: Callable[[str], bool],
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Form:
    """How the source is written: as declared, or found.

    The heading is the row with most headings that `known` accepts.
    InputError for what cannot be decoded or has no heading.
    """
    wanted = declared_delimiter(delimiter)
    content = find_content(source, declared=declared_encoding(encoding) if encoding else None)
    lines, whole = _sample(source, content.encoding)
    heading = _find_heading(source.name, lines, known, wanted)
    header, width_note = _fit_width(heading, lines)
    notes = [content.said] if content.said else []
    notes += heading.notes
    if width_note:
        notes.append(width_note)
    return Form(
        encoding=content.encoding,
        delimiter=heading.delimiter,
        header=header,
        skip_lines=heading.end,
        notes=tuple(notes),
        quotes=content.quotes,
        rows_quoted=content.quotes > sum(li.count('"') for li in lines[: heading.end]),
        has_rows=not whole or any(line.strip("\r\n") for line in lines[heading.end :]),
    )


def declared_delimiter(given: str | None) -> str | None:
    """The delimiter that a user declared, by itself or by its name; UsageError for another."""
    found = DELIMITERS.get(given.lower(), given) if given else None
    found = "\t" if found == "\\t" else found
    if found is not None and found not in DELIMITERS.values():
        raise UsageError(
            "", f"'{given}' is not a delimiter that eqmon reads", allowed=", ".join(DELIMITERS)
        )
    return found


def _sample(source: Source, encoding: str) -> tuple[list[str], bool]:
    """The physical lines of the first megabyte, and whether that is all there is."""
    with open_text(source, encoding) as stream:
        start = stream.read(SAMPLE + 1)
    whole = len(start) <= SAMPLE
    lines = _LINE.findall(start[:SAMPLE].decode("utf-8", "ignore"))
    if not whole and len(lines) < 2:
        raise InputError(
            source.name,
            "its first line is longer than a megabyte",
            hint="check that it is delimited text with a line a record",
        )
    return (lines if whole else lines[:-1]), whole


def _find_heading(
    name: str, lines: list[str], known: Callable[[str], bool], delimiter: str | None
) -> HeadingRow:
    candidates = [delimiter] if delimiter else list(DELIMITERS.values())
    first = lines[: 4 * HEADING_WITHIN]
    return best_heading(
        name, [row for one in candidates for row in heading_rows(_rows(first, one), known, one)]
    )


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Each row's cells, and the physical lines up to its end."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            yield row, reader.line_num
    except csv.Error:
        return


def _fit_width(heading: HeadingRow, lines: list[str]) -> tuple[tuple[str, ...], str]:
    """The header, as wide as most rows are where they differ from it only in blank cells."""
    header = list(heading.cells)
    after = lines[heading.end : heading.end + WIDTH_FROM]
    rows = [row for row, _ in _rows(after, heading.delimiter) if row]
    if not rows or any(len(row) == len(header) for row in rows):
        return tuple(header), ""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    if width > len(header) and not any("".join(row[len(header) :]).strip() for row in rows):
        extra = width - len(header)
        return (
            *header,
            *[""] * extra,
        ), f"{_count(extra, 'blank cell')} after each row's last column"
    if width < len(header) and not "".join(header[width:]).strip():
        return tuple(header[:width]), ""
    return tuple(header), ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
