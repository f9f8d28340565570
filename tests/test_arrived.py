"""What came, in labels and texts: nothing that is as it should be, and never `1 records`."""

from __future__ import annotations

from typing import Any

import pytest
from reports import Unit, collection_of
from writer_reports import full_report

from eqmon.report.arrived import arrived


def facts(**changes: Any) -> dict[str, str]:
    [collection] = full_report().collections
    arrival = collection.arrival.model_copy(update=changes)
    return dict(arrived(collection.model_copy(update={"arrival": arrival})))


def test_all_that_is_not_as_it_should_be() -> None:
    assert facts() == {
        "records": "13,000, each an offence; 392 of them not applicable",
        "arrived": "5 of 7 expected boroughs",
        "missing": "Harrow",
        "nil return": "Enfield",
        "came twice": "brent-2.csv",
        "not expected": "Essex",
        "unit blank": "12 records",
        "unit unknown": "3 records",
        "shared keys": "21 references in another collection too",
    }


def test_nothing_is_said_of_what_is_as_it_should_be() -> None:
    collection = collection_of([Unit("Brent", 40)])
    arrival = collection.arrival.model_copy(update={"shared_keys": 0})
    found = arrived(collection.model_copy(update={"arrival": arrival}))
    assert found == [
        ("records", "40, each an offence"),
        ("arrived", "1 of 1 expected boroughs"),
    ]


@pytest.mark.parametrize(
    ("changes", "label", "text"),
    [
        ({"level": "bcu", "expected": 12, "received": 11}, "arrived", "11 of 12 expected areas"),
        ({"level": "", "expected": 0, "received": 34}, "arrived", "34 units; none is expected"),
        ({"level": "", "expected": 0, "received": 1}, "arrived", ""),
        ({"records_unit_blank": 1}, "unit blank", "1 record"),
        ({"shared_keys": 1}, "shared keys", "1 reference in"),
    ],
)
def test_one_fact(changes: dict[str, Any], label: str, text: str) -> None:
    assert facts(**changes).get(label, "").startswith(text)
    if not text:
        assert label not in facts(**changes)
