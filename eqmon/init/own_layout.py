"""A layout for an extract that fits a suite and tells some of its fields otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.init.names import rulebook_name
from eqmon.init.unconfirmed import NOTHING, Unconfirmed, unconfirmed
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.init.settled import Settled
    from eqmon.inspection.model import Column
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


@dataclass(frozen=True)
class LaidOutField:
    """What a layout says of one field."""

    name: str
    headings: tuple[str, ...] | None = None
    """None where the suite knows the column's heading."""
    formats: tuple[str, ...] = ()
    """Empty where the suite's formats do."""
    seen: Unconfirmed = NOTHING
    is_claimed: bool = False
    """Whether several columns claim it and nobody said which it is: it then has none."""


@dataclass(frozen=True)
class OwnLayout:
    """What the template of a layout is filled with."""

    name: str
    title: str
    source: str
    suite: str
    headings: tuple[str, ...]
    """Headings by which extracts like this one are told."""
    fields: tuple[LaidOutField, ...]


def build_layout(settled: Settled, suite: Suite, rulebook: Rulebook) -> OwnLayout | None:
    """The layout for an extract of a suite; None where it differs in nothing."""
    claimed = tuple(
        LaidOutField(name, headings=(), is_claimed=True) for name in sorted(settled.claimed)
    )
    fields = (*_fields(settled, suite, rulebook), *claimed)
    if not fields:
        return None
    named = [settled.columns[f.name].heading or "" for f in fields if f.name in settled.columns]
    named += [heading for headings in settled.claimed.values() for heading in headings]
    name = settled.inspection.name
    taken = {*rulebook.suites, *rulebook.layouts}
    own = rulebook_name(name, taken)
    return OwnLayout(
        name=own,
        title=own.replace("_", " ").capitalize(),
        source=name,
        suite=suite.suite,
        headings=tuple({tidy_heading(heading): heading for heading in named}.values()),
        fields=fields,
    )


def _fields(settled: Settled, suite: Suite, rulebook: Rulebook) -> Iterator[LaidOutField]:
    """The fields whose column's heading, dates or values the suite does not know."""
    accepted = rulebook.accepted_by(suite)
    for name, column in settled.columns.items():
        if name not in suite.fields:
            continue
        seen = unconfirmed(settled.inspection, rulebook, name, column)
        formats = _formats(settled, suite, name)
        heading = column.heading or ""
        is_new = accepted.field_of(heading) != name or _has_rival(settled, column)
        if is_new or formats or seen:
            # A layout's field must say something: with comments alone it says its own heading.
            told = is_new or not formats
            yield LaidOutField(name, (heading,) if told else None, formats, seen)


def _has_rival(settled: Settled, column: Column) -> bool:
    """Whether another column claims the same field."""
    return any(
        other.field == column.field and other.position != column.position and other.is_taken
        for other in settled.inspection.columns
        if column.field is not None
    )


def _formats(settled: Settled, suite: Suite, name: str) -> tuple[str, ...]:
    """The formats found, before the suite's, where it does not have them all."""
    found, known = settled.formats.get(name, ()), suite.fields[name].formats
    if suite.fields[name].kind != "date" or {*found} <= {*known}:
        return ()
    return (*found, *(form for form in known if form not in found))
