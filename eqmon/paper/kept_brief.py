"""What stands in a paper's body of what is kept beside a drop: a few lines and a small table each.

The whole of it is in the appendices, and in the accessible report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Link, Paragraph, Strong, Table, Text
from eqmon.frameworks.blocks import FULL_COUNTS, NOT_AN_ASSESSMENT
from eqmon.frameworks.model import Attainment
from eqmon.frameworks.sentences import BESIDE, percent
from eqmon.paper import cells
from eqmon.paper.kept import frameworks
from eqmon.paper.phrases import sentence
from eqmon.registers.blocks import due_and_came
from eqmon.registers.sentences import silent_lines
from eqmon.report.words import VERDICTS

if TYPE_CHECKING:
    from eqmon.frameworks.model import Coverage, Phases, PhaseShare
    from eqmon.registers.model import ReturnMade
    from eqmon.report.model import Report

BY_DATE = "appendix-returns"


def returns(report: Report) -> tuple[Block, ...]:
    """A line a return; its table by body and date is in an appendix."""
    if report.returns is None:
        return ()
    made = [one for register in report.returns.registers for one in register.returns]
    return (
        Paragraph((report.returns.headline,)),
        *(Paragraph((line,)) for line in silent_lines(report.returns)),
        *((Bullets(tuple(map(_made, made))),) if made else ()),
        Paragraph(("By body and date: ", Link("", f"#{BY_DATE}"), ".")),
    )


def _made(made: ReturnMade) -> Text:
    stands = f"{made.id} {made.title}: {VERDICTS[made.counts.verdict]}. "
    return (Strong(stands), " ".join((made.sentence, *made.notes)))


def returns_by_date(report: Report) -> tuple[Block, ...]:
    """Every register with its tables; nothing where none was given."""
    return due_and_came(report.returns, id=BY_DATE) if report.returns else ()


def coverage(report: Report) -> tuple[Block, ...]:
    """How many characteristics have a column, and how far those are known."""
    found = report.coverage
    if not found:
        return ()
    alike = len({one.sentence for one in found}) == 1
    said = found[0].sentence if alike else " ".join(f"{c.title}: {c.sentence}" for c in found)
    table = _known(found)
    return (Paragraph((said,)), *((table,) if table.rows else ()))


def _known(coverage: tuple[Coverage, ...]) -> Table:
    every = enumerate(coverage[0].characteristics)
    rows = tuple(
        (cells.word(sentence(one.title)[:-1]), *(_characteristic(c, place) for c in coverage))
        for place, one in every
        if any(c.characteristics[place].column for c in coverage)
    )
    return Table(
        id="coverage-matrix",
        label="",
        title="How far protected characteristics are known",
        columns=(
            Column("Protected characteristic", "name"),
            *(Column(one.title, "text") for one in coverage),
        ),
        rows=rows,
        notes=((f"Known answers of applicable records. Source: {coverage[0].source}.",),),
    )


def _characteristic(coverage: Coverage, place: int) -> Cell:
    one = coverage.characteristics[place]
    if not one.column:
        return cells.word("no column")
    if one.withheld or one.known is None or one.applicable is None:
        return cells.WITHHELD
    if not one.applicable:
        return cells.NOT_APPLICABLE
    share = percent(one.known, one.applicable)
    return cells.word(f"{share} ({one.known:,} of {one.applicable:,})")


def phases(report: Report) -> tuple[Block, ...]:
    """How far units have come: a row a phase, a column a collection."""
    return tuple(block for id, found in frameworks(report) for block in _reached(found, id))


def _reached(found: tuple[Phases, ...], id: str) -> Iterator[Block]:
    first = found[0]
    yield Paragraph((NOT_AN_ASSESSMENT,))
    targets = [f"{s.title}: {s.target_says}" for s in first.shares if s.target_says]
    said = f"Targets. {'; '.join(targets)}. " if targets else ""
    yield Table(
        id=f"{id}-shares",
        label="",
        title=f"{first.title}: units that met each phase",
        columns=(
            Column("Phase", "name"),
            *(Column(sentence(one.collection)[:-1], "text") for one in found),
        ),
        rows=tuple(
            (cells.word(share.title), *(cells.word(_met(one.shares[place])) for one in found))
            for place, share in enumerate(first.shares)
        ),
        notes=((f"{FULL_COUNTS} {said}Asked of: {first.owner}. Source: {first.source}.",),),
    )


def _met(share: PhaseShare) -> str:
    """`20 of 26 (76.9 %), not met; 6 withheld`."""
    said = "none assessed"
    if share.assessed:
        said = f"{share.met:,} of {share.assessed:,} ({percent(share.met, share.assessed)})"
        if share.attainment in (Attainment.MET, Attainment.NOT_MET):
            said += f", {BESIDE[share.attainment]}"
    left = ((share.not_assessed, "not assessed"), (share.withheld, "withheld"))
    return "; ".join((said, *(f"{n:,} {word}" for n, word in left if n)))
