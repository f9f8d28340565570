"""What the figures would be if the unknown were like the known of the same unit: an assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eqmon.statistics.bounds import Outcome

NOBODY = Outcome(0, 0)


class Stratum(NamedTuple):
    """One unit's records by group and outcome."""

    group: Outcome
    comparator: Outcome
    unknown: Outcome
    neither: Outcome = NOBODY
    """Of known groups other than these two."""


@dataclass(frozen=True)
class AtRandom:
    """Two groups' outcomes with the unknown shared out among them; counts are no whole numbers."""

    group: tuple[float, float]
    """With the outcome and without it."""
    comparator: tuple[float, float]
    shared_out: int
    """How many unknown records were shared out."""
    by_all_units: int
    """How many of those by the shares of all units together, their own having none to go by."""
    left_out: int
    """How many could not be: nowhere is a record of known group and the same outcome."""

    @property
    def ratio(self) -> float | None:
        """Of the groups' rates; None where a group has no records or the comparator no outcome."""
        one, other = _rate(self.group), _rate(self.comparator)
        return one / other if one is not None and other else None

    @property
    def difference(self) -> float | None:
        """Of the groups' rates, as a fraction -1 to 1; None where a group has no records."""
        one, other = _rate(self.group), _rate(self.comparator)
        return one - other if one is not None and other is not None else None

    @property
    def share(self) -> float | None:
        """Of the group among both groups' records with the outcome; None where there are none."""
        both = self.group[0] + self.comparator[0]
        return self.group[0] / both if both else None


def missing_at_random(units: Sequence[Stratum]) -> AtRandom:
    """Both groups' outcomes over all units under the ASSUMPTION that groups are missing at random.

    In every unit the unknown records with the outcome are shared out over the unit's groups
    (neither's too) as its known records with the outcome are, and those without it as its known
    records without it. A unit that has none to go by takes the shares of all units together; where
    those have none either the records are left out. Nothing in the data can show whether the
    assumption holds: it stands beside the bounds, and is never instead of them.

    Source: the missing-at-random of D. B. Rubin, Biometrika 63 (1976) 581-592, given unit and
    outcome, each cell being filled with its expected count (R. J. A. Little and D. B. Rubin,
    Statistical Analysis with Missing Data, chapter on partially classified tables).
    """
    yes = _shared_out(
        [_Cell(u.group.yes, u.comparator.yes, u.neither.yes, u.unknown.yes) for u in units]
    )
    no = _shared_out(
        [_Cell(u.group.no, u.comparator.no, u.neither.no, u.unknown.no) for u in units]
    )
    return AtRandom(
        group=(yes.group, no.group),
        comparator=(yes.comparator, no.comparator),
        shared_out=yes.shared_out + no.shared_out,
        by_all_units=yes.by_all_units + no.by_all_units,
        left_out=yes.left_out + no.left_out,
    )


class _Cell(NamedTuple):
    """One unit's records of one outcome."""

    group: int
    comparator: int
    neither: int
    unknown: int

    @property
    def known(self) -> int:
        return self.group + self.comparator + self.neither


class _Shares(NamedTuple):
    group: float
    comparator: float
    shared_out: int
    by_all_units: int
    left_out: int


def _shared_out(cells: Sequence[_Cell]) -> _Shares:
    together = (
        _Cell(*(sum(column) for column in zip(*cells, strict=True))) if cells else _Cell(0, 0, 0, 0)
    )
    group, comparator = float(together.group), float(together.comparator)
    shared_out = by_all_units = left_out = 0
    for cell in cells:
        source = cell if cell.known else together
        if not source.known:
            left_out += cell.unknown
            continue
        group += cell.unknown * source.group / source.known
        comparator += cell.unknown * source.comparator / source.known
        shared_out += cell.unknown
        by_all_units += 0 if cell.known else cell.unknown
    return _Shares(group, comparator, shared_out, by_all_units, left_out)


def _rate(outcome: tuple[float, float]) -> float | None:
    both = sum(outcome)
    return outcome[0] / both if both else None
