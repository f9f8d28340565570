"""The list of calls coded as domestic, of which most became a record of domestic violence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chance import Chance
from places import Place
from records import Record, cad_ref

CALLS = "domestic_violence_calls"
OPENED = [("Domestic incident", 70), ("Disturbance", 20), ("Assault", 10)]


def calls_of(place: Place, period: str, records: Sequence[Record]) -> list[Record]:
    """Calls of the records, few of them coded otherwise, and calls that have no record."""
    chance = Chance("calls", period, place.bocu)
    of_records = {str(r["cad_ref"]): r["reported_on"] for r in records if r["cad_ref"]}
    called = {ref: day for ref, day in of_records.items() if not chance.happens(60)}
    more = len(called) * (8 + chance.below(40)) // 100
    for _ in range(more):
        day = date.fromisoformat(f"{period}-01") + timedelta(days=chance.below(28))
        called.setdefault(cad_ref(1 + chance.below(9_000), day), day)
    return [
        {
            "cad_ref": reference,
            "unit": place.borough,
            "called_on": day,
            "opening_code": chance.pick(OPENED),
            "closing_code": "Domestic incident",
        }
        for reference, day in called.items()
    ]
