"""The inspection of one file: one frozen document, shown on the terminal or copied to JSON."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from eqmon.part import Part
from eqmon.vocabulary import Audience, Recording, Strand

SCHEMA_VERSION = "1.0"


class Role(StrEnum):
    """What a column is to eqmon."""

    STRAND = "strand"
    UNIT = "unit"
    DATE = "date"
    """The date that places a record in a month."""
    KEY = "key"
    OTHER = "other"
    """Another field that rules use: a flag, an outcome, another date."""
    PERSON = "person"
    """Describes somebody else than the person whose strands are monitored."""
    NONE = "none"


class How(StrEnum):
    """How a column was taken for what it is."""

    DECLARED = "declared"
    HEADING = "heading"
    LAYOUT = "layout"
    SIMILAR = "similar"
    """Its heading is spelt like one that is accepted: a suggestion, and asked."""
    VALUES = "values"
    """Its values are those of a strand: a suggestion, and asked."""
    NONE = "none"


class Certainty(StrEnum):
    """How sure eqmon is of a column."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Looks(StrEnum):
    """What the cells of a column look like, whatever its heading says."""

    BLANK = "blank"
    DATE = "date"
    EXCEL_DATE = "excel_date"
    """Days since 1900 as numbers: dates that a spreadsheet lost the format of."""
    NUMBER = "number"
    YES_NO = "yes_no"
    REFERENCE = "reference"
    """A text of its own in nearly every record."""
    CODES = "codes"
    """Few texts, each in many records."""
    TEXT = "text"


class DateColumn(Part):
    """How the dates of a column are written."""

    formats: tuple[str, ...]
    """strptime formats that read it, ISO 8601 as `ISO 8601`; the one that reads most first."""
    read: int
    """Records whose date the first formats read."""
    unread: int
    """Records with a text that none of them reads."""
    ambiguous: int
    """Records whose day and month could be told the other way round."""
    excel_serials: int
    """Records that hold a spreadsheet's number for a day."""


class Column(Part):
    """One column of the file."""

    position: int
    """From 1."""
    heading: str | None
    """As written; None where it may be the cell of a record, and is not shown."""
    field: str | None
    """The field that it is taken for, or that is suggested."""
    strand: Strand | None
    role: Role
    person: str | None = None
    """Whom it describes, where it describes somebody."""
    how: How
    certainty: Certainty
    why: str
    """In one sentence."""
    filled: int
    blank: int
    """Records whose cell is blank; `filled` and `blank` add up to the records."""
    distinct: int | None
    """Distinct texts, spaces around them apart; None where there are more than are counted."""
    looks: Looks
    dates: DateColumn | None = None
    accepted: str = ""
    """For a suggestion: the accepted heading that its own is like."""
    closeness: float | None = None
    """For a suggestion: how alike the two are, or which share of its records is read, 0 to 1."""

    @property
    def is_taken(self) -> bool:
        """Whether it stands for a field without a question."""
        return self.how in (How.DECLARED, How.HEADING, How.LAYOUT)


class Value(Part):
    """One distinct text of a strand's column and how it is read."""

    text: str
    """As written, spaces around it apart."""
    count: int | None
    """Records; None where a public copy withholds it."""
    recording: Recording
    code: str
    """Canonical code; empty for a blank, `unrecognised` or `other_scheme` for an invalid one."""
    label: str
    """What the code list calls the code."""
    nearest: tuple[str, ...] = ()
    """For one that is not recognised: the labels that are spelt most like it, best first."""


class Folded(Part):
    """Values that are counted together: single years of age, days of birth, what is withheld."""

    what: str
    """In words: `ages in single years`, `rare free text`."""
    recording: Recording
    values: int | None
    """Distinct texts; None where there are more than are counted, or a public copy withholds it."""
    records: int


