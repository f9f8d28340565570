"""Measures in words, for the terminal: plain text that fits 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.rulebook.describe import WIDTH, source_words, wrapped
from eqmon.rulebook.measures import (
    DaysMeasure,
    Definition,
    LinkedMeasure,
    Measures,
    Quantity,
    RepeatMeasure,
    Version,
)

if TYPE_CHECKING:
    from eqmon.rulebook.where import Where


def describe_measures(files: Iterable[Measures]) -> str:
    """Every measure of every suite, a line each; empty where there is none."""
    lines: list[str] = []
    for file in files:
        number = len(file.measures)
        lines += ["", f"{file.measures_of}: {number} measure{'s' * (number != 1)}"]
        lines += [f"  {measure.id:<11} {_short(measure)}" for measure in file.measures]
    return "".join(f"{line}\n" for line in lines)


def describe_measure(measure: Definition, file: Measures) -> str:
    """What a measure counts and over what, by version; what it tells, whose it is, and why."""
    lines = [*wrapped(measure.id, measure.title), ""]
    breakdowns = ", ".join(file.by_of(measure)) or "none"
    about = (
        ("Suite", file.measures_of),
        ("Kind", ", ".join((measure.kind, *_particulars(measure)))),
        ("Topic", measure.topic),
        *(told for version in measure.versions for told in _version(version)),
        ("Fields", ", ".join(measure.fields) or "none"),
        ("Shown by", breakdowns),
        ("Records", "with a person to describe" if measure.persons_only else "all"),
        ("What it tells", measure.tells),
        ("Owner", f"{measure.owner}, {measure.frequency}"),
        ("Limb of the duty", measure.limb),
        ("Desired", measure.desired),
    )
    for name, text in about:
        lines += wrapped(name, text)
    for source in measure.source:
        lines += wrapped("Source", source_words(source))
    return "\n".join(lines)


def dates_of(version: Version) -> str:
    """`outcomes, from 2013-04-01`: what tells a version from others; empty where there is one."""
    since = f"from {version.since}" if version.since else ""
    until = f"until {version.until}" if version.until else ""
    span = " ".join(filter(None, (since, until)))
    return ", ".join(filter(None, (version.label, span)))


def condition_words(where: Where) -> str:
    """One condition in words: `detection is one of SD, Sanction`."""
    no = "not " if where.turned else ""
    if where.any_of is not None:
        return f"{no}any of ({'; '.join(condition_words(one) for one in where.any_of)})"
    return f"{no}{where.field} {_compared(where)}"


def _compared(where: Where) -> str:
    if where.is_in is not None:
        return f"is one of {', '.join(where.is_in)}"
    if where.has_flag is not None:
        return f"has one of {', '.join(where.has_flag)}"
    if where.recording is not None:
        return f"is recorded as {' or '.join(where.recording)}"
    if where.filled is not None:
        return "is filled in" if where.filled else "is empty"
    if where.dated is not None:
        return "is a date" if where.dated else "is no date"
    if where.below is not None:
        return f"is below {where.below}"
    if where.within_days is not None:
        within = where.within_days
        return f"is {within.at_least} to {within.at_most} days after {within.after}"
    if where.names is not None:
        return f"names {' and '.join(where.names)}"
    return f"has {where.flags_at_least} groups or more"


def _version(version: Version) -> Iterator[tuple[str, str]]:
    if dated := dates_of(version):
        yield "Version", dated
    yield "Numerator", _quantity(version.numerator)
    yield "Denominator", _quantity(version.denominator)


def _quantity(quantity: Quantity) -> str:
    conditions = "; ".join(condition_words(one) for one in quantity.where)
    return f"{quantity.says} [{conditions}]" if conditions else quantity.says


def _particulars(measure: Definition) -> Iterator[str]:
    if isinstance(measure, DaysMeasure):
        yield f"from {measure.start} to {measure.end} within {measure.within} days"
    if isinstance(measure, RepeatMeasure):
        yield f"of one {measure.person} within {measure.within} days, counting {measure.counts}"
    if isinstance(measure, LinkedMeasure):
        yield f"{measure.field} in {measure.to.field} of {measure.to.suite}"


def _short(measure: Definition) -> str:
    return textwrap.shorten(measure.title, WIDTH - 14, placeholder=" ...")
