"""What an extract's columns may stand for: a suite's fields, or those of all suites together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.rulebook.codelists import CodeList, Reading
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import MonitoredStrand, Suite, SuiteField
    from eqmon.rulebook.units import UnitList


@dataclass(frozen=True)
class Catalogue:
    """Suites by which an extract is looked at: where several have a field, the first tells it."""

    rulebook: Rulebook
    suites: tuple[Suite, ...]
    fits: bool
    """Whether the first is the extract's own; only its headings then count."""

    @property
    def suite(self) -> Suite:
        """The suite that the extract fits, or is nearest to."""
        return self.suites[0]

    @cached_property
    def fields(self) -> Mapping[str, SuiteField]:
        """The fields by name."""
        told = self.suites[:1] if self.fits else self.suites
        return {n: f for suite in reversed(told) for n, f in suite.fields.items()}

    @cached_property
    def strands(self) -> Mapping[str, MonitoredStrand]:
        """The strands by name, also those that only another suite monitors in a field of these."""
        found = dict(self.suite.strands)
        told = {name for strand in found.values() for name in strand.fields}
        for suite in self.suites[1:]:
            for name, strand in suite.strands.items():
                is_new = name not in found and told.isdisjoint(strand.fields)
                if is_new and self.fields.keys() >= {*strand.fields}:
                    found[name] = strand
                    told |= {*strand.fields}
        return found

    @cached_property
    def strand_of(self) -> Mapping[str, str]:
        """The strand's name by field."""
        return {f: name for name, strand in self.strands.items() for f in strand.fields}

    @cached_property
    def units(self) -> frozenset[str]:
        """The fields that name a unit."""
        return frozenset(s.unit for s in self._told)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The fields that place a record in a month."""
        return tuple(dict.fromkeys(s.date for s in self._told if s.date))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The fields that identify a record."""
        return frozenset(name for s in self._told for name in s.key)

    @property
    def _told(self) -> tuple[Suite, ...]:
        return self.suites[:1] if self.fits else self.suites

    def field_of(self, heading: str) -> str | None:
        """The field that a heading stands for; None for none."""
        found = (self.rulebook.accepted_by(s).field_of(heading) for s in self._told)
        return next((field for field in found if field is not None), None)

    def person_of(self, field: str) -> str | None:
        """Whom a field describes; None for nobody."""
        of = next(s for s in self.suites if field in s.fields)
        return of.person_of(field)

    def is_monitored(self, person: str) -> bool:
        """Whether some suite monitors that person's strands."""
        return any(s.person == person for s in self._told)

    def code_list(self, field: str) -> CodeList:
        """The list that reads a field of kind `code`."""
        return self.rulebook.code_lists[self.fields[field].code_list]

    def read(self, field: str, text: str) -> Reading:
        """How a field's text is read."""
        from eqmon.rulebook.reading import read_field

        return read_field(self.fields[field], self.rulebook.code_lists, text)

    def units_of(self, field: str) -> UnitList:
        """The list that reads a unit's field; another than `as_found` where some suite has one."""
        lists = [self.rulebook.units_of(s) for s in self._told if s.unit == field]
        return next((one for one in lists if not one.takes_any), lists[0])


def claims_of(
    catalogue: Catalogue, header: Sequence[str], unit_heading: str | None
) -> dict[str, list[int]]:
    """The positions, from 0, of every column that stands for a field by its heading.

    `unit_heading` names the unit's column, whatever else would; UsageError where no column has it.
    """
    named = tidy_heading(unit_heading) if unit_heading is not None else None
    found: dict[str, list[int]] = {}
    for position, heading in enumerate(header):
        field = catalogue.field_of(heading)
        if named is not None and tidy_heading(heading) == named:
            field = catalogue.suite.unit
        elif named is not None and field in catalogue.units:
            field = None
        if field is not None:
            found.setdefault(field, []).append(position)
    if named is not None and catalogue.suite.unit not in found:
        raise UsageError("", "no column has the heading that --unit names")
    return found


def fitting_suites(rulebook: Rulebook, header: Sequence[str]) -> dict[str, frozenset[str]]:
    """The fields that the headings have of every suite, the nearest suite first.

    Nearest is the one with most strands' fields, then with most fields.
    """
    fields = {
        suite.suite: frozenset(filter(None, map(rulebook.accepted_by(suite).field_of, header)))
        for suite in rulebook.suites.values()
    }

    def nearness(name: str) -> tuple[bool, int, int, str]:
        suite, found = rulebook.suites[name], fields[name]
        fits = found >= {*suite.recognised_by}
        return (not fits, -len(found & suite.strand_fields), -len(found), name)

    return {name: fields[name] for name in sorted(fields, key=nearness)}
