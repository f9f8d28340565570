"""The full tables: every rule, what falls outside its limits, every recording of every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Section, Table
from eqmon.paper import cells
from eqmon.paper.asked import all_asked
from eqmon.paper.gaps import gap_table
from eqmon.paper.measure_tables import MOST
from eqmon.paper.own_unit import as_a_whole
from eqmon.paper.people_tables import people_tables
from eqmon.paper.phrases import found, listed, place, sentence, within
from eqmon.paper.standing import finding_of, overall, standard_of
from eqmon.report.order import telling_findings, worst_rules
from eqmon.report.words import MOVEMENTS, VERDICTS, verdict_of
from eqmon.vocabulary import BUCKETS, Level, Measure, Recording

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, Report, RuleVerdict, StrandLabel

RECORDINGS: Mapping[str, Recording] = MappingProxyType(
    {
        "Known": Recording.KNOWN,
        "Not known": Recording.NOT_KNOWN,
        "Not recorded": Recording.NOT_RECORDED,
        "Blank": Recording.BLANK,
        "Not asked": Recording.NOT_ASKED,
        "Default": Recording.DEFAULT,
        "Invalid": Recording.INVALID,
        "Not stated": Recording.NOT_STATED,
        "Declined": Recording.REFUSED,
    }
)
LEVELS = (Level.OVERALL, Level.UNIT)


def full_tables(report: Report, *, brief: bool = False) -> tuple[Block, ...]:
    """A section a collection, after what is asked of everybody.

    In `brief` the table of gaps is among them, people are counted all together alone, and tables by
    unit of which nearly all is withheld are told in a sentence.
    """
    both = zip(report.collections, as_a_whole(report).collections, strict=True)
    sections = (
        Section(
            f"appendix-tables-{number}",
            collection.title,
            (
                _rules(whole, number, report.unit or "All together"),
                *_findings(collection, number),
                *(gap_table(whole, number) if brief else ()),
                *_recorded(collection, number, brief=brief),
                *people_tables(collection, number, by_unit=not brief),
            ),
        )
        for number, (collection, whole) in enumerate(both, 1)
    )
    return (*all_asked(report), *sections)


def _rules(collection: Collection, number: int, whole: str) -> Table:
    return Table(
        id=f"table-rules-{number}",
        label="",
        title=f"{collection.title}: every rule, the worst first",
        columns=(
            Column("Rule", "name"),
            Column("What it asks", "text"),
            Column("Verdict", "text"),
            Column(whole, "text"),
            *(Column(word, "count") for word in ("Fail", "Warn", "Pass", "Not assessed")),
        ),
        rows=tuple(_rule(collection, rule) for rule in worst_rules(collection.rules)),
        notes=((f"Fail to not assessed: numbers of {place(collection, 2)}.",),),
    )


def _rule(collection: Collection, rule: RuleVerdict) -> tuple[Cell, ...]:
    finding = finding_of(collection, rule.rule)
    has_rate = finding is not None and finding.rate is not None and not finding.withheld
    together = found(finding) if finding and has_rate else rule.sentence
    moved = f", {MOVEMENTS[rule.movement]}" if rule.movement else ""
    return (
        cells.word(rule.rule),
        cells.word(rule.title),
        cells.word(f"{VERDICTS[rule.verdict]}{moved}", verdict=rule.verdict),
        cells.word(together),
        cells.count(rule.units_failing),
        cells.count(rule.units_warning),
        cells.count(rule.units_passing),
        cells.count(rule.units_not_assessed),
    )


def _findings(collection: Collection, number: int) -> Iterator[Table]:
    """What fails or warns besides what was not obtained, which the tables below tell."""
    findings = [
        finding
        for finding in telling_findings(collection)
        if finding.measure is not Measure.NOT_OBTAINED and finding.rate is not None
    ]
    if findings:
        yield Table(
            id=f"table-findings-{number}",
            label="",
            title=f"{collection.title}: what else fails or warns, the worst first",
            columns=(
                Column("Rule", "name"),
                Column(sentence(place(collection)).rstrip("."), "text"),
                Column("Rate", "text"),
                Column("Verdict", "text"),
                Column("What the rule asks", "text"),
            ),
            rows=tuple(_finding(finding) for finding in findings),
        )


def _finding(finding: Finding) -> tuple[Cell, ...]:
    rate = cells.WITHHELD if finding.withheld else cells.word(found(finding))
    return (
        cells.word(finding.rule),
        cells.word(finding.unit or "All"),
        rate,
        cells.word(verdict_of(finding), verdict=finding.verdict),
        cells.word(finding.title),
    )


def _recorded(collection: Collection, number: int, *, brief: bool) -> Iterator[Block]:
    hidden = []
    for place_of_strand, strand in enumerate(collection.strands, 1):
        rows = sorted(
            (r for r in collection.recorded if r.strand == strand.name and r.level in LEVELS),
            key=lambda r: (LEVELS.index(r.level), r.unit in BUCKETS, r.unit or ""),
        )
        units = [row for row in rows if row.level is Level.UNIT]
        if brief and units and sum(row.withheld for row in units) >= MOST * len(units):
            hidden.append(within(strand.label))
        elif rows:
            yield _of_strand(collection, strand, rows, f"table-recorded-{number}-{place_of_strand}")
    if hidden:
        of = f"{listed(hidden)}: all or nearly all {place(collection, 2)}"
        said = f"No table of recordings by {place(collection)} is given of {of} are withheld, so "
        yield Paragraph((f"{said}that nobody can be made out.",))


def _of_strand(collection: Collection, strand: StrandLabel, rows: list[Recorded], id: str) -> Table:
    rule = standard_of(collection, strand.name)
    judged = {
        (f.level, f.unit): f
        for f in collection.findings
        if rule is not None and f.rule == rule.rule
    }
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: {strand.label}, every recording by {place(collection)}",
        columns=(
            Column(sentence(place(collection)).rstrip("."), "name"),
            Column("Applicable", "count"),
            *(Column(title, "count") for title in RECORDINGS),
            Column("Not obtained, %", "percent"),
        ),
        rows=tuple(_row(r, judged.get((r.level, r.unit))) for r in rows),
        notes=(
            (
                "Numbers of applicable records, to which ‘Known’ to ‘Declined’ add up. Not "
                "obtained: not known, not recorded, blank, not asked, default and invalid, in per "
                "cent of applicable records, number in brackets.",
            ),
        ),
        totals=1 if strand.name in overall(collection) else 0,
    )


def _row(recorded: Recorded, finding: Finding | None) -> tuple[Cell, ...]:
    name = cells.word(recorded.unit or "All together")
    if recorded.withheld:
        return (name, *(cells.WITHHELD,) * (2 + len(RECORDINGS)))
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    verdict = finding.verdict if finding else None
    return (
        name,
        cells.count(recorded.applicable),
        *(cells.count(recorded.recordings.get(kind, 0)) for kind in RECORDINGS.values()),
        cells.percent(
            recorded.measures.get(Measure.NOT_OBTAINED),
            limits,
            verdict=verdict,
            said=VERDICTS[verdict] if verdict else "",
        ),
    )
