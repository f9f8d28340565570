"""What a layout says of its suite, checked for sense."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from eqmon.rulebook.accepted import Accepted
from eqmon.rulebook.layouts import Layout
from eqmon.rulebook.lint import is_date_format, value_place
from eqmon.rulebook.lint_values import Lists, refused_text, refused_values
from eqmon.rulebook.model import Suite
from eqmon.rulebook.persons import Persons
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.spelling import tidy_heading
from eqmon.rulebook.validation import problem_at
from eqmon.rulebook.yaml_reader import Document


@dataclass(frozen=True)
class LayoutFile:
    """A layout beside the file that it was read from."""

    layout: Layout
    document: Document

    def problem(
        self, place: tuple[int | str, ...], message: str, *, allowed: str = "", hint: str = ""
    ) -> Problem:
        """A problem at a place in the file."""
        return problem_at(self.document, place, message, allowed=allowed, hint=hint)


def lint_layout(
    file: LayoutFile, suites: Mapping[str, Suite], lists: Lists, persons: Persons
) -> Iterator[Problem]:
    """Everything in a layout that names what is not there or that could not be read."""
    layout = file.layout
    if layout.layout in suites:
        yield file.problem(("layout",), "a suite has that name", hint="give it another")
    if layout.suite not in suites:
        yield from _unknown(file, ("suite",), layout.suite, suites, "suite")
        return
    suite = suites[layout.suite]
    for key, names in (("fields", layout.fields), ("every_record", layout.every_record)):
        for name in names:
            if name not in suite.fields:
                yield from _unknown(file, (key, name), name, suite.fields, "field")
    for heading in layout.headings:
        if not tidy_heading(heading):
            yield file.problem(("headings",), "a heading without a letter or digit")
    laid_out = layout.laid_out(suite)
    for name in layout.fields:
        if name in suite.fields:
            holds_dates = suite.fields[name].kind == "date" or bool(suite.fields[name].formats)
            yield from _field(file, name, laid_out, lists, holds_dates=holds_dates)
    yield from _headings(file, laid_out, persons)
    for name in layout.every_record:
        if name in suite.fields:
            yield from _every_record(file, name, laid_out, lists)


def _unknown(
    file: LayoutFile, place: tuple[int | str, ...], name: str, known: Collection[str], what: str
) -> Iterator[Problem]:
    allowed = ", ".join(sorted(known))
    yield file.problem(place, f"no {what} '{name}'", allowed=allowed, hint=nearest(name, known))


def _field(
    file: LayoutFile, name: str, suite: Suite, lists: Lists, *, holds_dates: bool
) -> Iterator[Problem]:
    told, field, place = file.layout.fields[name], suite.fields[name], ("fields", name)
    if not told.model_fields_set:
        yield file.problem(place, "says nothing", hint="leave the field out: it is as in the suite")
    if told.formats is not None and not holds_dates:
        yield file.problem((*place, "formats"), "the field holds no date")
    if not all(map(is_date_format, told.formats or ())):
        hint = "such as %d/%m/%Y"
        yield file.problem((*place, "formats"), "not a strptime format of a date", hint=hint)
    if told.separators is not None and field.kind != "flags":
        message = f"a field of kind {field.kind} holds one text"
        yield file.problem((*place, "separators"), message)
    if told.scheme:
        code_list = lists.code_lists.get(field.code_list)
        schemes = code_list.schemes if code_list else ()
        if told.scheme not in schemes and (code_list is None or code_list.exact):
            yield from _unknown(file, (*place, "scheme"), told.scheme, schemes, "scheme")
    for text, refused in refused_values(suite, name, lists):
        if text in told.values:
            at = value_place(file.document, place, text)
            yield file.problem(at, refused.message, allowed=refused.allowed, hint=refused.hint)


def _headings(file: LayoutFile, laid_out: Suite, persons: Persons) -> Iterator[Problem]:
    told = {name for name, f in file.layout.fields.items() if f.headings is not None}
    for name in sorted(told & laid_out.fields.keys()):
        if not all(map(tidy_heading, laid_out.fields[name].headings)):
            place = ("fields", name, "headings")
            yield file.problem(place, "a heading without a letter or digit")
    for heading, name, already in Accepted(laid_out, persons).claims:
        one, other = (name, already) if name in told else (already, name)
        message = f"heading '{heading}' is accepted by field {other} already"
        hint = f"say the heading of {other} here too, or headings: [] where it has no column"
        yield file.problem(("fields", one, "headings"), message, hint=hint)


def _every_record(file: LayoutFile, name: str, suite: Suite, lists: Lists) -> Iterator[Problem]:
    place = ("every_record", name)
    if name in suite.key:
        yield file.problem(place, "a reference is each record's own")
    elif name in suite.strand_fields:
        message = "a strand is recorded for each record, never for all at once"
        yield file.problem(place, message, hint="leave it out: without a column it is not recorded")
    elif suite.fields[name].kind == "date":
        yield file.problem(place, "a date is each record's own")
    elif (told := file.layout.fields.get(name)) and told.headings:
        message = "the field has a heading in fields already"
        yield file.problem(place, message, hint="keep one of the two")
    if refused := refused_text(suite, name, file.layout.every_record[name], lists):
        yield file.problem(place, refused.message, allowed=refused.allowed, hint=refused.hint)
