"""Reports with measures of every status: figures by unit and answer, and contrasts of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports import Unit, collection_of, report_of
from writer_reports import HOSTILE

from eqmon.measures.conclude import conclude
from eqmon.measures.model import ByAnswer, DaysTold, GroupRate, Measured, Monthly, Placed
from eqmon.measures.sums import Answers, Split
from eqmon.rates import rate_of
from eqmon.report.model import Report, StrandLabel
from eqmon.vocabulary import Level, Strand

Counts = tuple[int, int]
"""Records of the numerator, and of the denominator."""
UNITS: Mapping[str, Counts] = {
    "Barnet": (60, 300),
    "Brent": (150, 300),
    "Camden": (75, 200),
    "Harrow": (66, 180),
    "Sutton": (4, 20),
}
ETHNICITY: Mapping[str, Counts] = {
    "White": (200, 400),
    "Black": (96, 200),
    "Asian": (20, 200),
    "Other": (2, 5),
}
"""With 195 of unknown ethnicity, 37 of them in the numerator, they add up to all units."""
GENDER: Mapping[str, Counts] = {"Female": (300, 850), "Male": (55, 150)}


def split(counts: Counts) -> Split:
    return Split(counts[0], counts[1] - counts[0])


def by_answer(
    by: str,
    label: str,
    groups: Mapping[str, Counts],
    not_known: Counts = (0, 0),
    comparator: str | None = None,
    unit: str | None = None,
) -> ByAnswer:
    """A breakdown with the contrasts that the measures' room concludes of its counts."""
    answers = Answers({name: split(n) for name, n in groups.items()}, split(not_known))
    found = conclude(answers, {}, comparator, (0.8, 1.25))
    return ByAnswer(
        by=by,
        label=label,
        level=Level.UNIT if unit else Level.OVERALL,
        unit=unit,
        groups=tuple(
            GroupRate(group=name, rate=rate_of(*counts), contrast=found.get(name))
            for name, counts in groups.items()
        ),
        not_known=rate_of(*not_known),
        gap=rate_of(not_known[1], answers.all.all),
    )


def places(units: Mapping[str, Counts] = UNITS) -> tuple[Placed, ...]:
    """All together, then each unit."""
    whole = (sum(n for n, _ in units.values()), sum(n for _, n in units.values()))
    return (
        Placed(level=Level.OVERALL, unit=None, rate=rate_of(*whole)),
        *(Placed(level=Level.UNIT, unit=u, rate=rate_of(*counts)) for u, counts in units.items()),
    )


def measured(**changes: Any) -> Measured:
    """A measure with figures by unit, month and answer."""
    said: dict[str, Any] = {
        "measure": "DV-DET-01",
        "title": "Sanction detections",
        "topic": "Outcomes",
        "kind": "share",
        "version": "detections",
        "until": "2013-03-31",
        "numerator": "offences with a sanction detection",
        "denominator": "domestic violence offences",
        "tells": "How often somebody was charged or cautioned.",
        "owner": "Community Safety Unit Service Delivery Team",
        "frequency": "monthly",
        "limb": "eliminate",
        "desired": "higher",
        "source": ("S1 paragraph 68",),
        "status": "measured",
        "places": places(),
        "months": (
            Monthly(level=Level.OVERALL, unit=None, month="2007-01", rate=rate_of(355, 1000)),
        ),
        "by": (
            by_answer("ethnicity", "Ethnicity", ETHNICITY, (37, 195), "White"),
            by_answer("gender", "Gender", GENDER, comparator="Male"),
            by_answer(
                "ethnicity x gender",
                "Ethnicity and gender",
                {"White, Female": (180, 350), "White, Male": (20, 50)},
                (155, 600),
                "White, Male",
            ),
            by_answer(
                "ethnicity",
                "Ethnicity",
                {"White": (40, 180), "Black": (20, 100)},
                (0, 20),
                "White",
                unit="Barnet",
            ),
        ),
    }
    return Measured(**{**said, **changes})


WITHOUT_FIGURES = {"places": (), "months": (), "by": (), "version": "", "until": None}


def every_status() -> tuple[Measured, ...]:
    """Two with figures, one of them of days; one each without records, not measurable, withheld."""
    return (
        measured(),
        measured(
            measure="DV-TIM-01",
            title="Days from report to record",
            topic="Timeliness",
            kind="days",
            numerator="recorded within 3 days of the report",
            denominator="records with both dates in order",
            version="",
            until=None,
            by=(),
            days=(
                DaysTold(
                    level=Level.OVERALL,
                    unit=None,
                    records=1000,
                    median=1.0,
                    ninetieth=4.0,
                    undated=7,
                    out_of_order=2,
                ),
            ),
            notes=("7 records are in extracts that lack a column for it.",),
        ),
        measured(
            measure="DV-REP-01",
            title="Repeat victims",
            status="no records",
            reason="There is no record of victims with a reference.",
            **WITHOUT_FIGURES,
        ),
        measured(
            measure="DV-DUA-01",
            title="Dual arrests",
            status="not measurable",
            reason="Currently not measurable: no extract has a column for accused arrested on.",
            missing=("accused_arrested_on",),
            not_measurable_since="2006-11",
            **WITHOUT_FIGURES,
        ),
        measured(measure="DV-NOC-01", title="No-crimes", withheld=True, **WITHOUT_FIGURES),
    )


def hostile() -> Report:
    """Units, groups and words that do what text should not."""
    groups = {HOSTILE: (20, 100), "White": (50, 100), "x" * 300: (40, 90)}
    by = by_answer("ethnicity", HOSTILE, groups, (5, 40), "White")
    units = {HOSTILE: (60, 300), "y" * 200: (150, 300)}
    return report_with(measured(title=HOSTILE, by=(by,), places=places(units)))


def report_with(*measures: Measured) -> Report:
    """A report of domestic violence in five boroughs with these measures; all where none is."""
    units = [Unit(name, n) for name, (_, n) in UNITS.items()]
    collection = collection_of(units)
    given = measures or every_status()
    gender = StrandLabel(
        name="gender", strand=Strand.GENDER, label="Gender", column="Gender", duty=None
    )
    strands = (*collection.strands, gender)
    return report_of([collection.model_copy(update={"measures": given, "strands": strands})])
