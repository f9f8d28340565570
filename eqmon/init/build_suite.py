"""Makes a suite of its own from an extract whose columns are settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from eqmon.init.names import name_of, prefix_of, rulebook_name
from eqmon.init.own_suite import OwnField, OwnStrand, OwnSuite
from eqmon.init.quoting import one_line
from eqmon.init.templates import FOLDER
from eqmon.init.unconfirmed import unconfirmed
from eqmon.inspection.written_dates import ISO
from eqmon.rulebook.spelling import tidy_heading
from eqmon.rulebook.yaml_reader import read_yaml
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from eqmon.init.settled import Settled
    from eqmon.inspection.model import Column
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import SuiteField

OBSERVED = "ethnicity_observed"
AS_FOUND = "as_found"
MOST_UNITS = 100
"""Spellings beyond which a column of no listed unit is no column of units at all."""
RECOGNISED_BY = 2
"""Headings by which a suite is told: few, so that a file with a column less is told too."""

FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    **{strand.value: (strand.value,) for strand in Strand},
    Strand.AGE.value: ("age", "date_of_birth", "age_band"),
}
"""The fields that tell each strand, by their names in the shipped suites."""


def build_suite(settled: Settled, rulebook: Rulebook, *, exact: bool = False) -> OwnSuite:
    """The suite that reads the extract: its name and rule ids are none that the rulebook has.

    With `exact`, its headings are taken as they stand, without words for a person beside them.
    """
    return _Builder(settled, rulebook, exact).suite()


@dataclass(frozen=True)
class _Builder:
    settled: Settled
    rulebook: Rulebook
    exact: bool

    def suite(self) -> OwnSuite:
        rulebook = self.rulebook
        taken = {*rulebook.suites, *rulebook.layouts}
        name = rulebook_name(self.settled.inspection.name, taken)
        ids = {rule.id.partition("-")[0] for s in rulebook.suites.values() for rule in s.rules}
        strands = tuple(self._strands())
        absent = tuple(self._absent(strands))
        told, recognised_by = self._recognised_by()
        unread = tuple(f for f in self._own if f.name not in recognised_by)
        fields = (*self._known, *(f for f in self._own if f.name in recognised_by), *absent)
        return OwnSuite(
            name=name,
            title=name.replace("_", " ").capitalize(),
            prefix=prefix_of(name, ids),
            source=one_line(self.settled.inspection.name),
            units=self._units(),
            unit=self._unit,
            unit_absent=self._unit not in self.settled.columns,
            date=self.settled.date,
            key=tuple(f for f in self._keys if f in self.settled.columns),
            recognised_by=recognised_by,
            told_by_all=not told,
            fields=fields,
            unread=unread,
            strands=strands,
        )

    @cached_property
    def _told(self) -> Mapping[str, SuiteField]:
        """Every field of the shipped suites by its name."""
        suites = [*self.rulebook.suites.values()]
        return {n: field for suite in reversed(suites) for n, field in suite.fields.items()}

    @cached_property
    def _known(self) -> tuple[OwnField, ...]:
        return tuple(self._field(name, c) for name, c in self.settled.columns.items())

    def _field(self, name: str, column: Column) -> OwnField:
        told = self._told[name]
        found = self.settled.formats.get(name, ())
        is_known = column.dates is not None and any(f != ISO for f in column.dates.formats)
        return OwnField(
            name,
            (column.heading or "",),
            told,
            found if is_known else told.formats,
            exact=self.exact,
            seen=unconfirmed(self.settled.inspection, self.rulebook, name, column),
        )

    @cached_property
    def _own(self) -> tuple[OwnField, ...]:
        """The columns that stand for no field, each heading once, as plain text."""
        taken = {c.position for c in self.settled.columns.values()}
        headings = {tidy_heading(c.heading or "") for c in self.settled.columns.values()} | {""}
        headings |= {tidy_heading(h) for claimed in self.settled.claimed.values() for h in claimed}
        names = {*self._told}
        found: list[OwnField] = []
        for column in self.settled.inspection.columns:
            tidied = tidy_heading(column.heading or "")
            if column.position in taken or tidied in headings or column.heading is None:
                continue
            name = name_of(tidied, names, otherwise=f"column_{column.position}")
            names.add(name)
            headings.add(tidied)
            found.append(OwnField(name, (column.heading.strip(),), exact=self.exact))
        return tuple(found)

    def _recognised_by(self) -> tuple[bool, tuple[str, ...]]:
        """Whether some headings are the extract's alone, and the fields to recognise it by."""
        accepted = [self.rulebook.accepted_by(s) for s in self.rulebook.suites.values()]
        counts = Counter(tidy_heading(c.heading or "") for c in self.settled.inspection.columns)
        alone = [
            field
            for field in self._own
            if not any(one.field_of(field.headings[0]) for one in accepted)
            and counts[tidy_heading(field.headings[0])] == 1
        ]
        # The longest tell most; a number in a heading is often last year's.
        alone.sort(key=lambda f: (any(map(str.isdigit, f.headings[0])), -len(f.headings[0])))
        chosen = {field.name for field in alone[:RECOGNISED_BY]}
        told = tuple(f.name for f in self._own if f.name in chosen)
        return bool(told), told or tuple(f.name for f in self._known)

    @cached_property
    def _unit(self) -> str:
        found = self.settled.inspection.unit
        return found.field if found and found.field in self.settled.columns else "unit"

    def _units(self) -> str:
        """The list of units that reads most of them, or every spelling where they are few."""
        found = self.settled.inspection.unit
        if found is None:
            return next(iter(self.rulebook.suites.values())).units
        few = found.unknown_spellings is not None and found.unknown_spellings <= MOST_UNITS
        return AS_FOUND if found.unknown > found.known and few else found.units_list

    @property
    def _keys(self) -> Iterable[str]:
        """The shipped suites' fields that identify a record, the reference of the crime first."""
        return dict.fromkeys(name for s in self.rulebook.suites.values() for name in s.key)

    def _strands(self) -> Iterator[OwnStrand]:
        for strand in Strand:
            fields = tuple(f for f in FIELDS_OF[strand] if f in self.settled.columns)
            yield self._strand(strand.value, strand, fields)
            if strand is Strand.ETHNICITY and OBSERVED in self.settled.columns:
                yield self._strand(OBSERVED, strand, (OBSERVED,))

    def _strand(self, name: str, strand: Strand, fields: tuple[str, ...]) -> OwnStrand:
        born = "date_of_birth" if "date_of_birth" in fields and self.settled.date else None
        return OwnStrand(
            name=name,
            strand=strand.value,
            told=wording()[name],
            fields=fields or FIELDS_OF[strand][:1],
            at_record_date=born,
            is_absent=not fields,
            is_observed=name == OBSERVED,
            is_waived=name == Strand.ETHNICITY and self.settled.takes_observed,
        )

    def _absent(self, strands: Iterable[OwnStrand]) -> Iterator[OwnField]:
        """Fields without a column, under headings that no column of the extract has."""
        if self._unit not in self.settled.columns:
            yield self._without_column(self._unit, ("Unit", "Borough", "BOCU"))
        for strand in strands:
            if strand.is_absent:
                yield self._without_column(strand.fields[0], strand.told["headings"])

    def _without_column(self, name: str, headings: Sequence[str]) -> OwnField:
        there = {tidy_heading(c.heading or "") for c in self.settled.inspection.columns}
        free = tuple(h for h in headings if tidy_heading(h) not in there)
        return OwnField(
            name,
            free or (f"{headings[0]} of each record",),
            self._told[name],
            exact=self.exact,
            is_absent=True,
            claimed_by=self.settled.claimed.get(name, ()),
        )


@cache
def wording() -> Mapping[str, Any]:
    """What rules/templates/strands.yaml says of each strand."""
    return read_yaml(files("eqmon.rules").joinpath(FOLDER, "strands.yaml"))