class StrandColumn(Part):
    """One strand's column: every distinct value, how often it comes and how it is read."""

    name: str
    """The strand's name in its suite."""
    strand: Strand
    label: str
    field: str
    position: int
    heading: str | None
    asked: bool
    """Whether the column is only suggested, and a question asks for it."""
    monitored: bool
    """Whether the suite that fits monitors it; where none fits, whether any does."""
    basis: str
    """Whose word it is or what it tells: `self-defined`, `officer observed`, `age`, ..."""
    code_list: str
    scheme: str
    """The scheme that is declared; empty for none."""
    schemes: dict[str, int | None] = Field(default_factory=dict)
    """Records whose code only that scheme has: from them one is proposed; empty where it is
    declared, or the list tells no schemes apart. A public copy withholds the numbers: None."""
    proposed_scheme: str = ""
    """The one scheme to which all codes belong that belong to one alone; empty for none."""
    recordings: dict[Recording, int]
    """Records by how they are recorded: they add up to the records. Exact for every audience."""
    values: tuple[Value, ...]
    """The most frequent first; those with a withheld count last."""
    folded: tuple[Folded, ...]
    """What is not shown by value; with `values` every record, where no count is withheld."""


class UnitColumn(Part):
    """The column that names the unit."""

    position: int
    heading: str | None
    field: str
    units_list: str
    """The list of units that reads it."""
    known: int
    """Records with a unit of the list."""
    blank: int
    unknown: int
    """Records with a text that is no unit of it."""
    unknown_spellings: int | None
    """Distinct texts among those; None where there are more than are counted."""
    units: int
    """Units of the list that have records."""


class MissingStrand(Part):
    """A strand without a column."""

    name: str
    strand: Strand
    label: str
    required: bool
    """Without a column it is then 100 % not obtained."""


class Choice(Part):
    """One answer to a question."""

    choice: str
    """As `eqmon init --confirm ID=CHOICE` takes it."""
    means: str


class Question(Part):
    """What eqmon cannot know, and what it would answer."""

    id: str
    positions: tuple[int, ...]
    """The columns that it is about; empty where it is about one that is not there."""
    headings: tuple[str | None, ...]
    field: str | None
    """The field that it is about."""
    asks: str
    proposal: str
    """What confirming it does, in words."""
    otherwise: str
    """What is done where it is not confirmed: the safe answer."""
    choices: tuple[Choice, ...]
    """Empty where it is confirmed or not; otherwise the first is what is proposed."""
    confirm: str
    """The option of `eqmon init` that confirms what is proposed."""


class NearSuite(Part):
    """A suite that does not fit, and what the file lacks to fit it."""

    suite: str
    found: tuple[str, ...]
    """Its fields that the file has."""
    lacks: tuple[str, ...]
    """Fields that it is recognised by and that the file has not."""


class Inspection(Part):
    """All that was found in one file."""

    schema_version: str = SCHEMA_VERSION
    eqmon: str
    """Version of eqmon."""
    audience: Audience
    rulebook: str
    rulebook_sha256: str
    name: str
    sha256: str | None
    """Of the file; None in a public copy, as is its size: by them whoever makes up a file would
    find out whether it is the same, and so each count that is withheld."""
    size: int | None
    """In bytes."""
    written_as: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    headless: bool
    """Whether the row taken for headings may be a record: then none of it is shown."""
    records: int
    left_out: dict[str, int]
    """Rows that are no records: `blank`, `total`, `text`, and `ragged` ones that cannot be read."""
    notes: tuple[str, ...]
    """What was noticed of how it is written."""
    suite: str | None
    """The suite that fits; None where none or several do."""
    fitting: tuple[str, ...]
    """All that fit."""
    layout: str | None
    near: tuple[NearSuite, ...]
    """Where none fits: the suites, the nearest first."""
    columns: tuple[Column, ...]
    strands: tuple[StrandColumn, ...]
    missing: tuple[MissingStrand, ...]
    unit: UnitColumn | None
    date: DateColumn | None
    """The dates that place records in months."""
    questions: tuple[Question, ...]
    needs: tuple[str, ...]
    """What a suite for this file would need, in sentences."""
    next: tuple[str, ...]
    """Commands to run next."""

    def column_of(self, field: str) -> Column | None:
        """The column taken for a field; None where there is none or it is only suggested."""
        return next((c for c in self.columns if c.field == field and c.is_taken), None)
