"""Phases reached and characteristics told, in the words that every writer takes."""

from __future__ import annotations

from enum import StrEnum

from eqmon.part import Part


class Attainment(StrEnum):
    """What a figure is beside its target, both as they stand."""

    MET = "met"
    NOT_MET = "not_met"
    NO_TARGET = "no_target"
    """No target is set: neither met nor missed."""
    NOT_ASSESSED = "not_assessed"
    """There is no figure."""


class PhaseOfUnit(Part):
    """One phase in one unit: indicators are rules, each counted once for each criterion."""

    phase: str
    evidenced: int
    applicable: int
    """Indicators that could be told; `evidenced` are among them."""
    not_applicable: int
    """Indicators that nothing could be told of, for want of records: in no other figure."""
    met: bool | None
    """Whether all applicable indicators of this phase and of those before are evidenced; None where
    this phase has none that is applicable."""
    lacking: tuple[str, ...]
    """Criteria of this phase of which an indicator is not evidenced."""


class UnitPhases(Part):
    """How far one unit has come."""

    unit: str
    reached: str | None
    """The furthest phase that is met; None where none is, and where figures are withheld."""
    phases: tuple[PhaseOfUnit, ...]
    """None of a unit whose figures are withheld."""
    withheld: bool = False


class PhaseShare(Part):
    """How many units have come at least so far: full counts, compared as they stand."""

    phase: str
    title: str
    says: str
    met: int
    assessed: int
    """Units with an applicable indicator of the phase: the denominator."""
    not_assessed: int
    withheld: int
    target: float | None
    target_says: str
    attainment: Attainment
    sentence: str


class Criterion(Part):
    """One criterion, and how many units evidence it."""

    id: str
    phase: str
    title: str
    heading: str
    evidenced: int
    applicable: int
    """Units of which it can be told."""
    not_applicable: int


class Phases(Part):
    """How far the units of one collection have come, or of all collections together."""

    framework: str
    """The framework's id."""
    title: str
    owner: str
    limb: str
    source: str
    suite: str | None
    """None for all collections together: then a unit has all its indicators of each."""
    collection: str
    """The collection's title; `all collections together`."""
    shares: tuple[PhaseShare, ...]
    criteria: tuple[Criterion, ...]
    units: tuple[UnitPhases, ...]


class CharacteristicTold(Part):
    """One protected characteristic in one collection."""

    name: str
    title: str
    strand: str | None
    """The strand that tells it; None where none does."""
    label: str
    """What the collection calls that strand; empty where it monitors none."""
    column: bool
    """Whether a column was found."""
    known: int | None
    """Applicable records of all units together with a known answer; None without a column, and
    where it is withheld."""
    applicable: int | None
    why_not: str
    """Why nothing tells it; empty where a column does."""
    withheld: bool = False


class Coverage(Part):
    """Which of the protected characteristics the records of one collection tell."""

    id: str
    suite: str
    title: str
    source: str
    characteristics: tuple[CharacteristicTold, ...]
    told: int
    """How many have a column."""
    of: int
    sentence: str
    """As in `6 of 9 protected characteristics have a column; three have none: ...`."""
