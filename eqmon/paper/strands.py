"""How each strand was recorded over all units together, and how that stands to its limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Bullets, Cell, Column, Link, Paragraph, Strong, Table, Text
from eqmon.paper import cells
from eqmon.paper.own_unit import as_a_whole
from eqmon.paper.phrases import found, listed, places, verb, within
from eqmon.paper.pictures import of_strands
from eqmon.paper.standing import (
    assessed,
    finding_of,
    has_no_column,
    known,
    labels,
    overall,
    passes_where,
    standard_of,
    strands_of,
)
from eqmon.report import figures
from eqmon.report.words import VERDICTS
from eqmon.vocabulary import Measure, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import (
        Collection,
        Finding,
        Recorded,
        Report,
        RuleVerdict,
        StrandLabel,
    )

TOGETHER = {Verdict.FAIL: "fail", Verdict.WARN: "warn", Verdict.PASS: "pass"}
MEASURES = (Measure.NOT_OBTAINED, Measure.UNEXPLAINED, Measure.DECLINED)
NOTES: tuple[Text, ...] = (
    (
        "Per cent of applicable records, number in brackets. Not obtained: blank, not recorded, "
        "not known, not asked, a default or an invalid value. Not stated: with no reason recorded. "
        "Declined: the person preferred not to say.",
    ),
)


def by_strand(report: Report) -> tuple[Block, ...]:
    """For each collection a table of its strands and, in words, which fail, warn and pass."""
    return tuple(
        block
        for number, one in enumerate(as_a_whole(report).collections, 1)
        if one.strands
        for block in _of(one, number, with_chart=report.unit is None)
    )


def _of(collection: Collection, number: int, *, with_chart: bool) -> Iterator[Block]:
    title = Strong(f"{collection.title}. ")
    if not any(r.applicable or r.withheld for r in overall(collection).values()):
        yield Paragraph((title, "No record is applicable, so there is nothing to say."))
        return
    table = _table(collection, number)
    yield Paragraph(
        (title, Link("", f"#{table.id}"), f" shows every strand. {_standing(collection)}")
    )
    conclusions = tuple(_conclusions(collection))
    if conclusions:
        yield Bullets(conclusions)
    yield table
    if with_chart:
        yield from of_strands(collection, number)


def _standing(collection: Collection) -> str:
    """How many strands fail, warn and pass."""
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
    return f"Of {judged:,} judged, {listed(parts)}."


def _conclusions(collection: Collection) -> Iterator[Text]:
    """A line a strand that fails; one for all that warn, that pass, and that are not judged."""
    for strand, rule in strands_of(collection, Verdict.FAIL):
        yield _fails(collection, strand, rule)
    for verdict, word in ((Verdict.WARN, "Warn: "), (Verdict.PASS, "Pass: ")):
        of = [_brief(collection, *one) for one in strands_of(collection, verdict)]
        if of:
            yield (Strong(word), f"{'; '.join(of)}.")
    few = labels(strands_of(collection, Verdict.NOT_ASSESSED))
    if few:
        yield (Strong("Not assessed: "), f"{listed(few)}. That is neither a pass nor a fail.")
    unjudged = [s.label for s in collection.strands if standard_of(collection, s.name) is None]
    if unjudged:
        yield (Strong("No rule judges: "), f"{listed(unjudged)}.")


def _fails(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> Text:
    """Its rate and, as all together may stand otherwise than the units, how each of them stands."""
    finding = finding_of(collection, rule.rule)
    lead = Strong(f"{strand.label}: {VERDICTS[rule.verdict]}. ")
    if finding is None:
        return (lead, rule.sentence)
    said = f"Not obtained in {found(finding)}"
    if has_no_column(finding):
        return (lead, f"{said}: no extract has a column for it.")
    return (lead, f"{said}.{_against(collection, rule, finding)}")


def _against(collection: Collection, rule: RuleVerdict, finding: Finding) -> str:
    """How all together and the units stand to the limit for failing; empty without one."""
    if finding.fail_above is None:
        return ""
    limit = f"the limit of {figures.limit(finding.fail_above)}"
    failing, judged = rule.units_failing, assessed(rule)
    if judged < 2 and finding.verdict is Verdict.FAIL:
        return f" That is above {limit} beyond chance."
    units = f"{failing:,} of {places(collection, judged)} judged"
    if finding.verdict is Verdict.FAIL:
        so_do = f", and so {verb(failing, 'does', 'do')} {units}" if failing else ""
        return f" All together fail {limit}{so_do}."
    if failing:
        are = verb(failing, "is", "are")
        return f" All together are not above {limit} beyond chance, but {units} {are}."
    return f" Above {limit}, as decided by {rule.decided_by}."


def _brief(collection: Collection, strand: StrandLabel, rule: RuleVerdict) -> str:
    """The strand with its rate; that all together fail, where its units make it a warning."""
    finding = finding_of(collection, rule.rule)
    if finding is None:
        return strand.label
    return f"{strand.label} {found(finding)}{_unlike(rule, finding)}"


def _unlike(rule: RuleVerdict, finding: Finding) -> str:
    """What all together come to, where their units make the rule something else."""
    if finding.verdict is rule.verdict or finding.verdict not in TOGETHER:
        return ""
    return f", where all together {TOGETHER[finding.verdict]}"


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
        notes=(*NOTES, (f"Verdict: {within(passes_where(collection))}",))
        if passes_where(collection)
        else NOTES,
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
