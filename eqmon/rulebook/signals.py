"""What an accuracy signal may say: where recorded values may be untrue; it never fails a drop."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from eqmon.rulebook.rules import RULE_ID, Fraction, Model, Name, Source


class SignalBase(Model):
    """What every signal says of itself."""

    kind: str
    id: Annotated[str, Field(pattern=RULE_ID)]
    title: str
    reason: str
    """Why what it sees may be untrue, and what else may explain it."""
    source: tuple[Source, ...] = Field(min_length=1)

    @property
    def named_fields(self) -> tuple[str, ...]:
        """The fields that it reads, beside those of strands and rules."""
        return ()

    @property
    def references(self) -> tuple[str, ...]:
        """Those of them that hold references."""
        return ()


class AgreementSignal(SignalBase):
    """Whether two fields put the same person in the same group: Cohen's kappa.

    The one never stands in for the other.
    """

    kind: Literal["agreement"]
    self_defined: Name
    observed: Name
    left_out: tuple[str, ...] = ()
    """Groups that one of the two cannot tell, as Mixed in what officers observe."""
    look_below: Annotated[float, Field(ge=-1, le=1)]
    """Kappa whose whole 95 % interval lies below this asks for a look."""
    least_records: Annotated[int, Field(ge=1)] = 30
    """Records with both, from which on a unit is told of."""

    @property
    def named_fields(self) -> tuple[str, ...]:
        """What the person said and what somebody saw."""
        return (self.self_defined, self.observed)


class SamePersonSignal(SignalBase):
    """Whether one person's records describe the person differently."""

    kind: Literal["same_person"]
    reference: Name
    """The field that names the person."""
    fields: tuple[Name, ...] = Field(min_length=1)
    look_above: Fraction
    """Of people with two known answers or more, a share whose 95 % interval lies above this."""

    @property
    def named_fields(self) -> tuple[str, ...]:
        """The reference, and what is compared."""
        return (self.reference, *self.fields)

    @property
    def references(self) -> tuple[str, ...]:
        """The field that names the person."""
        return (self.reference,)


class HeapedDaySignal(SignalBase):
    """Whether one day holds many more records than the days around it."""

    kind: Literal["heaped_day"]
    field: Name
    by: Literal["date", "day_of_month", "day_of_year"]
    """Which days are the same: one date, the 1st of any month, 1 January of any year."""
    times: Annotated[float, Field(gt=1)]
    """So many times what a day around it holds, beyond chance, asks for a look."""
    share: Fraction
    """A day with a smaller share of the dated records asks for none."""

    @property
    def named_fields(self) -> tuple[str, ...]:
        """The date."""
        return (self.field,)


class HeapedAgesSignal(SignalBase):
    """Whether ages end in 0 or 5 more often than one in five: Whipple's index."""

    kind: Literal["heaped_ages"]
    strand: Name
    field: Name
    """The one of the strand's fields that holds ages in single years."""
    look_above: Annotated[float, Field(ge=100, le=500)]
    """An index whose whole 95 % interval lies above this asks for a look; 100 is no heaping."""


class VanishedSignal(SignalBase):
    """Whether an answer that was given before is given no more, or comes from nowhere.

    Needs an earlier report (--baseline).
    """

    kind: Literal["vanished"]
    strands: tuple[Name, ...] = Field(min_length=1)
    least_records: Annotated[int, Field(ge=1)]
    """Records with the answer, in the drop that has it."""
    share: Fraction
    """Of the known answers, in the drop that has it."""


Signal = Annotated[
    AgreementSignal | SamePersonSignal | HeapedDaySignal | HeapedAgesSignal | VanishedSignal,
    Field(discriminator="kind"),
]
