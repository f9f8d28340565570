"""What a measure's definition may say: a numerator over a named denominator, by date."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from eqmon.rulebook.rules import RULE_ID, Model, Name, Source
from eqmon.rulebook.where import Where, fields_named

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, strict=True)]
Margin = tuple[
    Annotated[float, Field(gt=0, lt=1)],
    Annotated[float, Field(gt=1, allow_inf_nan=False)],
]


class Quantity(Model):
    """The numerator or the denominator of one version of a measure."""

    says: Text
    """In words, as in `offences with a sanction detection`."""
    where: tuple[Where, ...] = ()
    """All of these hold; every record where there are none."""


class Version(Model):
    """A measure as it is defined for records of some dates."""

    since: date | None = None
    """The first date of the suite's date field for which it holds; None for as long as there are
    records."""
    until: date | None = None
    """The last such date; None for all since."""
    label: str = ""
    """What tells this version from the others, where there are several."""
    numerator: Quantity
    denominator: Quantity

    @model_validator(mode="after")
    def _in_order(self) -> Version:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since is later than until")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it cannot do without, each once."""
        named = (*self.denominator.where, *self.numerator.where)
        return tuple(dict.fromkeys(name for one in named for name in fields_named(one)))


class Definition(Model):
    """What every measure says of itself."""

    kind: str
    id: Annotated[str, Field(pattern=RULE_ID)]
    title: Text
    topic: Text
    """Under which heading it is shown, as in `Outcomes`."""
    tells: Text
    """What it is for, and how it may mislead."""
    owner: Text
    """Whose business it is, as a post or a team."""
    frequency: Literal["monthly", "quarterly", "annually", "at each drop"] = "monthly"
    limb: Literal["eliminate", "advance", "foster"]
    """Which limb of the equality duty it serves most."""
    desired: Literal["higher", "lower", "neither"] = "neither"
    persons_only: bool = True
    """Whether only records with a person to describe count."""
    by: tuple[str, ...] | None = None
    """The breakdowns that it is shown by: strands, and pairs as `ethnicity x gender`; None for all
    of the file's, an empty list for none."""
    versions: tuple[Version, ...] = Field(min_length=1)
    source: tuple[Source, ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that it reads."""
        of_versions = (name for one in self.versions for name in one.fields)
        return tuple(dict.fromkeys((*of_versions, *self.fields_of_kind)))

    @property
    def fields_of_kind(self) -> tuple[str, ...]:
        """Those of them that its kind reads, whatever the version."""
        return ()

    @property
    def references(self) -> tuple[str, ...]:
        """Those of them that hold references, nearly every one another."""
        return ()

    @model_validator(mode="after")
    def _versions_follow_one_another(self) -> Definition:
        spans = [(v.since or date.min, v.until or date.max) for v in self.versions]
        if any(one[1] >= other[0] for one, other in itertools.pairwise(spans)):
            raise ValueError("versions follow one another: each ends before the next begins")
        return self


class ShareMeasure(Definition):
    """Records of the numerator over those of the denominator."""

    kind: Literal["share"]

    @property
    def references(self) -> tuple[str, ...]:
        """Lists of references, and the fields whose references are looked for in them."""
        lists = [one for one in conditions_of(self) if one.names is not None]
        return tuple(name for one in lists for name in (str(one.field), *(one.names or ())))


class DaysMeasure(Definition):
    """Days from one date to another: the share within so many, the median and the 90th percentile.

    Its denominator is the records of `denominator` that hold both dates in order, its numerator
    those within the days; `numerator.where` is empty.
    """

    kind: Literal["days"]
    start: Name
    end: Name
    within: Days

    @property
    def fields_of_kind(self) -> tuple[str, ...]:
        """Both dates."""
        return (self.start, self.end)

    @model_validator(mode="after")
    def _the_days_count(self) -> DaysMeasure:
        if any(version.numerator.where for version in self.versions):
            raise ValueError("the days are its numerator: numerator.where stays empty")
        return self


class RepeatMeasure(Definition):
    """People who come again within so many days, by what the records given tell.

    A record follows an earlier one where another reference of the same person has an earlier day,
    at most `within` days before. Two references on one day do not: nothing says which came first.
    A record that stands twice is one record, and words that hold no digit name nobody.

    `people`: people with a record that follows an earlier one, over people; each counts where their
    latest record is, and with what it says. `records`: of the records that follow an earlier one,
    those of the numerator: a marker of repeats against what the records tell.
    """

    kind: Literal["repeat"]
    person: Name
    """The field that names the person."""
    within: Days
    counts: Literal["people", "records"]

    @property
    def fields_of_kind(self) -> tuple[str, ...]:
        """The reference of the person."""
        return (self.person,)

    @property
    def references(self) -> tuple[str, ...]:
        """The reference of the person."""
        return (self.person,)


class Link(Model):
    """Where else a reference may stand."""

    suite: Name
    field: Name


class LinkedMeasure(Definition):
    """Records whose reference another collection of the drop holds too, over those with one.

    References are alike whatever their case and outer spaces; what holds no digit is none. Records
    of a unit of which the other collection holds nothing are not measurable.
    """

    kind: Literal["linked"]
    field: Name
    to: Link

    @property
    def fields_of_kind(self) -> tuple[str, ...]:
        """The reference."""
        return (self.field,)

    @property
    def references(self) -> tuple[str, ...]:
        """The reference that is looked for."""
        return (self.field,)


MeasureDefinition = Annotated[
    ShareMeasure | DaysMeasure | RepeatMeasure | LinkedMeasure, Field(discriminator="kind")
]

CROSS = " x "
"""Stands between the two strands of a breakdown."""


class Measures(Model):
    """The measures of one suite, in the file of rules/measures that bears its name."""

    measures_of: Name
    by: tuple[str, ...] = ()
    """The breakdowns of every measure that names none of its own: strands of the suite, and pairs
    of them as `ethnicity x gender`."""
    comparators: dict[str, Text] = Field(default_factory=dict)
    """The group that the others of a breakdown are compared with, where it is one of its groups;
    each group of other breakdowns is compared with all other known ones together."""
    margin: Margin = (0.8, 1.25)
    """Ratios within it are alike enough: no law sets one (rules/README.md)."""
    other_words: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    """By field, the words that count for none of the lists that measures name and are no mistake;
    `*` for a field whose words are without end, `-` where a blank cell counts for none too. A word
    of neither is told beside the figure, and of what it may mean nothing is concluded."""
    least_in_unit: Annotated[int, Field(ge=1, strict=True)] = 100
    """Records of the denominator from which on a unit by itself is told by strand."""
    measures: tuple[MeasureDefinition, ...]

    @model_validator(mode="after")
    def _each_id_once(self) -> Measures:
        ids = [one.id for one in self.measures]
        if doubled := sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"measure ids that stand twice: {', '.join(doubled)}")
        return self

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Every breakdown that a measure is shown by, each once."""
        of_measures = (by for one in self.measures for by in one.by or ())
        return tuple(dict.fromkeys((*self.by, *of_measures)))

    def by_of(self, measure: Definition) -> tuple[str, ...]:
        """The breakdowns that one measure is shown by."""
        return self.by if measure.by is None else measure.by

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that a measure reads, each once."""
        return tuple(dict.fromkeys(name for one in self.measures for name in one.fields))

    @property
    def references(self) -> tuple[str, ...]:
        """Those of them that hold references."""
        return tuple(dict.fromkeys(name for one in self.measures for name in one.references))


def strands_of(breakdown: str) -> tuple[str, ...]:
    """The one or two strands of a breakdown."""
    return tuple(breakdown.split(CROSS))


def conditions_of(measure: Definition) -> Iterator[Where]:
    """Every condition of every version of a measure."""
    for version in measure.versions:
        yield from version.denominator.where
        yield from version.numerator.where


def sought_in(suite: str, measures: Iterable[Measures]) -> frozenset[str]:
    """The fields of a suite in which measures of any suite look for references."""
    linked = (one for file in measures for one in file.measures if isinstance(one, LinkedMeasure))
    return frozenset(one.to.field for one in linked if one.to.suite == suite)
