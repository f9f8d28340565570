"""report.md: short first, all tables after; words carry every verdict, never colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.marked import bullets, escaped, folded, paragraph, table
from eqmon.report import accuracy_lines, figures, grid
from eqmon.report.actions import actions
from eqmon.report.arrived import arrived
from eqmon.report.beside import TITLE as BESIDE_TITLE
from eqmon.report.beside import beside
from eqmon.report.digest import before, not_assessed, passing, told, worse
from eqmon.report.markdown_details import definitions, details, provenance
from eqmon.report.measure_words import TITLE as MEASURES_TITLE
from eqmon.report.measure_words import brief
from eqmon.report.noticed import noticed
from eqmon.report.words import (
    AUDIENCES,
    VERDICTS,
    baseline_line,
    number_of,
    rules_by_verdict,
    standing,
    subject,
)
from eqmon.vocabulary import Audience, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report

WORSE_SHOWN = 10
CELL_WORDS = {
    grid.NO_COLUMN: "no column",
    grid.TOO_FEW: "too few",
    grid.NO_RECORDS: "no records",
    figures.WITHHELD: r"\[c\]",
}


def write(report: Report) -> str:
    """The report as GitHub-flavoured Markdown; provenance only where the audience is internal."""
    blocks = [*_top(report)]
    for collection in report.collections:
        blocks += _collection(collection)
    if told := beside(report):
        blocks += [f"## {BESIDE_TITLE}", bullets(map(escaped, told))]
    blocks += _next(report)
    for collection in report.collections:
        blocks += folded(
            f"{collection.title}: every measure, rule and failing finding",
            details(collection, report.unit),
        )
    blocks += folded("What the words mean", definitions())
    if report.audience is Audience.INTERNAL:
        blocks += folded("Provenance", provenance(report))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _top(report: Report) -> Iterator[str]:
    about = subject(report)
    yield f"# Equality monitoring check{f': {escaped(about)}' if about else ''}"
    yield f"{AUDIENCES[report.audience]} eqmon {report.eqmon}, rulebook {escaped(report.rulebook)}."
    yield f"**{standing(report)}**: {rules_by_verdict(report)}."
    yield bullets(escaped(line) for line in report.headline.splitlines() if line.strip())
    yield escaped(baseline_line(report))
    if report.could_not_run:
        yield "## Could not run"
        yield bullets(escaped(problem) for problem in report.could_not_run)


def _collection(collection: Collection) -> Iterator[str]:
    yield f"## {escaped(collection.title)}: {VERDICTS[collection.verdict]}"
    yield bullets(f"{label}: {escaped(text)}" for label, text in arrived(collection))
    if collection.strands:
        yield "### Not obtained, per cent of applicable records"
        yield from _heat_map(collection)
    yield from _worse(collection)
    yield from _told(collection, Verdict.FAIL)
    yield from _told(collection, Verdict.WARN)
    for line in (*not_assessed(collection), passing(collection)):
        yield paragraph(escaped(line))
    yield from _accuracy(collection)
    if told := brief(collection.measures):
        yield f"### {MEASURES_TITLE}"
        yield bullets(escaped(one) for one in told)


def _accuracy(collection: Collection) -> Iterator[str]:
    asking, resting = accuracy_lines.asking(collection), accuracy_lines.resting(collection)
    not_computed = accuracy_lines.not_computed(collection)
    if not collection.accuracy:
        return
    yield f"### {accuracy_lines.TITLE}"
    asked = [f"**Look: {escaped(line.signal)}** {escaped(line.text)}" for line in asking]
    told = [f"{escaped(line.signal)} {escaped(line.text)}" for line in resting]
    yield bullets([*asked, *told, *map(escaped, not_computed)])


def _heat_map(collection: Collection) -> Iterator[str]:
    found = grid.grid_of(collection)
    yield _rows("Unit", (*found.overall, *found.units), collection)
    for said in found.in_words:
        yield paragraph(escaped(said))
    if found.areas:
        yield _rows("Area", found.areas, collection)


def _rows(name: str, rows: Sequence[grid.Row], collection: Collection) -> str:
    head = [name, "Applicable", *(escaped(s.label) for s in collection.strands)]
    body = [
        [escaped(row.name), escaped(row.applicable), *(_cell(cell) for cell in row.cells)]
        for row in rows
    ]
    return table(head, body, right=range(1, len(head)))


def _cell(cell: grid.Cell) -> str:
    figure = CELL_WORDS.get(cell.figure, cell.figure)
    if cell.count:
        figure += f" ({cell.count})"
    if cell.verdict is None or cell.verdict is Verdict.NOT_ASSESSED:
        return figure
    return f"{figure} {VERDICTS[cell.verdict]}{', excepted' if cell.excepted else ''}"


def _told(collection: Collection, verdict: Verdict) -> Iterator[str]:
    found = told(collection, verdict)
    if not found:
        return
    word = "What fails" if verdict is Verdict.FAIL else "What warns"
    yield f"### {word}: {len(found):,} of {number_of(len(collection.rules), 'rule')}"
    if verdict is Verdict.FAIL:
        because = f"Decided by {collection.decided_by}. {collection.decided_because}".strip()
        yield paragraph(escaped(because))
    yield bullets(f"**{escaped(one.rule.rule)}** {escaped(one.text)}" for one in found)


def _worse(collection: Collection) -> Iterator[str]:
    found = worse(collection)
    if not found:
        return
    yield "### Worse than the baseline, beyond chance"
    yield bullets(
        f"**{escaped(f.rule)}** {escaped(f'{f.sentence} {before(f)}')}" for f in found[:WORSE_SHOWN]
    )
    if len(found) > WORSE_SHOWN:
        yield f"{len(found) - WORSE_SHOWN:,} more are in the CSV report."


def _next(report: Report) -> Iterator[str]:
    asked = [f"{escaped(a.text)} ({escaped(', '.join(a.rules))})" for a in actions(report)]
    noticing = noticed(report.inputs) if report.audience is Audience.INTERNAL else []
    for title, items in (
        ("What to do next", asked),
        ("Known exceptions", [escaped(one) for one in report.exceptions]),
        ("What to bear in mind", [escaped(one) for one in report.notices]),
        ("Noticed while reading", [escaped(one) for one in noticing]),
    ):
        if items:
            yield f"## {title}"
            yield bullets(items)
