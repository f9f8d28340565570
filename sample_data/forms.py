"""How an extract is written: six styles of headings, words, dates and bytes."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from places import Place
from records import ABSENT, Cell, Record

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LISTS = {
    "ethnicity": "ethnicity",
    "accused_ethnicity": "ethnicity",
    "ethnicity_observed": "ethnicity_observed",
    "gender": "gender",
    "accused_gender": "gender",
    "religion_belief": "religion_belief",
    "sexual_orientation": "sexual_orientation",
    "disability": "disability",
    "victim_type": "victim_type",
    "offence": "offence",
    "record_type": "record_type",
    "relationship": "relationship",
    "risk_level": "risk_level",
    "detection": "detection",
    "outcome": "outcome",
} | dict.fromkeys(
    (
        "vulnerable",
        "repeat_marker",
        "withdrawn",
        "no_crime",
        "disability_targeted",
        "third_party_report",
    ),
    "yes_no",
)
"""Which list of wording.csv a field's words come from."""


TIMES = {"reported_on": "09:05", "recorded_on": "17:40"}

AGE_BANDS = (("under 18", 18), ("18-24", 25), ("25-34", 35), ("35-44", 45), ("45-54", 55))


@dataclass(frozen=True)
class Style:
    """One way of writing an extract."""

    number: int
    wording: str
    """A column of wording.csv: code, label, dash (label with en dashes) or other."""
    absent: str
    """The same, for what was not obtained."""
    place: Callable[[Place], str]
    day: Callable[[date], str]
    times: bool
    """Whether dates, but not dates of birth, carry a time."""
    flags_with: str
    """What separates several flags in a cell."""
    encoding: str
    delimiter: str
    newline: str
    ending: str


STYLES = {
    style.number: style
    for style in (
        Style(
            number=1,
            wording="code",
            absent="code",
            place=lambda p: p.bocu,
            day=lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
            times=False,
            flags_with=";",
            encoding="utf-8",
            delimiter=",",
            newline="\n",
            ending=".csv",
        ),
        Style(
            number=2,
            wording="dash",
            absent="label",
            place=lambda p: p.borough,
            day=lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
            times=False,
            flags_with=", ",
            encoding="cp1252",
            delimiter=";",
            newline="\r\n",
            ending=".csv",
        ),
        Style(
            number=3,
            wording="label",
            absent="label",
            place=lambda p: "London Borough of " + p.borough.replace(" and ", " & "),
            day=lambda d: f"{d.day:02d}-{MONTH_NAMES[d.month - 1]}-{d.year}",
            times=False,
            flags_with="|",
            encoding="utf-8-sig",
            delimiter=",",
            newline="\r\n",
            ending=".csv",
        ),
        Style(
            number=4,
            wording="other",
            absent="other",
            place=lambda p: p.gss,
            day=lambda d: d.isoformat(),
            times=False,
            flags_with=";",
            encoding="utf-8",
            delimiter="\t",
            newline="\n",
            ending=".tsv",
        ),
        Style(
            number=5,
            wording="code",
            absent="label",
            place=lambda p: f" {p.borough.upper()} ",
            day=lambda d: d.isoformat(),
            times=False,
            flags_with=",",
            encoding="utf-8",
            delimiter="|",
            newline="\n",
            ending=".psv",
        ),
        Style(
            number=6,
            wording="other",
            absent="code",
            place=lambda p: p.borough.replace(" upon ", "-upon-"),
            day=lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
            times=True,
            flags_with=";",
            encoding="utf-16",
            delimiter="\t",
            newline="\r\n",
            ending=".txt",
        ),
    )
}


def by_area(place: Place) -> str:
    """The code of the Basic Command Unit instead of the borough."""
    return place.bcu


@cache
def wording() -> Mapping[tuple[str, str, str], str]:
    """Column, list and value to text, from wording.csv."""
    with open(Path(__file__).with_name("wording.csv"), encoding="utf-8", newline="") as file:
        return {
            (column, row["list"], row["value"]): row[column] or row["label"]
            for row in csv.DictReader(file)
            for column in ("code", "label", "dash", "other")
        }


@cache
def headings(collection: str, style: int) -> Mapping[str, str]:
    """Field to heading in this style, from headings.csv, in the order of its columns."""
    with open(Path(__file__).with_name("headings.csv"), encoding="utf-8", newline="") as file:
        return {
            row["field"]: row[f"style_{style}"]
            for row in csv.DictReader(file)
            if row[f"style_{style}"] and collection in row["collections"].split(";")
        }


def text(style: Style, field: str, cell: Cell) -> str:
    """The cell's text in this style."""
    if isinstance(cell, date):
        time = TIMES.get(field, "12:00") if style.times and field != "date_of_birth" else ""
        return f"{style.day(cell)} {time}".strip()
    if cell is None:
        return "" if field != "date_of_birth" else wording()[style.absent, "absent", "blank"]
    words, listed = wording(), LISTS.get(field, "")
    if field in ("flags", "motivation"):
        named = [words.get((style.wording, "motivation", flag), flag) for flag in cell.split(";")]
        return style.flags_with.join(named)
    if cell in ABSENT:
        own = (style.wording, listed, cell)
        return words[own] if own in words else words[style.absent, "absent", cell]
    return words.get((style.wording, listed, cell), cell)


def rows(
    style: Style,
    fields: Sequence[str],
    records: Sequence[Record],
    places: Mapping[str, Place],
    *,
    unit: Callable[[Place], str] | None = None,
) -> list[list[str]]:
    """The records as rows of text; a unit that is no place is written as it stands."""
    write_place = unit or style.place
    table = []
    for record in records:
        record = record | {"age_band": _band(record.get("age"))}
        row = [text(style, field, record[field]) for field in fields]
        place = places.get(str(record["unit"]))
        row[fields.index("unit")] = write_place(place) if place else str(record["unit"])
        table.append(row)
    return table


def _band(age: Cell) -> Cell:
    if not isinstance(age, str) or not age.isdigit():
        return age
    return next((band for band, below in AGE_BANDS if int(age) < below), "55+")


def encode(style: Style, lines: Sequence[Sequence[str]]) -> bytes:
    """The lines as the bytes of a file."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=style.delimiter, lineterminator=style.newline)
    writer.writerows(lines)
    if style.encoding == "utf-16":
        return b"\xff\xfe" + buffer.getvalue().encode("utf-16-le")
    return buffer.getvalue().encode(style.encoding)


def gzipped(data: bytes) -> bytes:
    """The bytes in a gzip file without compression or time: compressors differ between builds."""
    parts = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    for start in range(0, len(data), 65_535):
        block = data[start : start + 65_535]
        last = start + 65_535 >= len(data)
        parts.append(struct.pack("<BHH", last, len(block), 65_535 - len(block)) + block)
    parts.append(struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFF_FFFF))
    return b"".join(parts)
