"""How each unit recorded a strand, part by part: stacked bars, and the table of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.charts.alternative import alternative
from eqmon.charts.model import Stacked, StackPart
from eqmon.document.model import Cell, Column, Figure, Table, Text
from eqmon.paper import cells
from eqmon.paper.chart_units import Charted, called, in_rows, left_out, overall
from eqmon.paper.phrases import sentence, within
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Recorded, StrandLabel

ALL = "All units"
PARTS = {
    Recording.KNOWN: "Known",
    Recording.REFUSED: "Refused",
    Recording.NOT_STATED: "Not stated",
    Recording.NOT_ASKED: "Not asked",
    Recording.NOT_KNOWN: "Not known",
    Recording.NOT_RECORDED: "Not recorded",
    Recording.DEFAULT: "Default",
    Recording.INVALID: "Invalid",
    Recording.BLANK: "Blank",
}
"""From the most to the least that a recording tells; none is added to another."""
MEANING = (
    "Refused: the person preferred not to say, which is an answer and is never judged. "
    "Not obtained, by which the bars are ordered, is not asked, not known, not recorded, default, "
    "invalid and blank together."
)


def stacked_figure(collection: Collection, strand: StrandLabel, key: str) -> Charted | None:
    """Stacked recordings of a strand, all units together and unit by unit, the worst first.

    None where the strand has no column or fewer than two units have enough records. Ids:
    `figure-stacked-KEY`, `table-stacked-KEY`.
    """
    units = in_rows(collection, strand)
    together = overall(collection, strand)
    if units is None or together is None:
        return None
    bars = ((ALL, together), *((r.unit or "", r) for r in units.units))
    of = called(collection, units)
    title = f"{collection.title}: how {within(strand.label)} was recorded, by {of}"
    chart = Stacked(
        title=title,
        across="Share of applicable records",
        bars=tuple(name for name, _ in bars),
        parts=tuple(
            StackPart(label, tuple(_share(recorded, part) for _, recorded in bars))
            for part, label in PARTS.items()
        ),
        denominators=tuple(recorded.applicable for _, recorded in bars),
        together=1,
    )
    notes = left_out(collection, units)
    table = _table(of, bars, f"table-stacked-{key}", title, notes)
    figure = Figure(f"figure-stacked-{key}", "", title, chart, alternative(chart), table.id, notes)
    return figure, table


def _table(
    of: str,
    bars: tuple[tuple[str, Recorded], ...],
    id: str,
    title: str,
    notes: tuple[Text, ...],
) -> Table:
    used = [part for part in PARTS if any(r.recordings.get(part, 0) for _, r in bars)]
    unused = [label for part, label in PARTS.items() if part not in used]
    none = f"No record is {', '.join(label.lower() for label in unused)}." if unused else ""

    def row(name: str, recorded: Recorded) -> tuple[Cell, ...]:
        shares = (cells.share(recorded.recordings.get(p, 0), recorded.applicable) for p in used)
        return (cells.word(name), cells.count(recorded.applicable), *shares)

    return Table(
        id=id,
        label="",
        title=title,
        columns=(
            Column(sentence(of).rstrip("."), "name"),
            Column("Applicable", "count"),
            *(Column(f"{PARTS[part]}, %", "percent") for part in used),
        ),
        rows=tuple(row(name, recorded) for name, recorded in bars),
        notes=(
            ("Per cent of applicable records, with the number of records in brackets.",),
            (f"{MEANING} {none}".strip(),),
            *notes,
        ),
        totals=1,
    )


def _share(recorded: Recorded, part: Recording) -> float:
    return recorded.recordings.get(part, 0) / recorded.applicable
