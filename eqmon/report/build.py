"""Builds the report: every word and figure that a writer shows is settled here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon import __version__
from eqmon.judge import COULD_NOT_RUN
from eqmon.report.collection import build_collection
from eqmon.report.headline import headline
from eqmon.report.model import Collection, Input, Report
from eqmon.report.schemes import invalid_notices, scheme_notices
from eqmon.report.words import number_of
from eqmon.vocabulary import (
    BUCKETS,
    NO_DATE,
    UNREADABLE_DATE,
    Audience,
    Level,
    Verdict,
)

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.extract.drop import Drop
    from eqmon.intake import Taken, TakenInput
    from eqmon.rulebook.load import Rulebook

CHANCE_WORTH_SAYING = 0.5
"""From so many units expected to fail by chance alone on, a reader is told."""


def build(drop: Drop, rulebook: Rulebook, taken: Taken, checked: Sequence[Checked]) -> Report:
    """The internal report of a drop: exact, with its provenance."""
    # By name, not as the files came: a reader finds the same place every month.
    in_order = sorted(checked, key=lambda one: one.plan.suite.suite)
    collections = tuple(build_collection(one, rulebook) for one in in_order)
    extracted_on = drop.extracted_on.isoformat() if drop.extracted_on else None
    assessed = [c.verdict for c in collections if c.verdict is not Verdict.NOT_ASSESSED]
    verdict = max(assessed, key=lambda v: v.gravity) if assessed else Verdict.NOT_ASSESSED
    return Report(
        eqmon=__version__,
        audience=Audience.INTERNAL,
        period=drop.period,
        extracted_on=extracted_on,
        rulebook=rulebook.name,
        rulebook_sha256=rulebook.sha256,
        verdict=verdict,
        standard_met=verdict in (Verdict.PASS, Verdict.WARN),
        headline=headline(collections),
        inputs=tuple(_input(one, extracted_on) for one in taken.inputs),
        records=sum(one.records for one in taken.inputs),
        collections=collections,
        exceptions=tuple(_exceptions(rulebook, collections)),
        notices=(
            *_notices(collections),
            *(notice for one in in_order for notice in scheme_notices(one)),
        ),
        could_not_run=tuple(_could_not_run(taken, checked)),
    )


def _input(taken: TakenInput, extracted_on: str | None) -> Input:
    notes = taken.notes
    if taken.status == "repeated":
        notes = (*notes, f"the same file as {taken.repeats}, not counted again")
    if taken.status == "set_aside":
        notes = (*notes, f"left out by --suite: its headings are those of {taken.suite}")
    if taken.status == "nil_return":
        notes = (*notes, "a nil return, with a heading and no record")
    written = taken.written
    return Input(
        name=taken.name,
        suite=taken.suite,
        status=taken.status,
        sha256=taken.sha256,
        records=taken.records,
        written_as=written.kind if written else None,
        encoding=written.encoding if written else None,
        delimiter=written.delimiter if written else None,
        sheet=written.sheet if written else None,
        layout=taken.layout,
        extracted_on=extracted_on,
        notes=notes,
        problem=taken.problem,
    )


def _exceptions(rulebook: Rulebook, collections: Sequence[Collection]) -> Iterator[str]:
    rules = {rule.rule for c in collections for rule in c.rules}
    for known in rulebook.exceptions:
        if known.rule in rules:
            where = known.unit or "every unit"
            until = known.until.isoformat()
            yield f"{known.rule}, {where}: {known.reason} ({known.owner}, until {until})."


def _notices(collections: Sequence[Collection]) -> Iterator[str]:
    for collection in collections:
        yield from invalid_notices(collection)
        chance = sum(rule.expected_by_chance for rule in collection.rules)
        tests = sum(
            f.level is Level.UNIT
            and f.fail_above is not None
            and f.measure is not None
            and f.verdict is not Verdict.NOT_ASSESSED
            and f.unit not in BUCKETS
            for f in collection.findings
        )
        if chance >= CHANCE_WORTH_SAYING:
            yield (
                f"{collection.title}: of {number_of(tests, 'unit rate')} put to a failing limit, "
                f"about {chance:.1f} would fail by chance if every unit stood exactly at its limit."
            )
        for bucket, what in ((NO_DATE, "no date"), (UNREADABLE_DATE, "an unreadable date")):
            if n := collection.months.get(bucket):
                have = f"{number_of(n, 'record')} {'has' if n == 1 else 'have'}"
                yield f"{collection.title}: {have} {what}: counted, and in no month."
    yield from _duty_notices(collections)


def _duty_notices(collections: Sequence[Collection]) -> Iterator[str]:
    """Strands without a duty at the records' dates; once for collections that are alike in it."""
    titles: dict[str, list[str]] = {}
    for collection in collections:
        without = [s.label for s in collection.strands if s.duty and s.duty.label == "no duty then"]
        if without:
            titles.setdefault(", ".join(without), []).append(collection.title)
    for strands, of in titles.items():
        yield (
            f"{', '.join(of)}: at these records' dates no equality duty was yet in force for "
            f"{strands}; the standard there is good practice."
        )


def _could_not_run(taken: Taken, checked: Sequence[Checked]) -> Iterator[str]:
    for one in taken.inputs:
        if one.status == "unreadable":
            yield one.problem
    for collection in checked:
        for judged in collection.judgements:
            if judged.reason == COULD_NOT_RUN:
                yield f"{judged.rule.id}: the rule {COULD_NOT_RUN}"
