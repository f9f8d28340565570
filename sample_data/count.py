"""Count a sample drop independently of eqmon: `python sample_data/count.py DROP` prints JSON.

A second opinion, so it shares nothing with what it checks: no import of eqmon or pandas, no file of
rules/, its own tables written by hand from sample_data/README.md and the published code lists
(counted_words.py). It knows the forms that the sample drops have, and no others.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from counted_files import Table, day_of, read_table, tidy, unit_of
from counted_people import MOTIVATIONS, age_group, band_group, birth_group, group_of
from counted_words import (
    AREAS,
    BOROUGHS,
    COMMON,
    DOMESTIC,
    ETHNICITY_18_ONLY,
    NOT_SELF_DEFINED,
    READINGS,
    STRANDS,
    TELLS_MOST,
)

NO_DATE, UNREADABLE_DATE = "(no date)", "(unreadable date)"
KEY_PATTERN = re.compile(r"[0-9]{7}/[0-9]{2}")
AGE_BAND = re.compile(r"[0-9]{1,3}-[0-9]{1,3}|[0-9]{1,3}\+|under [0-9]{1,3}")
PLACEHOLDER = date(1900, 1, 1)
Where = tuple[str, ...]


def years(born: date, day: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_recording(text: str) -> str:
    """How an age or a band was recorded."""
    if text.isdigit():
        return "known" if int(text) <= 120 else "default" if text == "999" else "invalid"
    plain = tidy(text)
    return "known" if AGE_BAND.fullmatch(plain) else COMMON.get(plain, "invalid")


def birth_recording(text: str, reported: date | None) -> str:
    """How a date of birth was recorded: known if 0 to 120 years before the report."""
    born = day_of(text)
    if born is None:
        return COMMON.get(tidy(text), "invalid")
    if born == PLACEHOLDER:
        return "default"
    return "known" if reported is None or 0 <= years(born, reported) <= 120 else "invalid"


def recording_of(table: Table, row: list[str], strand: str) -> str:
    """How a strand was recorded in one record; `no_column` where the file cannot tell."""
    if strand != "age":
        if strand not in table.columns:
            return "no_column"
        plain = tidy(table.cell(row, strand))
        return READINGS[strand].get(plain) or COMMON.get(plain, "invalid")
    reported = day_of(table.cell(row, "reported_on"))
    ways = [age_recording(table.cell(row, n)) for n in ("age", "age_band") if n in table.columns]
    ways.append(birth_recording(table.cell(row, "date_of_birth"), reported))
    return min(ways, key=TELLS_MOST.index)


def group_in(table: Table, row: list[str], strand: str) -> str:
    """The group of the person in a record whose strand is known: of age, by the first that is."""
    if strand != "age":
        return group_of(strand, tidy(table.cell(row, strand)))
    age, band = table.cell(row, "age"), table.cell(row, "age_band")
    reported, born = (
        day_of(table.cell(row, "reported_on")),
        day_of(table.cell(row, "date_of_birth")),
    )
    if age_recording(age) == "known":
        return age_group(int(age))
    if born and birth_recording(table.cell(row, "date_of_birth"), reported) == "known":
        return birth_group(born, reported)
    return band_group(tidy(band))


@dataclass
class Figures:
    """Everything counted of one unit, or of all."""

    counts: Counter[Where] = field(default_factory=Counter)

    def add(self, *where: str) -> None:
        """One more of this."""
        self.counts[where] += 1

    def as_dict(self) -> dict[str, object]:
        """The counts nested by their names, and nothing that is nought but the plain totals."""
        nested: dict[str, object] = {"records": 0, "not_applicable": 0}
        for where, count in sorted(self.counts.items()):
            inner = nested
            for step in where[:-1]:
                inner = inner.setdefault(step, {})  # type: ignore[assignment]
            inner[where[-1]] = count
        return nested


def count_record(table: Table, row: list[str], period: str, repeated: set[str]) -> Iterator[Where]:
    """Every count that one record adds one to."""
    yield ("records",)
    applicable = tidy(table.cell(row, "victim_type")) == "person"
    if not applicable:
        yield ("not_applicable",)
    for strand in STRANDS:
        recording = recording_of(table, row, strand)
        yield ("as_read", strand, recording)
        if applicable:
            yield ("applicable", strand, recording)
        if applicable and recording == "known":
            yield ("people", strand, group_in(table, row, strand))
    if applicable:
        codes = several(table.cell(row, "motivation"))
        for motivation in {MOTIVATIONS[code] for code in codes if code in MOTIVATIONS}:
            yield ("people", "motivation", motivation)
    yield from count_key(table, row, repeated)
    yield from count_dates(table, row, period)
    for where in count_cross_field(table, row):
        yield where
        if not applicable:
            yield ("not_applicable_" + where[0], *where[1:])


def key_of(table: Table, row: list[str]) -> str:
    """Reference and victim; empty without a reference."""
    reference = table.cell(row, "crime_ref")
    return f"{reference} {table.cell(row, 'victim_id')}" if reference else ""


def count_key(table: Table, row: list[str], repeated: set[str]) -> Iterator[Where]:
    """References that are missing, misshapen or there more than once with the same victim."""
    reference = table.cell(row, "crime_ref")
    if not reference:
        yield ("keys", "blank")
    elif not KEY_PATTERN.fullmatch(reference):
        yield ("keys", "misshapen")
    if key_of(table, row) in repeated:
        yield ("keys", "records_with_a_repeated_key")


def count_dates(table: Table, row: list[str], period: str) -> Iterator[Where]:
    """The month of the report, and what is wrong with either date."""
    days = {}
    for name in ("reported_on", "recorded_on"):
        text = table.cell(row, name)
        days[name] = day_of(text)
        if days[name] is None:
            yield ("dates", f"{name}_{'unreadable' if text else 'blank'}")
    reported, recorded = days["reported_on"], days["recorded_on"]
    if reported is None:
        yield ("months", UNREADABLE_DATE if table.cell(row, "reported_on") else NO_DATE)
    else:
        month = f"{reported.year}-{reported.month:02d}"
        yield ("months", month)
        if month != period:
            yield ("dates", "reported_on_out_of_period")
    if reported and recorded and recorded < reported:
        yield ("dates", "recorded_before_reported")


def count_cross_field(table: Table, row: list[str]) -> Iterator[Where]:
    """What two fields of a record say together."""
    age, reported = table.cell(row, "age"), day_of(table.cell(row, "reported_on"))
    born = day_of(table.cell(row, "date_of_birth"))
    if age == "107":
        yield ("cross_field", "age_107")
    if age.isdigit() and reported and born and born != PLACEHOLDER:
        agrees = abs(int(age) - years(born, reported)) <= 1
        yield ("cross_field", "age_agrees" if agrees else "age_disagrees")
    plain = tidy(table.cell(row, "ethnicity"))
    if plain in ETHNICITY_18_ONLY:
        yield ("cross_field", "ethnicity_of_18_plus_1")
    if plain in NOT_SELF_DEFINED:
        yield ("cross_field", "ethnicity_not_self_defined")
    flags, motives = several(table.cell(row, "flags")), several(table.cell(row, "motivation"))
    if "gt" in flags:
        yield ("flag_gt_by_ethnicity", recording_of(table, row, "ethnicity"))
    if motives & {"dh", "disability"}:
        yield ("disability_motivated_by_disability", recording_of(table, row, "disability"))
    domestic = tidy(table.cell(row, "relationship")) in DOMESTIC
    if domestic and "dv" not in flags:
        yield ("cross_field", "relationship_without_dv_flag")
    if table.collection == "domestic_violence" and not table.cell(row, "risk_level"):
        yield ("cross_field", "risk_level_blank")


def several(cell: str) -> set[str]:
    """The codes of a cell that may hold several."""
    return {tidy(code) for code in re.split(r"[;,|]", cell)}


def count_tables(tables: Sequence[Table], period: str) -> dict[str, object]:
    """The figures of some files of one collection, overall and by unit."""
    keys = Counter(key_of(t, row) for t in tables for row in t.records)
    repeated = {key for key, count in keys.items() if key and count > 1}
    overall = Figures()
    units: dict[str, Figures] = {}
    for table in tables:
        for row in table.records:
            unit = units.setdefault(unit_of(table.cell(row, "unit")), Figures())
            for where in count_record(table, row, period, repeated):
                overall.add(*where)
                unit.add(*where)
    found = overall.as_dict()
    if repeated:
        found["repeated_keys"] = len(repeated)
        found["extra_records"] = sum(keys[key] - 1 for key in repeated)
    return {"overall": found, "units": {n: units[n].as_dict() for n in sorted(units)}}


def count_collection(tables: list[Table], period: str) -> dict[str, object]:
    """What came of one collection, and its figures as read and without copied files."""
    units = {unit_of(t.cell(row, "unit")) for t in tables for row in t.records}
    by_area = bool(units & set(AREAS.values()))
    expected = AREAS.values() if by_area else BOROUGHS
    first: dict[str, Table] = {}
    for table in tables:
        first.setdefault(table.sha256, table)
    same = [[first[t.sha256].name, t.name] for t in tables if first[t.sha256] is not t]
    counted: dict[str, object] = {
        "level": "bcu" if by_area else "borough",
        "files": {t.name: about_file(t) for t in tables},
        "rows_left_out": {
            kind: sum(getattr(t, kind) for t in tables)
            for kind in ("ragged_rows", "blank_rows", "total_rows")
        },
        "nil_returns": [t.name for t in tables if not t.records],
        "same_files": same,
        "units_without_records": sorted(set(expected) - units),
        **count_tables(tables, period),
    }
    if same:
        counted["without_copies"] = count_tables(list(first.values()), period)
    return counted


def about_file(table: Table) -> dict[str, object]:
    """How a file is written and how many rows of which kind it holds."""
    return {
        "sha256": table.sha256,
        "encoding": table.encoding,
        "delimiter": {"\t": "tab"}.get(table.delimiter, table.delimiter),
        "title_rows": table.title_rows,
        "records": len(table.records),
        "ragged_rows": table.ragged_rows,
        "blank_rows": table.blank_rows,
        "total_rows": table.total_rows,
        "no_column_for": [s for s in STRANDS if s != "age" and s not in table.columns],
    }


def count_drop(folder: Path) -> dict[str, object]:
    """The figures of a drop's folder."""
    about = dict(
        line.split(": ", 1) for line in (folder / "drop.yaml").read_text("utf-8").splitlines()
    )
    tables = [read_table(p) for p in sorted(folder.iterdir()) if p.suffix != ".yaml"]
    by_collection = {
        name: [t for t in tables if t.collection == name]
        for name in ("domestic_violence", "hate_crime")
    }
    references = [
        {t.cell(row, "crime_ref") for t in some for row in t.records} - {""}
        for some in by_collection.values()
    ]
    return {
        **about,
        "references_in_both_collections": len(references[0] & references[1]),
        "collections": {n: count_collection(t, about["period"]) for n, t in by_collection.items()},
        "calls": count_calls([t for t in tables if t.collection == "domestic_violence_calls"]),
    }


def count_calls(tables: Sequence[Table]) -> dict[str, object]:
    """The calls of each unit; a call describes nobody."""
    units = Counter(unit_of(t.cell(row, "unit")) for t in tables for row in t.records)
    return {
        "files": {t.name: about_file(t) for t in tables},
        "records": units.total(),
        "units": dict(sorted(units.items())),
    }


def as_json(counted: dict[str, object]) -> str:
    """JSON with innermost objects on one line each, so that differences can be read."""
    text = json.dumps(counted, indent=1, ensure_ascii=False)
    return re.sub(r"\{[^{}]*\}", lambda match: " ".join(match.group().split()), text) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(as_json(count_drop(Path(sys.argv[1]))).encode("utf-8"))
