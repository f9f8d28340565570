"""Phases and characteristics as blocks of a document: sections of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Paragraph, Strong, Table, Text
from eqmon.frameworks.sentences import BESIDE, percent

if TYPE_CHECKING:
    from eqmon.frameworks.model import Coverage, Phases, PhaseShare, UnitPhases

PHASES_TITLE = "How far units have come"
COVERAGE_TITLE = "Which protected characteristics the records tell"
NOT_AN_ASSESSMENT = (
    "Told by what the check found, each phase by all of its applicable criteria and those of the "
    "phases before. The standard's own indicators are more than an extract can tell: a phase met "
    "here is evidence for some of them, and no assessment."
)
FULL_COUNTS = (
    "Units: those that came or were expected, of which at least one criterion of the phase can be "
    "told. Full counts beside the target as they stand."
)
WITHHELD = Cell("[c]", shorthand="c")


def phases_blocks(
    phases: Sequence[Phases], *, id: str = "phases", every: bool = True
) -> tuple[Block, ...]:
    """The share of units in each phase beside its target, for each collection, and each criterion.

    Criteria are left to another place unless `every` one is wanted. Labels are left to whoever
    settles the document; `id` begins the ids of all blocks.
    """
    if not phases:
        return ()
    first = phases[0]
    lines: tuple[Text, ...] = tuple((share.sentence,) for share in first.shares)
    who = _capital(first.collection)
    return (
        Paragraph((NOT_AN_ASSESSMENT,)),
        Paragraph((Strong(f"{who}: "), "how many units have come at least so far.")),
        Bullets(lines),
        _shares(phases, f"{id}-shares"),
        *((criteria_table(first, f"{id}-criteria"),) if every else ()),
    )


def units_table(phases: Phases, *, id: str = "phases-units") -> Table:
    """Each unit of one collection with what is evidenced of each phase, and how far it has come."""
    columns = (
        Column("Unit", "name"),
        Column("Has reached", "text"),
        *(Column(share.title, "text") for share in phases.shares),
    )
    titles = {share.phase: share.title for share in phases.shares}
    rows = tuple(_unit(unit, titles) for unit in phases.units)
    notes = (
        ("Indicators evidenced of those applicable; not applicable ones are in no figure.",),
        ("[c]: withheld, so that nobody can be made out. [z]: nothing of it is applicable.",),
    )
    return Table(id, "", f"{_capital(phases.collection)}: units by phase", columns, rows, notes)


def coverage_blocks(coverage: Sequence[Coverage], *, id: str = "coverage") -> tuple[Block, ...]:
    """In words how many characteristics have a column, and a matrix of them by collection."""
    if not coverage:
        return ()
    alike = len({one.sentence for one in coverage}) == 1
    said = (
        (Paragraph((coverage[0].sentence,)),)
        if alike
        else (Bullets(tuple((Strong(f"{one.title}. "), one.sentence) for one in coverage)),)
    )
    return (*said, _matrix(coverage, f"{id}-matrix"))


def _capital(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}"


def _shares(phases: Sequence[Phases], id: str) -> Table:
    columns = (
        Column("Records of", "name"),
        Column("Phase", "text"),
        Column("Units that met it", "text"),
        Column("Target", "text"),
        Column("Beside the target", "text"),
        Column("Not assessed", "count"),
        Column("Withheld", "count"),
    )
    rows = tuple(_share(one.collection, share) for one in phases for share in one.shares)
    targets = [f"{s.title}: {s.target_says}" for s in phases[0].shares if s.target_says]
    notes: list[Text] = [
        (FULL_COUNTS,),
        *(((f"Targets. {'; '.join(targets)}.",),) if targets else ()),
    ]
    notes.append((f"Asked of: {phases[0].owner}. Source: {phases[0].source}.",))
    return Table(id, "", f"{phases[0].title}: share of units", columns, rows, tuple(notes))


def _share(collection: str, share: PhaseShare) -> tuple[Cell, ...]:
    if share.assessed:
        counts = f"{share.met:,} of {share.assessed:,} ({percent(share.met, share.assessed)})"
    else:
        counts = "none assessed"
    return (
        Cell(_capital(collection)),
        Cell(share.title),
        Cell(counts),
        Cell("none set" if share.target is None else f"{100 * share.target:g} %"),
        Cell(BESIDE[share.attainment]),
        Cell(f"{share.not_assessed:,}", share.not_assessed),
        Cell(f"{share.withheld:,}", share.withheld),
    )


def criteria_table(phases: Phases, id: str) -> Table:
    """Each criterion, and how many units evidence it."""
    columns = (
        Column("Criterion", "name"),
        Column("What must be evidenced", "text"),
        Column("Heading", "text"),
        Column("Units", "text"),
        Column("Not applicable", "count"),
    )
    rows = tuple(
        (
            Cell(one.id),
            Cell(one.title),
            Cell(one.heading),
            Cell(f"{one.evidenced:,} of {one.applicable:,}" if one.applicable else "none"),
            Cell(f"{one.not_applicable:,}", one.not_applicable),
        )
        for one in phases.criteria
    )
    notes = (("Units that evidence it, of those of which it can be told.",),)
    return Table(
        id,
        "",
        f"{_capital(phases.collection)}: units that evidence each criterion",
        columns,
        rows,
        notes,
    )


def _unit(unit: UnitPhases, titles: dict[str, str]) -> tuple[Cell, ...]:
    if unit.withheld:
        return (Cell(unit.unit), *([WITHHELD] * (len(titles) + 1)))
    told = {one.phase: one for one in unit.phases}
    cells = [
        Cell(f"{one.evidenced:,} of {one.applicable:,}{'' if one.met else ', not met'}")
        if one.applicable
        else Cell("[z]", shorthand="z")
        for one in (told[name] for name in titles)
    ]
    reached = titles[unit.reached] if unit.reached else "none"
    return (Cell(unit.unit), Cell(reached), *cells)


def _matrix(coverage: Sequence[Coverage], id: str) -> Table:
    columns = (
        Column("Protected characteristic", "name"),
        Column("Strand", "text"),
        *(Column(one.title, "text") for one in coverage),
    )
    rows = []
    for place, one in enumerate(coverage[0].characteristics):
        cells = [Cell(_told(each, place)) for each in coverage]
        label = next((c.characteristics[place].label for c in coverage), "")
        rows.append((Cell(one.title), Cell(label or "none"), *cells))
    reasons: dict[str, dict[str, None]] = {}
    for one in (c for each in coverage for c in each.characteristics if c.why_not):
        reasons.setdefault(one.why_not, {})[one.title] = None
    notes = [f"{_capital(', '.join(titles))}: {why}" for why, titles in reasons.items()]
    source = f"Source: {coverage[0].source}."
    return Table(
        id, "", COVERAGE_TITLE, columns, tuple(rows), ((source,), *((note,) for note in notes))
    )


def _told(coverage: Coverage, place: int) -> str:
    one = coverage.characteristics[place]
    if not one.column:
        return "no column"
    if one.withheld or one.known is None or one.applicable is None:
        return "column; [c]"
    if not one.applicable:
        return "column; no applicable records"
    share = percent(one.known, one.applicable)
    return f"column; known in {share} ({one.known:,} of {one.applicable:,})"
