"""Rates of what was not obtained with their intervals, by strand or by unit, against limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from eqmon.charts.alternative import alternative
from eqmon.charts.model import IntervalRow, Intervals, Mark
from eqmon.document.model import Cell, Column, Figure, Table, Text
from eqmon.judge import NO_COLUMN
from eqmon.paper import cells
from eqmon.paper.chart_stacked import ALL
from eqmon.paper.chart_units import (
    Charted,
    called,
    findings_of,
    in_rows,
    left_out,
    overall,
    rate_in,
)
from eqmon.paper.phrases import listed, sentence, within
from eqmon.paper.published import benchmarks_of, mark_of, note_on
from eqmon.report import figures
from eqmon.report.words import VERDICTS
from eqmon.vocabulary import Level, Measure

if TYPE_CHECKING:
    from eqmon.rates import Rate
    from eqmon.report.model import Collection, Finding, Recorded, StrandLabel

INTERVAL = (
    "The interval is Wilson's at 95 %. It speaks of the process of recording, not of sampling: "
    "the extracts are complete."
)
DENOMINATOR = (
    "Per cent of applicable records for which the strand was not obtained, with the number of "
    "records in brackets."
)
ALL_TOGETHER = "all units together"
MARKS = (
    "A mark tells the verdict on all units together; whether the rule is met is decided by "
    "{decided_by}."
)
ACROSS = "Not obtained, share of applicable records"
Row = tuple[str, "Rate", "Finding | None"]


def strands_figure(collection: Collection, key: str) -> Charted | None:
    """Each strand of all units together, the most not obtained first, against its own limit.

    Strands without a column have no rate to draw and stand in the notes. None where no strand can
    be drawn. Ids: `figure-strands-KEY`, `table-intervals-strands-KEY`.
    """
    rows: list[Row] = []
    absent: list[str] = []
    hidden = {r.strand for r in collection.recorded if r.level is Level.OVERALL and r.withheld}
    for strand in collection.strands:
        finding = findings_of(collection, strand, Level.OVERALL).get(None)
        recorded = overall(collection, strand)
        if strand.column is None or (finding and finding.reason == NO_COLUMN):
            absent.append(strand.label)
        elif recorded is not None:
            rows.append((strand.label, recorded.measures[Measure.NOT_OBTAINED], finding))
    withheld = [s.label for s in collection.strands if s.name in hidden and s.label not in absent]
    reasons = (("for want of a column", absent), ("withheld", withheld))
    notes: list[Text] = [(f"Not drawn, {why}: {listed(of)}.",) for why, of in reasons if of]
    if collection.decided_by != ALL_TOGETHER:
        notes.insert(0, (MARKS.format(decided_by=collection.decided_by),))
    title = f"{collection.title}: not obtained in all units together, by strand"
    rows.sort(key=lambda row: -(row[1].rate or 0.0))
    return _charted(title, "Strand", rows, (), f"strands-{key}", notes)


def units_figure(collection: Collection, strand: StrandLabel, key: str) -> Charted | None:
    """A strand in each unit, the most not obtained first, against the rule's limits.

    Published figures stand beside them where there are any of the strand and of whom the records
    are about, each labelled as not like for like and defined in a note. None where the strand has
    no column, fewer than two units have enough records, or all of it was obtained. Ids:
    `figure-units-KEY`, `table-intervals-units-KEY`.
    """
    units = in_rows(collection, strand)
    together = overall(collection, strand)
    if units is None or together is None or not rate_in(together):
        return None
    judged = findings_of(collection, strand, units.level)
    all_judged = findings_of(collection, strand, Level.OVERALL).get(None)
    rows = [_row(ALL, together, all_judged)]
    rows += [_row(r.unit or "", r, judged.get(r.unit)) for r in units.units]
    beside = benchmarks_of(collection, strand)
    title = (
        f"{collection.title}: {within(strand.label)} not obtained, by {called(collection, units)}"
    )
    return _charted(
        title,
        sentence(called(collection, units)).rstrip("."),
        rows,
        (*_limits(all_judged), *map(mark_of, beside)),
        f"units-{key}",
        list(left_out(collection, units)),
        beside=tuple(note_on(benchmark, collection, strand) for benchmark in beside),
    )


def _row(name: str, recorded: Recorded, finding: Finding | None) -> Row:
    return name, recorded.measures[Measure.NOT_OBTAINED], finding


def _limits(finding: Finding | None) -> Iterable[Mark]:
    if finding is None:
        return
    for word, limit in (("warn", finding.warn_above), ("fail", finding.fail_above)):
        if limit is not None:
            yield Mark(f"{word} above {figures.limit(limit)}", limit, limit, is_limit=True)


def _charted(
    title: str,
    of: str,
    rows: list[Row],
    marks: tuple[Mark, ...],
    key: str,
    notes: list[Text],
    beside: tuple[Text, ...] = (),
) -> Charted | None:
    """The chart with its table; each row has its own limit where no limit is the chart's."""
    drawn_rows = [row for row in rows if row[1].rate is not None]
    if not drawn_rows:
        return None
    chart = Intervals(
        title=title,
        across=ACROSS,
        rows=tuple(
            _interval(*row, own_limit=not any(mark.is_limit for mark in marks))
            for row in drawn_rows
        ),
        marks=marks,
        together=int(rows[0][0] == ALL),
    )
    published = [mark.label for mark in marks if not mark.is_limit]
    drawn_too: list[Text] = [(f"Drawn beside them: {'; '.join(published)}.",)] if published else []
    table = _table(title, of, drawn_rows, f"table-intervals-{key}", (*notes, *drawn_too))
    told = ((INTERVAL,), *beside, *notes)
    figure = Figure(f"figure-{key}", "", title, chart, alternative(chart), table.id, told)
    return figure, table


def _interval(name: str, rate: Rate, finding: Finding | None, *, own_limit: bool) -> IntervalRow:
    assert rate.rate is not None
    return IntervalRow(
        name,
        rate.rate,
        rate.rate if rate.lower is None else rate.lower,
        rate.rate if rate.upper is None else rate.upper,
        finding.verdict if finding else None,
        finding.fail_above if finding and own_limit else None,
        rate.count,
        rate.denominator,
    )


def _table(title: str, of: str, rows: list[Row], id: str, notes: tuple[Text, ...]) -> Table:
    def one(name: str, rate: Rate, finding: Finding | None) -> tuple[Cell, ...]:
        limits = (finding.warn_above, finding.fail_above) if finding else ()
        verdict = finding.verdict if finding else None
        fails = finding.fail_above if finding else None
        return (
            cells.word(name),
            cells.count(rate.denominator),
            cells.percent(rate, limits),
            cells.word(figures.interval(rate, limits)),
            cells.word(figures.limit(fails) if fails is not None else "none"),
            cells.word(VERDICTS[verdict] if verdict else "no rule", verdict=verdict),
        )

    return Table(
        id=id,
        label="",
        title=title,
        columns=(
            Column(of, "name"),
            Column("Applicable", "count"),
            Column("Not obtained, %", "percent"),
            Column("95 % interval", "text"),
            Column("Fails above", "text"),
            Column("Verdict", "text"),
        ),
        rows=tuple(one(*row) for row in rows),
        notes=((DENOMINATOR,), (INTERVAL,), *notes),
        totals=int(rows[0][0] == ALL),
    )
