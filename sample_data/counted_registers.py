"""Count the sample registers independently of eqmon, as JSON.

    python sample_data/counted_registers.py sample_data/registers 2007-04-30

A second opinion, as count.py is: no import of eqmon, no file of rules/, and its own reading of
dates. Of each register it prints what was due by the day and what had come.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from counted_words import BOROUGHS

FIRST_MONTHS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
GRACE = timedelta(days=28)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def day_of(text: str) -> date:
    """`31/01/2007`, or the last day of `2007-01`."""
    if "/" in text:
        day, month, year = map(int, text.split("/"))
        return date(year, month, day)
    year, month = map(int, text.split("-"))
    return last_day(year, month)


def counted_returns(rows: list[dict[str, str]], on: date) -> dict[str, object]:
    """Per return: what was made of what was due, by body and together, and the gaps in months."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    asked: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        due = day_of(row["Requested"])
        came = day_of(row["Received"]) if row["Received"] else None
        asked[row["Return"]][row["Body"]].append(due)
        if came is not None and came <= on:
            standing = "late" if came > due else "in_time"
        else:
            standing = "missing" if due < on else "not_due"
        found[row["Return"]][row["Body"]][standing] += 1
    return {
        name: {
            "bodies": {body: dict(sorted(count.items())) for body, count in bodies.items()},
            "together": dict(sorted(sum(bodies.values(), Counter()).items())),
            "gaps": {body: gaps_of(dates) for body, dates in asked[name].items()},
        }
        for name, bodies in found.items()
    }


def gaps_of(dates: list[date]) -> list[int]:
    """Months of the calendar from each date to the next."""
    months = [12 * day.year + day.month for day in sorted(dates)]
    return [after - before for before, after in pairwise(months)]


def counted_policies(rows: list[dict[str, str]], on: date) -> dict[str, int]:
    """How many policies were monitored within twelve months, and how many reports are published."""
    within = never = 0
    for row in rows:
        if not row["Last monitored"]:
            never += 1
            continue
        last = day_of(row["Last monitored"])
        # The same day a year on; 29 February is in none of the rows.
        within += date(last.year + 1, last.month, last.day) >= on
    published = sum(row["Report"] != "" for row in rows)
    return {"policies": len(rows), "within": within, "never": never, "published": published}


def counted_standards(rows: list[dict[str, str]], on: date) -> dict[str, object]:
    """Standards met by borough and quarter, of those that every borough was due to tell."""
    standards = {row["Standard"] for row in rows}
    quarters = sorted({row["Quarter"] for row in rows})
    due = [q for q in quarters if quarter_end(q) + GRACE < on]
    answers = {(r["Borough"], r["Quarter"], r["Standard"]): r["Met"] for r in rows}
    together: Counter[str] = Counter()
    grid: dict[str, dict[str, int]] = {}
    for borough in BOROUGHS:
        met_in: dict[str, int] = {}
        for quarter in due:
            told = [answers.get((borough, quarter, standard), "") for standard in standards]
            met_in[quarter] = told.count("Yes")
            together += Counter({"met": told.count("Yes"), "not_met": told.count("No")})
            together["not_told"] += told.count("")
        grid[borough] = met_in
    return {
        "required": len(grid) * len(due) * len(standards),
        "together": dict(sorted(together.items())),
        "boroughs": dict(sorted(grid.items())),
        "untold": sorted(set(grid) - {row["Borough"] for row in rows}),
    }


def quarter_end(quarter: str) -> date:
    """The last day of `2007-Q1`."""
    year, name = quarter.split("-")
    return last_day(int(year), FIRST_MONTHS[name] + 2)


def counted(folder: Path, on: date) -> dict[str, object]:
    """The figures of every register in a folder."""
    return {
        "on": on.isoformat(),
        "returns": counted_returns(rows_of(folder / "returns.csv"), on),
        "policies": counted_policies(rows_of(folder / "policies.csv"), on),
        "standards": counted_standards(rows_of(folder / "standards.csv"), on),
    }


if __name__ == "__main__":
    figures = counted(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    print(json.dumps(figures, indent=1, ensure_ascii=False))
