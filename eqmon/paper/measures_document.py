"""The measures of a drop as an accessible document: what they came to, and what each may tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Document, Facts, Paragraph, Section, Strong
from eqmon.document.settled import settled
from eqmon.paper.concluded import compared_in, concluded_of, meant
from eqmon.paper.measure_answers import by_answer
from eqmon.paper.measure_days import days_tables
from eqmon.paper.measure_dictionary import dictionary
from eqmon.paper.measure_matrix import matrix, telling
from eqmon.paper.measure_tables import by_unit, without_figures
from eqmon.paper.phrases import listed, sentence, within
from eqmon.paper.represented import represented_in
from eqmon.paper.who_is_served import measured_in
from eqmon.report.measure_words import CANNOT, NOT_DISCRIMINATION, compared, standing_of
from eqmon.report.words import AUDIENCES

if TYPE_CHECKING:
    from eqmon.report.measures_model import MeasuresReport


def measures_document(report: MeasuresReport, created: datetime) -> Document:
    """The report of measures for html, Word, PDF, spreadsheets and Markdown."""
    about = ", ".join(said for said in (report.unit, report.period) if said)
    found = (
        ("summary", "Summary", tuple(_summary(report))),
        ("measures", "What the measures came to", tuple(_sections(report))),
        ("conclusions", "What can and cannot be concluded", tuple(_concluded(report))),
        ("cannot", CANNOT, tuple(_cannot(report))),
        ("appendix-units", "Each measure by unit", tuple(_by_unit(report))),
        ("appendix-answers", "Each measure by answer", tuple(_by_answer(report))),
        ("appendix-dictionary", "Dictionary of measures", _dictionary(report)),
    )
    document = Document(
        title=f"Measures{f': {about}' if about else ''}",
        subject=_subject(report),
        audience=report.audience,
        banner=AUDIENCES[report.audience],
        facts=Facts(()),
        blocks=tuple(Section(id, title, blocks) for id, title, blocks in found if blocks),
        created=created,
        keywords=("equality monitoring", "measures", *(c.title for c in report.collections)),
    )
    return settled(document)


def _subject(report: MeasuresReport) -> str:
    of = listed([within(one.title) for one in report.collections]) or "what was read"
    return (
        f"This report says what the papers ask of {of} beyond how it is recorded: each measure by "
        "unit and by group, and what can and cannot be concluded from it."
    )


def _summary(report: MeasuresReport) -> Iterator[Block]:
    if not report.collections:
        yield Paragraph((report.nothing,))
    for one in report.collections:
        said = f"{sentence(standing_of(one.measures))} {compared(one.measures)}"
        yield Paragraph((Strong(f"{one.title}. "), said.strip()))
    if report.collections:
        yield Paragraph((NOT_DISCRIMINATION,))
    told = (*report.could_not_run, *(report.disclosure.said if report.disclosure else ()))
    if told:
        yield Bullets(tuple((one,) for one in told))


def _sections(report: MeasuresReport) -> Iterator[Block]:
    for number, one in enumerate(report.collections, 1):
        yield from measured_in(one, number)


def _concluded(report: MeasuresReport) -> Iterator[Block]:
    if any(compared_in(one) or one.represented for one in report.collections):
        yield meant()
    for number, one in enumerate(report.collections, 1):
        yield from concluded_of(one)
        yield from matrix(one, number)
        yield from telling(one, number)
        yield from represented_in(one, number)


def _cannot(report: MeasuresReport) -> Iterator[Block]:
    for number, one in enumerate(report.collections, 1):
        yield from without_figures(one, number)


def _by_unit(report: MeasuresReport) -> Iterator[Block]:
    for number, one in enumerate(report.collections, 1):
        yield from by_unit(one, number)
        yield from days_tables(one, number)


def _dictionary(report: MeasuresReport) -> tuple[Block, ...]:
    return dictionary(report.collections, in_full=True)


def _by_answer(report: MeasuresReport) -> Iterator[Block]:
    for number, one in enumerate(report.collections, 1):
        yield from by_answer(one, number)
