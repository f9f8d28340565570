"""Rows of the rulebook's CSV files, each with its line, checked for columns and sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from eqmon.rulebook.problems import Problem, nearest

Row = dict[str, str]


def read_rows(
    path: Traversable, columns: Sequence[str], needed: Sequence[str], problems: list[Problem]
) -> Iterator[tuple[int, Row]]:
    """Line numbers and rows of a CSV file of `columns`; what is wrong is added to `problems`.

    `needed` columns must be there; other columns may be left out and read as empty texts.
    """
    file = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(file, "is not UTF-8 text", hint="save it as CSV UTF-8"))
        return
    except OSError as error:
        problems.append(Problem(file, f"cannot be read: {error.strerror}"))
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        yield from _checked_rows(file, reader, header, columns, needed, problems)
    except csv.Error as error:
        problems.append(Problem(file, f"is not CSV: {error}", line=reader.line_num))


def _checked_rows(
    file: str,
    reader: Iterator[list[str]],
    header: list[str],
    columns: Sequence[str],
    needed: Sequence[str],
    problems: list[Problem],
) -> Iterator[tuple[int, Row]]:
    allowed = ", ".join(columns)
    for name in header:
        if name not in columns:
            problems.append(
                Problem(file, f"unknown column '{name}'", 1, "", allowed, nearest(name, columns))
            )
        elif header.count(name) > 1 and header.index(name) == len(header) - 1:
            problems.append(Problem(file, f"column '{name}' stands twice", 1))
    missing = [name for name in needed if name not in header]
    if missing:
        problems.append(Problem(file, f"no column {', '.join(missing)}", 1, "", allowed))
        return
    for cells in reader:
        line = int(getattr(reader, "line_num", 0))
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells under {len(header)} headings"
            hint = "put quotation marks around a cell that holds a comma"
            problems.append(Problem(file, message, line, hint=hint))
            continue
        named = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        yield line, {name: named.get(name, "") for name in columns}
