"""The figure of every core row of the committee's papers, from what was counted without eqmon.

`python sample_data/counted_rows.py` prints JSON: row to figure, for `docs/asked.md`. It starts
from the files of expected/ and the drops; only what is asked of the rules themselves (how many
there are, what each says of itself) is counted in their text.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from counted_asked import Record
from counted_files import read_table
from counted_phases import counted as counted_phases

HERE = Path(__file__).parent
RULES = HERE.parent / "rules"
JANUARY, FEBRUARY, MARCH = "2007-01", "2007-02", "2007-03"
UNKNOWN = ("blank", "not_known", "not_recorded")
DV, HC, CALLS = "domestic_violence", "hate_crime", "domestic_violence_calls"
STRANDS = {
    "age": "age",
    "disability": "disability",
    "ethnicity": "ethnicity",
    "gender": "gender",
    "religion_belief": "religion and belief",
    "sexual_orientation": "sexual orientation",
}
RACE_DUTY, DISABILITY_DUTY = date(2001, 4, 2), date(2006, 12, 4)
Figures = dict[str, Any]


def read(name: str) -> Figures:
    """One file of expected/."""
    found: Figures = json.loads((HERE / "expected" / f"{name}.json").read_text("utf-8"))
    return found


def of(pair: Iterable[int]) -> str:
    """`373 of 1,260`."""
    count, all_ = pair
    return f"{count:,} of {all_:,}"


def collection(period: str, name: str) -> Figures:
    """A collection's counts, of files that came twice once."""
    found: Figures = read(period)["collections"][name]
    return found | found.get("without_copies", {})


def strand_of(period: str, name: str, strand: str, unit: str | None = None) -> Figures:
    """The recordings of a strand among persons."""
    counted = collection(period, name)
    figures: Figures = counted["units"][unit] if unit else counted["overall"]
    recordings: Figures = figures["applicable"].get(strand, {})
    return recordings


def unknown(recordings: Figures) -> list[int]:
    """What the papers call unknown, over all; a file without a column recorded nothing."""
    count = sum(recordings.get(how, 0) for how in (*UNKNOWN, "no_column"))
    return [count, sum(recordings.values())]


def known(recordings: Figures) -> list[int]:
    """Known, over all."""
    return [recordings.get("known", 0), sum(recordings.values())]


def spread(name: str) -> str:
    """The lowest and the highest share of known ethnicity in a unit."""
    units = collection(JANUARY, name)["units"]
    pairs = [known(strand_of(JANUARY, name, "ethnicity", unit)) for unit in units]
    shares = [100 * count / all_ for count, all_ in pairs if all_]
    return f"{min(shares):.1f} to {max(shares):.1f} %"


def measures(period: str = JANUARY) -> dict[str, list[int]]:
    """Every measure's numerator and denominator."""
    return {name: one["overall"] for some in read(f"measures-{period}").values()
            for name, one in some.items()}  # fmt: skip


def bounds(measure: str, breakdown: str, group: str, beside: str) -> str:
    """The lowest and highest ratio that records without an answer leave (Manski)."""
    groups = read(f"measures-{JANUARY}")[DV][measure]["by"][breakdown]
    missing = [pair for name, pair in groups.items() if name.startswith("(")]
    yes = sum(one[0] for one in missing)
    no = sum(one[1] for one in missing) - yes
    (a, all_a), (b, all_b) = groups[group], groups[beside]
    least = (a / (all_a + no)) / ((b + yes) / (all_b + yes))
    most = ((a + yes) / (all_a + yes)) / (b / (all_b + no))
    return f"ratio from {least:.2f} to {most:.2f}"


def dated_from(day: date) -> int:
    """Persons on January's domestic violence records that were reported on or after this day."""
    records = [
        Record(table, row)
        for path in sorted((HERE / JANUARY).glob("dv-*"))
        for table in [read_table(path)]
        for row in table.records
    ]
    days = [one.day("reported_on") for one in records if one.is_person]
    return sum(one is not None and one >= day for one in days)


def in_rules(pattern: str, folder: str = "measures", names: str = "*") -> list[str]:
    """What a pattern finds in rule files."""
    paths = sorted((RULES / folder).glob(f"{names}.yaml"))
    return [one for path in paths for one in re.findall(pattern, path.read_text("utf-8"), re.M)]


def from_recordings() -> Figures:
    """Rows on how strands are recorded."""
    domestic = strand_of(JANUARY, DV, "ethnicity")
    by_drop = [of(unknown(strand_of(p, DV, "ethnicity"))) for p in (JANUARY, FEBRUARY, MARCH)]
    cross = collection(JANUARY, DV)["overall"]["cross_field"]
    each = [f"{w} {known(strand_of(JANUARY, DV, s))[0]:,}" for s, w in STRANDS.items()]
    religion = [of(known(strand_of(JANUARY, name, "religion_belief"))) for name in (DV, HC)]
    units, total = read(JANUARY)["collections"], 32
    return {
        "001": of(unknown(domestic)),
        "002": ", ".join(f"{h.replace('_', ' ')} {domestic.get(h, 0):,}" for h in UNKNOWN),
        "003": f"known of {sum(domestic.values()):,}: {', '.join(each)}",
        "004": f"religion known: {religion[0]} (domestic violence), {religion[1]} (hate crime)",
        "005": f"ethnicity known by borough: {spread(DV)} (domestic violence), "
        f"{spread(HC)} (hate crime)",
        "006": f"age and date of birth disagree: "
        f"{of([cross['age_disagrees'], cross['age_disagrees'] + cross['age_agrees']])}",
        "008": "; ".join(by_drop),
        "009": f"duty in force: ethnicity {dated_from(RACE_DUTY):,}, "
        f"disability {dated_from(DISABILITY_DUTY):,}",
        "112": f"{total - len(units[DV]['units_without_records']) + len(units[DV]['nil_returns'])}"
        f" of {total} (domestic violence), {len(read(JANUARY)['calls']['units'])} of {total} "
        f"(calls)",
    }


