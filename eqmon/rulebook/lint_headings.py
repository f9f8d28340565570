"""Headings and the persons whom they name, checked for what a suite or layout says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.rulebook.accepted import Accepted
from eqmon.rulebook.model import Suite
from eqmon.rulebook.persons import Persons
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.rulebook.lint import SuiteFile


def lint_headings(file: SuiteFile, persons: Persons) -> Iterator[Problem]:
    """Headings that say nothing, that two fields accept, or that name somebody else."""
    for name, field in file.suite.fields.items():
        for heading in field.headings:
            if not tidy_heading(heading):
                message = "a heading without a letter or digit"
                yield file.problem(("fields", name, "headings"), message)
    for heading, name, already in Accepted(file.suite, persons).claims:
        message = f"heading '{heading}' is accepted by field {already} already"
        yield file.problem(("fields", name, "headings"), message, hint="leave it to one field")


def lint_persons(file: SuiteFile, persons: Persons) -> Iterator[Problem]:
    """Persons that nobody has words for, and headings of one person in a field of another."""
    suite = file.suite
    said: dict[tuple[int | str, ...], str] = {("person",): suite.person}
    said |= {("fields", n, "person"): f.person for n, f in suite.fields.items() if f.person}
    for place, person in said.items():
        if person not in persons.words:
            allowed = ", ".join(persons.words)
            hint = nearest(person, persons.words)
            yield file.problem(place, f"no person '{person}'", allowed=allowed, hint=hint)
    for name, heading, others in _of_others(suite, persons):
        message = f"heading '{heading}' names {others}; the field is about {suite.person_of(name)}"
        hint = "give it to a field of that person, or write exact: true"
        yield file.problem(("fields", name, "headings"), message, hint=hint)


def _of_others(suite: Suite, persons: Persons) -> Iterator[tuple[str, str, str]]:
    """Field, heading and whom it names, where somebody said whom the field is about."""
    for name, field in suite.fields.items():
        person = suite.person_of(name)
        if person is None or field.exact:
            continue
        if field.person is None and "person" not in suite.model_fields_set:
            continue  # a suite of before there were persons: its headings stand as they are
        for heading in field.headings:
            named = {d.person for d in persons.described(tidy_heading(heading))}
            if named and person not in named:
                yield name, heading, " or ".join(sorted(named))
