"""What each measure asks of a record, for counted_measures.py: by hand, apart from rules/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from count import group_in, recording_of
from counted_files import Table, day_of, tidy, unit_of
from counted_people import MOTIVATIONS

YES, ANSWERED = frozenset({"y", "yes", "true"}), frozenset({"known", "refused", "not_stated"})
DOMESTIC = frozenset({"p", "x", "f", "partner", "ex-partner", "family", "family member"})


@dataclass(frozen=True)
class Record:
    """One row of a file."""

    table: Table
    row: list[str]

    def text(self, name: str) -> str:
        """A cell in small letters; empty where there is no such column."""
        return tidy(self.table.cell(self.row, name))

    def day(self, name: str) -> date | None:
        """The day in a cell."""
        return day_of(self.table.cell(self.row, name))

    def codes(self, name: str) -> set[str]:
        """The codes of a cell that may hold several."""
        return {tidy(one) for one in re.split(r"[;,|]", self.table.cell(self.row, name))} - {""}

    def recording(self, strand: str) -> str:
        """How a strand was recorded."""
        return recording_of(self.table, self.row, strand)

    def group(self, strand: str) -> str:
        """The group of a known answer, or how it was recorded in brackets."""
        how = self.recording(strand)
        return group_in(self.table, self.row, strand) if how == "known" else f"({how})"

    @property
    def unit(self) -> str:
        """The borough or area."""
        return unit_of(self.table.cell(self.row, "unit"))

    @property
    def is_person(self) -> bool:
        """Whether there is a person to describe."""
        return self.text("victim_type") == "person"

    @property
    def motivations(self) -> set[str]:
        """Which of the five it has."""
        return {MOTIVATIONS[one] for one in self.codes("motivation") if one in MOTIVATIONS}

    def within(self, start: str, end: str, days: int) -> bool | None:
        """Whether the end lies within so many days; None without two dates in order."""
        found = self.days(start, end)
        return None if found is None else found <= days

    def days(self, start: str, end: str) -> int | None:
        """Days from one date to the other; None without two dates in order."""
        first, last = self.day(start), self.day(end)
        return None if first is None or last is None or last < first else (last - first).days


Test = Callable[[Record], bool]


@dataclass(frozen=True)
class Asked:
    """A measure of single records."""

    over: Test
    of: Test
    persons: bool = True
    dated: bool = False
    """Whether its definition goes by the date of the report, so that it takes a date."""
    needs: str = ""
    """A field that some files lack."""
    between: tuple[str, str] | None = None
    """The two dates of a measure of days."""


def everything(_: Record) -> bool:
    """Every record."""
    return True


def offence(r: Record) -> bool:
    """An offence, not an incident without one."""
    return r.text("record_type") in {"o", "offence"}


def reported(r: Record) -> bool:
    """An incident or an offence."""
    return offence(r) or r.text("record_type") in {"i", "incident"}


def arrested(r: Record) -> bool:
    """The day of an arrest stands."""
    return r.day("arrested_on") is not None


def dual(r: Record) -> bool:
    """Victim and accused are both among the arrested."""
    both = {r.text("victim_id"), r.text("accused_id")}
    return "" not in both and len(both) == 2 and both <= r.codes("arrested_ids")


def sanction(r: Record) -> bool:
    """A sanction detection."""
    return r.text("detection") in {"sd", "sanction"}


def no_sanction(r: Record) -> bool:
    """A detection without a sanction."""
    return r.text("detection") in {"nsd", "non-sanction", "non_sanction"}


def domestic(r: Record) -> bool:
    """The relationship tells domestic violence."""
    return r.text("relationship") in DOMESTIC


def yes(name: str) -> Test:
    """The cell says yes."""
    return lambda r: r.text(name) in YES


def dated(name: str) -> Test:
    """The cell holds a day."""
    return lambda r: r.day(name) is not None


def flagged(code: str) -> Test:
    """The record has the flag."""
    return lambda r: code in r.codes("flags")


def motivated(by: str) -> Test:
    """The record has the motivation."""
    return lambda r: by in r.motivations


def known(strand: str) -> Test:
    """The strand is known."""
    return lambda r: r.recording(strand) == "known"


def answered(strand: str) -> Test:
    """The strand is known, or why the person did not tell."""
    return lambda r: r.recording(strand) in ANSWERED


def is_group(strand: str, group: str) -> Test:
    """The person is of the group."""
    return lambda r: r.group(strand) == group


def both(*tests: Test) -> Test:
    """All of these."""
    return lambda r: all(test(r) for test in tests)


def days(start: str, end: str, within: int) -> Asked:
    """A measure of days between two dates."""
    return Asked(
        lambda r: r.within(start, end, within) is not None,
        lambda r: r.within(start, end, within) is True,
        persons=False,
        between=(start, end),
    )


def age_below(limit: int) -> Test:
    """The age in years is below this."""
    return lambda r: r.text("age").isdigit() and int(r.text("age")) < limit


GYPSY = frozenset({"w3"})
RACE, DISABLED = motivated("Race or ethnicity"), is_group("disability", "Disabled")
TARGETED, GT = motivated("Disability"), flagged("gt")

SHARED = {
    "DET-01": Asked(offence, sanction, dated=True),
    "DET-02": Asked(offence, no_sanction, dated=True),
    "WDR-01": Asked(offence, yes("withdrawn")),
    "NOC-01": Asked(offence, yes("no_crime"), dated=True),
    "SUP-01": Asked(everything, dated("supervised_on"), persons=False),
    "VER-01": Asked(everything, dated("verified_on"), persons=False),
    "TIM-01": days("reported_on", "recorded_on", 3),
    "TIM-02": days("recorded_on", "verified_on", 14),
    "MEN-01": Asked(known("gender"), is_group("gender", "Male")),
}
OF_DOMESTIC_VIOLENCE = {
    "POA-01": Asked(offence, arrested, dated=True),
    "POA-02": Asked(reported, arrested),
    "DUA-01": Asked(lambda r: bool(r.text("arrested_ids").strip("-")), dual),
    "RSK-01": Asked(reported, dated("risk_completed_on")),
    "RSK-02": Asked(reported, lambda r: r.text("risk_level") not in RISKS),
    "FBK-01": Asked(reported, lambda r: bool(r.text("f124d_ref").strip("-"))),
    "FLG-01": Asked(domestic, flagged("dv"), persons=False),
    "FLG-02": Asked(flagged("dv"), domestic, persons=False),
    "YNG-01": Asked(age_below(121), age_below(18), dated=True, needs="age"),
}
RISKS = frozenset({"s", "m", "h", "standard", "medium", "high"})
OF_HATE_CRIME = {
    **{
        f"MOT-0{number}": Asked(everything, motivated(by), persons=False)
        for number, by in enumerate(
            (
                "Race or ethnicity",
                "Religion or belief",
                "Sexual orientation",
                "Disability",
                "Transgender identity",
            ),
            start=1,
        )
    },
    "MOT-06": Asked(everything, lambda r: len(r.motivations) >= 2, persons=False),
    "TGT-01": Asked(TARGETED, answered("disability")),
    "TGT-02": Asked(both(TARGETED, known("disability")), DISABLED),
    "TGT-03": Asked(DISABLED, TARGETED),
    "GTF-01": Asked(everything, GT, persons=False),
    "GTF-02": Asked(both(GT, known("ethnicity")), lambda r: r.text("ethnicity") in GYPSY),
    "GTF-03": Asked(lambda r: r.text("ethnicity") in GYPSY, GT),
    "GTF-04": Asked(GT, RACE, persons=False),
    "RIF-01": Asked(RACE, answered("ethnicity")),
    "ARR-01": Asked(offence, arrested),
    "TPR-01": Asked(everything, yes("third_party_report"), persons=False),
}

SIX = (
    "age",
    "disability",
    "ethnicity",
    "gender",
    "religion_belief",
    "sexual_orientation",
)
FEWER = {
    "MEN-01": tuple(strand for strand in SIX if strand != "gender"),
    "YNG-01": SIX[1:],
    **dict.fromkeys(("TGT-01", "TGT-02", "TGT-03"), ("age", "ethnicity", "gender")),
    **dict.fromkeys(("GTF-02", "GTF-03", "GTF-04"), ()),
    "RIF-01": ("age", "disability", "gender"),
}
"""Measures that are not shown by everything."""
PAIRS = {
    "domestic_violence": ("ethnicity x gender", "gender x disability", "gender x age"),
    "hate_crime": ("ethnicity x gender", "gender x disability", "ethnicity x religion_belief"),
}


def asked_of(collection: str) -> Iterator[tuple[str, Asked]]:
    """Every measure of single records, by its id."""
    prefix, own = (
        ("DV", OF_DOMESTIC_VIOLENCE) if collection == "domestic_violence" else ("HC", OF_HATE_CRIME)
    )
    for name, asked in {**SHARED, **own}.items():
        yield f"{prefix}-{name}", asked


def breakdowns_of(collection: str, measure: str) -> tuple[str, ...]:
    """What a measure is shown by."""
    name = measure.partition("-")[2]
    return FEWER[name] if name in FEWER else (*SIX, *PAIRS[collection])


def answer_of(record: Record, breakdown: str) -> str:
    """The group, or both groups of two crossed; in brackets why there is none."""
    groups = [record.group(strand) for strand in breakdown.split(" x ")]
    if len(groups) == 1:
        return groups[0]
    return "(missing)" if any(one.startswith("(") for one in groups) else ", ".join(groups)
