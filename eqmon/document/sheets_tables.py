"""A table of the document as a table of a worksheet, with one value in each cell.

People read `24.5 (135) FAIL` in one cell. A spreadsheet has it in three columns: the rate, its
count and what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eqmon.document.model import Cell, Column, Table
from eqmon.document.sheets_model import Grid, Head, Value

LONGEST_HEADING = 255
"""Characters of a table's column heading that Excel takes."""
EMPTY = Value("")
_NUMBER = r"(\d{1,3}(?:,\d{3})*)"
_COUNTED = re.compile(rf"\({_NUMBER}(?: of {_NUMBER})?\)(?: (.+))?")


def grid_of(table: Table) -> Grid:
    """The table with numbers as numbers, and what stands beside a number in columns of its own."""
    pairs = [
        pair
        for place, column in enumerate(table.columns)
        for pair in _parted(column, [row[place] for row in table.rows])
    ]
    heads = unique_heads([head for head, _ in pairs])
    rows = tuple(zip(*(values for _, values in pairs), strict=True))
    nothing = (Value("There are none"), *(EMPTY for _ in heads[1:]))
    name = table.id.replace("_", "__").replace("-", "_")
    return Grid(f"table_{name}", heads, rows or (nothing,))


def unique_heads(heads: Sequence[Head]) -> tuple[Head, ...]:
    """The headings, none empty, too long or like another: `Remark`, `Remark (2)`."""
    taken: set[str] = set()
    return tuple(_untaken(head, place, taken) for place, head in enumerate(heads, start=1))


def _untaken(head: Head, place: int, taken: set[str]) -> Head:
    whole = head.title.strip() or f"Column {place}"
    title, again = whole[:LONGEST_HEADING], 1
    while title.casefold() in taken:
        again += 1
        mark = f" ({again})"
        title = f"{whole[: LONGEST_HEADING - len(mark)]}{mark}"
    taken.add(title.casefold())
    return Head(title, head.number)


def shown(number: float, decimals: int) -> str:
    """A number as a cell shows it."""
    return f"{number:,.{decimals}f}"


def _parted(column: Column, cells: Sequence[Cell]) -> Iterable[tuple[Head, list[Value]]]:
    if column.kind in ("name", "text"):
        yield Head(column.title), [_word(cell) for cell in cells]
        return
    yield Head(_titled(column), number=True), [_number(cell) for cell in cells]
    beside = [_beside(cell) for cell in cells]
    found = [_COUNTED.fullmatch(said) for said in beside]
    if any(found) and all(one or not said for one, said in zip(found, beside, strict=True)):
        yield Head(f"{_base(column)}: count", number=True), _counts(found, cells, 1)
        if any(one and one[2] for one in found):
            yield Head(f"{_base(column)}: of how many", number=True), _counts(found, cells, 2)
        beside = [one[3] or "" if one else "" for one in found]
    if any(beside):
        kind = _kind(beside, cells)
        if kind != "shorthand":
            beside = [said or _instead(cell) for said, cell in zip(beside, cells, strict=True)]
        yield Head(f"{_base(column)}: {kind}"), [Value(said) for said in beside]


def _titled(column: Column) -> str:
    per_cent = column.kind == "percent" and not re.search("per ?cent|%", column.title.lower())
    return f"{column.title}, per cent" if per_cent else column.title


def _base(column: Column) -> str:
    return re.sub(", (?:per cent|%)$", "", column.title)


def _kind(beside: Sequence[str], cells: Sequence[Cell]) -> str:
    told = [cell for said, cell in zip(beside, cells, strict=True) if said]
    if all(cell.verdict is not None for cell in told):
        return "verdict"
    return "shorthand" if all(cell.shorthand for cell in told) else "remark"


def _word(cell: Cell) -> Value:
    if cell.number is not None and cell.text == shown(cell.number, cell.decimals):
        return _number(cell)
    return Value(cell.text)


def _number(cell: Cell) -> Value:
    if cell.number is None:
        return Value(cell.text)
    return Value(shown(cell.number, cell.decimals), cell.number, cell.decimals)


def _beside(cell: Cell) -> str:
    if cell.number is None:
        return ""
    digits = shown(cell.number, cell.decimals)
    if cell.text == digits:
        return ""
    return cell.text.removeprefix(f"{digits} ")


def _counts(
    found: Sequence[re.Match[str] | None], cells: Sequence[Cell], group: int
) -> list[Value]:
    return [
        Value(one[group], int(one[group].replace(",", "")))
        if one and one[group]
        else Value("" if one else _instead(cell))
        for one, cell in zip(found, cells, strict=True)
    ]


def _instead(cell: Cell) -> str:
    return f"[{cell.shorthand}]" if cell.number is None and cell.shorthand else ""
