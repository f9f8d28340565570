"""A report as a committee paper, in one of the forms that committees have used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Document, Facts, Paragraph, Section
from eqmon.document.settled import settled
from eqmon.paper import kept, kept_brief
from eqmon.paper.asked import asked
from eqmon.paper.background import background
from eqmon.paper.boroughs import by_borough
from eqmon.paper.change import change
from eqmon.paper.conclusions import conclusions
from eqmon.paper.contact import contact
from eqmon.paper.definitions import definitions
from eqmon.paper.forms import APPENDICES, SHAPES, Head
from eqmon.paper.front import front
from eqmon.paper.full_tables import full_tables
from eqmon.paper.gaps import gaps
from eqmon.paper.impact import impact, limbs
from eqmon.paper.implications import LEFT_TO_AUTHOR, legal, risk
from eqmon.paper.measure_dictionary import dictionary
from eqmon.paper.measures_appendix import measures_appendix
from eqmon.paper.method import method
from eqmon.paper.particulars import Particulars, said
from eqmon.paper.phrases import listed, period, place, sentence, within
from eqmon.paper.pictures import charts
from eqmon.paper.quality import quality
from eqmon.paper.questions import questions
from eqmon.paper.received import received
from eqmon.paper.recommendations import recommendations
from eqmon.paper.sources import sources
from eqmon.paper.strands import by_strand
from eqmon.paper.summary import advice, subject, summary, with_strands
from eqmon.paper.who_is_served import who_is_served
from eqmon.report.words import AUDIENCES
from eqmon.vocabulary import Form

if TYPE_CHECKING:
    from eqmon.paper.authored import Authored
    from eqmon.report.model import Report


def _full_tables(report: Report) -> tuple[Block, ...]:
    return full_tables(report, brief=True)


def _gaps(report: Report) -> tuple[Block, ...]:
    return gaps(report, tables=False)


def _measures(report: Report) -> tuple[Block, ...]:
    return measures_appendix(report, every=False)


def _units_by_phase(report: Report) -> tuple[Block, ...]:
    return kept.units_by_phase(report, every=False)


def _dictionary(report: Report) -> tuple[Block, ...]:
    return dictionary(report.collections)


OF_REPORT: Mapping[str, Callable[[Report], tuple[Block, ...]]] = MappingProxyType(
    {
        "summary": summary,
        "background": background,
        "received": received,
        "strands": by_strand,
        "units": by_borough,
        "gaps": _gaps,
        "returns": kept_brief.returns,
        "coverage": kept_brief.coverage,
        "phases": kept_brief.phases,
        "samples": kept.samples,
        "measures": who_is_served,
        "change": change,
        "conclusions": conclusions,
        "questions": questions,
        "impact": impact,
        "legal": legal,
        "risk": risk,
        "sources": sources,
        "appendix-charts": charts,
        "appendix-tables": _full_tables,
        "appendix-measures": _measures,
        "appendix-dictionary": _dictionary,
        "appendix-returns": kept_brief.returns_by_date,
        "appendix-phases": _units_by_phase,
        "appendix-claims": kept.claims,
        "appendix-method": method,
        "appendix-definitions": definitions,
        "appendix-quality": quality,
    }
)
"""What stands under each heading, where the report alone tells it."""
NEW_PAGES = ("summary", *(head.id for head in APPENDICES))


def paper_document(
    report: Report, particulars: Particulars, authored: Authored, form: Form, created: datetime
) -> Document:
    """The paper of a report, which for the public must already be its protected copy.

    Facts that the form has and nobody gave are markers in square brackets (see
    `missing_particulars`); the author's own blocks end the sections that they belong to.
    """
    paper = _Paper(report, particulars, authored, form)
    shape = SHAPES[form]
    document = Document(
        title=particulars.title or title(report, form),
        subject=_subject(report, particulars),
        audience=report.audience,
        banner=AUDIENCES[report.audience],
        facts=Facts(tuple(_facts(particulars))),
        blocks=(*paper.sections(shape.heads), *_numbered(paper.sections(APPENDICES))),
        created=created,
        author=particulars.author or "",
        keywords=("equality monitoring", *(c.title for c in report.collections)),
    )
    return settled(document, numbered=frozenset(h.id for h in shape.heads if h.numbered))


def title(report: Report, form: Form) -> str:
    """What a paper is called that its author gives no title."""
    of = listed([within(c.title) for c in with_strands(report)])
    when = period(report)
    said = f"Equality monitoring{f' of {of}' if of else ''}{f', {when}' if when else ''}"
    return f"{said} – concurrent report" if form is Form.CONCURRENT else said


def _subject(report: Report, particulars: Particulars) -> str:
    """What it is about, after the meeting that it goes to where that is known."""
    told = [
        words
        for words, fact in (
            (f"Report {particulars.number}", particulars.number),
            (f"the {said(particulars, 'meeting')} meeting", particulars.meeting),
            (f"the {particulars.board}", particulars.board),
        )
        if fact
    ]
    return f"{sentence(' of '.join(told))} {subject(report)}".strip()


def _facts(particulars: Particulars) -> Iterator[tuple[str, tuple[str, ...]]]:
    if particulars.board:
        yield "Board", (particulars.board,)
    for name, fact in (("Report", "number"), ("Date", "meeting"), ("By", "by")):
        yield name, (said(particulars, fact),)


def _numbered(appendices: Iterator[Section]) -> Iterator[Section]:
    """Appendices by number, those that have nothing in them left out."""
    for number, section in enumerate(appendices, 1):
        yield replace(section, title=f"Appendix {number}: {section.title}")


@dataclass(frozen=True)
class _Paper:
    """One paper, while its sections are put together."""

    report: Report
    particulars: Particulars
    authored: Authored
    form: Form

    def sections(self, heads: Iterable[Head]) -> Iterator[Section]:
        """The heads with what stands under them; side-heads with nothing are left out."""
        for head in heads:
            blocks = (*self._blocks(head), *self.sections(head.heads))
            if blocks:
                yield Section(head.id, self._title(head), blocks, new_page=head.id in NEW_PAGES)

    def _title(self, head: Head) -> str:
        """The heading; that of the units by what they are called."""
        called = {place(collection) for collection in self.report.collections}
        if head.id != "units" or len(called) != 1:
            return head.title
        return head.title.replace("borough", called.pop())

    def _blocks(self, head: Head) -> tuple[Block, ...]:
        own = self.authored.of(head.id)
        by = self.particulars.asked_by or ""
        match head.id:
            case "front":
                return (*front(self.report, by), *own)
            case "background" if self.form is Form.FORM_2011:
                return (*background(self.report, with_duties=False), *own)
            case "impact" if self.form is Form.FORM_2011:
                return (*impact(self.report), *limbs(self.report), *own)
            case "recommendations":
                return recommendations(self.report, SHAPES[self.form], own, by)
            case "summary" if self.form is Form.CONCURRENT:
                return (*advice(self.report), *own)
            case "action":
                return (*asked(self.report, by), *own)
            case "contact":
                return (*contact(self.particulars), *own)
        if head.id in LEFT_TO_AUTHOR:
            return own or (Paragraph((LEFT_TO_AUTHOR[head.id],)),)
        written = OF_REPORT[head.id](self.report) if head.id in OF_REPORT else ()
        return (*written, *own)
