"""What measures ask for beyond the strands, each drawn from a chance of its own.

So whatever is drawn here leaves every other cell of the drops as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chance import Chance
from records import DV, Record


def with_further(collection: str, records: Sequence[Record]) -> list[Record]:
    """The records with what is drawn here."""
    drawn = _of_domestic_violence if collection == DV else _of_hate_crime
    return [record | drawn(record) | _late(record) for record in records]


def _late(record: Record) -> Record:
    """Few are recorded, and all that follows is done, 4 to 9 days later."""
    chance = Chance("late", record["crime_ref"])
    if not chance.happens(30):
        return {}
    days = timedelta(days=4 + chance.below(6))
    names = ("recorded_on", "verified_on", "supervised_on", "risk_completed_on")
    moved = {name: record.get(name) for name in names}
    return {name: day + days for name, day in moved.items() if isinstance(day, date)}


def _of_domestic_violence(record: Record) -> Record:
    """Relationships that tell no domestic violence: strangers, and none recorded."""
    chance = Chance("relationship", record["crime_ref"])
    stranger, blank = chance.happens(12), chance.happens(10)
    if not stranger and not blank:
        return {}
    return {"relationship": "stranger" if stranger else ""}


def _of_hate_crime(record: Record) -> Record:
    """Incidents that are no offence, and hostility to transgender people."""
    chance = Chance("hate crime", record["crime_ref"])
    incident, targeted, besides = (chance.happens(times) for times in (120, 25, 300))
    found: Record = {}
    if incident:
        found |= {"record_type": "incident", "offence": "non_crime_incident"}
        found |= {"detection": "none", "no_crime": "no"}
    motive = str(record["motivation"])
    alone = record["victim_type"] == "person" and not record["flags"] and "DH" not in motive
    if targeted and alone:
        found["motivation"] = f"{motive};TH" if besides else "TH"
    return found
