"""The places of the sample drops: names and codes are real, every figure is invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

MONTHS = ("2007-01", "2007-02", "2007-03")


@dataclass(frozen=True)
class Place:
    """A borough, with how much it records in a month and how well."""

    number: int
    borough: str
    bocu: str
    gss: str
    bcu: str
    usual: dict[str, int]
    mix: str
    unknown_ethnicity: dict[str, int]
    """In a hundred persons, by month."""
    recording: str


def read_places() -> tuple[Place, ...]:
    """The 32 boroughs of places.csv, in its order."""
    with open(Path(__file__).with_name("places.csv"), encoding="utf-8", newline="") as file:
        return tuple(_place(row) for row in csv.DictReader(file))


def _place(row: dict[str, str]) -> Place:
    return Place(
        number=int(row["gss"][-2:]) - 1,
        borough=row["borough"],
        bocu=row["bocu"],
        gss=row["gss"],
        bcu=row["bcu"],
        usual={name: int(row[name]) for name in ("domestic_violence", "hate_crime")},
        mix=row["mix"],
        unknown_ethnicity={m: int(row["unknown_" + m.replace("-", "_")]) for m in MONTHS},
        recording=row["recording"],
    )
