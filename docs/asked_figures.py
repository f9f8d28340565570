"""What eqmon says, on the sample, to each core row of the committee's papers."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, Report
    from eqmon.rulebook.load import Rulebook

SAMPLE = Path(__file__).parent.parent / "sample_data"
ON = date(2007, 4, 30)
"""The day on which the sample registers are told."""
PERIODS = JANUARY, FEBRUARY, MARCH = "2007-01", "2007-02", "2007-03"
DV, HC, CALLS = "domestic_violence", "hate_crime", "domestic_violence_calls"
STRANDS = {
    "age": "age",
    "disability": "disability",
    "ethnicity": "ethnicity",
    "gender": "gender",
    "religion_belief": "religion and belief",
    "sexual_orientation": "sexual orientation",
}
MOTIVES = ("race", "faith", "homophobic", "disability", "transgender")
ARRESTED = "arrested_ids"


def of(count: int, all_: int) -> str:
    """`373 of 1,260`."""
    return f"{count:,} of {all_:,}"


class Figures:
    """The figures of the core rows, from what eqmon says of the sample."""

    def __init__(self, reports: Mapping[str, Report], rulebook: Rulebook) -> None:
        self._reports = reports
        self._report = reports[JANUARY]
        self._rulebook = rulebook

    def rows(self) -> dict[str, str]:
        """Every core row's figure."""
        found = {**self._recorded(), **self._measured(), **self._kept(), **self._of_rules()}
        return dict(sorted(found.items()))

    def _collection(self, suite: str) -> Collection:
        return next(one for one in self._report.collections if one.suite == suite)

    def _strand(self, suite: str, strand: str, period: str = JANUARY) -> Recorded:
        collections = self._reports[period].collections
        recorded = (r for one in collections if one.suite == suite for r in one.recorded)
        return next(r for r in recorded if r.strand == strand and r.unit is None)

    def _known(self, suite: str, strand: str) -> tuple[int, int]:
        found = self._strand(suite, strand)
        return found.recordings.get("known", 0), found.applicable

    def _spread(self, suite: str) -> str:
        shares = [
            100 * r.recordings.get("known", 0) / r.applicable
            for r in self._collection(suite).recorded
            if r.strand == "ethnicity" and r.level == "unit" and r.applicable
        ]
        return f"{min(shares):.1f} to {max(shares):.1f} %"

    def _finding(self, rule: str) -> Finding:
        findings = (f for c in self._report.collections for f in c.findings)
        return next(f for f in findings if f.rule == rule and f.level == "overall")

    def _came(self, suite: str) -> str:
        arrival = self._collection(suite).arrival
        return of(arrival.received, arrival.expected)

    def _recorded(self) -> dict[str, str]:
        ethnicity = self._strand(DV, "ethnicity")
        disagree = self._finding("DV-XF-01").rate
        religion = [of(*self._known(suite, "religion_belief")) for suite in (DV, HC)]
        each = [f"{words} {self._known(DV, name)[0]:,}" for name, words in STRANDS.items()]
        blank = [
            f"{how.replace('_', ' ')} {ethnicity.recordings.get(how, 0):,}"
            for how in ("blank", "not_known", "not_recorded")
        ]
        in_force = {
            strand.name: strand.duty.in_force
            for strand in self._collection(DV).strands
            if strand.duty and strand.duty.in_force
        }
        duties = [f"{name} {in_force[name]:,}" for name in sorted(in_force, reverse=True)]
        by_drop = [self._unknown(period) for period in PERIODS]
        return {
            "001": by_drop[0],
            "002": ", ".join(blank),
            "003": f"known of {ethnicity.applicable:,}: {', '.join(each)}",
            "004": f"religion known: {religion[0]} (domestic violence), {religion[1]} (hate crime)",
            "005": f"ethnicity known by borough: {self._spread(DV)} (domestic violence), "
            f"{self._spread(HC)} (hate crime)",
            "006": f"age and date of birth disagree: {of(disagree.count, disagree.denominator)}",
            "008": "; ".join(by_drop),
            "009": f"duty in force: {', '.join(duties)}",
            "112": f"{self._came(DV)} (domestic violence), {self._came(CALLS)} (calls)",
        }

    def _unknown(self, period: str) -> str:
        rate = self._strand(DV, "ethnicity", period).measures["unknown"]
        return of(rate.count, rate.denominator)

    def _measure(self, name: str, period: str = JANUARY) -> tuple[int, int]:
        collections = self._reports[period].collections
        found = (m for one in collections for m in one.measures if m.measure == name)
        rate = next(found).places[0].rate
        return rate.count, rate.denominator

    def _told(self, name: str) -> str:
        return of(*self._measure(name))

    def _in_february(self, name: str) -> str:
        return of(*self._measure(name, FEBRUARY))

    def _group(self, name: str, breakdown: str, group: str) -> Any:
        found = (m for c in self._report.collections for m in c.measures if m.measure == name)
        by = next(b for b in next(found).by if (b.by, b.unit) == (breakdown, None))
        return next(one for one in by.groups if one.group == group)

    def _bounds(self, name: str, breakdown: str, group: str) -> str:
        contrast = self._group(name, breakdown, group).contrast
        return f"ratio from {contrast.least:.2f} to {contrast.most:.2f}"

    def _women(self, group: str) -> str:
        rate = self._group("DV-DET-01", "ethnicity x gender", f"{group}, Female").rate
        return of(rate.count, rate.denominator)

    def _measured(self) -> dict[str, str]:
        told, both = self._told, self._measure
        measured = (m for m in self._collection(DV).measures if m.measure == "DV-TIM-02")
        days = next(measured).days[0]
        motives = [f"{w} {both(f'HC-MOT-0{n}')[0]}" for n, w in enumerate(MOTIVES, start=1)]
        targeted, disabled = both("HC-TGT-02"), both("HC-TGT-03")
        black = self._bounds("DV-DET-01", "ethnicity", "Black")
        women = self._bounds("DV-POA-02", "gender", "Female")
        return {
            "007": f"verified {told('DV-VER-01')}; within 14 days {told('DV-TIM-02')}; "
            f"median {days.median:g}, 90 % within {days.ninetieth:g}",
            "012": f"Black beside White, {black}",
            "013": told("DV-DUA-01"),
            "014": self._without_arrested(),
            "101": f"sanction {told('DV-DET-01')}; non-sanction {told('DV-DET-02')}",
            "102": f"{told('DV-POA-01')}; of all {told('DV-POA-02')}",
            "103": told("CL-CRI-01"),
            "104": f"people {told('DV-REP-01')}; marked {told('DV-REP-02')}",
            "105": f"completed {told('DV-RSK-01')}; no level {told('DV-RSK-02')}",
            "106": told("DV-FBK-01"),
            "109": f"flagged {told('DV-FLG-01')}; of flagged {told('DV-FLG-02')}",
            "113": f"{', '.join(motives)} of {both('HC-MOT-01')[1]}; "
            f"several {both('HC-MOT-06')[0]}",
            "114": f"targeted and disabled {targeted[0]}, "
            f"targeted alone {targeted[1] - targeted[0]}, "
            f"disabled alone {disabled[1] - disabled[0]}",
            "201": f"Black women {self._women('Black')}, White women {self._women('White')}",
            "202": f"flagged {told('DV-FLG-01')}; GT and race {told('HC-GTF-04')}",
            "205": f"February: flagged {self._in_february('HC-GTF-01')}; "
            f"with W3 {self._in_february('HC-GTF-02')}; "
            f"W3 flagged {self._in_february('HC-GTF-03')}",
            "206": f"all {self._sampled_whole()} flagged GT are taken",
            "404": f"withdrew {told('DV-WDR-01')}; no-crimed {told('DV-NOC-01')}",
            "405": f"arrests of women's cases beside men's, {women}",
        }

    def _without_arrested(self) -> str:
        """What a file without the references of persons arrested says of dual arrests."""
        from eqmon.pipeline import Order, run_measures

        path = SAMPLE / JANUARY / "dv-barnet.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
        at = table[0].index(ARRESTED)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            with copy.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(row[:at] + row[at + 1 :] for row in table)
            (one,) = run_measures(Order(paths=[str(copy)]), _unwatched).collections
        (found,) = (m for m in one.measures if m.measure == "DV-DUA-01")
        assert found.missing == (ARRESTED,)
        return f"{found.status} without the references of persons arrested"

    def _sampled_whole(self) -> int:
        """How many records flagged GT a dip sample of hate crime takes, all of them."""
        from eqmon.extract.declared import Declared
        from eqmon.extract.drop import find_drop
        from eqmon.sampling.aim import Aim
        from eqmon.sampling.order import Asked, draw_sample

        sample = draw_sample(
            find_drop([str(SAMPLE / JANUARY)]),
            self._rulebook,
            declared=Declared(suite=HC),
            asked=Asked(Aim("size", 59)),
        )
        flagged = [one for one in sample.manifest.strata if one.flag == "GT"]
        assert sum(one.drawn for one in flagged) == sum(one.size for one in flagged)
        return sum(one.drawn for one in flagged)

    def _kept(self) -> dict[str, str]:
        made = _registers(self._rulebook)
        body = next(b for b in made["RT-QTR-01"].bodies if b.body == "The service")
        phases = next(p for p in self._report.phases if p.suite == DV)
        shares = {one.phase: of(one.met, one.assessed) for one in phases.shares}
        (covered,) = {of(one.told, one.of) for one in self._report.coverage if one.told}
        counts = {name: made[name].counts for name in ("RT-DEB-01", "RG-POL-01", "RG-STD-01")}
        return {
            "015": of(body.counts.made, body.counts.required),
            "220": of(counts["RG-POL-01"].made, counts["RG-POL-01"].required),
            "301": "; ".join(f"{phase} {share}" for phase, share in shares.items()),
            "302": f"{shares['baseline']} against {phases.shares[0].target:.0%}".replace("%", " %"),
            "317": covered,
            "320": of(counts["RT-DEB-01"].made, counts["RT-DEB-01"].required),
            "403": of(counts["RG-STD-01"].made, counts["RG-STD-01"].required),
        }

    def _of_rules(self) -> dict[str, str]:
        from eqmon.statistics.representation import compare_share

        measures = [m for one in self._rulebook.measures.values() for m in one.measures]
        suites = [self._rulebook.suites[name] for name in (DV, HC, CALLS)]
        limbs = [
            f"{limb} {sum(one.limb == limb for one in measures)}"
            for limb in ("eliminate", "advance", "foster")
        ]
        whole = [m for m in measures if m.title and m.tells and m.owner and m.limb and m.source]
        ratio = compare_share(220, 1133, 0, 0.26).ratio.point
        return {
            "210": f"officer recruits beside 26 %: {ratio:.2f}",
            "318": ", ".join(limbs),
            "402": f"{sum(len(s.rules) + len(s.signals) for s in suites)} rules and signals",
            "415": f"{len(whole)} of {len(measures)} measures have every part",
        }


def _registers(rulebook: Rulebook) -> dict[str, Any]:
    """What came of each return of the sample registers, by its id."""
    from eqmon.registers.read import read_register
    from eqmon.registers.returns import returns_of

    paths = sorted((SAMPLE / "registers").glob("*.csv"))
    made = returns_of([read_register(path, rulebook) for path in paths], [], ON, rulebook)
    return {one.id: one for register in made.registers for one in register.returns}


def figures() -> dict[str, str]:
    """Every core row's figure."""
    from eqmon.pipeline import Order, run_check
    from eqmon.rulebook.load import load_rulebook

    paths = {period: str(SAMPLE / period) for period in PERIODS}
    reports = {period: run_check(Order(paths=[path]), _unwatched) for period, path in paths.items()}
    return Figures(reports, load_rulebook()).rows()


def _unwatched(_worker: object) -> None:
    """Nobody waits for the runs."""
