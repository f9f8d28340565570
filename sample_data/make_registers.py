"""Write the sample registers: `python sample_data/make_registers.py [FOLDER]`.

By default into registers/ beside this file. The same bytes on every platform, as with make.py:
every date and answer is invented. What is planted is told in README.md.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from chance import Chance
from places import read_places

QUARTERS = ("2006-Q2", "2006-Q3", "2006-Q4", "2007-Q1")
STANDARDS = tuple(f"Standard {number}" for number in range(1, 7))
NEVER_TOLD = ("Merton",)
"""REG-04: a borough that has no row."""
QUARTER_NOT_TOLD = ("Harrow", "2006-Q4")
"""REG-05: a quarter for which a borough that tells the others has no row."""
ASKED = ("2006-05", "2006-07", "2006-10", "2007-01")
"""REG-01: said to be quarterly, and asked for at gaps of 2, 3 and 3 months."""
STRATEGY = (
    ("The service", ("", "", "", "19/01/2007")),
    ("Strand working group 1", ("12/05/2006", "", "", "")),
    ("Strand working group 2", ("24/05/2006", "28/07/2006", "30/10/2006", "26/01/2007")),
    ("Strand working group 3", ("", "15/08/2006", "27/10/2006", "")),
)
"""When each of ASKED came; REG-02: the third group's of July came in August."""
TO_THE_BOARD = (
    ("30/06/2006", "21/06/2006"),
    ("30/09/2006", "27/09/2006"),
    ("31/12/2006", ""),
    ("31/03/2007", "29/03/2007"),
    ("30/06/2007", ""),
)
ON_VIOLENCE = (("15/11/2006", "13/11/2006"), ("15/02/2007", "14/02/2007"))
GROUPS = ("Territorial Policing", "Specialist Crime", "Central Operations", "Human Resources")
POLICIES = (
    *("Domestic violence", "Hate crime", "Missing persons", "Stop and search", "Custody"),
    *("Use of force", "Public order", "Witness care", "Rape investigation", "Child abuse"),
    *("Forced marriage", "Family liaison", "Interpreters", "Front counters", "Complaints"),
    *("Recruitment", "Promotion", "Flexible working", "Grievances", "Reasonable adjustments"),
    *("Vetting", "Training", "Sickness absence", "Retirement"),
)
NEVER_MONITORED = ("Interpreters", "Vetting")
"""REG-03: policies without a date."""
ON = date(2007, 4, 30)


def returns() -> list[Sequence[str]]:
    """What was asked for and came: the rows of returns.csv."""
    rows: list[Sequence[str]] = [("Return", "Body", "Requested", "Received")]
    for body, came in STRATEGY:
        rows += [("RT-QTR-01", body, month, day) for month, day in zip(ASKED, came, strict=True)]
    rows += [("RT-DEB-01", "Diversity directorate", due, came) for due, came in TO_THE_BOARD]
    rows += [("RT-VAW-01", "The service", due, came) for due, came in ON_VIOLENCE]
    return rows


def policies() -> list[Sequence[str]]:
    """Each policy's last monitoring and where its report is: the rows of policies.csv."""
    rows: list[Sequence[str]] = [("Policy", "Business group", "Last monitored", "Report")]
    for number, policy in enumerate(POLICIES, 1):
        chance = Chance("policy", policy)
        last = ON - timedelta(days=20 + chance.below(430))
        never = policy in NEVER_MONITORED
        published = chance.happens(930) and not never
        rows.append(
            (
                policy,
                GROUPS[(number - 1) * len(GROUPS) // len(POLICIES)],
                "" if never else last.strftime("%d/%m/%Y"),
                f"https://example.org/policy/{number:02}" if published else "",
            )
        )
    return rows


def standards() -> list[Sequence[str]]:
    """Whether each borough met each standard: the rows of standards.csv."""
    rows: list[Sequence[str]] = [("Borough", "Quarter", "Standard", "Met")]
    for place in read_places():
        if place.borough in NEVER_TOLD:
            continue
        for quarter in QUARTERS:
            if (place.borough, quarter) == QUARTER_NOT_TOLD:
                continue
            for standard in STANDARDS:
                chance = Chance("standard", place.borough, quarter, standard)
                rows.append((place.borough, quarter, standard, _answer(chance)))
    return rows


def _answer(chance: Chance) -> str:
    return chance.pick((("Yes", 86), ("No", 11), ("", 3)))


def make(folder: Path) -> None:
    """Write every register into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (
        ("returns", returns()),
        ("policies", policies()),
        ("standards", standards()),
    ):
        (folder / f"{name}.csv").write_bytes(_text(rows).encode("utf-8"))


def _text(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    here = Path(__file__).parent
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else here / "registers")
