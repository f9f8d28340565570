"""The columns that a suite asks for, each with why: no more than its rules, strands and key use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eqmon.engines.checks import fields_of
from eqmon.engines.counter import Plan
from eqmon.rulebook.load import Rulebook
from eqmon.rulebook.measures import sought_in
from eqmon.rulebook.model import Suite, SuiteField


@dataclass(frozen=True)
class Asked:
    """One column."""

    name: str
    field: SuiteField
    heading: str
    """The first heading that the suite accepts for the field."""
    needed: bool
    """Whether a record is incomplete without it."""
    one_of: int
    """How many columns tell the same strand, so that one of them is enough; 0 for none but it."""
    use: str
    """What it is for before all, in words."""


def asked_of(suite: Suite, rulebook: Rulebook) -> tuple[Asked, ...]:
    """The columns in the suite's order; every other field that the suite knows is not asked for."""
    sought = sought_in(suite.suite, rulebook.measures.values())
    used = {*Plan(suite, rulebook, sought=sought).fields, *suite.recognised_by}
    names = [name for name in suite.fields if name in used]
    return tuple(
        Asked(
            name,
            suite.fields[name],
            _heading(suite, rulebook, name),
            _is_needed(suite, name),
            _one_of(suite, name),
            next(_uses(suite, name), ""),
        )
        for name in names
    )


def _heading(suite: Suite, rulebook: Rulebook, name: str) -> str:
    """The first heading, with a word for the person where it means another than the suite's."""
    first, person = suite.fields[name].headings[0], suite.person_of(name)
    if rulebook.accepted_by(suite).field_of(first) == name or person is None:
        return first
    return f"{rulebook.persons.words[person][0].title()} {first}"


def _is_needed(suite: Suite, name: str) -> bool:
    alone = [s.fields[0] for s in suite.strands.values() if s.required and len(s.fields) == 1]
    return name in (suite.unit, suite.date, *suite.key[:1], *suite.recognised_by, *alone)


def _one_of(suite: Suite, name: str) -> int:
    told = (s.fields for s in suite.strands.values() if s.required and name in s.fields)
    return next((len(fields) for fields in told if len(fields) > 1), 0)


def _uses(suite: Suite, name: str) -> Iterator[str]:
    if name == suite.unit:
        yield "Says whose record it is."
    if name in suite.key:
        first = name == suite.key[0]
        yield (
            "Names the record, to find it again." if first else "Tells records of one number apart."
        )
    if name == suite.date:
        yield "Puts the record in its month."
    if name in suite.recognised_by:
        yield f"Tells that this is {suite.title.lower()}."
    yield from (
        f"Equality strand: {s.label.lower()}." for s in suite.strands.values() if name in s.fields
    )
    if any(name == left_out.when.field for left_out in suite.not_applicable):
        yield "Tells which records are about no person."
    yield from (f"{rule.title}." for rule in suite.check_rules if name in fields_of(rule))
    yield from (f"{signal.title}." for signal in suite.signals if name in signal.named_fields)
