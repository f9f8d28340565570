"""How each strand was recorded over all units together, and how that stands to its limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Link, Paragraph, Strong, Table, Text
from eqmon.judge import NO_COLUMN
from eqmon.paper import cells
from eqmon.paper.phrases import found, listed, places, verb
from eqmon.report import figures
from eqmon.report.words import VERDICTS
from eqmon.vocabulary import Level, Measure, Recording, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Recorded, Report, RuleVerdict, StrandLabel

MEASURES = (Measure.NOT_OBTAINED, Measure.UNEXPLAINED, Measure.DECLINED)
NOTES: tuple[Text, ...] = (
    (
        "Per cent of applicable records, that is of records with a person to describe, with the "
        "number of records in brackets.",
    ),
    (
        "Not obtained: blank, not recorded, not known, not asked, a default or an invalid value. "
        "Not stated: with no reason recorded. Declined: the person preferred not to say, which is "
        "an answer and is never judged.",
    ),
)


def by_strand(report: Report) -> tuple[Block, ...]:
    """For each collection a table of its strands and, in words, which fail, warn and pass."""
    return tuple(
        block for place, one in enumerate(report.collections, 1) for block in _of(one, place)
    )


def overall(collection: Collection) -> dict[str, Recorded]:
    """How each strand was recorded in all units together."""
    return {r.strand: r for r in collection.recorded if r.level is Level.OVERALL}


def standard_of(collection: Collection, strand: str) -> RuleVerdict | None:
    """What the gravest rule on what was not obtained of a strand came to; None without one."""
    ids = {
        f.rule
        for f in collection.findings
        if f.strand == strand and f.measure is Measure.NOT_OBTAINED
    }
    rules = [rule for rule in collection.rules if rule.rule in ids]
    return max(rules, key=lambda rule: rule.verdict.gravity, default=None)


def finding_of(collection: Collection, rule: str) -> Finding | None:
    """A rule's finding of all units together."""
    overalls = (f for f in collection.findings if f.level is Level.OVERALL)
    return next((f for f in overalls if f.rule == rule), None)


def _of(collection: Collection, place: int) -> Iterator[Block]:
    table = _table(collection, place)
    title = Strong(f"{collection.title}. ")
    if not collection.applicable:
        yield Paragraph((title, "There is no applicable record, so nothing can be said of it."))
        return
    yield Paragraph(
        (
            title,
            Link("", f"#{table.id}"),
            f" shows how each strand was recorded in the {collection.applicable:,} applicable "
            f"records. A rule is decided by {collection.decided_by}.",
        )
    )
    yield Bullets(tuple(_conclusions(collection)))
    yield table


def _conclusions(collection: Collection) -> Iterator[Text]:
    """A line a strand that fails or warns; one for all that pass, one for those not judged."""
    judged = [(s, standard_of(collection, s.name)) for s in collection.strands]
    for verdict in (Verdict.FAIL, Verdict.WARN):
        for strand, rule in judged:
            if rule and rule.verdict is verdict:
                yield _bad(collection, strand, rule)
    passing = [(s, r) for s, r in judged if r and r.verdict is Verdict.PASS]
    if passing:
        yield (Strong("Pass: "), f"{listed([_passes(collection, s, r) for s, r in passing])}.")
    few = [s.label for s, rule in judged if rule and rule.verdict is Verdict.NOT_ASSESSED]
    if few:
        yield (Strong("Not assessed: "), f"{listed(few)}. That is neither a pass nor a fail.")
    unjudged = [s.label for s, rule in judged if rule is None]
    if unjudged:
        yield (Strong("No rule judges: "), f"{listed(unjudged)}.")


def _bad(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> Text:
    finding = finding_of(collection, rule.rule)
    lead = f"{strand.label}: {VERDICTS[rule.verdict]}. "
    if finding is None:
        return (Strong(lead), rule.sentence)
    said = "It was not obtained in "
    said += found(finding) + (" of applicable records." if not finding.withheld else ".")
    if finding.reason == NO_COLUMN:
        return (Strong(lead), f"{said} No extract has a column for it.")
    return (Strong(lead), f"{said}{_limit(finding, rule)}{_in_units(collection, rule)}")


def _limit(finding: Finding, rule: RuleVerdict) -> str:
    limits = [
        f"{word} above {figures.limit(limit)}"
        for word, limit in (("warns", finding.warn_above), ("fails", finding.fail_above))
        if limit is not None
    ]
    return f" The rule, {rule.rule}, {' and '.join(limits)}." if limits else ""


def _in_units(collection: Collection, rule: RuleVerdict) -> str:
    assessed = rule.units_failing + rule.units_warning + rule.units_passing
    if assessed < 2:
        return ""
    failing, warning = rule.units_failing, rule.units_warning
    said = f" Of {places(collection, assessed)} assessed, "
    parts = [f"{failing:,} {verb(failing, 'fails', 'fail')}"] if failing else []
    parts += [f"{warning:,} {verb(warning, 'warns', 'warn')}"] if warning else []
    return f"{said}{' and '.join(parts)}." if parts else f"{said}none fails or warns."


def _passes(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> str:
    finding = finding_of(collection, rule.rule)
    return f"{strand.label} (not obtained in {found(finding)})" if finding else strand.label


def _table(collection: Collection, place: int) -> Table:
    recorded = overall(collection)
    return Table(
        id=f"table-strands-{place}",
        label="",
        title=f"{collection.title}: how each strand was recorded",
        columns=(
            Column("Strand", "name"),
            Column("Applicable", "count"),
            Column("Known, %", "percent"),
            Column("Not obtained, %", "percent"),
            Column("Not stated, %", "percent"),
            Column("Declined, %", "percent"),
            Column("Verdict", "text"),
        ),
        rows=tuple(_row(collection, s, recorded.get(s.name)) for s in collection.strands),
        notes=NOTES,
    )


def _row(
    collection: Collection, strand: StrandLabel, recorded: Recorded | None
) -> tuple[Cell, ...]:
    rule = standard_of(collection, strand.name)
    verdict = cells.word(VERDICTS[rule.verdict], verdict=rule.verdict) if rule else cells.word("")
    name = cells.word(strand.label)
    if recorded is None or recorded.withheld:
        return (name, *(cells.WITHHELD,) * 5, verdict)
    finding = finding_of(collection, rule.rule) if rule else None
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    shown = (cells.percent(recorded.measures.get(m), limits) for m in MEASURES)
    known = cells.share(recorded.recordings.get(Recording.KNOWN, 0), recorded.applicable)
    return (name, cells.count(recorded.applicable), known, *shown, verdict)
