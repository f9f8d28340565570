"""Papers to test: reports of every kind a paper may meet, and the words of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from measured import measured, places, report_with
from reports import AREA_OF, Unit, collection_of, report_of, small_report
from writer_reports import compared_report, full_report, hostile_report, public_report

from eqmon.disclosure.methods import Method
from eqmon.disclosure.protect import protect
from eqmon.disclosure.recounting import FEW_OR_NONE
from eqmon.document.model import (
    Bullets,
    Document,
    Facts,
    Paragraph,
    Recommendations,
    Section,
    Table,
    Text,
    blocks_of,
    plain,
)
from eqmon.paper.account import report_document
from eqmon.paper.authored import Authored
from eqmon.paper.paper import paper_document
from eqmon.paper.particulars import Particulars
from eqmon.report.each_unit import report_of_unit
from eqmon.report.model import Baseline, Collection, Duty, Report
from eqmon.report.people_model import People, PeopleRow
from eqmon.vocabulary import Audience, Form, Level, Recording, Verdict

CREATED = datetime(2007, 2, 6, tzinfo=UTC)
FORMS = (*Form, "account")


def written(report: Report, form: str = "committee", **particulars: Any) -> Document:
    """The paper in a form, or the accessible report (`account`), with nothing of an author's."""
    if form == "account":
        return report_document(report, CREATED)
    given = Particulars(**particulars)
    return paper_document(report, given, Authored(), Form(form), CREATED)


def words(document: Document) -> str:
    """Every word outside tables and charts, a block a line."""
    return "\n".join(text for block in blocks_of(document.blocks) for text in _words(block))


def words_under(document: Document, id: str) -> str:
    """The words under one heading, those of its side-heads among them."""
    (section,) = (b for b in blocks_of(document.blocks) if isinstance(b, Section) and b.id == id)
    return "\n".join(text for block in blocks_of(section.blocks) for text in _words(block))


def _words(block: Any) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield plain(text)
        case Bullets(items=items):
            yield from map(plain, items)
        case Recommendations(lead=lead, items=items):
            yield lead
            yield from map(plain, items)
        case Facts(items=items):
            yield from (f"{name}: {plain(text)}" for name, text in items)
        case Table(title=title, notes=notes):
            yield from (title, *map(plain, notes))
        case Section(title=title):
            yield title


def texts_of(document: Document) -> Iterator[Text]:
    """Every text outside tables."""
    for block in blocks_of(document.blocks):
        match block:
            case Paragraph(text=text):
                yield text
            case Bullets(items=items) | Recommendations(items=items):
                yield from items
            case Facts(items=items):
                yield from (text for _, text in items)
            case Table(notes=notes):
                yield from notes


def gap(age: int = 0, ethnicity: int = 0, orientation: int = 0) -> dict[str, dict[Recording, int]]:
    """So many records blank of each strand."""
    return {
        "age": {Recording.BLANK: age},
        "ethnicity": {Recording.BLANK: ethnicity},
        "sexual_orientation": {Recording.BLANK: orientation},
    }


def nothing_fails() -> Report:
    """Two boroughs of which everything is known."""
    return one_collection(Unit("Barnet", 200), Unit("Brent", 300))


def everything_warns() -> Report:
    """Two boroughs a little above the limits for warning."""
    return one_collection(*(Unit(n, 200, gaps=gap(5, 22, 45)) for n in ("Barnet", "Brent")))


def nothing_assessed() -> Report:
    """Two boroughs of twelve records each."""
    return one_collection(*(Unit(name, 12, gaps=gap(1, 2, 3)) for name in ("Barnet", "Brent")))


def no_records() -> Report:
    """A borough of which nothing came."""
    return one_collection(Unit("Barnet", 0))


def no_persons() -> Report:
    """Records that have no person to describe."""
    return one_collection(Unit("Barnet", 40, left_out=40))


def no_collections() -> Report:
    """Nothing that any suite knows, and so nothing at all."""
    return nothing_fails().model_copy(
        update={
            "collections": (),
            "verdict": Verdict.NOT_ASSESSED,
            "headline": "",
            "records": 0,
            "could_not_run": ("x.csv: it fits no suite. Hint: name one.",),
        }
    )


