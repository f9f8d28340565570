"""Fields that a measure reads and that are of another kind than what it asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eqmon.rulebook.measures import DaysMeasure, Definition, LinkedMeasure, conditions_of
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.validation import problem_at
from eqmon.rulebook.where import Where
from eqmon.rulebook.yaml_reader import Document

KIND_OF = {
    "has_flag": "flags",
    "names": "flags",
    "flags_at_least": "flags",
    "recording": "code",
    "dated": "date",
    "within_days": "date",
}
"""Comparisons that make sense of one kind of field alone."""
Place = tuple[int | str, ...]


def lint_conditions(
    document: Document, place: Place, measure: Definition, suite: Suite
) -> Iterator[Problem]:
    """Comparisons and dates of a measure whose fields are of another kind than they ask for."""
    asked = {pair: None for where in conditions_of(measure) for pair in _asked(where)}
    if isinstance(measure, DaysMeasure):
        asked |= {(measure.start, "date"): None, (measure.end, "date"): None}
    for name, kind in asked:
        field = suite.fields.get(name)
        if field is not None and field.kind != kind:
            message = f"{measure.id}: field '{name}' is of kind {field.kind}"
            yield problem_at(document, place, message, allowed=kind)


def lint_link(
    document: Document, place: Place, measure: Definition, suites: Mapping[str, Suite]
) -> Iterator[Problem]:
    """A suite or a field in which a measure looks for references, and that is not there."""
    if not isinstance(measure, LinkedMeasure):
        return
    to = measure.to
    if to.suite not in suites:
        allowed, hint = ", ".join(sorted(suites)), nearest(to.suite, suites)
        message = f"{measure.id}: no suite '{to.suite}'"
        yield problem_at(document, (*place, "to", "suite"), message, allowed=allowed, hint=hint)
    elif to.field not in suites[to.suite].fields:
        fields = suites[to.suite].fields
        message = f"{measure.id}: no field '{to.field}' in suite '{to.suite}'"
        hint = nearest(to.field, fields)
        yield problem_at(document, (*place, "to", "field"), message, hint=hint)


def _asked(where: Where) -> Iterator[tuple[str, str]]:
    """Fields that a condition compares, with the kind that each must be of."""
    for comparison, kind in KIND_OF.items():
        if where.field is not None and getattr(where, comparison) is not None:
            yield where.field, kind
    if where.within_days is not None:
        yield where.within_days.after, "date"
    for one in where.any_of or ():
        yield from _asked(one)
