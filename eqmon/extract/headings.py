"""Which column of an extract is which field of a suite, and which suite fits an extract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.errors import InputError, UsageError
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


def accepted(rulebook: Rulebook) -> frozenset[str]:
    """Every heading, tidied, that some suite of the rulebook accepts."""
    return frozenset(
        tidy_heading(heading)
        for suite in rulebook.suites.values()
        for field in suite.fields.values()
        for heading in field.headings
    )


def match_fields(
    header: Sequence[str], suite: Suite, *, unit_heading: str | None = None, where: str = ""
) -> dict[str, int]:
    """Each field that the header has, with its column's position from 0.

    `unit_heading` names the unit's column, whatever the suite accepts.
    Two columns claiming one field are an InputError that names both headings.
    """
    fields: dict[str, int] = {}
    for field, positions in _claims(header, suite, unit_heading, where):
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
                hint="`eqmon rules list` shows them",
            )
        return suites[name]
    present = {
        suite.suite: {field for field, _ in _claims(header, suite, unit_heading, where)}
        for suite in suites.values()
    }
    fitting = [s for s in suites.values() if present[s.suite].issuperset(s.recognised_by)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(
            where,
            "its headings fit several suites",
            allowed=", ".join(sorted(s.suite for s in fitting)),
            hint="say which with --suite",
        )
    if not any(present[s.suite] & strand_fields(s) for s in suites.values()):
        raise _no_strand(where)
    raise InputError(
        where,
        "its headings fit no suite",
        allowed="; ".join(
            f"{s.suite} with {', '.join(s.recognised_by)}"
            for s in sorted(suites.values(), key=lambda s: s.suite)
        ),
        hint="say which with --suite, or give the headings to a suite of your own (--rules)",
    )


def require_strand(fields: dict[str, int], suite: Suite, *, where: str = "") -> None:
    """InputError where not one strand's column was recognised."""
    if not strand_fields(suite) & fields.keys():
        raise _no_strand(where)


def strand_fields(suite: Suite) -> frozenset[str]:
    """The fields that tell a strand."""
    return frozenset(field for strand in suite.strands.values() for field in strand.fields)


def _no_strand(where: str) -> InputError:
    return InputError(
        where,
        "no column is recognised as a strand, so there is nothing here to monitor",
        hint="check that this is an extract of records, and its headings against"
        " `eqmon rules show`; a file of your own can accept other headings (--rules)",
    )


def _claims(
    header: Sequence[str], suite: Suite, unit_heading: str | None, where: str
) -> Iterator[tuple[str, list[int]]]:
    tidied = [tidy_heading(heading) for heading in header]
    for name, field in suite.fields.items():
        wanted = {tidy_heading(heading) for heading in field.headings}
        if name == suite.unit and unit_heading is not None:
            wanted = {tidy_heading(unit_heading)}
        positions = [p for p, heading in enumerate(tidied) if heading and heading in wanted]
        if positions:
            yield name, positions
        elif name == suite.unit and unit_heading is not None:
            raise UsageError(where, "no column has the heading that --unit names")


def _remedy(field: str, suite: Suite) -> str:
    if field == suite.unit:
        return "name the unit's column with --unit, or leave one of them out of the extract"
    return "leave one of them out of the extract, or rename it"
