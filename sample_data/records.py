"""One month of one place in one collection: what happened, and how well it was written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chance import Chance, apportion
from people import (
    ORIENTATION_MIX_HATE_CRIME,
    STRANDS,
    Person,
    completed_years,
    draw_person,
    observed,
    weights,
    young,
)
from places import MONTHS, Place

DV = "domestic_violence"
HC = "hate_crime"

Cell = str | date | None
Record = dict[str, Cell]
"""Fields by their name; a strand's cell is a code, or a word of ABSENT where none was recorded."""

ABSENT = ("blank", "not_known", "not_recorded", "not_asked", "not_stated", "refused")

UNKNOWN_SPLIT = ((45, 35, 20), (30, 50, 20), (60, 15, 25), (25, 30, 45))
"""Blank, not known, not recorded in a hundred unknowns; habits differ between places."""

GAPS = {
    "good": {"disability": 110, "religion_belief": 330, "sexual_orientation": 480, "gender": 8},
    "fair": {"disability": 260, "religion_belief": 540, "sexual_orientation": 720, "gender": 15},
    "poor": {"disability": 430, "religion_belief": 700, "sexual_orientation": 880, "gender": 30},
}
"""Unknown in a thousand persons, by how a place keeps its records; falls a little each month."""

ASKED = {
    "ethnicity": {"not_stated": 30, "refused": 12, "not_asked": 10},
    "disability": {"not_stated": 25, "refused": 10},
    "religion_belief": {"not_stated": 50, "refused": 45},
    "sexual_orientation": {"not_stated": 40, "refused": 60, "not_asked": 10},
    "gender": {},
}
"""Other gaps in a thousand persons; they do not depend on the place."""

AGE_WAYS = {
    "good": {"age_only": 80, "dob_only": 100, "placeholder": 5, "not_known": 0, "blank": 5},
    "fair": {"age_only": 120, "dob_only": 120, "placeholder": 10, "not_known": 10, "blank": 10},
    "poor": {"age_only": 150, "dob_only": 120, "placeholder": 20, "not_known": 20, "blank": 25},
}
"""How age is written in a thousand persons; otherwise both age and date of birth stand."""

NO_PERSON = {
    DV: [("unidentified", 8)],
    HC: [("organisation", 70), ("state", 20), ("unidentified", 25)],
}
"""Records without a person to describe, in a thousand."""

OFFENCES = {
    DV: "common_assault 30 abh 18 harassment 16 criminal_damage 9 threats 6 gbh 3",
    HC: "harassment_aggravated 38 assault_aggravated 20 criminal_damage_aggravated 16 "
    "public_order_aggravated 18 threats 8",
}
RELATIONSHIPS = "partner 38 ex_partner 40 family 22"
RISK = "standard 64 medium 24 high 8 blank 4"
MOTIVES = "RI 70 HO 13 FH 12 DH 5"


@dataclass(frozen=True)
class Month:
    """One place's month in one collection, and who was there before."""

    collection: str
    period: str
    place: Place
    known_before: tuple[Person, ...] = ()

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date.fromisoformat(f"{self.period}-01")


def draw_month(month: Month) -> tuple[list[Record], tuple[Person, ...]]:
    """The month's records as one would wish them, and everyone seen so far."""
    chance = Chance("month", month.collection, month.period, month.place.bocu)
    total = _how_many(month)
    seen = list(month.known_before)
    records: list[Record] = []
    for number in range(total):
        person = _victim(chance, month, seen)
        record = _record(chance, month, number, person)
        if month.collection == HC and records and chance.happens(60):
            record |= _same_crime(records[-1], record)
        records.append(record)
    _write_down(chance, month, records)
    return records, tuple(seen)


def _how_many(month: Month) -> int:
    usual = month.place.usual[month.collection]
    season = {"2007-01": 100, "2007-02": 92, "2007-03": 104}[month.period]
    return (usual * season + 50) // 100


