"""Which lines of one measure a public copy shows, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eqmon.disclosure.control import Control
from eqmon.disclosure.crossed_lines import Cell, OneStrand, shown_cells
from eqmon.disclosure.held import FEW, PEOPLE, PLACE, PUBLISHED, WITH_OTHERS
from eqmon.disclosure.lines import (
    ALL,
    MONTH,
    NOT_KNOWN,
    UNIT,
    Key,
    added,
    is_enough,
    rates_of,
    shown_of,
    split_of,
)
from eqmon.disclosure.methods import Method
from eqmon.disclosure.stood import Stood
from eqmon.engines.breakdowns import BETWEEN
from eqmon.measures.model import Measured
from eqmon.measures.sums import Answers, Split
from eqmon.report.people_model import PeopleRow
from eqmon.rulebook.measures import strands_of
from eqmon.vocabulary import Level


@dataclass(frozen=True)
class Shown:
    """Whether a table of people shows all that a measure's lines would tell of it."""

    table: bool
    """Whether there is one."""
    row: PeopleRow | None
    """All units together, as it is published; None where it is not."""
    groups: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every count of it is shown."""
        row = self.row
        return row is not None and row.known is not None and None not in row.counts

    def group(self, name: str) -> bool:
        """Whether a group's count is shown, or no table could tell it."""
        if not self.table:
            return True
        if self.row is None:
            return False
        if name == NOT_KNOWN:
            return self.row.known is not None
        return name in self.groups and self.row.counts[self.groups.index(name)] is not None


class Lines:
    """The lines of a measure, and which of them are hidden."""

    def __init__(
        self,
        control: Control,
        months: frozenset[str],
        method: Method,
        inside: Measured,
        was: Stood | None,
    ) -> None:
        self.control, self.months, self.method, self.inside = control, months, method, inside
        self.was = was
        self.all = {key: split_of(rate) for key, rate in rates_of(inside).items()}
        self.total = self.all.get(ALL, Split())
        stood = {key for key in was.rates if key in self.all} if was else set()
        self.kept = {key for key in stood if was and not was.moved(key, self.all[key])}

    def people(self, subject: str) -> Shown:
        """What the table of a strand or of flags shows of all units together."""
        table = next((p for p in self.control.people if p.subject == subject), None)
        rows = table.rows if table else ()
        row = next((r for r in rows if r.level is Level.OVERALL), None)
        return Shown(table is not None, row, table.groups if table else ())

    def hidden(self) -> dict[Key, str]:
        """Why each line that is not shown is not."""
        why = {key: told for key in self.all if (told := self._why(key))}
        for of in dict.fromkeys(key.of for key in self.all if key != ALL):
            if len(strands_of(of)) == 1:
                lines = self._of(of)
                totals = (
                    [self.total] if of in (UNIT, MONTH) else [self.total, added(lines.values())]
                )
                shown = shown_of(totals, lines, self.method, hidden=why, kept=self.kept - {*why})
                self._hide(lines.keys() - shown, why)
        for of in dict.fromkeys(key.of for key in self.all if len(strands_of(key.of)) > 1):
            self._hide(self._of(of).keys() - self._crossed(of, why), why)
        return why

    def _of(self, of: str) -> dict[Key, Split]:
        return {key: line for key, line in self.all.items() if key.of == of}

    def _hide(self, keys: Iterable[Key], why: dict[Key, str]) -> None:
        for key in keys:
            few = not is_enough(self.all[key], self.method)
            why.setdefault(key, FEW if few else WITH_OTHERS)

    def _why(self, key: Key) -> str:
        """Why a line is hidden whatever it counts; empty where it is not."""
        if key == ALL:
            return ""
        if self.was is not None and self.was.hides(key):
            return PUBLISHED
        if key.of == UNIT:
            withheld = self.control.hides(Level.UNIT, key.name)
            return PLACE if withheld else PEOPLE if self.inside.asks else ""
        if key.of == MONTH:
            return PLACE if key.name not in self.months else PEOPLE if self.inside.asks else ""
        strands = strands_of(key.of)
        if any(self.control.hides_strand(one, Level.OVERALL, None) for one in strands):
            return PLACE
        if len(strands) > 1:
            return PEOPLE if self.inside.asks else ""
        return "" if self.people(key.of).group(key.name) else PEOPLE

    def _crossed(self, of: str, why: dict[Key, str]) -> set[Key]:
        """Lines by two strands that may be shown, and that of no known answer."""
        lines = self._of(of)
        candidates = {
            key
            for key, line in lines.items()
            if key in self.kept or (key not in why and is_enough(line, self.method))
        }
        first, second = (self._one_strand(strand, why) for strand in strands_of(of))
        cell_of = {
            one + BETWEEN + other: (one, other)
            for one in first.lines.known
            for other in second.lines.known
        }
        cells = {cell_of[k.name]: line for k, line in lines.items() if k.name in cell_of}
        if len(cells) < len(lines.keys() - {Key(of, NOT_KNOWN)}):
            return set()
        may = {cell_of[key.name] for key in candidates if key.name in cell_of}
        shown = shown_cells(cells, may, first, second, self.method)
        found = {Key(of, _label(cell)) for cell in shown}
        return found | ({Key(of, NOT_KNOWN)} & candidates)

    def _one_strand(self, strand: str, why: dict[Key, str]) -> OneStrand:
        lines = {key.name: line for key, line in self._of(strand).items()}
        not_known = lines.pop(NOT_KNOWN, Split())
        shown = {key.name for key in self._of(strand) if key not in why}
        return OneStrand(Answers(lines, not_known), shown)


def _label(cell: Cell) -> str:
    return BETWEEN.join(cell)
