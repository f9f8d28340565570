"""Counts of people by what they are, as the report holds them."""

from __future__ import annotations

from eqmon.part import Part
from eqmon.vocabulary import Level


class PeopleRow(Part):
    """One unit, area or all units together."""

    level: Level
    unit: str | None
    """None overall."""
    counts: tuple[int | None, ...]
    """People of each group, in the order of the groups; None where withheld."""
    known: int | None
    """Applicable records whose answer is known: the counts' sum, where they add up."""
    together: tuple[str, ...] = ()
    """The units that this line counts together, in a public copy; `unit` names them all."""


class People(Part):
    """How many people of each group, among applicable records whose answer is known."""

    subject: str
    """The strand's name in its suite, or the field's."""
    label: str
    """`Ethnicity (self-defined)`, `Motivation`."""
    groups: tuple[str, ...]
    """Their labels, in the order of the code list."""
    rows: tuple[PeopleRow, ...]
    """All units together first, then areas, then units, those of no known unit last."""
    adds_up: bool = True
    """Whether each person is in one group; a crime may have several motivations."""
    rounded_to: int = 1
    """What shown counts of groups are rounded to the nearest of."""
    withheld: bool = False
    """Whether no count of it is shown at all."""
    reason: str = ""
    """Why none is shown."""
