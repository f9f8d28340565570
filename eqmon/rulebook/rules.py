"""What a rule may say: one model a kind, each refusing what it does not know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eqmon.vocabulary import Measure, Recording

RULE_ID = r"^[A-Z]{2,4}-[A-Z]{2,4}-\d{2}$"
NAME = r"^[a-z][a-z0-9_]*$"

Fraction = Annotated[float, Field(ge=0, le=1, strict=True)]
Name = Annotated[str, Field(pattern=NAME)]


class Model(BaseModel):
    """Frozen, and strict about unknown keys: a misspelt key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Source(Model):
    """Where a rule comes from: a committee paper and paragraph, or a standard."""

    work: str
    """`S0` to `S4` for the committee papers, otherwise the name of the standard or law."""
    where: str = ""
    """Paragraph, section or table."""
    quote: str = ""
    """The phrase itself, short."""


class Condition(Model):
    """A statement about one field of a record; exactly one of the comparisons is given."""

    field: Name
    is_in: tuple[str, ...] | None = None
    """The cell is one of these texts or codes (case and spacing do not matter)."""
    has_flag: tuple[str, ...] | None = None
    """The cell, of kind `flags`, holds at least one of these codes."""
    recording: tuple[Recording, ...] | None = None
    """The cell, of kind `code`, was recorded in one of these ways."""

    @model_validator(mode="after")
    def _one_comparison(self) -> Condition:
        given = [c for c in (self.is_in, self.has_flag, self.recording) if c is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of is_in, has_flag, recording")
        return self


class RuleBase(Model):
    """What every rule says of itself."""

    kind: str
    id: Annotated[str, Field(pattern=RULE_ID)]
    title: str
    reason: str
    action: str
    """What to do when it fails, in words that respect victims."""
    source: tuple[Source, ...] = Field(min_length=1)


class Judged(RuleBase):
    """A rule judged on a rate: exactly at a limit passes."""

    warn_above: Fraction | None = None
    fail_above: Fraction | None = None

    @model_validator(mode="after")
    def _limits_in_order(self) -> Judged:
        if self.warn_above is None and self.fail_above is None:
            raise ValueError("give warn_above, fail_above or both, as fractions from 0 to 1")
        if (
            self.warn_above is not None
            and self.fail_above is not None
            and self.warn_above > self.fail_above
        ):
            raise ValueError("warn_above must not be higher than fail_above")
        return self


class RecordingRule(Judged):
    """At most a share of applicable records has a strand recorded in the measure's ways."""

    kind: Literal["recording"]
    strand: Name
    measure: Measure

    @model_validator(mode="after")
    def _refusal_is_an_answer(self) -> RecordingRule:
        if self.measure is Measure.DECLINED:
            raise ValueError("declined is shown, never judged: a refusal is an answer")
        if self.measure is Measure.UNEXPLAINED and self.fail_above is not None:
            raise ValueError("unexplained may warn, never fail: use warn_above alone")
        return self


class DominanceRule(Judged):
    """At most a share of a strand's known values is one code: a default in disguise."""

    kind: Literal["dominance"]
    strand: Name


class LeftOutRule(Judged):
    """A unit's share of not applicable records is at most this much above the other units'."""

    kind: Literal["left_out"]


class KeyPresentRule(Judged):
    """Records have a reference."""

    kind: Literal["key_present"]


class KeyPatternRule(Judged):
    """References have the form of references."""

    kind: Literal["key_pattern"]
    pattern: str


class KeyUniqueRule(Judged):
    """No reference stands twice within one collection of a drop."""

    kind: Literal["key_unique"]


class DateValidRule(Judged):
    """A date is there and can be read."""

    kind: Literal["date_valid"]
    field: Name


class DateInPeriodRule(Judged):
    """A readable date lies in the drop's period."""

    kind: Literal["date_in_period"]
    field: Name


class DateOrderRule(Judged):
    """The later date is not before the earlier one, where both can be read."""

    kind: Literal["date_order"]
    earlier: Name
    later: Name


class AgeAgreesRule(Judged):
    """Age in years agrees with the date of birth at the record's date, within a year."""

    kind: Literal["age_agrees"]
    age: Name
    date_of_birth: Name


class ImpliesRule(Judged):
    """Where every condition of `when` holds, every one of `then` holds too."""

    kind: Literal["implies"]
    when: tuple[Condition, ...] = Field(min_length=1)
    then: tuple[Condition, ...] = Field(min_length=1)


class UnitKnownRule(Judged):
    """Records name a unit that is in the list of units."""

    kind: Literal["unit_known"]


class UnitsArrivedRule(RuleBase):
    """Every expected unit sent records."""

    kind: Literal["units_arrived"]


class InputsDistinctRule(RuleBase):
    """No file came twice."""

    kind: Literal["inputs_distinct"]


class InputsReadableRule(RuleBase):
    """Every file could be read, with as many cells in each row as in the heading."""

    kind: Literal["inputs_readable"]


Rule = Annotated[
    RecordingRule
    | DominanceRule
    | LeftOutRule
    | KeyPresentRule
    | KeyPatternRule
    | KeyUniqueRule
    | DateValidRule
    | DateInPeriodRule
    | DateOrderRule
    | AgeAgreesRule
    | ImpliesRule
    | UnitKnownRule
    | UnitsArrivedRule
    | InputsDistinctRule
    | InputsReadableRule,
    Field(discriminator="kind"),
]

CheckRule = (
    KeyPresentRule
    | KeyPatternRule
    | KeyUniqueRule
    | DateValidRule
    | DateInPeriodRule
    | DateOrderRule
    | AgeAgreesRule
    | ImpliesRule
    | UnitKnownRule
)
"""Rules that ask something of each record; the tally counts holds, broken and not concerned."""

ManifestRule = UnitsArrivedRule | InputsDistinctRule | InputsReadableRule
"""Rules about which files and units came, judged on the drop's manifest."""
