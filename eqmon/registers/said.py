"""What each row of a register says: whose, what, due when, come when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.registers.cells import ANSWERS, DATES, PERIODS, answer_in, date_in, period_in
from eqmon.rulebook.problems import Problem
from eqmon.rulebook.spelling import tidy_words

if TYPE_CHECKING:
    from eqmon.registers.rows import Rows
    from eqmon.rulebook.frequency import Span
    from eqmon.rulebook.registers import RegisterDefinition, ReturnKind
    from eqmon.rulebook.units import UnitList


@dataclass(frozen=True)
class Said:
    """What one row says."""

    body: str
    """As the first row that names it spells it."""
    item: str
    """As `body`; empty where the register has no items, or where `kind` says it."""
    kind: ReturnKind | None
    due: Span | None
    """Of asked ones the date, of periodical ones the period, of renewed ones when it was done."""
    received: Span | None
    """When it came, where dates say so."""
    met: bool | None
    """What its answer says; None where it is blank, or where dates say what came."""
    besides: bool | None
    """Whether what is asked for besides is there; None where nothing is."""


def said_by(
    rows: Rows,
    definition: RegisterDefinition,
    columns: Mapping[str, str],
    units: UnitList | None,
    problems: list[Problem],
) -> Iterator[Said]:
    """What the rows say; `columns` are the headings by column. Problems are added as they come.

    A row that has a problem says nothing. One that says of the same thing again is a problem.
    """
    reader = _Reader(rows.name, definition, columns, units)
    first: dict[tuple[object, ...], int] = {}
    for line, row in rows.rows:
        read = _Row(reader, line, row)
        said = read.said()
        problems += read.problems
        if read.problems:
            continue
        when = None if definition.due.kind == "renewed" else said.due
        key = (said.kind and said.kind.id, said.item, said.body, when)
        if key in first:
            message = f"says what line {first[key]} says already"
            problems.append(Problem(rows.name, message, line, hint="keep one of the two"))
            continue
        first[key] = line
        yield said


@dataclass
class _Reader:
    """What is known for all rows."""

    file: str
    definition: RegisterDefinition
    columns: Mapping[str, str]
    units: UnitList | None
    spelt: dict[tuple[str, str], str] = field(default_factory=dict)
    """How a name was spelt first, by its column and its tidied words."""
    kinds: dict[str, ReturnKind] = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = {
            tidy_words(name): kind
            for kind in self.definition.returns
            for name in (kind.id, kind.title, *kind.names)
        }


@dataclass
class _Row:
    """One row being read, with what is wrong with it."""

    reader: _Reader
    line: int
    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def said(self) -> Said:
        """What it says; nothing that is so where `problems` are found."""
        definition = self.reader.definition
        kind = self._kind(definition.item) if self.reader.kinds and definition.item else None
        item = self._name(definition.item) if definition.item and not kind else ""
        by_answer = definition.columns[definition.made].kind == "answer"
        return Said(
            body=self._body(definition.body),
            item=item,
            kind=kind,
            due=self._due(definition.due.column),
            received=None if by_answer else self._date(definition.made),
            met=self._answer(definition.made) if by_answer else None,
            besides=self._text(definition.besides) != "" if definition.besides else None,
        )

    def _text(self, column: str) -> str:
        heading = self.reader.columns.get(column)
        return self.texts.get(heading, "") if heading is not None else ""

    def _name(self, column: str) -> str:
        text = " ".join(self._text(column).split())
        if not text and not self.reader.definition.columns[column].may_be_blank:
            self._wrong(column, "is blank", hint="name it, or delete the row")
        return self.reader.spelt.setdefault((column, tidy_words(text) or text), text)

    def _kind(self, column: str) -> ReturnKind | None:
        kind = self.reader.kinds.get(tidy_words(self._text(column)))
        if kind is None:
            by_rows = (one for one in self.reader.definition.returns if not one.from_drops)
            ids = ", ".join(one.id for one in by_rows)
            hint = f"a rulebook of your own may add to registers/{self.reader.definition.name}.yaml"
            self._wrong(column, "names no return that the register knows", ids, hint)
        elif kind.from_drops:
            hint = "delete the row, and give the report.json of each drop"
            self._wrong(column, f"{kind.id} is told by checked drops, not by rows", hint=hint)
        return kind

    def _body(self, column: str) -> str:
        definition, units = self.reader.definition, self.reader.units
        if definition.columns[column].kind != "unit" or units is None:
            return self._name(column)
        unit = units.find(self._text(column))
        if unit is None:
            self._wrong(column, f"is no unit of the list '{units.name}'")
        elif definition.level and units.level_of(unit) != definition.level:
            message = f"is a unit of another level than {definition.level}"
            self._wrong(column, message, allowed=definition.level)
        return unit or ""

    def _due(self, column: str) -> Span | None:
        due = self.reader.definition.due
        if due.kind != "periodical":
            return self._date(column)
        period = period_in(self._text(column), due.every)
        if period is None:
            self._wrong(column, f"is no {due.every.value} period", PERIODS[due.every])
        return period

    def _date(self, column: str) -> Span | None:
        text = self._text(column)
        if not text and self.reader.definition.columns[column].may_be_blank:
            return None
        found = date_in(text)
        if found is None:
            self._wrong(column, "is no date", DATES)
        return found

    def _answer(self, column: str) -> bool | None:
        text = self._text(column)
        found = answer_in(text)
        if found is None and text:
            self._wrong(column, "is no answer", ANSWERS)
        return found

    def _wrong(self, column: str, message: str, allowed: str = "", hint: str = "") -> None:
        heading = self.reader.columns.get(column, column)
        key = f"column '{heading}'"
        self.problems.append(Problem(self.reader.file, message, self.line, key, allowed, hint))
