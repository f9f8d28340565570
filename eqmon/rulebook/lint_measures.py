"""What a file of measures names that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from eqmon.rulebook.answers import groups_of
from eqmon.rulebook.lint import respectful
from eqmon.rulebook.lint_conditions import lint_conditions, lint_link
from eqmon.rulebook.lint_values import Lists
from eqmon.rulebook.measures import Definition, Measures, strands_of
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.validation import problem_at
from eqmon.rulebook.words import compared
from eqmon.rulebook.yaml_reader import Document


@dataclass(frozen=True)
class MeasuresFile:
    """Measures beside the file that they were read from."""

    measures: Measures
    document: Document

    def problem(
        self, place: tuple[int | str, ...], message: str, *, allowed: str = "", hint: str = ""
    ) -> Problem:
        """A problem at a place of the file."""
        return problem_at(self.document, place, message, allowed=allowed, hint=hint)


def lint_measures(
    file: MeasuresFile, suites: Mapping[str, Suite], lists: Lists, refused: Collection[str]
) -> Iterator[Problem]:
    """Suites, strands, fields and groups that a file of measures names and that are not there.

    A suite that was itself refused is not blamed twice.
    """
    name = file.measures.measures_of
    if name not in suites:
        if f"suites/{name}.yaml" not in refused:
            allowed, hint = ", ".join(sorted(suites)), nearest(name, suites)
            message = f"no suite '{name}'"
            yield problem_at(file.document, ("measures_of",), message, allowed=allowed, hint=hint)
        return
    suite = suites[name]
    yield from _strands(file, ("by",), file.measures.by, suite)
    for number, measure in enumerate(file.measures.measures):
        place = ("measures", number)
        yield from _strands(file, (*place, "by"), measure.by or (), suite)
        yield from _fields(file, place, measure, suite)
        yield from lint_conditions(file.document, place, measure, suite)
        yield from lint_link(file.document, place, measure, suites)
        yield from respectful(file, place, title=measure.title, tells=measure.tells)
    yield from _comparators(file, suite, lists)
    yield from _other_words(file, suite)


def _comparators(file: MeasuresFile, suite: Suite, lists: Lists) -> Iterator[Problem]:
    """Breakdowns that nothing is shown by, and groups that no list of their strand has.

    Of ages any band may be named, and of two strands together any words.
    """
    shown = file.measures.breakdowns
    known = groups_of([suite], lists.code_lists) if _has_lists(suite, lists) else {}
    for name, group in file.measures.comparators.items():
        groups = known.get(name, ())
        if groups and name in shown and group not in groups:
            yield file.problem(
                ("comparators", name),
                f"not a group of {name}: '{group}'",
                allowed=", ".join(groups),
                hint=nearest(group, groups),
            )
        if name not in shown:
            yield problem_at(
                file.document,
                ("comparators", name),
                f"no measure is shown by '{name}'",
                allowed=", ".join(shown),
                hint=nearest(name, shown),
            )


def _has_lists(suite: Suite, lists: Lists) -> bool:
    """Whether each code list of its strands is there: one that is not is told of the suite."""
    fields = (suite.fields.get(name) for one in suite.strands.values() for name in one.fields)
    named = {field.code_list for field in fields if field is not None and field.code_list}
    return named <= lists.code_lists.keys()


def _strands(
    file: MeasuresFile, place: tuple[int | str, ...], by: tuple[str, ...], suite: Suite
) -> Iterator[Problem]:
    for number, breakdown in enumerate(by):
        for strand in strands_of(breakdown):
            if strand not in suite.strands:
                yield problem_at(
                    file.document,
                    (*place, number),
                    f"no strand '{strand}'",
                    allowed=", ".join(suite.strands),
                    hint=nearest(strand, suite.strands),
                )


def _fields(
    file: MeasuresFile, place: tuple[int | str, ...], measure: Definition, suite: Suite
) -> Iterator[Problem]:
    for field in measure.fields:
        if field not in suite.fields:
            yield problem_at(
                file.document,
                place,
                f"{measure.id}: no field '{field}'",
                allowed="the fields of the suite",
                hint=nearest(field, suite.fields),
            )


def _other_words(file: MeasuresFile, suite: Suite) -> Iterator[Problem]:
    read = {
        one.field for m in file.measures.measures for v in m.versions for one in compared(v, suite)
    }
    for field in file.measures.other_words:
        if field not in read:
            yield file.problem(
                ("other_words", field),
                f"no measure compares '{field}' with words",
                allowed=", ".join(sorted(read)),
                hint=nearest(field, read),
            )
