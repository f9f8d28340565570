"""What a suite file may say: pydantic models, each refusing what it does not know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from eqmon.vocabulary import Level, Measure, Recording, Strand

RULE_ID = r"^[A-Z]{2,4}-[A-Z]{2,4}-\d{2}$"
NAME = r"^[a-z][a-z0-9_]*$"

Fraction = Annotated[float, Field(ge=0, le=1, strict=True)]
Name = Annotated[str, Field(pattern=NAME)]


class Model(BaseModel):
    """Frozen, and strict about unknown keys: a misspelt key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Model):
    """Where a rule comes from: a committee paper and paragraph, or a standard."""

    work: str
    """`S0` to `S4` for the committee papers, otherwise the name of the standard or law."""
    where: str = ""
    """Paragraph, section or table."""
    quote: str = ""
    """The phrase itself, short."""


class SuiteField(Model):
    """One field of a record: under which headings it comes and how its text is read."""

    headings: tuple[str, ...]
    """Accepted headings; case, punctuation and spacing do not matter."""
    kind: Literal["text", "code", "date", "flags"] = "text"
    """`code` reads with a code list; `flags` holds several codes in one cell."""
    code_list: str = ""
    """Name of a file in rules/codelists, for kind `code`."""
    scheme: str = ""
    """Only codes of this scheme are known; a code of another is invalid. Empty: any scheme."""
    tokens: dict[Recording, tuple[str, ...]] = {}
    """More tokens of this field alone, each with its recording; they go before the code list."""
    formats: tuple[str, ...] = ()
    """For kind `date`: accepted strptime formats, tried in this order; ISO 8601 is always tried."""
    separators: str = ";,|"
    """For kind `flags`: characters that separate codes."""

    @model_validator(mode="after")
    def _code_list_with_code(self) -> SuiteField:
        if (self.kind == "code") != bool(self.code_list):
            raise ValueError("kind 'code' and code_list go together")
        return self


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


class NotApplicable(Model):
    """Records with no person to describe, and why; they leave every strand's denominator."""

    when: Condition
    reason: str


class MonitoredStrand(Model):
    """One strand as a suite monitors it."""

    strand: Strand
    label: str
    fields: tuple[Name, ...]
    """A record is known if any of these fields is; the first named one that tells most is counted."""
    required: bool = True
    """A required strand without a column is 100 % not obtained; an optional one is not assessed."""
    at_record_date: Name | None = None
    """A field among `fields` holding a date of birth, valid only 0 to 120 years before the record."""


class RuleBase(Model):
    """What every rule says of itself."""

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
    """At most a share of a strand's known values is one and the same code (a default in disguise)."""

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


class Decides(Model):
    """What decides a suite's exit code, and why that."""

    level: Literal["overall", "any_unit", "share_of_units"]
    at_least: Fraction | None = None
    """For `share_of_units`: the share of assessed units that must not fail a rule."""
    reason: str
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _share_with_its_level(self) -> Decides:
        if (self.level == "share_of_units") != (self.at_least is not None):
            raise ValueError("at_least goes with level share_of_units, and only with it")
        return self


class Suite(Model):
    """The rules of one collection, with what one record is and how its fields are found."""

    suite: Name
    title: str
    collection: Name
    grain: str
    """What one record is: an incident, an offence, a victim, a search."""
    about: str
    """Whose strands these are: the victim, the person searched."""
    units: Name
    """Name of a file in rules/units, or `as_found` to take every spelling as a unit of its own."""
    unit: Name
    """The field that names the unit."""
    date: Name | None
    """The field whose date places a record in a month; None where a collection has no date."""
    key: tuple[Name, ...] = ()
    """The fields that together identify a record, its reference first; those that an extract has
    are used. Empty where a collection has no reference. One name may stand without a list."""
    recognised_by: tuple[Name, ...]
    """Fields that only this collection has: all of them present, and the suite fits."""
    min_records: Annotated[int, Field(ge=1)] = 30
    """Fewer applicable records than this are not assessed."""
    decides: Decides
    fields: dict[Name, SuiteField]
    strands: dict[Name, MonitoredStrand]
    not_applicable: tuple[NotApplicable, ...] = ()
    rules: tuple[Rule, ...]

    @field_validator("key", mode="before")
    @classmethod
    def _one_name_is_a_list(cls, value: object) -> object:
        if value is None:
            return ()
        return (value,) if isinstance(value, str) else value

    @property
    def check_rules(self) -> tuple[CheckRule, ...]:
        """The rules that ask something of each record."""
        return tuple(r for r in self.rules if isinstance(r, CheckRule))

    @property
    def manifest_rules(self) -> tuple[ManifestRule, ...]:
        """The rules about what arrived."""
        return tuple(r for r in self.rules if isinstance(r, ManifestRule))

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id; KeyError where there is none."""
        return {r.id: r for r in self.rules}[rule_id]


DECIDING_LEVEL = {
    "overall": Level.OVERALL,
    "any_unit": Level.UNIT,
    "share_of_units": Level.UNIT,
}
