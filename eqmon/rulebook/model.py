"""What a suite file may say: its fields, strands and rules, unknown keys refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from eqmon.rulebook.rules import (
    CheckRule,
    Condition,
    Fraction,
    ManifestRule,
    Model,
    Name,
    Rule,
    Source,
)
from eqmon.rulebook.signals import Signal
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording, Strand


def _by_tidied(values: dict[str, str]) -> dict[str, str]:
    """The values by their texts as cells are compared; ValueError where one is said to be two."""
    tidied: dict[str, str] = {}
    for text, meant in values.items():
        if tidied.setdefault(tidy_cell(text), meant) != meant:
            raise ValueError(f"one text is both '{tidied[tidy_cell(text)]}' and '{meant}'")
    return tidied


Values = Annotated[dict[str, str], AfterValidator(_by_tidied)]


class SuiteField(Model):
    """One field of a record: under which headings it comes and how its text is read."""

    headings: tuple[str, ...]
    """Accepted headings; case, punctuation and spacing do not matter."""
    person: Name | None = None
    """Whom the field describes, one of persons.yaml; a strand's field the suite's person unless it
    says otherwise. Its headings are then accepted with any word for that person too (`Vic Age`);
    those of another person than the suite's only so."""
    exact: bool = False
    """Headings are accepted as they stand only, never with words for a person."""
    kind: Literal["text", "code", "date", "flags"] = "text"
    """`code` reads with a code list; `flags` holds several codes in one cell."""
    code_list: str = ""
    """Name of a file in rules/codelists, for kind `code`."""
    scheme: str = ""
    """Only codes of this scheme are known; a code of another is invalid. Empty: any scheme."""
    tokens: dict[Recording, tuple[str, ...]] = Field(default_factory=dict)
    """More tokens of this field alone, each with its recording; they go before the code list."""
    values: Values = Field(default_factory=dict)
    """Spellings of one's own, each with a text that the field reads and that it stands for."""
    formats: tuple[str, ...] = ()
    """For kind `date`: accepted strptime formats, tried in this order; ISO 8601 is always tried.
    `excel` and `excel1904` read days that a spreadsheet left as numbers."""
    separators: str = ";,|"
    """For kind `flags`: characters that separate codes."""

    @model_validator(mode="after")
    def _code_list_with_code(self) -> SuiteField:
        if (self.kind == "code") != bool(self.code_list):
            raise ValueError("kind 'code' and code_list go together")
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
    """A record is known if any of these is; of several, the first that tells most is counted."""
    required: bool = True
    """Without a column a required strand is 100 % not obtained, an optional one not assessed."""
    at_record_date: Name | None = None
    """The one of `fields` that holds a date of birth: valid 0 to 120 years before the record."""
    age_groups: Name = "age"
    """The code list whose groups such a date of birth falls into, by the age at the record."""
    people_by: Literal["group", "code"] = "group"
    """What people are counted by: the groups of the code list, each code without one by itself, or
    every code by itself; an age in years always by its group."""


BETWEEN_GROUPS = "; "


class CountedFlags(Model):
    """People counted by a field of several codes, each in every group that one of them is of."""

    field: Name
    """Of kind `flags`."""
    label: str
    groups: dict[str, tuple[str, ...]]
    """Each group with the codes and words that tell it, in the order of the table; any other code
    is of no group."""
    source: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _each_text_once(self) -> CountedFlags:
        groups: dict[str, str] = {}
        for group, texts in self.groups.items():
            if BETWEEN_GROUPS.strip() in group or not group.strip():
                raise ValueError("a group has a name, without a semicolon")
            for text in texts:
                if groups.setdefault(tidy_cell(text), group) != group:
                    raise ValueError(f"'{text}' tells both {groups[tidy_cell(text)]} and {group}")
        return self


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
    """Whose strands these are, in words: the victim, the person searched."""
    person: Name = "victim"
    """Whose strands these are, one of persons.yaml: `Suspect Ethnicity` is no victim's."""
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
    people: tuple[CountedFlags, ...] = ()
    """What people are counted by besides strands."""
    not_applicable: tuple[NotApplicable, ...] = ()
    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...] = ()
    """Where recorded values may be untrue: shown, and never judged."""

    @field_validator("key", mode="before", json_schema_input_type=Name | tuple[Name, ...] | None)
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

    @property
    def strand_fields(self) -> frozenset[str]:
        """The fields that tell a strand."""
        return frozenset(name for strand in self.strands.values() for name in strand.fields)

    def person_of(self, field: str) -> str | None:
        """Whom a field describes; None for a field that describes nobody."""
        said = self.fields[field].person
        return said or (self.person if field in self.strand_fields else None)

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id; KeyError where there is none."""
        return {r.id: r for r in self.rules}[rule_id]
