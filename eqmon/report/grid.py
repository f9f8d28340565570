"""Units by strands: the cells of the heat map, for every writer that draws one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.judge import TOO_FEW as TOO_FEW_REASON
from eqmon.report import figures
from eqmon.vocabulary import Level, Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded

TOO_FEW = "few"
NO_COLUMN = "none"
NO_RECORDS = "nil"
OTHERWISE = "n/a"


@dataclass(frozen=True)
class Cell:
    """How far one strand was not obtained in one unit."""

    figure: str
    """The rate in per cent without its sign, or `few`, `none`, `nil`, `n/a`, `[c]`."""
    count: str
    """The numerator; empty where the figure is a word."""
    verdict: Verdict | None
    """None where no rule judges it."""
    rate: float
    """For sorting: 0 where there is none."""


@dataclass(frozen=True)
class Row:
    """One unit, area or everything, with its applicable records."""

    name: str
    applicable: str
    cells: tuple[Cell, ...]


def rows(collection: Collection, level: Level) -> tuple[Row, ...]:
    """One row per unit of this level, the worst first; cells in the order of the strands."""
    recorded = {(r.unit, r.strand): r for r in collection.recorded if r.level is level}
    judged = _judged(collection, level)
    found = [
        Row(
            name=unit or "All units",
            applicable=_applicable([r for (of, _), r in recorded.items() if of == unit]),
            cells=tuple(
                _cell(recorded.get((unit, s.name)), judged.get((unit, s.name)), s.column is None)
                for s in collection.strands
            ),
        )
        for unit in dict.fromkeys(unit for unit, _ in recorded)
    ]
    return tuple(sorted(found, key=_badness))


def _judged(collection: Collection, level: Level) -> dict[tuple[str | None, str], Finding]:
    found: dict[tuple[str | None, str], Finding] = {}
    for finding in collection.findings:
        if (
            finding.level is level
            and finding.measure is Measure.NOT_OBTAINED
            and finding.strand is not None
        ):
            key = finding.unit, finding.strand
            if key not in found or found[key].verdict.gravity < finding.verdict.gravity:
                found[key] = finding
    return found


def _cell(recorded: Recorded | None, finding: Finding | None, no_column: bool) -> Cell:
    verdict = finding.verdict if finding else None
    if (recorded and recorded.withheld) or (finding and finding.withheld):
        return Cell(figures.WITHHELD, "", verdict, 0.0)
    rate = recorded.measures.get(Measure.NOT_OBTAINED) if recorded else None
    if finding is not None and finding.rate is not None:
        rate = finding.rate
    if no_column:
        return Cell(NO_COLUMN, "", verdict, 1.0)
    if rate is None or rate.rate is None:
        return Cell(NO_RECORDS, "", verdict, 0.0)
    if finding is not None and verdict is Verdict.NOT_ASSESSED:
        few = finding.reason == TOO_FEW_REASON
        return Cell(TOO_FEW if few else OTHERWISE, "", verdict, 0.0)
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    return Cell(figures.points(rate, limits), f"{rate.count:,}", verdict, rate.rate)


def _applicable(recorded: list[Recorded]) -> str:
    shown = [r.applicable for r in recorded if not r.withheld]
    return f"{max(shown):,}" if shown else figures.WITHHELD


def _badness(row: Row) -> tuple[int, int, float, str]:
    verdicts = [cell.verdict for cell in row.cells]
    return (
        -verdicts.count(Verdict.FAIL),
        -verdicts.count(Verdict.WARN),
        -sum(cell.rate for cell in row.cells),
        row.name,
    )
