"""An extract opened to be looked at: by the suite that fits, or by all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.extract.headings import known_headings
from eqmon.extract.layout import open_by_layout
from eqmon.extract.read import Extract
from eqmon.inspection.catalogue import Catalogue, claims_of, fitting_suites
from eqmon.rulebook.model import MonitoredStrand, SuiteField
from eqmon.rulebook.problems import nearest
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source
    from eqmon.extract.table import Table
    from eqmon.rulebook.layouts import Layout
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


@dataclass(frozen=True)
class Opened:
    """A table, the catalogue that tells its columns, and what stands for what by its heading."""

    source: Source
    table: Table
    catalogue: Catalogue
    layout: Layout | None
    fitting: tuple[str, ...]
    """Every suite that fits, or the one that is declared."""
    found: Mapping[str, frozenset[str]]
    """The fields that each suite finds, the nearest suite first."""
    claims: Mapping[str, list[int]]
    """Positions, from 0, of the columns that stand for a field."""

    @property
    def suite(self) -> str | None:
        """The suite that fits; None where none or several do."""
        return self.catalogue.suite.suite if self.catalogue.fits else None

    @property
    def beside(self) -> dict[str, int]:
        """Each column that `extract` has not, by a name of its own."""
        taken = {*self.extract.columns.values()}
        return {f"column_{at}": at for at in range(len(self.table.header)) if at not in taken}

    @property
    def extract(self) -> Extract:
        """The extract as `check` would read it; without any strand every column counts as one."""
        suite = self.catalogue.suite
        columns = {f: at[0] for f, at in self.claims.items() if len(at) == 1 and f in suite.fields}
        if not suite.strand_fields & columns.keys():
            suite = _of_strands_only(suite, len(self.table.header))
            columns = {f"column_{at}": at for at in range(len(self.table.header))}
        every = self.layout.every_record if self.layout else {}
        told = {name: text for name, text in every.items() if name not in columns}
        name = self.layout.layout if self.layout else None
        return Extract(self.source, self.table, suite.suite, columns, suite, name, told)


def open_to_look(source: Source, rulebook: Rulebook, declared: Declared) -> Opened:
    """The source, opened; InputError for what cannot be read, UsageError for a wrong option."""
    table, layout = open_by_layout(
        source, rulebook, known=known_headings(rulebook, declared.unit_heading), declared=declared
    )
    found = fitting_suites(rulebook, table.header)
    fitting = _fitting(rulebook, found, layout, declared.suite)
    suites = [rulebook.suites[name] for name in dict.fromkeys((*fitting, *found))]
    if layout is not None:
        suites[0] = rulebook.laid_out(layout.suite, layout.layout)
    catalogue = Catalogue(rulebook, tuple(suites), fits=len(fitting) == 1)
    try:
        claims = claims_of(catalogue, table.header, declared.unit_heading)
    except UsageError as error:
        raise UsageError(
            source.name,
            error.problem,
            hint="give --unit the heading of the unit's column as the file has it",
        ) from None
    return Opened(source, table, catalogue, layout, fitting, found, claims)


def _fitting(
    rulebook: Rulebook,
    found: Mapping[str, frozenset[str]],
    layout: Layout | None,
    declared: str | None,
) -> tuple[str, ...]:
    if declared is not None and declared not in rulebook.suites:
        raise UsageError(
            f"--suite {declared}",
            "there is no such suite",
            allowed=", ".join(sorted(rulebook.suites)),
            hint=nearest(declared, rulebook.suites),
        )
    if layout is not None or declared is not None:
        return (layout.suite if layout else str(declared),)
    return tuple(n for n, fields in found.items() if fields >= {*rulebook.suites[n].recognised_by})


def _of_strands_only(suite: Suite, width: int) -> Suite:
    """A suite for which a row is blank only where all of its cells are."""
    names = tuple(f"column_{at}" for at in range(width))
    return suite.model_copy(
        update={
            "fields": {**suite.fields, **dict.fromkeys(names, SuiteField(headings=()))},
            "strands": {"any": MonitoredStrand(strand=Strand.AGE, label="any", fields=names)},
        }
    )
