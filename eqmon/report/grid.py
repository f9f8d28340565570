"""Units by strands: the rows and cells of the heat map, for every writer that draws one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.judge import NO_COLUMN as NO_COLUMN_REASON
from eqmon.judge import TOO_FEW as TOO_FEW_REASON
from eqmon.report import figures
from eqmon.report.words import number_of
from eqmon.vocabulary import BUCKETS, Level, Measure, Verdict

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
    above: float = 0.0
    """How far the rate lies above the limit that its verdict speaks of; for sorting."""
    excepted: bool = False
    """Whether a known exception covers it; the verdict stays."""


@dataclass(frozen=True)
class Row:
    """One unit, area or everything, with its applicable records."""

    name: str
    applicable: str
    cells: tuple[Cell, ...]
    n: int = 0
    """The applicable records as a number; 0 where withheld."""


@dataclass(frozen=True)
class Grid:
    """The heat map: what has figures in rows, what has none by name alone."""

    overall: tuple[Row, ...]
    """All units together; empty where one unit is all."""
    units: tuple[Row, ...]
    """The worst first; those not expected and records of no known unit last."""
    few: tuple[Row, ...]
    """Units with too few records to judge any strand, the most records first."""
    areas: tuple[Row, ...]
    """The areas in which those units are pooled."""
    withheld: tuple[Row, ...]
    """Units whose every figure is withheld."""
    min_records: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """All that have figures."""
        return (*self.overall, *self.units, *self.areas)

    @property
    def in_words(self) -> list[str]:
        """The units that have no row, each kind in one sentence."""
        said = []
        if self.few:
            named = ", ".join(f"{row.name} {row.n:,}" for row in self.few)
            have = f"{number_of(len(self.few), 'unit')} {'has' if len(self.few) == 1 else 'have'}"
            areas = " The areas they lie in:" if self.areas else ""
            said = [f"{have} fewer than {self.min_records} applicable records: {named}.{areas}"]
        if self.withheld:
            names = ", ".join(row.name for row in self.withheld)
            units = number_of(len(self.withheld), "unit")
            hidden = f"The figures of {units} are withheld ({figures.WITHHELD})"
            said.insert(0, f"{hidden}, so that nobody can be made out: {names}.")
        return said


def grid_of(collection: Collection) -> Grid:
    """The heat map of a collection.

    Records of no known unit have a row where there are enough, and otherwise no line: how many
    they are is told with what came.
    """
    units = rows(collection, Level.UNIT)
    few = [row for row in units if _only(row, TOO_FEW, NO_RECORDS)]
    withheld = [row for row in units if _only(row, figures.WITHHELD)]
    told_apart = {row.name for row in (*few, *withheld)}
    pooled = {collection.areas[row.name] for row in few if row.name in collection.areas}
    areas = tuple(
        row
        for row in rows(collection, Level.AREA)
        if row.name in pooled and not _only(row, figures.WITHHELD)
    )
    overall = rows(collection, Level.OVERALL)
    shown = tuple(row for row in units if row.name not in told_apart)
    same = len(units) == len(shown) == 1 and [row.n for row in overall] == [shown[0].n]
    return Grid(
        overall=() if same else overall,
        units=shown,
        few=tuple(sorted((r for r in few if r.name not in BUCKETS), key=lambda row: -row.n)),
        areas=areas,
        withheld=tuple(row for row in withheld if row.name not in BUCKETS),
        min_records=collection.min_records,
    )


def rows(collection: Collection, level: Level) -> tuple[Row, ...]:
    """One row per unit of this level, the worst first; cells in the order of the strands."""
    recorded = {(r.unit, r.strand): r for r in collection.recorded if r.level is level}
    judged = _judged(collection, level)
    found = [
        _row(
            unit or "All units",
            [r for (of, _), r in recorded.items() if of == unit],
            tuple(
                _cell(recorded.get((unit, s.name)), judged.get((unit, s.name)), s.column is None)
                for s in collection.strands
            ),
        )
        for unit in dict.fromkeys(unit for unit, _ in recorded)
    ]
    last = (*collection.arrival.not_expected, *BUCKETS)
    return tuple(
        sorted(found, key=lambda row: (row.name in last, row.name in BUCKETS, _worst(row)))
    )


def _row(name: str, recorded: list[Recorded], cells: tuple[Cell, ...]) -> Row:
    shown = [r.applicable for r in recorded if not r.withheld]
    n = max(shown, default=0)
    return Row(name, f"{n:,}" if shown else figures.WITHHELD, cells, n)


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
        return Cell(figures.WITHHELD, "", verdict)
    rate = recorded.measures.get(Measure.NOT_OBTAINED) if recorded else None
    if finding is not None and finding.rate is not None:
        rate = finding.rate
    if no_column or (finding is not None and finding.reason == NO_COLUMN_REASON):
        above = 1.0 - _limit(finding) if finding else 0.0
        return Cell(NO_COLUMN, "", verdict, above=above)
    if rate is None or rate.rate is None:
        return Cell(NO_RECORDS, "", verdict)
    if finding is None:
        return Cell(figures.points(rate), f"{rate.count:,}", None)
    if verdict is Verdict.NOT_ASSESSED:
        few = finding.reason == TOO_FEW_REASON
        return Cell(TOO_FEW if few else OTHERWISE, "", verdict)
    return Cell(
        figures.points(rate, (finding.warn_above, finding.fail_above)),
        f"{rate.count:,}",
        verdict,
        above=rate.rate - _limit(finding),
        excepted=bool(finding.excepted) and verdict is Verdict.FAIL,
    )


def _limit(finding: Finding) -> float:
    both = finding.warn_above, finding.fail_above
    warn, fail = both if finding.verdict is not Verdict.FAIL else both[::-1]
    return warn if warn is not None else fail or 0.0


def _worst(row: Row) -> tuple[float | str, ...]:
    by_verdict = {
        verdict: [cell.above for cell in row.cells if cell.verdict is verdict]
        for verdict in (Verdict.FAIL, Verdict.WARN)
    }
    failing, warning = by_verdict.values()
    return -len(failing), -sum(failing), -len(warning), -sum(warning), row.name


def _only(row: Row, *words: str) -> bool:
    """Whether no cell has anything but these words, strands without a column apart."""
    told = {cell.figure for cell in row.cells} - {NO_COLUMN}
    return bool(told) and told <= set(words)