def one_unit() -> Report:
    """One borough that fails."""
    return one_collection(Unit("Barnet", 200, gaps=gap(40, 120, 150)))


def totals_withheld() -> Report:
    """The public copy of so few records that none may be shown."""
    return protect(one_collection(Unit("Barnet", 4, gaps=gap(1, 1, 1))), AREA_OF)


def some_withheld() -> Report:
    """The public copy of boroughs of which one is too small to show."""
    report = one_collection(
        Unit("Barnet", 7, gaps=gap(1, 2, 3)),
        *(Unit(n, 200, gaps=gap(40, 100, 150)) for n in ("Brent", "Camden", "Ealing")),
    )
    return protect(report, AREA_OF)


def strictly(*units: Unit) -> Report:
    """The public copy in which counts of recordings are controlled too."""
    return protect(one_collection(*units), AREA_OF, control=Method(strict=True))


def one_strand_withheld() -> Report:
    """A strict copy that shows age and ethnicity overall, and sexual orientation nowhere."""
    declined = {"age": {Recording.BLANK: 20, Recording.REFUSED: 12}}
    two = ({**gap(20, 100, 3), **declined}, gap(40, 100, 5))
    return strictly(*(Unit(n, 200, gaps=g) for n, g in zip(("Barnet", "Brent"), two, strict=True)))


def two_strands_withheld() -> Report:
    """A strict copy that shows age alone."""
    return strictly(Unit("Barnet", 200, gaps=gap(20, 0, 3)), Unit("Brent", 200, gaps=gap(0, 5, 0)))


def one_figure_left() -> Report:
    """A report that shows of units one figure alone, which fails."""
    units = (Unit(name, 200, gaps=gap(40, 120, 150)) for name in ("Barnet", "Brent", "Camden"))
    shown = (("Barnet", "age"), ("Brent", "ethnicity"))
    return changed(
        one_collection(*units),
        lambda c: {
            "recorded": tuple(
                r.model_copy(update={"withheld": True, "applicable": 0})
                if r.level is not Level.OVERALL and (r.unit, r.strand) not in shown
                else r
                for r in c.recorded
            )
        },
    )


def few_in_areas(withheld: int = 1) -> Report:
    """Boroughs judged with their areas, some of which are withheld."""
    small = ("Barnet", "Brent", "Camden", "Islington", "Croydon", "Sutton")
    units = [Unit(name, 20, gaps=gap(5, 12, 15)) for name in small]
    hidden = sorted({AREA_OF[name] for name in small})[:withheld]
    return changed(
        one_collection(*units, Unit("Ealing", 200, gaps=gap(5, 60, 15))),
        lambda c: {
            "areas": AREA_OF,
            "recorded": tuple(
                r.model_copy(update={"withheld": True, "applicable": 0})
                if r.level is Level.AREA and r.unit in hidden
                else r
                for r in c.recorded
            ),
        },
    )


def few_concerned() -> Report:
    """The report of which nothing fails, with one verdict that a public copy withholds."""
    hidden = {"verdict": Verdict.NOT_ASSESSED, "sentence": FEW_OR_NONE}
    report = changed(
        nothing_fails(),
        lambda c: {"rules": (c.rules[0].model_copy(update=hidden), *c.rules[1:])},
    )
    return report.model_copy(update={"audience": Audience.PUBLIC})


def searches() -> Report:
    """Records of two months without a period, some of no known unit, asked for in own words."""
    action = "Correct from the form. Never ask the person again only for this."
    report = changed(
        one_unit(),
        lambda c: {
            "title": "Stop and search",
            "months": {"2022-07": 14, "2022-08": 186, "2022-09": 0},
            "arrival": c.arrival.model_copy(
                update={"records_unit_blank": 12, "records_unit_not_recognised": 3}
            ),
            "rules": tuple(r.model_copy(update={"action": action}) for r in c.rules),
        },
    )
    return report.model_copy(
        update={"period": None, "notices": ("A count is withheld (shown as 0).",)}
    )


