"""Conditions on one record, as measures state them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from eqmon.rulebook.rules import Model, Name
from eqmon.vocabulary import Recording

Texts = Annotated[tuple[str, ...], Field(min_length=1)]
Positive = Annotated[int, Field(ge=1)]


class WithinDays(Model):
    """How many days after another date of the record a date lies."""

    after: Name
    at_most: int
    at_least: int = 0

    @model_validator(mode="after")
    def _some_days(self) -> WithinDays:
        if self.at_least > self.at_most:
            raise ValueError("at_least is above at_most")
        return self


class Where(Model):
    """A statement about one record: one comparison of a field, or any of several statements.

    `not: true` turns it round; a field that the extract has no column for makes it unanswerable.
    """

    field: Name | None = None
    is_in: Texts | None = None
    """The cell is one of these texts or codes (case and spacing do not matter)."""
    has_flag: Texts | None = None
    """The cell, of kind `flags`, holds at least one of these codes."""
    recording: Annotated[tuple[Recording, ...], Field(min_length=1)] | None = None
    """The cell, of kind `code`, was recorded in one of these ways."""
    filled: bool | None = None
    """The cell holds something else than blanks and dashes, or nothing else."""
    dated: bool | None = None
    """The cell, of kind `date`, is a date that can be read, or is not."""
    below: Positive | None = None
    """The cell is a whole number below this."""
    within_days: WithinDays | None = None
    """The cell, of kind `date`, lies within so many days after another."""
    names: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """The cell, of kind `flags`, holds the references that each of these fields holds."""
    flags_at_least: Positive | None = None
    """The cell, of kind `flags`, holds codes of at least so many groups of `people`, or so many
    codes where the suite has no groups of the field."""
    any_of: Annotated[tuple[Where, ...], Field(min_length=1)] | None = None
    """Any of these holds; then no field is named."""
    turned: bool = Field(default=False, alias="not")

    @model_validator(mode="after")
    def _one_comparison(self) -> Where:
        given = [name for name in COMPARISONS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join(COMPARISONS)}")
        if (self.field is None) != (given == ["any_of"]):
            raise ValueError("name a field, but not beside any_of")
        return self


COMPARISONS = (
    "is_in",
    "has_flag",
    "recording",
    "filled",
    "dated",
    "below",
    "within_days",
    "names",
    "flags_at_least",
    "any_of",
)


def fields_named(where: Where) -> Iterator[str]:
    """Every field that a condition reads."""
    if where.field is not None:
        yield where.field
    if where.within_days is not None:
        yield where.within_days.after
    yield from where.names or ()
    for one in where.any_of or ():
        yield from fields_named(one)


def answers_read(where: Where) -> Iterator[str]:
    """Every field whose answer a condition reads, not only whether or how it was recorded."""
    if where.any_of is not None:
        for one in where.any_of:
            yield from answers_read(one)
    elif where.recording is None and where.filled is None and where.dated is None:
        yield from fields_named(where)
