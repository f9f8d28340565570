"""The table of measures of the terminal report: every strand in one unit or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.report import figures
from eqmon.report.columns import Column, fitted, stacked
from eqmon.report.look import STYLES, Look
from eqmon.report.words import MEASURES
from eqmon.vocabulary import Level, Measure

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from eqmon.report.model import Collection, Finding, Recorded, StrandLabel

STRAND_AT_MOST = 22


def measures_table(collection: Collection, unit: str | None, look: Look) -> list[RenderableType]:
    """Rates with the counts beneath them, each strand with the duty at its records' dates.

    Of one unit, or of all units together where `unit` is None.
    """
    level = Level.OVERALL if unit is None else Level.UNIT
    found = {r.strand: r for r in collection.recorded if r.level is level and r.unit == unit}
    judged = {
        f.strand: f
        for f in collection.findings
        if f.level is level and f.unit == unit and f.measure is Measure.NOT_OBTAINED
    }
    strands = [s for s in collection.strands if s.name in found]
    keys = [
        Column(look.text("Strand"), tuple(_named(s, look) for s in strands), STRAND_AT_MOST),
        Column(look.text("n"), tuple(_applicable(found[s.name], look) for s in strands)),
    ]
    columns = [
        Column(
            stacked(*(look.text(word) for word in words.split())),
            tuple(_measured(found[s.name], measure, judged.get(s.name), look) for s in strands),
        )
        for measure, words in MEASURES.items()
    ]
    return fitted(keys, columns, look.width)


def _named(strand: StrandLabel, look: Look) -> Text:
    return stacked(
        look.text(strand.label), look.text(strand.duty.label if strand.duty else "", "dim")
    )


def _applicable(recorded: Recorded, look: Look) -> Text:
    return look.text(figures.WITHHELD if recorded.withheld else f"{recorded.applicable:,}")


def _measured(recorded: Recorded, measure: Measure, finding: Finding | None, look: Look) -> Text:
    rate = recorded.measures.get(measure)
    if recorded.withheld or rate is None:
        return look.text(figures.WITHHELD if recorded.withheld else "")
    if measure is not Measure.NOT_OBTAINED:
        return stacked(look.text(figures.percent(rate)), look.text(f"{rate.count:,}", "dim"))
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    first = look.text(figures.percent(rate, limits), STYLES[finding.verdict] if finding else "")
    first.append(f" {look.mark(finding.verdict if finding else None)}")
    second = look.text(f"{rate.count:,}", "dim")
    second.append("  ")
    return stacked(first, second)
