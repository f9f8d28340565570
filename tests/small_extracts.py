"""Small invented domestic violence extracts that meet the standard, until a cell is changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MONTH = "2007-01"
HEADINGS = {
    "crime_ref": "CRIS No",
    "victim_id": "Victim No",
    "record_type": "Record Type",
    "unit": "BOCU",
    "reported_on": "Date Reported",
    "recorded_on": "Date Recorded",
    "relationship": "Relationship",
    "flags": "Flags",
    "victim_type": "Victim Type",
    "risk_level": "Risk Level",
    "age": "Age",
    "gender": "Sex",
    "ethnicity": "SDE",
    "religion_belief": "Religion",
    "sexual_orientation": "Sexual Orientation",
    "disability": "Disability",
}


def record(number: int, unit: str = "Barnet", **cells: str) -> dict[str, str]:
    """One record without a fault, but for the cells given."""
    good: dict[str, str] = {
        "crime_ref": f"01{number:05}/07",
        "victim_id": f"V{number:06}",
        "record_type": "Incident",
        "unit": unit,
        "reported_on": f"{1 + number % 28:02}/01/2007",
        "recorded_on": f"{1 + number % 28:02}/01/2007",
        "relationship": "Partner",
        "flags": "DV",
        "victim_type": "Person",
        "risk_level": "Standard",
        "age": str(20 + number % 40),
        "gender": "Female",
        "ethnicity": "W1",
        "religion_belief": "Christian",
        "sexual_orientation": "Heterosexual",
        "disability": "None",
    }
    return good | cells


def records(
    count: int = 40, unit: str = "Barnet", first: int = 1, **cells: str
) -> list[dict[str, str]]:
    """So many records of one unit."""
    return [record(number, unit, **cells) for number in range(first, first + count)]


def gaps(count: int, of: int = 40, strand: str = "ethnicity") -> list[dict[str, str]]:
    """Records of Barnet, of which so many have the strand blank."""
    return [record(n, **({strand: ""} if n <= count else {})) for n in range(1, of + 1)]


def text(rows: list[dict[str, str]], *, delimiter: str = ",", **headings: str) -> str:
    """The records as delimited text; `headings` replaces or leaves out ('') a field's heading."""
    named = {f: headings.get(f, h) for f, h in HEADINGS.items() if headings.get(f, h)}
    lines = [named.values(), *([row[field] for field in named] for row in rows)]
    return "".join(delimiter.join(line) + "\n" for line in lines)


def write_extract(path: Path, rows: list[dict[str, str]], **headings: str) -> Path:
    """The records as a comma-separated file."""
    path.write_text(text(rows, **headings), encoding="utf-8")
    return path


def write_drop(folder: Path, files: Mapping[str, list[dict[str, str]]]) -> Path:
    """A folder of extracts."""
    folder.mkdir()
    for name, rows in files.items():
        write_extract(folder / name, rows)
    return folder
