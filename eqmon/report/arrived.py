"""What came of a collection: records, units, and whatever is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.report.words import number_of

if TYPE_CHECKING:
    from eqmon.report.model import Arrival, Collection

LEVELS = {"borough": "boroughs", "bcu": "areas (BCUs)"}


def arrived(collection: Collection) -> list[tuple[str, str]]:
    """What came, as labels and texts: records, units, and whatever is not as it should be."""
    arrival = collection.arrival
    facts = [("records", _records(collection))]
    if arrival.expected or arrival.received > 1:
        facts.append(("arrived", _units(arrival)))
    facts += [
        (label, ", ".join(names))
        for label, names in (
            ("missing", arrival.missing),
            ("nil return", arrival.nil_returns),
            ("came twice", arrival.repeated),
            ("not expected", arrival.not_expected),
        )
        if names
    ]
    return facts + [
        (label, f"{number_of(number, noun)}{more}")
        for label, number, noun, more in (
            ("unit blank", arrival.records_unit_blank, "record", ""),
            ("unit unknown", arrival.records_unit_not_recognised, "record", ""),
            ("shared keys", arrival.shared_keys, "reference", " in another collection too"),
        )
        if number
    ]


def _records(collection: Collection) -> str:
    left_out = collection.records - collection.applicable
    beside = f"; {left_out:,} of them not applicable" if left_out else ""
    return f"{collection.records:,}, each {collection.grain}{beside}"


def _units(arrival: Arrival) -> str:
    if not arrival.expected:
        return f"{number_of(arrival.received, 'unit')}; none is expected of files given by name"
    level = LEVELS.get(arrival.level, "units")
    return f"{arrival.received:,} of {arrival.expected:,} expected {level}"
