"""Count the measures of a sample drop independently of eqmon, as count.py counts its recordings.

`python sample_data/counted_measures.py DROP` prints JSON: for each measure how many records are in
its numerator and its denominator, overall, by unit, and by every breakdown's group. What each
measure asks is written by hand in counted_asked.py, from the papers' words and not from rules/.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from pathlib import Path
from statistics import median

from counted_asked import Asked, Record, answer_of, asked_of, breakdowns_of
from counted_files import read_table

YEAR = 365
Pair = list[int]


@dataclass
class Counted:
    """Numerator and denominator in every place and group."""

    overall: Pair = field(default_factory=lambda: [0, 0])
    without_column: int = 0
    tied: int = 0
    """People of whose latest records several have one day: any of these may stand for them."""
    days: list[int] = field(default_factory=list)
    units: dict[str, Pair] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    by: dict[str, dict[str, Pair]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [0, 0]))
    )

    def add(self, record: Record, counts: bool, breakdowns: Sequence[str]) -> None:
        """One record of the denominator, and whether it is one of the numerator."""
        pairs = [self.overall, self.units[record.unit]]
        if record.is_person:
            pairs += [self.by[name][answer_of(record, name)] for name in breakdowns]
        for pair in pairs:
            pair[0] += counts
            pair[1] += 1

    def as_dict(self) -> dict[str, object]:
        """All that was counted."""
        told: dict[str, object] = {"overall": self.overall}
        if self.without_column:
            told["without_column"] = self.without_column
        if self.tied:
            told["tied"] = self.tied
        if self.days:
            within = sorted(self.days)[ceil(0.9 * len(self.days)) - 1]
            told["days"] = [len(self.days), median(self.days), within]
        told["units"] = dict(sorted(self.units.items()))
        told["by"] = {name: dict(sorted(groups.items())) for name, groups in self.by.items()}
        return told


def count_records(records: Iterable[Record], measure: str, asked: Asked, name: str) -> Counted:
    """A measure that each record tells by itself."""
    counted, breakdowns = Counted(), breakdowns_of(name, measure)
    for record in records:
        if asked.dated and record.day("reported_on") is None:
            continue
        if asked.persons and not record.is_person:
            continue
        if asked.needs and asked.needs not in record.table.columns:
            counted.without_column += 1
        elif asked.over(record):
            if asked.between and (found := record.days(*asked.between)) is not None:
                counted.days.append(found)
            counted.add(record, asked.of(record), breakdowns)
    return counted


def histories(records: Iterable[Record]) -> Iterator[list[tuple[date | None, Record]]]:
    """Each victim's records by day, one for each reference; those without a day come last."""
    people: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in records:
        if record.is_person and record.text("victim_id"):
            held = people[record.text("victim_id")].setdefault(record.text("crime_ref"), record)
            if order_of(record) < order_of(held):
                people[record.text("victim_id")][record.text("crime_ref")] = record
    for by_reference in people.values():
        ordered = sorted(by_reference.values(), key=order_of)
        yield [(record.day("reported_on"), record) for record in ordered]


def order_of(record: Record) -> tuple[bool, date]:
    """By day, those without one last."""
    day = record.day("reported_on")
    return day is None, day or date.max


def follows(history: list[tuple[date | None, Record]]) -> list[Record]:
    """The records of one victim that have an earlier one within a year."""
    days = [day for day, _ in history if day]
    return [
        record
        for day, record in history
        if day and any(0 < (day - earlier).days <= YEAR for earlier in days)
    ]


def count_repeats(records: Sequence[Record], measure: str, name: str) -> Counted:
    """Victims with a second record within a year of an earlier one, over victims.

    A victim counts where their latest record is, and with what it says of them.
    """
    counted, breakdowns = Counted(), breakdowns_of(name, measure)
    last = Counter((r.text("victim_id"), r.day("reported_on")) for r in records if r.is_person)
    for history in histories(records):
        dated = [record for day, record in history if day]
        latest = dated[-1] if dated else history[-1][1]
        counted.tied += last[latest.text("victim_id"), latest.day("reported_on")] > 1
        counted.add(latest, bool(follows(history)), breakdowns)
    return counted


def count_marked(records: Sequence[Record], measure: str, name: str) -> Counted:
    """Of records with an earlier one of the same victim within a year, those marked as a repeat."""
    counted, breakdowns = Counted(), breakdowns_of(name, measure)
    for history in histories(records):
        for record in follows(history):
            counted.add(record, record.text("repeat_marker") in {"y", "yes", "true"}, breakdowns)
    return counted


def count_collection(records: Sequence[Record], name: str) -> dict[str, object]:
    """Every measure of one collection."""
    found = {
        measure: count_records(records, measure, asked, name) for measure, asked in asked_of(name)
    }
    prefix = "DV" if name == "domestic_violence" else "HC"
    found[f"{prefix}-REP-01"] = count_repeats(records, f"{prefix}-REP-01", name)
    if prefix == "DV":
        found["DV-REP-02"] = count_marked(records, "DV-REP-02", name)
    return {measure: found[measure].as_dict() for measure in sorted(found)}


def count_calls(calls: Iterable[Record], records: Sequence[Record]) -> Counted:
    """Of calls, those whose reference stands on a record; not of units that sent no record."""
    counted, sent = Counted(), {record.unit for record in records}
    references = {record.text("cad_ref") for record in records}
    for call in calls:
        if call.unit not in sent:
            counted.without_column += 1
        elif call.text("cad_ref"):
            counted.add(call, call.text("cad_ref") in references, ())
    return counted


def count_drop(folder: Path) -> dict[str, object]:
    """The measures of a drop's folder; a file that came twice counts once."""
    tables = [read_table(p) for p in sorted(folder.iterdir()) if p.suffix != ".yaml"]
    seen = Counter[str]()
    records: dict[str, list[Record]] = {
        "domestic_violence": [],
        "hate_crime": [],
        "domestic_violence_calls": [],
    }
    for table in tables:
        seen[table.sha256] += 1
        if seen[table.sha256] == 1:
            records[table.collection] += [Record(table, row) for row in table.records]
    calls = count_calls(records.pop("domestic_violence_calls"), records["domestic_violence"])
    return {
        **{name: count_collection(found, name) for name, found in records.items()},
        "domestic_violence_calls": {"CL-CRI-01": calls.as_dict()},
    }


def as_json(counted: dict[str, object]) -> str:
    """JSON with each pair, and objects of nothing but pairs, on one line."""
    text = json.dumps(counted, indent=1, ensure_ascii=False)
    text = re.sub(r"\[[^][]*\]", lambda match: " ".join(match.group().split()), text)
    return re.sub(r"\{[^{}]*\}", lambda match: " ".join(match.group().split()), text) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(as_json(count_drop(Path(sys.argv[1]))).encode("utf-8"))
