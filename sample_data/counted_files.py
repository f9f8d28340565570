"""Reading the sample drops for count.py: plain csv, codecs and gzip, and no others' rules."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from counted_words import FIELD_OF, UNIT_OF

BLANK_UNIT, UNKNOWN_UNIT = "(unit blank)", "(unit not recognised)"
TOTALS = frozenset({"total", "grand total", "mps total", "all boroughs"})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass
class Table:
    """One file: how it was written, and its rows by field."""

    name: str
    sha256: str
    encoding: str
    delimiter: str
    title_rows: int
    columns: dict[str, int]
    records: list[list[str]] = field(default_factory=list)
    ragged_rows: int = 0
    blank_rows: int = 0
    total_rows: int = 0

    @property
    def collection(self) -> str:
        """A relationship column tells domestic violence, a closing code calls; else hate crime."""
        if "closing_code" in self.columns:
            return "domestic_violence_calls"
        return "domestic_violence" if "relationship" in self.columns else "hate_crime"

    def cell(self, row: list[str], name: str) -> str:
        """The cell of a field, without outer spaces; empty where there is no such column."""
        return row[self.columns[name]].strip() if name in self.columns else ""


def tidy(text: str) -> str:
    """Lower case, single spaces, hyphens for dashes."""
    return " ".join(text.replace("\u2013", "-").split()).casefold()


def read_table(path: Path) -> Table:
    """The file with its records, and how many rows were no records."""
    sent = path.read_bytes()
    data = gzip.decompress(sent) if path.suffix == ".gz" else sent
    encoding = encoding_of(data)
    text = data.decode(encoding)
    delimiter = max(";\t|,", key=text.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    at = next(i for i, line in enumerate(lines) if sum(tidy(c) in FIELD_OF for c in line) >= 4)
    columns = {FIELD_OF[tidy(c)]: i for i, c in enumerate(lines[at]) if tidy(c) in FIELD_OF}
    table = Table(
        name=path.name,
        sha256=hashlib.sha256(sent).hexdigest(),
        encoding=encoding,
        delimiter=delimiter,
        title_rows=sum(1 for line in lines[:at] if line),
        columns=columns,
    )
    for line in lines[at + 1 :]:
        if not line:
            continue
        if not any(cell.strip() for cell in line):
            table.blank_rows += 1
        elif len(line) != len(lines[at]):
            table.ragged_rows += 1
        elif tidy(next(cell for cell in line if cell.strip())) in TOTALS:
            table.total_rows += 1
        else:
            table.records.append(line)
    return table


def encoding_of(data: bytes) -> str:
    """By the byte order mark; without one utf-8 if it decodes, else cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def unit_of(text: str) -> str:
    """The borough's name or the area's, or one of the two words for neither."""
    plain = tidy(text.replace("&", " and ").replace("-", " "))
    plain = plain.removeprefix("london borough of ")
    return UNIT_OF.get(plain, UNKNOWN_UNIT if plain else BLANK_UNIT)


def day_of(text: str) -> date | None:
    """The day of a date in one of the four ways the sample drops write it."""
    day = text.partition(" ")[0]
    parts = re.split(r"[/-]", day)
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    month = parts[1].casefold()
    number = str(MONTHS.index(month) + 1) if month in MONTHS else month
    try:
        return date(int(parts[2]), int(number), int(parts[0]))
    except ValueError:
        return None