def _victim(chance: Chance, month: Month, seen: list[Person]) -> Person:
    repeat = 130 if month.collection == DV else 60
    if seen and chance.happens(repeat):
        return seen[chance.below(len(seen))]
    letter = "V" if month.collection == DV else "H"
    reference = f"{letter}{month.place.number:02d}{len(seen) + 1:04d}"
    female, orientation = (780, "") if month.collection == DV else (420, ORIENTATION_MIX_HATE_CRIME)
    extra = {"orientation": orientation} if orientation else {}
    person = draw_person(chance, reference, month.place.mix, female=female, **extra)
    person = young(person) if month.collection == DV else person
    seen.append(person)
    return person


def _record(chance: Chance, month: Month, number: int, person: Person) -> Record:
    place = month.place
    reported = month.first_day + timedelta(days=chance.below(24))
    recorded = reported + timedelta(days=chance.pick([(0, 60), (1, 25), (2, 10), (3, 5)]))
    serial = 100_000 + place.number * 3_000 + MONTHS.index(month.period) * 1_000 + number
    serial += 500 if month.collection == HC else 0
    record: Record = {
        "crime_ref": f"{serial:07d}/07",
        "cad_ref": _cad(chance, reported),
        "unit": place.borough,
        "reported_on": reported,
        "recorded_on": recorded,
        "verified_on": _later(chance, recorded, 620, 20),
        "supervised_on": _later(chance, recorded, 710, 7),
        "victim_id": person.reference,
        "victim_type": "person",
        "vulnerable": "yes" if chance.happens(90) else "no",
        "ethnicity_observed": observed(person.ethnicity, chance),
    }
    record |= {strand: getattr(person, strand) for strand in STRANDS if strand != "age"}
    record |= {"age": str(completed_years(person.born, reported)), "date_of_birth": person.born}
    record |= _offence(chance, month, recorded)
    record |= _accused(chance, month, record, number)
    return record


def _same_crime(first: Record, second: Record) -> Record:
    """What a further victim of the same crime shares with the first."""
    if first["victim_id"] == second["victim_id"]:
        return {}
    own = {"victim_id", "victim_type", "date_of_birth", "age", "ethnicity_observed", "vulnerable"}
    shared = {field: cell for field, cell in first.items() if field not in own.union(STRANDS)}
    born, reported = second["date_of_birth"], first["reported_on"]
    assert isinstance(born, date)
    assert isinstance(reported, date)
    return shared | {"age": str(completed_years(born, reported))}


def _cad(chance: Chance, reported: date) -> str:
    called, number = chance.happens(760), 1 + chance.below(9_000)
    return cad_ref(number, reported) if called else ""


def cad_ref(number: int, day: date) -> str:
    """The reference of a call: its number on the day, and the day."""
    months = ("JAN", "FEB", "MAR")
    return f"CAD{number:04d}/{day.day:02d}{months[day.month - 1]}{day.year % 100:02d}"


def _later(chance: Chance, day: date, per_thousand: int, within: int) -> date | None:
    happens, days = chance.happens(per_thousand), chance.below(within)
    return day + timedelta(days=days) if happens else None


def _offence(chance: Chance, month: Month, recorded: date) -> Record:
    fields: Record = {"offence": chance.pick(weights(OFFENCES[month.collection]))}
    if month.collection == DV:
        is_offence = chance.happens(620)
        fields["record_type"] = "offence" if is_offence else "incident"
        if not is_offence:
            fields["offence"] = "non_crime_incident"
        fields["flags"] = "DV" if chance.happens(960) else ""
        fields["relationship"] = chance.pick(weights(RELATIONSHIPS))
        risk = chance.pick(weights(RISK))
        fields["risk_level"] = "" if risk == "blank" else risk
        fields["risk_completed_on"] = None if risk == "blank" else recorded
        fields["f124d_ref"] = f"F{chance.below(900_000) + 100_000}" if chance.happens(910) else ""
        fields["repeat_marker"] = "yes" if chance.happens(180) else "no"
    else:
        motive = chance.pick(weights(MOTIVES))
        second = chance.pick(weights(MOTIVES)) if chance.happens(70) else motive
        fields["motivation"] = motive if second == motive else f"{motive};{second}"
        fields["flags"] = "GT" if motive == "RI" and chance.happens(20) else ""
        fields["record_type"] = "offence"
        fields["disability_targeted"] = "yes" if "DH" in (motive, second) else "no"
        fields["third_party_report"] = "yes" if chance.happens(80) else "no"
    return fields


