"""Faults that can be planted in an extract; drops.py says which are, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from extracts import Extract
from records import Record


def leave_out(extract: Extract, borough: str) -> None:
    """Send none of the borough's records."""
    extract.records = [r for r in extract.records if r["unit"] != borough]


def other_unit(extract: Extract, borough: str, unit: str, count: int) -> None:
    """Name another unit, or none, in `count` of the borough's records."""
    for number in extract.of(borough)[:count]:
        extract.records[number]["unit"] = unit


def repeat_key(extract: Extract, borough: str, count: int) -> None:
    """Send `count` of the borough's records twice in the same file."""
    extract.records += [dict(extract.records[n]) for n in extract.of(borough)[:count]]


def repeat_across(source: Extract, target: Extract, borough: str, count: int, unit: str) -> None:
    """Send `count` of the borough's records in another file too, under that file's unit."""
    copies = [dict(source.records[n]) for n in source.of(borough)[-count:]]
    target.records += [copy | {"unit": unit} for copy in copies]


def share_reference(source: Extract, target: Extract, borough: str, count: int) -> None:
    """Give `count` of the borough's records the reference and victim of another collection's."""
    pairs = zip(source.of(borough)[:count], target.of(borough)[:count], strict=True)
    for one, other in pairs:
        for name in ("crime_ref", "victim_id"):
            target.records[other][name] = source.records[one][name]


def other_codes(extract: Extract, borough: str, counts: Mapping[str, int]) -> None:
    """Write known ethnicities with codes that the 16+1 list does not have."""
    known = [n for n in extract.of(borough) if len(str(extract.records[n]["ethnicity"])) == 2]
    codes = [code for code, count in counts.items() for _ in range(count)]
    for number, code in zip(known, codes, strict=False):
        extract.records[number]["ethnicity"] = code


def travellers(extract: Extract, borough: str, count: int) -> None:
    """Give `count` victims the 18+1 code for Gypsy or Irish Traveller, and flag the first alone."""
    other_codes(extract, borough, {"W3": count})
    coded = [r for r in extract.records if r["unit"] == borough and r["ethnicity"] == "W3"]
    coded[0]["flags"] = "GT"


def unreadable_dates(extract: Extract, borough: str, name: str, texts: Sequence[str]) -> None:
    """Put texts that are no dates where a date stands, in records whose age stands anyway."""
    numbers = [n for n in extract.of(borough) if str(extract.records[n]["age"]).isdigit()]
    extract.texts |= {(n, name): text for n, text in zip(numbers, texts, strict=False)}


def out_of_period(extract: Extract, borough: str, count: int, days: int) -> None:
    """Move the dates of `count` records by so many days, out of the month."""
    for number in extract.of(borough)[-count:]:
        record = extract.records[number]
        for name in ("reported_on", "recorded_on"):
            record[name] = _day(record, name) + timedelta(days=days)


def recorded_before_reported(extract: Extract, borough: str, count: int) -> None:
    """Let `count` records be recorded one day before they were reported."""
    persons = [extract.records[n] for n in extract.of(borough)]
    late = [r for r in persons if _day(r, "reported_on").day > 1]
    for record in late[:count]:
        record["recorded_on"] = _day(record, "reported_on") - timedelta(days=1)


def age_disagrees(extract: Extract, borough: str, count: int) -> None:
    """Let the age of `count` records be ten years more than the date of birth says."""
    both = [n for n in extract.of(borough) if _both(extract.records[n])]
    for number in both[:count]:
        record = extract.records[number]
        record["age"] = str(int(str(record["age"])) + 10)


def dominating_age(extract: Extract, borough: str, count: int) -> None:
    """Reckon the age of `count` records from the placeholder 1 January 1900."""
    for number in extract.of(borough)[:count]:
        extract.records[number] |= {"age": "107", "date_of_birth": date(1900, 1, 1)}


def disability_hidden(extract: Extract, count: int) -> None:
    """Leave disability blank in `count` records motivated by it; in all the others it is known."""
    motivated = [
        record
        for record in extract.records
        if record["victim_type"] == "person" and "DH" in str(record["motivation"])
    ]
    for number, record in enumerate(motivated):
        record["disability"] = "blank" if number < count else "yes"


def _both(record: Record) -> bool:
    return str(record["age"]).isdigit() and record["date_of_birth"] is not None


def _day(record: Record, name: str) -> date:
    day = record[name]
    assert isinstance(day, date), name
    return day
