"""What came of what was due, in the words that every writer takes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from eqmon.part import Part
from eqmon.rulebook.frequency import Frequency
from eqmon.vocabulary import Verdict

SCHEMA_VERSION = "1.0"


class Standing(StrEnum):
    """What came of one thing that was due, from the best to the worst."""

    MADE = "made"
    NOT_DUE = "not_due"
    LATE = "late"
    NOT_MET = "not_met"
    MISSING = "missing"


CAME = (Standing.MADE, Standing.LATE)
VERDICT_OF = {
    Standing.MADE: Verdict.PASS,
    Standing.LATE: Verdict.WARN,
    Standing.NOT_MET: Verdict.FAIL,
    Standing.MISSING: Verdict.FAIL,
    Standing.NOT_DUE: Verdict.NOT_ASSESSED,
}


class Entry(Part):
    """One thing that was due from one body."""

    body: str
    item: str
    """Which policy, standard or return it is; empty where the kind says it all."""
    due: date | None
    """The last day on which it is in time; None where it is not known to have been done by then."""
    period: str
    """What it is due for, as shown: `2006-02`, `2009-Q1`, `2006-02-28`; empty without a date."""
    received: date | None
    standing: Standing
    besides: bool | None = None
    """Whether what the register asks for besides is there; None where it asks for nothing."""


class Made(Part):
    """How much of what was due came, as full counts: no interval is put around them."""

    required: int
    """What was due by the day, and what came before it was due."""
    made: int
    """Of those, what came: in time or late. What came and says no is not in it."""
    late: int
    """Of those made, what came late."""
    missing: int
    not_met: int
    """What came and says that it is not so."""
    not_due: int
    """Due after the day, and in no other figure."""
    besides: int | None = None
    """Of all entries, those that have what the register asks for besides."""
    entries: int
    verdict: Verdict


class BodyMade(Part):
    """What one body made."""

    body: str
    counts: Made


class Calendar(Part):
    """The dates on which one return was due from some bodies, and whether they are regular."""

    bodies: tuple[str, ...]
    dates: tuple[date, ...]
    periods: tuple[str, ...]
    """The same as they were asked for: `2006-02`."""
    gaps: tuple[int, ...]
    unit: str
    """What a gap is told in: `months` or `days`."""
    regular: bool | None
    """Whether every gap is as the frequency says; None where none is said, or there is no gap."""
    sentence: str


class ReturnMade(Part):
    """What came of one return, or of a register without returns of its own."""

    id: str
    title: str
    frequency: Frequency | None
    owner: str
    limb: str
    source: str
    """The first source, in words."""
    words: dict[Standing, str]
    """What each standing is called."""
    by_date: bool
    """Whether bodies by due date make a table: not where each entry has a cycle of its own."""
    counts: Made
    bodies: tuple[BodyMade, ...]
    calendars: tuple[Calendar, ...]
    silent: tuple[str, ...]
    """Bodies that were due something and made nothing: never heard from."""
    besides_says: str
    entries: tuple[Entry, ...]
    sentence: str
    """What was made of what was due, in one sentence."""
    notes: tuple[str, ...] = ()


class RegisterMade(Part):
    """What came of everything in one register, or in the drops that were checked."""

    register_id: str
    title: str
    one: str
    many: str
    name: str
    """The file's name; of drops, how many reports."""
    sha256: str
    """Of the file's bytes; of drops, of the digests of their reports."""
    returns: tuple[ReturnMade, ...]


class Returns(Part):
    """What was due and what came, on one day."""

    schema_version: str = SCHEMA_VERSION
    eqmon: str
    on: date
    """The day on which it is told what is due; what came later had not come."""
    rulebook: str
    rulebook_sha256: str
    registers: tuple[RegisterMade, ...]
    silent: tuple[str, ...]
    """Bodies of any register from which nothing came at all."""
    verdict: Verdict
    headline: str
