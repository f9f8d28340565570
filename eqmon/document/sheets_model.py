"""A document as worksheets: settled once, so that a workbook and its OpenDocument cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of column A above a sheet's table."""

    text: str
    kind: Literal["title", "heading", "text"] = "text"
    sheet: str = ""
    """The worksheet that it leads to; empty where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column."""

    title: str
    """Unique in its table, whatever the case of its letters, and never empty."""
    number: bool = False
    """Whether the column holds numbers, which stand to the right."""


@dataclass(frozen=True, slots=True)
class Value:
    """One cell of a table: a number, or a text that is never a formula."""

    text: str
    """What is shown; of a number, its digits."""
    number: int | float | None = None
    decimals: int = 0
    sheet: str = ""
    """The worksheet that it leads to; empty where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The one table of a worksheet, without a blank row or column."""

    name: str
    """Letters, digits and underscores: what a spreadsheet program knows the table by."""
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: what it is, what to know of it, and its table."""

    name: str
    """At most 31 characters, unique whatever the case of its letters."""
    lines: tuple[Line, ...]
    """From A1, which is the title, downwards; the table follows at once."""
    grid: Grid | None = None