def roughly() -> Report:
    """Nothing fails, and of one strand a fifth is not known."""
    return one_collection(*(Unit(n, 200, gaps=gap(0, 4, 40)) for n in ("Barnet", "Brent")))


def not_dated() -> Report:
    """A report that knows of no duty."""
    return with_duty(None)


def part_of_them() -> Report:
    """A report whose records lie on both sides of a duty."""
    label = "duty in force for part"
    return with_duty(Duty(label=label, name="a duty", in_force=380, not_then=20, undated=100))


def with_duty(duty: Duty | None) -> Report:
    """The report of which nothing fails, with one duty for every strand."""
    return changed(
        nothing_fails(),
        lambda c: {"strands": tuple(s.model_copy(update={"duty": duty}) for s in c.strands)},
    )


def every_unit() -> Report:
    """A report whose strands every unit decides."""
    return changed(one_unit(), lambda _: {"decided_by": "every unit"})


def part_of_units() -> Report:
    """A report whose strands are decided by a share of the units."""
    return changed(one_unit(), lambda _: {"decided_by": "at least 80 % of units"})


def not_comparable() -> Report:
    """A report with a baseline that it cannot be compared with."""
    base = Baseline(
        name="december.json",
        sha256="ef" * 32,
        comparable=False,
        reason="the extracts were taken 9 and 40 days after the month's end",
        worse=0,
        no_worse=0,
        better=0,
    )
    return one_unit().model_copy(update={"baseline": base})


def could_not_run() -> Report:
    """A report beside which a file could not be read."""
    return one_unit().model_copy(update={"could_not_run": ("harrow.csv: it is not text.",)})


def with_people(rounded_to: int = 1, *, withheld: bool = False) -> Report:
    """A report that counts people by ethnicity, and by several motivations each."""

    def people(subject: str, label: str, *, adds_up: bool) -> People:
        rows = (
            PeopleRow(level=Level.OVERALL, unit=None, counts=(60, 20, None), known=80),
            PeopleRow(level=Level.UNIT, unit="Barnet", counts=(60, 20, None), known=80),
        )
        return People(
            subject=subject,
            label=label,
            groups=("White", "Black", "Other"),
            rows=() if withheld else rows,
            adds_up=adds_up,
            rounded_to=rounded_to,
            withheld=withheld,
            reason="too few people" if withheld else "",
        )

    both = (
        people("ethnicity", "Ethnicity", adds_up=True),
        people("motivation", "Motivation", adds_up=False),
    )
    return changed(one_unit(), lambda _: {"people": both})


def with_measures() -> Report:
    """Measures of every status in five boroughs."""
    return report_with()


def measures_of_one_unit() -> Report:
    return report_of_unit(with_measures(), "Barnet")


def measures_in_many_units() -> Report:
    """One measure in as many units as a funnel has, one of them far out."""
    units = {name: (30 + 60 * (n == 3), 200) for n, name in enumerate(list(AREA_OF)[:12])}
    return report_with(measured(places=places(units)))


def one_collection(*units: Unit) -> Report:
    """An internal report of one collection."""
    return report_of([collection_of(units)])


def changed(report: Report, of: Callable[[Collection], Mapping[str, Any]]) -> Report:
    """The report with something else in each of its collections."""
    collections = tuple(c.model_copy(update=dict(of(c))) for c in report.collections)
    return report.model_copy(update={"collections": collections})


REPORTS: tuple[Callable[[], Report], ...] = (
    small_report,
    full_report,
    hostile_report,
    public_report,
    compared_report,
    nothing_fails,
    everything_warns,
    nothing_assessed,
    no_records,
    no_persons,
    no_collections,
    one_unit,
    totals_withheld,
    some_withheld,
    not_dated,
    part_of_them,
    every_unit,
    part_of_units,
    not_comparable,
    could_not_run,
    with_people,
    one_strand_withheld,
    two_strands_withheld,
    few_in_areas,
    few_concerned,
    searches,
    roughly,
    with_measures,
    measures_of_one_unit,
    measures_in_many_units,
)
"""Every kind of report that a paper may meet."""
