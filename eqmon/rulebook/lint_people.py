"""What a suite counts people by, checked for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.rulebook.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from eqmon.rulebook.lint import SuiteFile

RESERVED = frozenset({"record", "duty", "scheme"})
"""Subjects of the tally that are no strands."""


def lint_people(file: SuiteFile, code_lists: Collection[str]) -> Iterator[Problem]:
    """Groups of ages in no code list, and counted fields that are no flags or no one's alone."""
    suite = file.suite
    for name, strand in suite.strands.items():
        if strand.at_record_date is not None and strand.age_groups not in code_lists:
            yield file.problem(
                ("strands", name, "age_groups"),
                f"no code list '{strand.age_groups}'",
                allowed=", ".join(sorted(code_lists)),
                hint=nearest(strand.age_groups, code_lists),
            )
    seen = {*suite.strands, *RESERVED}
    flags = [name for name, field in suite.fields.items() if field.kind == "flags"]
    for number, counted in enumerate(suite.people):
        place = ("people", number, "field")
        if counted.field not in flags:
            message = f"no field '{counted.field}' of kind flags"
            hint = nearest(counted.field, flags)
            yield file.problem(place, message, allowed=", ".join(sorted(flags)), hint=hint)
        if counted.field in seen:
            message = f"something else is counted as '{counted.field}' already"
            yield file.problem(place, message)
        seen.add(counted.field)
