"""The page that says what does each thing that the committee's papers ask, and its figure."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent
COUNTED = DOCS.parent / "sample_data" / "expected" / "rows.json"
AGAIN = "`python docs/generate.py` writes this page; change what it is made from instead."
INTRO = """\
What the five committee papers ask that could be computed, checked or kept, row by row. Each row of
the first table is the business of eqmon: what does it, and what eqmon says of the sample drop
2007-01, unless another is named. `sample_data/counted_rows.py`, which shares no code with eqmon,
counted every figure again, and a test holds the two together; where a row asks about the rules
themselves (318, 402, 415) it counts in their text; row 210 is about the papers' own recruits."""
OTHERS = """\
The other rows are of things that no extract of records holds, and no more is done of them, but for
those where something is named."""
PAPERS = {
    "S0": "Project Umbra, 16 November 2006",
    "S1": "Violent Crime Strategy, 4 October 2007",
    "S2": "Race element of the equalities scheme, 7 February 2008",
    "S3": "Governance, 3 November 2011",
    "S4": "Violence against women, 16 July 2009",
}


@dataclass(frozen=True)
class Row:
    """One thing that the papers ask for."""

    row: str
    core: str
    paper: str
    where: str
    words: str
    done_by: str
    """Ids and commands; empty where eqmon does not do it."""


def read_rows() -> list[Row]:
    """Every row of asked.csv."""
    with open(DOCS / "asked.csv", encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def counted() -> dict[str, str]:
    """Each core row's figure as sample_data/counted_rows.py has it."""
    found: dict[str, str] = json.loads(COUNTED.read_text(encoding="utf-8"))
    return found


def page(figures: Mapping[str, str]) -> str:
    """The page, given eqmon's figure of each core row."""
    rows, again = read_rows(), counted()
    parts = ["# What the papers ask", AGAIN, INTRO]
    parts.append("\n".join(f"- {paper}: {title}" for paper, title in PAPERS.items()))
    core = [row for row in rows if row.core]
    parts.append(
        _table(
            ("row", "paper", "asks", "done by", "eqmon on the sample", "counted independently"),
            ((*_cells(row), figures[row.row], again[row.row]) for row in core),
        )
    )
    parts += ["## Other rows", OTHERS]
    others = (_cells(row) for row in rows if not row.core)
    parts.append(_table(("row", "paper", "asks", "done by"), others))
    return "\n\n".join(parts) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    return row.row, f"{row.paper}, {row.where}", row.words, row.done_by


def _table(heading: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