def from_measures() -> Figures:
    """Rows that measures answer."""
    m, february = measures(), measures(FEBRUARY)
    days = read(f"measures-{JANUARY}")[DV]["DV-TIM-02"]["days"]
    motives = [f"{w} {m[f'HC-MOT-0{n}'][0]}" for n, w in enumerate(MOTIVES, start=1)]
    targeted, disabled = m["HC-TGT-02"], m["HC-TGT-03"]
    crossed = read(f"measures-{JANUARY}")[DV]["DV-DET-01"]["by"]["ethnicity x gender"]
    return {
        "007": f"verified {of(m['DV-VER-01'])}; within 14 days {of(m['DV-TIM-02'])}; "
        f"median {days[1]:g}, 90 % within {days[2]:g}",
        "012": f"Black beside White, {bounds('DV-DET-01', 'ethnicity', 'Black', 'White')}",
        "013": of(m["DV-DUA-01"]),
        "014": "not measurable without the references of persons arrested",
        "101": f"sanction {of(m['DV-DET-01'])}; non-sanction {of(m['DV-DET-02'])}",
        "102": f"{of(m['DV-POA-01'])}; of all {of(m['DV-POA-02'])}",
        "103": of(m["CL-CRI-01"]),
        "104": f"people {of(m['DV-REP-01'])}; marked {of(m['DV-REP-02'])}",
        "105": f"completed {of(m['DV-RSK-01'])}; no level {of(m['DV-RSK-02'])}",
        "106": of(m["DV-FBK-01"]),
        "109": f"flagged {of(m['DV-FLG-01'])}; of flagged {of(m['DV-FLG-02'])}",
        "113": f"{', '.join(motives)} of {m['HC-MOT-01'][1]}; several {m['HC-MOT-06'][0]}",
        "114": f"targeted and disabled {targeted[0]}, targeted alone {targeted[1] - targeted[0]}, "
        f"disabled alone {disabled[1] - disabled[0]}",
        "201": f"Black women {of(crossed['Black, Female'])}, "
        f"White women {of(crossed['White, Female'])}",
        "202": f"flagged {of(m['DV-FLG-01'])}; GT and race {of(m['HC-GTF-04'])}",
        "205": f"February: flagged {of(february['HC-GTF-01'])}; "
        f"with W3 {of(february['HC-GTF-02'])}; W3 flagged {of(february['HC-GTF-03'])}",
        "206": f"all {m['HC-GTF-01'][0]} flagged GT are taken",
        "404": f"withdrew {of(m['DV-WDR-01'])}; no-crimed {of(m['DV-NOC-01'])}",
        "405": f"arrests of women's cases beside men's, "
        f"{bounds('DV-POA-02', 'gender', 'Female', 'Male')}",
    }


MOTIVES = ("race", "faith", "homophobic", "disability", "transgender")


def from_registers() -> Figures:
    """Rows on registers, phases, and what the rules say of themselves."""
    registers = read("registers")
    returns = registers["returns"]
    service = returns["RT-QTR-01"]["bodies"]["The service"]
    board = returns["RT-DEB-01"]["together"]
    phases = counted_phases(read(JANUARY))[DV]
    limbs = Counter(in_rules(r"^    limb: (\w+)"))
    ids = in_rules(r"^  - id: (\S+)")
    told = [in_rules(rf"^    {key}:") for key in ("title", "tells", "owner", "limb", "versions")]
    recruits = 220 / 1133 / 0.26
    standards = registers["standards"]
    return {
        "015": of([service["in_time"], sum(service.values())]),
        "210": f"officer recruits beside 26 %: {recruits:.2f}",
        "220": of([registers["policies"]["within"], registers["policies"]["policies"]]),
        "301": "; ".join(f"{p} {of(phases[p])}" for p in ("baseline", "integrating", "excelling")),
        "302": f"{of(phases['baseline'])} against 80 %",
        "317": "6 of 9",
        "318": ", ".join(f"{limb} {limbs[limb]}" for limb in ("eliminate", "advance", "foster")),
        "320": of([board["in_time"], board["in_time"] + board["missing"]]),
        "402": f"{len(in_rules(r'^  - id: [DHC]', 'suites'))} rules and signals",
        "403": of([standards["together"]["met"], standards["required"]]),
        "415": f"{min(map(len, told))} of {len(ids)} measures have every part",
    }


def rows() -> Figures:
    """Every row's figure."""
    return dict(sorted((from_recordings() | from_measures() | from_registers()).items()))


if __name__ == "__main__":
    text = json.dumps(rows(), indent=1, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
