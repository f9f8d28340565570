"""The terminal report of measures: topic by topic, what each came to and what it can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.measures.heard import DOUBT
from eqmon.report import figures
from eqmon.report.blocks import Marked, draw, heading, listed, pairs, rule
from eqmon.report.look import Look
from eqmon.report.measure_answers import answers_table, in_short
from eqmon.report.measure_units import at_a_glance
from eqmon.report.measure_words import (
    CANNOT,
    MEANINGS,
    NO_RECORDS,
    NOT_DISCRIMINATION,
    answers,
    by_topic,
    compared,
    figure,
    name_of,
    reason_of,
    shared_notes,
    standing_of,
    together,
    with_status,
)
from eqmon.report.words import AUDIENCES, number_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eqmon.measures.model import DaysTold, Measured
    from eqmon.report.measures_model import MeasuresOf, MeasuresReport

LEAST_WIDTH = 40
SHA_SHOWN = 12
BESIDE = "Groups beside their parts of populations"
EVERY_GROUP_UP_TO = 3
"""So few measures are shown with each group's figures in a table."""


def write(
    report: MeasuresReport, *, width: int = 80, colour: bool = False, ascii: bool = False
) -> str:
    """The measures for a terminal of this many columns.

    Of three measures or fewer every group is shown in a table, of more in short. Without `colour`
    there is no escape code in it; with `ascii` nothing that needs more than ASCII.
    """
    look = Look(max(width, LEAST_WIDTH), ascii)
    return draw(_parts(report, look), look, colour=colour)


def _parts(report: MeasuresReport, look: Look) -> Iterator[RenderableType]:
    facts = (f"eqmon {report.eqmon}", report.unit, report.period, _rulebook(report))
    yield look.text(look.dot.join(fact for fact in (*facts, report.audience) if fact), "dim")
    yield ""
    yield look.text(AUDIENCES[report.audience])
    for said in report.disclosure.said if report.disclosure else ():
        yield look.text(said)
    yield from listed("Could not run", report.could_not_run, look, style="bold red")
    if not report.collections:
        yield look.text(report.nothing)
    number = sum(len(one.measures) for one in report.collections)
    for one in report.collections:
        yield from _collection(one, look, every=number <= EVERY_GROUP_UP_TO)
    if any(compared(one.measures) for one in report.collections):
        yield from heading("What the words mean", look)
        yield pairs(((word, "", f"{said}.") for word, said in MEANINGS.items()), look)
        yield look.text(NOT_DISCRIMINATION)


def _rulebook(report: MeasuresReport) -> str:
    return f"rulebook {report.rulebook} {report.rulebook_sha256[:SHA_SHOWN]}"


def _collection(one: MeasuresOf, look: Look, *, every: bool) -> Iterator[RenderableType]:
    yield ""
    yield rule(f"{one.title}: measures", look)
    yield look.text(f"{number_of(one.records, 'record')}, each {one.grain}.")
    if one.measures:
        yield look.text(f"{standing_of(one.measures)}.")
    if said := compared(one.measures):
        yield look.text(said)
    for note in shared_notes(one.measures):
        yield look.text(note)
    for topic, measures in by_topic(one.measures).items():
        yield from heading(topic, look)
        for number, measured in enumerate(measures):
            if number:
                yield ""
            yield from _measured(measured, one, look, every=every)
    yield from _represented(one, look)
    yield from _without_figures(one.measures, look)


def _represented(one: MeasuresOf, look: Look) -> Iterator[RenderableType]:
    """Strand by strand, a line a group."""
    if one.represented or one.unfit_populations:
        yield from heading(BESIDE, look)
    for said in one.unfit_populations:
        yield look.text(said)
    for label in dict.fromkeys(told.label for told in one.represented):
        yield look.text(label, "bold")
        found = [told for told in one.represented if told.label == label]
        yield pairs(
            ((told.unit or "all", "", f"{told.usable}. {told.sentence}") for told in found), look
        )


def _measured(
    measured: Measured, one: MeasuresOf, look: Look, *, every: bool
) -> Iterator[RenderableType]:
    yield look.text(f"{measured.measure} {name_of(measured)}", "bold")
    yield pairs(_told(measured, one), look)
    if not every:
        short = ((label, "", said) for label, said in in_short(answers(measured)))
        yield pairs(short, look)
        return
    for by in answers(measured, crossed=None):
        yield ""
        yield from answers_table(by, look)


def _told(measured: Measured, one: MeasuresOf) -> Iterator[Marked]:
    for note in measured.notes:
        if note.startswith(DOUBT):
            yield "doubt", "bold", note
    rate = together(measured)
    of = f"{measured.numerator}, of {measured.denominator}"
    if rate is None:
        yield "all", "", f"withheld: {of}"
    else:
        yield "all", "", f"{figure(rate)}, interval {figures.interval(rate)}: {of}"
    if glance := at_a_glance(measured, one.min_records):
        yield "units", "", glance
    for days in measured.days[:1]:
        yield "days", "", days_said(days)
    for note in measured.notes:
        if note not in shared_notes(one.measures) and not note.startswith(DOUBT):
            yield "note", "", note


def days_said(days: DaysTold) -> str:
    """The median and the 90th percentile, and the records without both dates in order."""
    said = f"of {number_of(days.records, 'record')}"
    if days.ninetieth is not None:
        said = f"90 % within {days.ninetieth:g}, {said}"
    if days.median is not None:
        said = f"median {days.median:g}, {said}"
    left = {"without both dates": days.undated, "out of order": days.out_of_order}
    # A public copy tells neither, and then nought is no figure.
    told = ", ".join(f"{number:,} {words}" for words, number in left.items() if number)
    return f"{said}; {told}." if told else f"{said}."


def _without_figures(measures: Sequence[Measured], look: Look) -> Iterator[RenderableType]:
    for title, status in ((CANNOT, "not measurable"), (NO_RECORDS, "no records")):
        found = with_status(measures, status)
        if found:
            yield from heading(title, look)
            yield pairs(
                ((m.measure, "", f"{name_of(m)}. {reason_of(m)}") for m in found),
                look,
            )
    if hidden := with_status(measures, "withheld"):
        names = ", ".join(one.measure for one in hidden)
        yield look.text(f"{figures.WITHHELD} Withheld, so that nobody can be made out: {names}.")
