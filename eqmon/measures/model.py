"""What one measure came to, as reports hold it."""

from __future__ import annotations

from typing import Literal

from eqmon.measures.told import Told
from eqmon.part import Part
from eqmon.rates import Rate
from eqmon.vocabulary import Level


class Contrast(Told):
    """One group's rate against its comparator's, and what may be concluded of it.

    Ratios are of the group's rate over the comparator's, differences the one less the other as
    fractions -1 to 1; the tipping point is the smallest share of the records without an answer that
    would have to be of the group.
    """

    comparator: str
    """The group, or `all other known answers`."""
    comparator_rate: Rate


class GroupRate(Part):
    """One group of known answers."""

    group: str
    rate: Rate
    contrast: Contrast | None = None
    """None for the comparator itself, and where numbers are too small to compare."""


class ByAnswer(Part):
    """A measure by a strand, or by two crossed, in one place."""

    by: str
    """The strand's name in its suite, or two as `ethnicity x gender`."""
    label: str
    level: Level
    unit: str | None
    """None overall."""
    groups: tuple[GroupRate, ...]
    not_known: Rate
    """The measure among records whose answer is not known, for whatever reason."""
    gap: Rate
    """Records whose answer is not known, over all records of the denominator."""
    untold: int = 0
    """Records that do not tell whether they are in the numerator, and are counted as if they were
    not: of what may be so nothing is concluded. A public copy does not say how many."""
    withheld: bool = False
    """Whether lines are left out of it, for fewness, in a public copy."""


class Placed(Part):
    """A measure in one unit, area or all together."""

    level: Level
    unit: str | None
    rate: Rate
    without_column: int = 0
    """Records of extracts that lack a column which it needs: in no denominator."""
    withheld: bool = False


class Monthly(Part):
    """A measure in one month, ready for a control chart."""

    level: Level
    unit: str | None
    month: str
    rate: Rate


class DaysTold(Part):
    """How many days went by between two dates, in one place."""

    level: Level
    unit: str | None
    records: int
    """Records with both dates in order."""
    median: float | None
    ninetieth: float | None
    """The days within which 90 % of them lie."""
    undated: int
    out_of_order: int


class Measured(Part):
    """One version of a measure, over the records of one collection."""

    measure: str
    """Its id."""
    title: str
    topic: str
    kind: str
    version: str = ""
    """What tells it from the measure's other versions; empty where there is one."""
    since: str | None = None
    until: str | None = None
    numerator: str
    denominator: str
    tells: str
    owner: str
    frequency: str
    limb: str
    desired: str
    source: tuple[str, ...]
    status: Literal["measured", "no records", "not measurable"]
    reason: str = ""
    """Why it is not measured, naming the fields that are missing and since when."""
    missing: tuple[str, ...] = ()
    """The fields that no extract has a column for."""
    asks: tuple[str, ...] = ()
    """Strands and flags whose answers its numerator or denominator reads: by these it counts people
    by what they are."""
    not_measurable_since: str | None = None
    """The month from which on it could not be measured, as far as reports given tell."""
    places: tuple[Placed, ...] = ()
    """All together first, then areas, then units."""
    months: tuple[Monthly, ...] = ()
    by: tuple[ByAnswer, ...] = ()
    """All together by every breakdown, then units with enough records."""
    days: tuple[DaysTold, ...] = ()
    rounded_to: int = 1
    """What each side of a rate is rounded to the nearest of, in a public copy."""
    notes: tuple[str, ...] = ()
    """What a reader must know besides: the span of dates seen, columns that some extracts lack."""
    withheld: bool = False
    """Whether it is left out of a public copy."""
