"""How each strand was recorded over all units together, and how that stands to its limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Link, Paragraph, Strong, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import found, listed, places, verb
from eqmon.paper.standing import (
    assessed,
    finding_of,
    has_no_column,
    known,
    labels,
    overall,
    standard_of,
    strands_of,
)
from eqmon.report import figures
from eqmon.report.words import VERDICTS
from eqmon.vocabulary import Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Recorded, Report, RuleVerdict, StrandLabel

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
        block for number, one in enumerate(report.collections, 1) for block in _of(one, number)
    )


def _of(collection: Collection, number: int) -> Iterator[Block]:
    title = Strong(f"{collection.title}. ")
    if not any(r.applicable or r.withheld for r in overall(collection).values()):
        yield Paragraph((title, "No record has a person to describe, so there is nothing to say."))
        return
    table = _table(collection, number)
    yield Paragraph(
        (title, Link("", f"#{table.id}"), f" shows every strand. {_standing(collection)}")
    )
    conclusions = tuple(_conclusions(collection))
    if conclusions:
        yield Bullets(conclusions)
    yield table


def _standing(collection: Collection) -> str:
    """How many strands fail and warn, and by what that is decided."""
    number = {verdict: len(strands_of(collection, verdict)) for verdict in Verdict}
    judged = number[Verdict.FAIL] + number[Verdict.WARN] + number[Verdict.PASS]
    if not judged:
        return "None of them could be judged."
    parts = [
        f"{number[verdict]:,} {verb(number[verdict], one, many)}"
        for verdict, one, many in (
            (Verdict.FAIL, "fails", "fail"),
            (Verdict.WARN, "warns", "warn"),
            (Verdict.PASS, "passes", "pass"),
        )
        if number[verdict]
    ]
    decided = collection.decided_by
    return f"Of {judged:,} judged, {listed(parts)}. What decides: {decided}."


def _conclusions(collection: Collection) -> Iterator[Text]:
    """A line a strand that fails or warns; one for all that pass, one for those not judged."""
    for verdict in (Verdict.FAIL, Verdict.WARN):
        for strand, rule in strands_of(collection, verdict):
            yield _bad(collection, strand, rule)
    passing = strands_of(collection, Verdict.PASS)
    if passing:
        said = [_passes(collection, strand, rule) for strand, rule in passing]
        yield (Strong(f"Pass: {said[0]}" if len(said) == 1 else f"Pass: {listed(said)}"), ".")
    few = labels(strands_of(collection, Verdict.NOT_ASSESSED))
    if few:
        yield (
            Strong(f"Not assessed: {listed(few)}"),
            ". That is neither a pass nor a fail.",
        )
    unjudged = [s.label for s in collection.strands if standard_of(collection, s.name) is None]
    if unjudged:
        yield (Strong(f"No rule judges: {listed(unjudged)}"), ".")


def _bad(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> Text:
    finding = finding_of(collection, rule.rule)
    lead = Strong(f"{strand.label}: {VERDICTS[rule.verdict]}. ")
    if finding is None:
        return (lead, rule.sentence)
    if has_no_column(finding):
        return (lead, f"Not obtained in {found(finding)}: no extract has a column for it.")
    limits = _limits(finding.warn_above, finding.fail_above)
    return (lead, f"Not obtained in {found(finding)}.{limits}{_in_units(collection, rule)}")


def _limits(warn: float | None, fail: float | None) -> str:
    said = [
        f"{word} above {figures.limit(limit)}"
        for word, limit in (("warns", warn), ("fails", fail))
        if limit is not None
    ]
    return f" The rule {' and '.join(said)}." if said else ""


def _in_units(collection: Collection, rule: RuleVerdict) -> str:
    if assessed(rule) < 2:
        return ""
    failing, warning = rule.units_failing, rule.units_warning
    parts = [f"{failing:,} {verb(failing, 'fails', 'fail')}"] if failing else []
    parts += [f"{warning:,} {verb(warning, 'warns', 'warn')}"] if warning else []
    said = " and ".join(parts) if parts else "none fails or warns"
    return f" Of {places(collection, assessed(rule))} judged, {said}."


def _passes(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> str:
    finding = finding_of(collection, rule.rule)
    return f"{strand.label} (not obtained in {found(finding)})" if finding else strand.label


def _table(collection: Collection, number: int) -> Table:
    recorded = overall(collection)
    return Table(
        id=f"table-strands-{number}",
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
    judged = cells.word(VERDICTS[rule.verdict], verdict=rule.verdict) if rule else cells.NO_RULE
    name = cells.word(strand.label)
    if recorded is None or recorded.withheld:
        return (name, *(cells.WITHHELD,) * 5, judged)
    finding = finding_of(collection, rule.rule) if rule else None
    limits = (finding.warn_above, finding.fail_above) if finding else ()
    told = (
        cells.percent(recorded.measures.get(m), limits if m is Measure.NOT_OBTAINED else ())
        for m in MEASURES
    )
    of_known = cells.share(known(recorded), recorded.applicable)
    return (name, cells.count(recorded.applicable), of_known, *told, judged)
