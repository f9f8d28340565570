"""Which column of an extract is which field of a suite, and which suite fits an extract."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING

from eqmon.errors import InputError, UsageError
from eqmon.rulebook.problems import nearest
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


def known_headings(rulebook: Rulebook, *more: str | None) -> Callable[[str], bool]:
    """Tells headings that some suite or layout of the rulebook accepts, or one of `more`."""
    accepted = [rulebook.accepted_by(suite) for suite in rulebook.suites.values()]
    whole = {heading for one in accepted for heading in one.whole}
    described = {stem for one in accepted for stem in one.described}
    whole |= {tidy_heading(heading) for heading in more if heading}
    for layout in rulebook.layouts.values():
        told = (field.headings or () for field in layout.fields.values())
        whole.update(tidy_heading(h) for headings in (layout.headings, *told) for h in headings)

    def is_known(heading: str) -> bool:
        tidied = tidy_heading(heading)
        return tidied in whole or not described.isdisjoint(rulebook.persons.described(tidied))

    return is_known


def match_fields(
    header: Sequence[str],
    suite: Suite,
    rulebook: Rulebook,
    *,
    unit_heading: str | None = None,
    where: str = "",
) -> dict[str, int]:
    """Each field that the header has, with its column's position from 0, in the suite's order.

    `unit_heading` names the unit's column, whatever the suite accepts.
    Two columns claiming one field are an InputError that names both headings.
    """
    fields: dict[str, int] = {}
    for field, positions in _claims(header, suite, rulebook, unit_heading, where).items():
        if len(positions) > 1:
            named = " and ".join(f"'{header[p].strip()}' (column {p + 1})" for p in positions)
            raise InputError(
                where,
                f"{len(positions)} columns claim the field '{field}': {named}",
                allowed="one column a field",
                hint=_remedy(field, suite),
            )
        fields[field] = positions[0]
    return fields


def choose_suite(
    header: Sequence[str],
    rulebook: Rulebook,
    *,
    name: str | None = None,
    unit_heading: str | None = None,
    where: str = "",
) -> Suite:
    """The suite called `name`, or else the only one whose distinguishing fields are all there."""
    suites = rulebook.suites
    if name is not None:
        if name not in suites:
            raise UsageError(
                where,
                f"there is no suite '{name}'",
                allowed=", ".join(sorted(suites)),
                hint=nearest(name, suites) or "`eqmon rules list` shows them",
            )
        return suites[name]
    present = {
        suite.suite: _claims(header, suite, rulebook, unit_heading, where).keys()
        for suite in suites.values()
    }
    fitting = [s for s in suites.values() if present[s.suite] >= {*s.recognised_by}]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(
            where,
            "its headings fit several suites",
            allowed=", ".join(sorted(s.suite for s in fitting)),
            hint="say which with --suite",
        )
    closest = min(suites.values(), key=lambda s: _nearness(s, present[s.suite]))
    if closest.strand_fields.isdisjoint(present[closest.suite]) and closest.strand_fields:
        raise _no_strand(where)
    lacks = [name for name in closest.recognised_by if name not in present[closest.suite]]
    raise InputError(
        where,
        "its headings fit no suite",
        allowed="; ".join(
            f"{s.suite} by {_columns(s, s.recognised_by)}"
            for s in sorted(suites.values(), key=lambda s: s.suite)
        ),
        hint=f"nearest is {closest.suite}, without {_columns(closest, lacks)}: give --suite"
        f" {closest.suite} if that is what it is, or tell its headings in a layout (--rules);"
        " `eqmon inspect` shows what it holds",
    )


def _nearness(suite: Suite, found: Set[str]) -> tuple[int, int, str]:
    """Least for the suite of which most strands, then most fields, were found."""
    return -len(found & suite.strand_fields), -len(found), suite.suite


def require_strand(fields: dict[str, int], suite: Suite, *, where: str = "") -> None:
    """InputError where a suite has strands and not one's column was recognised."""
    if suite.strand_fields and not suite.strand_fields & fields.keys():
        raise _no_strand(where)


def _columns(suite: Suite, fields: Sequence[str]) -> str:
    """A heading that each field accepts, as it stands in the suite's file."""
    headings = (next(iter(suite.fields[name].headings), name) for name in fields)
    return " and ".join(f"'{heading}'" for heading in headings)


def _no_strand(where: str) -> InputError:
    return InputError(
        where,
        "no column is recognised as a strand, so there is nothing here to monitor",
        hint="check that this is an extract of records, and its headings against"
        " `eqmon rules show`; a file of your own can accept other headings (--rules)",
    )


def _claims(
    header: Sequence[str], suite: Suite, rulebook: Rulebook, unit_heading: str | None, where: str
) -> dict[str, list[int]]:
    """The positions of every field that the header has, in the suite's order of fields."""
    accepted = rulebook.accepted_by(suite)
    named = tidy_heading(unit_heading) if unit_heading is not None else None
    found: dict[str, list[int]] = {name: [] for name in suite.fields}
    for position, heading in enumerate(header):
        field = accepted.field_of(heading)
        if field is not None and (named is None or field != suite.unit):
            found[field].append(position)
        if named is not None and tidy_heading(heading) == named:
            found[suite.unit].append(position)
    if named is not None and not found[suite.unit]:
        raise UsageError(where, "no column has the heading that --unit names")
    return {name: positions for name, positions in found.items() if positions}


def _remedy(field: str, suite: Suite) -> str:
    if field == suite.unit:
        return "name the unit's column with --unit, or leave one of them out of the extract"
    return "leave one of them out of the extract, rename it, or say which in a layout"
