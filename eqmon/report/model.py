"""The report: one frozen document that every writer is fed, and report.json is a copy of."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eqmon.frameworks.model import Coverage, Phases
from eqmon.measures.model import Measured
from eqmon.measures.represented import Represented
from eqmon.part import Part
from eqmon.rates import Rate
from eqmon.registers.model import Returns
from eqmon.report.people_model import People
from eqmon.sampling.model import Score
from eqmon.verify.model import Verification
from eqmon.vocabulary import Audience, Level, Measure, Movement, Recording, Strand, Verdict

SCHEMA_VERSION = "1.0"


class Input(Part):
    """One file as it came: provenance, for the internal report."""

    name: str
    """Path within the drop, or as given."""
    suite: str | None
    status: Literal["read", "nil_return", "unreadable", "repeated", "set_aside"]
    sha256: str | None
    records: int
    written_as: str | None = None
    """`text`, or the format's name: `Excel`, `OpenDocument`, `Parquet`, `Arrow`."""
    encoding: str | None
    delimiter: str | None
    sheet: str | None = None
    layout: str | None = None
    """The layout by which its headings and cells were read."""
    extracted_on: str | None
    notes: tuple[str, ...] = ()
    """What was noticed while reading: title rows, blank rows, total rows, ragged rows."""
    problem: str = ""
    """Why it could not be read."""


class Duty(Part):
    """The equality duty in force at the records' dates, over the applicable records."""

    label: Literal["duty in force", "no duty then", "duty in force for part", "not dated"]
    name: str
    """The law that makes the duty, or that will."""
    in_force: int
    not_then: int
    undated: int


class Recorded(Part):
    """How one strand was recorded in one unit, area or overall."""

    strand: str
    """The strand's name in its suite."""
    level: Level
    unit: str | None
    """None overall."""
    records: int
    """Records read; `as_read` adds up to it."""
    applicable: int
    """Records with a person to describe; `recordings` adds up to it."""
    recordings: dict[Recording, int]
    as_read: dict[Recording, int]
    measures: dict[Measure, Rate]
    reported_in: dict[str, int]
    """Known records by the field that told it (an age, a band, a date of birth)."""
    codes: dict[str, int] = Field(default_factory=dict)
    """Known records by code, for units and all together, of strands whose answers are followed from
    drop to drop; never in a public copy."""
    invalid: dict[str, int] = Field(default_factory=dict)
    """Invalid records by why: `unrecognised`, `other_scheme`, `impossible`; in no public copy."""
    withheld: bool = False
    """Figures left out of a public report: they are all 0 here and mean nothing."""


class Finding(Part):
    """What one rule came to in one unit, area or overall."""

    rule: str
    title: str
    kind: str
    strand: str | None
    measure: Measure | None
    level: Level
    unit: str | None
    verdict: Verdict
    reason: str
    """Empty, or why it was not assessed, or what else made it so: `too few`, `no column`."""
    rate: Rate | None
    warn_above: float | None
    fail_above: float | None
    duty: str | None
    """The duty's label at these records' dates."""
    decides: bool
    """Whether this finding's level is the one that the suite's verdict follows."""
    excepted: str | None = None
    """The known exception that covers it; the verdict stays."""
    movement: Movement | None = None
    baseline: Rate | None = None
    sentence: str
    """The finding in one plain sentence, with its count and denominator."""
    action: str
    withheld: bool = False


class RuleVerdict(Part):
    """What one rule came to for the whole collection, by the suite's way of deciding."""

    rule: str
    title: str
    strand: str | None
    verdict: Verdict
    sentence: str
    action: str
    units_failing: int
    units_warning: int
    units_passing: int
    units_not_assessed: int
    expected_by_chance: float
    """How many of the assessed units would fail by chance if each stood exactly at its limit."""
    decided_by: str
    movement: Movement | None = None
    kind: str = ""
    """The rule's kind; empty in reports that were written before it was told."""


class Signal(Part):
    """What one accuracy signal came to: where recorded values may be untrue. It fails nothing."""

    signal: str
    title: str
    kind: str
    about: str
    """The field or strand that it is about."""
    level: Level
    unit: str | None
    look: bool
    """Whether it asks for a look."""
    rate: Rate | None = None
    """Records or people that it counts: agreeing, described differently, of a day, with a code."""
    index: float | None = None
    """Cohen's kappa, Whipple's index, or how many times a day holds what those around it do."""
    lower: float | None = None
    """Of the index's 95 % interval, as is `upper`; None where it has none."""
    upper: float | None = None
    value: str = ""
    """The day or the code that it is about; empty for a day of fewer than ten records."""
    left_out: dict[str, int] = Field(default_factory=dict)
    """Records that could not be compared, by why."""
    one_in: int = 1
    """One person in so many was looked at."""
    sentence: str
    reason: str = ""
    """Why it could not be computed; empty where it could."""
    withheld: bool = False


