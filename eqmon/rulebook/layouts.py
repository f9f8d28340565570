"""Layouts: what one borough's extracts call and code otherwise than their suite says."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from eqmon.rulebook.model import Suite, SuiteField, Values
from eqmon.rulebook.rules import Model, Name
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from collections.abc import Sequence


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[
    tuple[str, ...], BeforeValidator(_as_list, json_schema_input_type=str | tuple[str, ...])
]
"""Several texts, or one without a list."""


class LayoutField(Model):
    """How these extracts tell one field; what is left out stays as the suite has it."""

    headings: Texts | None = None
    """The column's heading here, instead of all that the suite accepts, and as it stands. An empty
    list: these extracts have no column for the field."""
    formats: Texts | None = None
    """Instead of the suite's: strptime formats of the dates here, or `excel` and `excel1904` for
    days that a spreadsheet left as numbers; ISO 8601 is always read."""
    scheme: str | None = None
    """Instead of the suite's scheme: codes of another are invalid. Empty: any scheme."""
    separators: str | None = None
    """Instead of the suite's: characters that separate several codes in one cell."""
    values: Values = Field(default_factory=dict)
    """Texts of these extracts, each with a text that the field reads and that it stands for. They
    go before the suite's own."""


class Layout(Model):
    """How one borough's extracts tell the fields of a suite, and by what they are known."""

    layout: Name
    """The layout's name: that of its file."""
    title: str
    suite: Name
    """The suite whose fields these are; what the layout applies to is read for it."""
    files: Texts = ()
    """Patterns of input names, with * and ?; one that fits is enough. Case does not matter."""
    headings: Texts = ()
    """Headings that must all be there."""
    sheet: str | None = None
    """The sheet of a workbook that holds the records."""
    encoding: Literal["utf-8", "utf-16", "cp1252", "latin-1"] | None = None
    """The encoding of a delimited file."""
    delimiter: Literal["comma", "tab", "semicolon", "pipe"] | None = None
    """What separates the cells of a delimited file."""
    fields: dict[Name, LayoutField] = Field(default_factory=dict)
    every_record: dict[Name, str] = Field(default_factory=dict)
    """Fields that have no column because all records are alike, as `unit: Camden`. Whatever column
    the suite would take for such a field is not read."""

    @model_validator(mode="after")
    def _applies_to_something(self) -> Layout:
        if not self.files and not self.headings:
            raise ValueError("give files, headings or both, to say which extracts it is for")
        if (self.sheet or self.encoding or self.delimiter) and not self.files:
            raise ValueError(
                "sheet, encoding and delimiter must be known before headings are: give files"
            )
        return self

    def fits_name(self, name: str) -> bool:
        """Whether an input of this name may be one of its extracts."""
        shown = name.replace("\\", "/").casefold()
        names = (shown, PurePosixPath(shown).name)
        return not self.files or any(
            fnmatchcase(one, pattern.casefold()) for pattern in self.files for one in names
        )

    def fits_header(self, header: Sequence[str]) -> bool:
        """Whether every heading that it asks for is there."""
        return {tidy_heading(h) for h in self.headings} <= {tidy_heading(h) for h in header}

    def laid_out(self, suite: Suite) -> Suite:
        """The suite with its fields told as the layout tells them."""
        fields = dict(suite.fields)
        for name, told in self.fields.items():
            if name in fields:
                fields[name] = _told(fields[name], told)
        for name in self.every_record:
            if name in fields:
                fields[name] = fields[name].model_copy(update={"headings": (), "exact": True})
        return suite.model_copy(update={"fields": fields})


def _told(field: SuiteField, told: LayoutField) -> SuiteField:
    changed = told.model_dump(exclude_none=True)
    changed["values"] = {**field.values, **told.values}
    if told.headings is not None:
        changed["exact"] = True
    return field.model_copy(update=changed)
