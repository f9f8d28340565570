"""A report as an accessible document of its own, without the form of a committee paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Document, Facts, Paragraph, Section, Strong
from eqmon.document.settled import settled
from eqmon.paper import kept
from eqmon.paper.asked import asked
from eqmon.paper.boroughs import by_borough
from eqmon.paper.change import change
from eqmon.paper.conclusions import conclusions
from eqmon.paper.definitions import definitions
from eqmon.paper.full_tables import full_tables
from eqmon.paper.gaps import gaps
from eqmon.paper.measure_dictionary import dictionary
from eqmon.paper.measures_appendix import measures_appendix
from eqmon.paper.method import method
from eqmon.paper.phrases import period, sentence
from eqmon.paper.pictures import charts
from eqmon.paper.quality import quality
from eqmon.paper.received import received
from eqmon.paper.standing import WITHHELD_VERDICTS
from eqmon.paper.strands import by_strand
from eqmon.paper.summary import STANDINGS, subject
from eqmon.paper.who_is_served import who_is_served
from eqmon.report import digest, words
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report


def report_document(report: Report, created: datetime) -> Document:
    """The accessible report, of the audience that the report itself is for."""
    about = ", ".join(said for said in (report.unit, period(report)) if said)
    found = (
        ("summary", "Summary", _summary(report)),
        ("received", "What arrived", received(report)),
        ("returns", "What was due and what came", kept.returns(report)),
        ("rules", "What fails, what warns, what passes", tuple(_rules(report))),
        ("strands", "Recording by strand", by_strand(report)),
        ("coverage", "Protected characteristics that records tell", kept.coverage(report)),
        ("units", "Recording by unit", by_borough(report)),
        ("phases", "How far units have come", kept.phases(report)),
        ("gaps", "Not known, not recorded and blanks", gaps(report)),
        ("samples", "What dip samples show", kept.samples(report)),
        ("measures", "What the papers ask", who_is_served(report, in_full=True)),
        ("change", "Change since the baseline", change(report) if report.baseline else ()),
        ("conclusions", "What can and cannot be concluded", conclusions(report)),
        ("action", "What to do next", asked(report)),
        ("appendix-charts", "Charts and their figures", _charts(report)),
        ("appendix-tables", "Full tables", full_tables(report)),
        ("appendix-measures", "Measures by unit and group", measures_appendix(report)),
        ("appendix-dictionary", "Dictionary of measures", dictionary(report.collections)),
        ("appendix-phases", "Units by phase", kept.units_by_phase(report)),
        ("appendix-claims", "Published figures held to their arithmetic", kept.claims(report)),
        ("appendix-method", "Method", method(report)),
        ("appendix-definitions", "What the words mean", definitions(report)),
        ("appendix-quality", "Quality statement", quality(report)),
    )
    document = Document(
        title=f"Equality monitoring check{f': {about}' if about else ''}",
        subject=subject(report),
        audience=report.audience,
        banner=words.AUDIENCES[report.audience],
        facts=Facts(()),
        blocks=tuple(Section(id, title, blocks) for id, title, blocks in found if blocks),
        created=created,
        keywords=("equality monitoring", *(c.title for c in report.collections)),
    )
    return settled(document)


def _charts(report: Report) -> tuple[Block, ...]:
    """Every chart; none of one unit alone, for a chart is of many."""
    return charts(report, every=True) if report.unit is None else ()


def _summary(report: Report) -> tuple[Block, ...]:
    stands = Strong(STANDINGS[words.standing(report)])
    lines = tuple((line,) for line in report.headline.splitlines() if line.strip())
    return (
        Paragraph((stands, f" {words.rules_by_verdict(report, WITHHELD_VERDICTS)}.")),
        *((Bullets(lines),) if lines else ()),
    )


def _rules(report: Report) -> Iterator[Section]:
    """Each collection's rules by verdict, the worst first, each with what it came to."""
    for number, collection in enumerate(report.collections, 1):
        yield Section(f"rules-{number}", collection.title, tuple(_by_verdict(collection)))


def _by_verdict(collection: Collection) -> Iterator[Block]:
    for verdict, many in ((Verdict.FAIL, "fail"), (Verdict.WARN, "warn")):
        told = digest.told(collection, verdict)
        if told:
            rules = words.number_of(len(told), "rule")
            yield Paragraph((f"{rules} {many}{'s' if len(told) == 1 else ''}:",))
            yield Bullets(tuple((Strong(f"{one.rule.rule}: "), one.text) for one in told))
    rest = [*digest.not_assessed(collection), digest.passing(collection)]
    for line in filter(None, rest):
        yield Paragraph((sentence(line),))
