"""The rows of a register's file, each with its line: delimited text, a workbook or YAML."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.kinds import HEAD, Kind, kind_of
from eqmon.rulebook.problems import Problem
from eqmon.rulebook.yaml_reader import read_document

if TYPE_CHECKING:
    from eqmon.extract.source import Source

YAML = (".yaml", ".yml")
LARGEST = 20_000_000
"""Bytes; a register of 32 boroughs, six standards and ten years is about 400 kB."""
ROWS_KEY = "rows"
NAME_KEY = "register"
HINT = "a register is a CSV, a workbook, or a YAML file with `rows`"


@dataclass(frozen=True)
class Rows:
    """A register's file as text."""

    name: str
    """The file's name, without the folders above it."""
    sha256: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    """Each row's line, and its texts by heading; rows without any text are left out."""
    says: str | None = None
    """Which register it says that it is; None where it does not say."""
    problems: tuple[Problem, ...] = ()
    """Rows that do not fit under the headings, which are not among `rows`."""


def read_rows(source: Source, *, known: Callable[[str], bool]) -> Rows:
    """The rows of a source; its heading is the row with most headings that `known` accepts.

    InputError for what cannot be read or is no table, RulebookError for what is no YAML.
    """
    with source.open() as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        problem = f"is over {LARGEST:,} bytes long, and registers are kept by hand"
        raise InputError(source.name, problem, hint=HINT)
    digest = hashlib.sha256(data).hexdigest()
    if source.path is not None and source.path.suffix.lower() in YAML:
        return _of_yaml(source.path, source.name, digest)
    is_text = kind_of(source.name, data[:HEAD]) is Kind.TEXT
    return (_of_text if is_text else _of_sheet)(source, digest, known)


def _of_yaml(path: Path, name: str, digest: str) -> Rows:
    document = read_document(path)
    rows = document.data.get(ROWS_KEY)
    if not isinstance(rows, list) or set(document.data) - {ROWS_KEY, NAME_KEY}:
        line = document.line_of((ROWS_KEY,))
        what = f"has no list '{ROWS_KEY}', or other keys beside it"
        raise InputError(f"{name}, line {line}", what, allowed=f"{NAME_KEY}, {ROWS_KEY}", hint=HINT)
    found: list[tuple[int, Mapping[str, str]]] = []
    problems: list[Problem] = []
    for place, row in enumerate(rows):
        line = document.line_of((ROWS_KEY, place))
        if isinstance(row, dict) and not any(isinstance(v, (list, dict)) for v in row.values()):
            found.append((line, {str(key): _text(value) for key, value in row.items()}))
        else:
            hint = "write - {body: MPS, due: 2006-02}"
            problems.append(Problem(name, "is no row of keys and texts", line, hint=hint))
    headings = tuple(dict.fromkeys(heading for _, row in found for heading in row))
    says = document.data.get(NAME_KEY)
    return Rows(name, digest, headings, tuple(found), str(says) if says else None, tuple(problems))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


def _of_text(source: Source, digest: str, known: Callable[[str], bool]) -> Rows:
    from eqmon.extract.encoding import open_text
    from eqmon.extract.sniff import sniff

    form = sniff(source, known=known)
    with open_text(source, form.encoding) as stream:
        text = stream.read().decode("utf-8")
    lines = io.StringIO(text, newline="")
    for _ in range(form.skip_lines):
        lines.readline()
    numbered = _numbered(source.name, lines, form.delimiter, form.skip_lines)
    return _under(source.name, digest, form.header, numbered)


def _of_sheet(source: Source, digest: str, known: Callable[[str], bool]) -> Rows:
    from eqmon.extract.declared import NOTHING
    from eqmon.extract.open_table import open_table

    table = open_table(source, known=known, declared=NOTHING)
    columns = range(len(table.header))
    batches = table.batches(coded=(), text=columns, block_size=LARGEST, on_ragged=lambda _: "")
    rows = (
        [str(cell).strip() for cell in row.values()]
        for batch in batches
        for row in batch.to_pylist()
    )
    # A sheet's rows count from its heading: titles above it may be hidden or merged.
    numbered = ((place, cells) for place, cells in enumerate(rows, 2) if any(cells))
    return _under(source.name, digest, table.header, numbered)


def _under(
    name: str, digest: str, header: Sequence[str], numbered: Iterable[tuple[int, list[str]]]
) -> Rows:
    """Cells under their headings; rows of another width than the heading's are problems."""
    headings = tuple(heading.strip() for heading in header)
    found: list[tuple[int, Mapping[str, str]]] = []
    problems: list[Problem] = []
    for line, cells in numbered:
        if any(cells[len(headings) :]) or len(cells) < len(headings):
            message = f"{len(cells)} cells under {len(headings)} headings"
            hint = "put quotation marks around a cell that holds a comma"
            problems.append(Problem(name, message, line, hint=hint))
        else:
            found.append((line, dict(zip(headings, cells, strict=False))))
    return Rows(name, digest, headings, tuple(found), None, tuple(problems))


def _numbered(
    name: str, lines: io.StringIO, delimiter: str, above: int
) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row with text begins, and its cells."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = above + 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield begins, cells
            begins = above + reader.line_num + 1
    except csv.Error:
        hint = "look for a quotation mark that is never closed"
        raise InputError(f"{name}, line {begins}", "is not CSV", hint=hint) from None