def _accused(chance: Chance, month: Month, record: Record, number: int) -> Record:
    """The other person, arrests, and what came of it; dual arrests name both persons."""
    known = chance.happens(900 if month.collection == DV else 350)
    reference = f"A{month.place.number:02d}{month.period[-2:]}{number:03d}"
    reference += "D" if month.collection == DV else "H"
    person = draw_person(chance, reference, month.place.mix, female=190)
    arrested = known and chance.happens(430)
    dual = month.collection == DV and arrested and chance.happens(35)
    undetected = chance.pick([("non_sanction", 30), ("none", 70)])
    reported = record["reported_on"]
    assert isinstance(reported, date)
    arrest_day = reported + timedelta(days=chance.pick([(0, 70), (1, 15), (3, 10), (6, 5)]))
    outcome = chance.pick([("charged", 45), ("cautioned", 30), ("no_further_action", 25)])
    detected = arrested and record["record_type"] == "offence"
    detection = undetected if outcome == "no_further_action" else "sanction"
    fields: Record = {
        "accused_id": reference if known else "",
        "accused_age": str(completed_years(person.born, reported)) if known else "",
        "accused_gender": person.gender if known else "blank",
        "accused_ethnicity": person.ethnicity if known and chance.happens(700) else "blank",
        "arrested_ids": reference if arrested else "",
        "arrested_on": arrest_day if arrested else None,
        "outcome": outcome if arrested else "",
        "detection": detection if detected else "none",
        "withdrawn": "yes" if chance.happens(140) else "no",
        "no_crime": "yes" if chance.happens(30) else "no",
    }
    if dual:
        fields["arrested_ids"] = f"{record['victim_id']};{reference}"
    return fields


def _write_down(chance: Chance, month: Month, records: list[Record]) -> None:
    """Hide what was not obtained, in shares that come out as meant."""
    _without_person(chance, month, records)
    persons = [r for r in records if r["victim_type"] == "person"]
    for strand in ASKED:
        shares = _shares(month, strand)
        ways = apportion(chance, len(persons), list(shares.items()), "as_is")
        for record, way in zip(persons, ways, strict=True):
            if way != "as_is":
                record[strand] = way
    age_ways = list(AGE_WAYS[month.place.recording].items())
    ways = apportion(chance, len(persons), age_ways, "both")
    for record, way in zip(persons, ways, strict=True):
        _write_age(record, way)


def _shares(month: Month, strand: str) -> Mapping[str, int]:
    later = MONTHS.index(month.period)
    if strand == "ethnicity":
        gap = month.place.unknown_ethnicity[month.period] * 10
    else:
        gap = GAPS[month.place.recording][strand] * (100 - 3 * later) // 100
    split = UNKNOWN_SPLIT[month.place.number % len(UNKNOWN_SPLIT)]
    kinds = zip(("blank", "not_known", "not_recorded"), split, strict=True)
    return {kind: gap * part // 100 for kind, part in kinds} | ASKED[strand]


def _write_age(record: Record, way: str) -> None:
    if way in ("dob_only", "placeholder", "blank"):
        record["age"] = "blank"
    if way in ("age_only", "not_known", "blank"):
        record["date_of_birth"] = None
    if way == "not_known":
        record["age"] = "not_known"
    if way == "placeholder":
        record["date_of_birth"] = date(1900, 1, 1)


def _without_person(chance: Chance, month: Month, records: list[Record]) -> None:
    """Places of worship and shops, the state, and victims nobody identified have no strand."""
    shares = NO_PERSON[month.collection]
    kinds = apportion(chance, len(records), shares, "person")
    for record, kind in zip(records, kinds, strict=True):
        if kind == "person":
            continue
        record |= dict.fromkeys((*STRANDS, "ethnicity_observed"), "blank")
        record |= {"victim_type": kind, "victim_id": f"N{record['victim_id']}"}
        record |= {"date_of_birth": None, "vulnerable": "no"}
        if month.collection == HC:
            motive = "FH" if chance.happens(600) else "RI"
            record |= {"motivation": motive, "flags": "", "disability_targeted": "no"}
