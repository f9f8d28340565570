"""The twelve invented records that the awkward files hold, and how most of them are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

Row = list[str]

HEADER: Row = [
    "CRIS No", "Victim No", "BOCU", "Date Reported", "Relationship", "Victim Type", "Age", "Sex",
    "SDE", "Disability", "Religion", "Sexual Orientation",
]  # fmt: skip
CELLS = """
0100001/07|V000001|Camden|03/01/2007|Partner|Person|34|Female|W1|None|Christian|Heterosexual
0100002/07|V000002|Camden|04/01/2007|Ex-partner|Person|27|Female|Not known|None||Not stated
0100003/07|V000003|Camden|09/01/2007|Fiancé|Person|41|Male|A2|Yes|Muslim|Gay
0100004/07|V000004|Camden|15/01/2007|Partner|Person||Female||||
0100005/07|V000005|Barnet|02/01/2007|Parent|Person|63|Female|B1|Not recorded|Christian|Refused
0100006/07|V000006|Barnet|11/01/2007|Partner|Person|19|Male|NS|None|None|Heterosexual
0100007/07|V000007|Barnet|19/01/2007|Sibling|Person|30|Female|W9|None|Jewish|Not known
0100008/07|V000008|Barnet|31/01/2007|Partner|Person|55|Not known|M1||Hindu|
0100009/07|V000009|Hackney|06/01/2007|Ex-partner|Person|22|Female|N1|None|Sikh|Lesbian
0100010/07|V000010|Hackney|13/01/2007|Partner|Person|38|Female|O9|Yes|Not stated|Bisexual
0100011/07|V000011|Hackney|22/01/2007|Child|Person|47|Male|Refused|None|Buddhist|Heterosexual
0100012/07|V000012|Hackney|28/01/2007|Partner|Person|29|Female|W2|None|Christian|Heterosexual
"""
ROWS: list[Row] = [line.split("|") for line in CELLS.strip().splitlines()]
TABLE: list[Row] = [HEADER, *ROWS]


def column(heading: str) -> int:
    """The position of a heading."""
    return HEADER.index(heading)


def changed(heading: str, change: Callable[[str], str], rows: Sequence[Row] = ROWS) -> list[Row]:
    """The rows, the cells of one column changed."""
    at = column(heading)
    return [[change(c) if i == at else c for i, c in enumerate(row)] for row in rows]


def headed(**headings: str) -> list[Row]:
    """The table with some headings changed; `_` in a name stands for a space."""
    renamed = {old.replace("_", " "): new for old, new in headings.items()}
    return [[renamed.get(h, h) for h in HEADER], *ROWS]


def delimited(
    table: Sequence[Row] = TABLE,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
    above: str = "",
    below: str = "",
) -> bytes:
    """The table as delimited text, with lines above and below it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return (above + text.getvalue() + below).encode(encoding)
