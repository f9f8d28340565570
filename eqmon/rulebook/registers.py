"""What a register's definition may say: its columns, and how due-ness is told from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from eqmon.rulebook.frequency import Frequency
from eqmon.rulebook.problems import Problem, raise_problems
from eqmon.rulebook.rules import RULE_ID, Model, Name, Source
from eqmon.rulebook.spelling import tidy_heading
from eqmon.rulebook.validation import problems_of
from eqmon.rulebook.yaml_reader import read_document

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=3660, strict=True)]
Limb = Literal["eliminate", "advance", "foster"]
Periodic = Literal[
    Frequency.WEEKLY,
    Frequency.MONTHLY,
    Frequency.QUARTERLY,
    Frequency.HALF_YEARLY,
    Frequency.YEARLY,
]


class RegisterColumn(Model):
    """One column of a register."""

    headings: tuple[Text, ...] = Field(min_length=1)
    """Accepted headings; case and punctuation do not matter."""
    kind: Literal["text", "unit", "date", "period", "answer", "link"] = "text"
    """`unit`: a unit of the register's list. `date`: a day or a month. `answer`: yes or no.
    `link`: where something stands; what stands in it is only ever counted."""
    may_be_blank: bool = False
    may_be_absent: bool = False
    """Whether a register may do without the column."""


class Asked(Model):
    """Due on the date of its row: what was asked for, whatever the calendar."""

    kind: Literal["asked"]
    column: Name


class Renewed(Model):
    """Due again so many months after it was done last."""

    kind: Literal["renewed"]
    every: Frequency
    column: Name
    """The day on which it was done last; blank where it never was."""

    @model_validator(mode="after")
    def _in_months(self) -> Renewed:
        if self.every.months is None:
            raise ValueError(f"what is renewed is due again after months, not {self.every.value}")
        return self


class Periodical(Model):
    """Due from every body in each period of the calendar, whether a row stands for it or not."""

    kind: Literal["periodical"]
    every: Periodic
    column: Name
    within_days: Days = 0
    """Days after the period's end by which it is due."""


Due = Annotated[Asked | Renewed | Periodical, Field(discriminator="kind")]


class ReturnKind(Model):
    """One return that bodies are asked for."""

    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    names: tuple[Text, ...] = ()
    """What registers call it besides its id and its title."""
    frequency: Frequency | None = None
    """As it is said to be; None where no frequency is said."""
    owner: Text
    """Whose business it is, as a post, a team or a body."""
    limb: Limb
    """Which limb of the equality duty it serves most."""
    from_drops: bool = False
    """Whether what came is told by the drops that were checked, not by rows."""
    source: tuple[Source, ...] = Field(min_length=1)


class Words(Model):
    """What the standings are called in this register."""

    made: Text = "made"
    late: Text = "late"
    missing: Text = "missing"
    not_met: Text = "not met"
    not_due: Text = "not yet due"


class RegisterDefinition(Model):
    """One kind of register that is kept by hand."""

    name: Name
    """The name of its file."""
    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    one: Text
    """What one entry is called, as in `return`."""
    many: Text
    owner: Text
    limb: Limb
    frequency: Frequency | None = None
    reason: Text
    source: tuple[Source, ...] = Field(min_length=1)
    columns: dict[Name, RegisterColumn]
    body: Name
    """The column that says whose entry it is."""
    item: Name | None = None
    """The column that says which return, policy or standard it is; None where there is one."""
    due: Due
    made: Name
    """The column that says that it came: a date, or an answer of yes or no."""
    besides: Name | None = None
    """A column of links that is counted too: what stands in it is there, or not."""
    besides_says: str = ""
    """What a link there means, as in `monitoring report published`."""
    units: Name | None = None
    """The list of units that a column of kind `unit` is read by."""
    level: str = ""
    """The level of those units from which entries are due: `borough`, `bcu`, `force`."""
    words: Words = Words()
    returns: tuple[ReturnKind, ...] = ()
    """The returns that its item column may name; any text may stand there where none is given."""

    @model_validator(mode="after")
    def _names_its_columns(self) -> RegisterDefinition:
        wanted = {"body": self.body, "made": self.made, "due.column": self.due.column}
        wanted |= {"item": self.item or self.body, "besides": self.besides or self.body}
        for key, name in wanted.items():
            if name not in self.columns:
                raise ValueError(f"{key} names no column '{name}'")
        if self.columns[self.made].kind not in ("date", "answer"):
            raise ValueError(f"made: column '{self.made}' is neither a date nor an answer")
        kind = "period" if self.due.kind == "periodical" else "date"
        if self.columns[self.due.column].kind != kind:
            raise ValueError(f"due.column: column '{self.due.column}' is not of kind {kind}")
        return self

    @model_validator(mode="after")
    def _is_whole(self) -> RegisterDefinition:
        if any(column.kind == "unit" for column in self.columns.values()) and not self.units:
            raise ValueError("a column of kind unit needs 'units', the list that it is read by")
        if bool(self.besides) != bool(self.besides_says):
            raise ValueError("besides and besides_says stand together")
        if self.returns and self.item is None:
            raise ValueError("returns are named in a column: give 'item'")
        headings = [tidy_heading(h) for c in self.columns.values() for h in c.headings]
        if doubled := sorted({h for h in headings if headings.count(h) > 1}):
            raise ValueError(f"headings of two columns: {', '.join(doubled)}")
        return self

    @property
    def expects_units(self) -> bool:
        """Whether entries are due from every unit of a list, be they in the register or not."""
        return self.due.kind == "periodical" and self.columns[self.body].kind == "unit"


def read_register_definition(path: Path | Traversable) -> RegisterDefinition:
    """The definition in a YAML file; RulebookError with all of its problems."""
    document = read_document(path)
    try:
        found = RegisterDefinition.model_validate(document.data)
    except ValidationError as error:
        raise_problems(problems_of(error, document, RegisterDefinition), where=document.file)
        raise
    stem = path.name.rsplit(".", 1)[0]
    if found.name != stem:
        hint = f"write name: {stem}, or rename the file to {found.name}.yaml"
        message = "a register has the name of its file"
        line = document.line_of(("name",))
        raise Problem(document.file, message, line, "name", stem, hint).as_error()
    return found


def lint_registers(
    registers: Mapping[str, RegisterDefinition], units: Collection[str]
) -> Iterator[Problem]:
    """What is wrong between registers: lists that are not there, ids that stand twice."""
    seen: dict[str, str] = {}
    for name, one in registers.items():
        file = f"registers/{name}.yaml"
        if one.units and one.units not in units:
            allowed = ", ".join(units)
            yield Problem(file, f"there is no list of units '{one.units}'", allowed=allowed)
        for id in (one.id, *(kind.id for kind in one.returns)):
            if id in seen:
                hint = "each id means one thing"
                yield Problem(file, f"id {id} stands in registers/{seen[id]}.yaml too", hint=hint)
            seen.setdefault(id, name)