class StrandLabel(Part):
    """A monitored strand: its name in the suite, which of the six it is, and its label."""

    name: str
    strand: Strand
    label: str
    column: str | None
    """Heading(s) it was read from; None where there is no column."""
    duty: Duty | None


class Arrival(Part):
    """Which units were expected and which came."""

    level: str
    """`borough` or `bcu`: the level at which units were expected; empty where none are listed."""
    expected: int
    received: int
    missing: tuple[str, ...]
    nil_returns: tuple[str, ...]
    repeated: tuple[str, ...]
    """Inputs that came twice."""
    not_expected: tuple[str, ...]
    records_unit_blank: int
    records_unit_not_recognised: int
    shared_keys: int
    """References that another collection of this drop holds too: counted, never a fault."""


class Collection(Part):
    """All that is said of one collection of a drop."""

    suite: str
    title: str
    grain: str
    about: str
    decided_by: str
    decided_because: str
    verdict: Verdict
    records: int
    applicable: int
    units: tuple[str, ...]
    months: dict[str, int]
    """Records by month of the suite's date, with buckets for no date and unreadable date."""
    areas: dict[str, str] = Field(default_factory=dict)
    """The area (BCU) of each unit that lies in one."""
    min_records: int = 30
    """Fewer applicable records than this are not assessed."""
    strands: tuple[StrandLabel, ...]
    arrival: Arrival
    rules: tuple[RuleVerdict, ...]
    recorded: tuple[Recorded, ...]
    findings: tuple[Finding, ...]
    accuracy: tuple[Signal, ...] = ()
    """Signals beyond completeness, in the suite's order, all units together before each."""
    people: tuple[People, ...] = ()
    """Counts of people by what they are, a table a subject; controlled in a public copy."""
    measures: tuple[Measured, ...] = ()
    """What the papers ask of the collection beyond recording; controlled in a public copy."""
    represented: tuple[Represented, ...] = ()
    """Its people beside populations of the user's own; in a public copy those that are shown."""
    unfit_populations: tuple[str, ...] = ()
    """Populations that its people are not held beside, and why; not told in a public copy."""


class Baseline(Part):
    """What the report was compared with."""

    name: str
    sha256: str
    comparable: bool
    reason: str
    """Why it is not comparable, or the ages of both extracts."""
    worse: int
    no_worse: int
    better: int


class Disclosure(Part):
    """How a public copy was controlled, in what its reader must know to read it."""

    method: Literal["suppress", "round"]
    strict: bool
    """Whether counts of recordings are controlled too."""
    small: int
    """Counts of people from 1 to this are never shown."""
    rounded_to: int
    """The other counts of people are shown to the nearest of this; 1 where they are exact."""
    compared_with: str
    """The last publication that it was held against: its period and day; empty without one."""
    said: tuple[str, ...]
    """The rules in plain sentences."""


class Report(Part):
    """The whole report of one check."""

    schema_version: str = SCHEMA_VERSION
    eqmon: str
    """Version of eqmon."""
    audience: Audience
    period: str | None
    extracted_on: str | None
    rulebook: str
    rulebook_sha256: str
    verdict: Verdict
    standard_met: bool
    """Whether strands were assessed and no rule fails, whatever the exit code follows."""
    headline: str
    """What fails, and what warns most: one line a collection."""
    unit: str | None = None
    """The unit that this report was cut down for; None for a report on all units."""
    inputs: tuple[Input, ...]
    records: int
    collections: tuple[Collection, ...]
    baseline: Baseline | None = None
    disclosure: Disclosure | None = None
    """None in an internal report."""
    exceptions: tuple[str, ...] = ()
    """Known exceptions in force, in words."""
    notices: tuple[str, ...] = ()
    """What a reader must know besides: buckets, chance, what was withheld."""
    could_not_run: tuple[str, ...] = ()
    """Inputs and rules that could not be evaluated; not empty means exit code 2."""
    phases: tuple[Phases, ...] = ()
    """How far units have come, by every framework of the rulebook."""
    coverage: tuple[Coverage, ...] = ()
    """Which of the nine protected characteristics the records of each collection tell."""
    returns: Returns | None = None
    """What was due and what came, by registers kept by hand; None where none was given."""
    claims: Verification | None = None
    """Published figures held to their own arithmetic; None where none were given."""
    samples: tuple[Score, ...] = ()
    """What dip samples tell of all records."""
