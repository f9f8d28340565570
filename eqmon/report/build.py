"""Builds the report: every word and figure that a writer shows is settled here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon import __version__
from eqmon.judge import COULD_NOT_RUN
from eqmon.report.collection import build_collection
from eqmon.report.model import Collection, Input, Report
from eqmon.vocabulary import (
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
    collections = tuple(build_collection(one, rulebook) for one in checked)
    extracted_on = drop.extracted_on.isoformat() if drop.extracted_on else None
    assessed = [c.verdict for c in collections if c.verdict is not Verdict.NOT_ASSESSED]
    return Report(
        eqmon=__version__,
        audience=Audience.INTERNAL,
        period=drop.period,
        extracted_on=extracted_on,
        rulebook=rulebook.name,
        rulebook_sha256=rulebook.sha256,
        verdict=max(assessed, key=lambda v: v.gravity) if assessed else Verdict.NOT_ASSESSED,
        standard_met=Verdict.FAIL not in assessed,
        headline=" ".join(_headline(c) for c in collections),
        inputs=tuple(_input(one, extracted_on) for one in taken.inputs),
        records=sum(one.records for one in taken.inputs),
        collections=collections,
        exceptions=tuple(_exceptions(rulebook, collections)),
        notices=tuple(_notices(collections)),
        could_not_run=tuple(_could_not_run(taken, checked)),
    )


def _headline(collection: Collection) -> str:
    """The collection in one sentence: how much was read, what fails, and what was only too few."""
    failing = [rule for rule in collection.rules if rule.verdict is Verdict.FAIL]
    labels = {label.name: label.label for label in collection.strands}
    named = dict.fromkeys(labels.get(r.strand or "", r.title) for r in failing)
    said = f"{collection.title}, {collection.records:,} records: "
    if collection.verdict is Verdict.NOT_ASSESSED:
        return said + "nothing could be assessed."
    if not failing:
        return said + "no rule fails."
    number = f"{len(failing)} of {len(collection.rules)} rules"
    return f"{said}{number} {'fails' if len(failing) == 1 else 'fail'}: {'; '.join(named)}."


def _input(taken: TakenInput, extracted_on: str | None) -> Input:
    notes = taken.notes
    if taken.status == "repeated":
        notes = (*notes, f"the same file as {taken.repeats}: not counted again")
    if taken.status == "nil_return":
        notes = (*notes, "a heading and no record: a nil return")
    return Input(
        name=taken.name,
        suite=taken.suite,
        status=taken.status,
        sha256=taken.sha256,
        records=taken.records,
        encoding=taken.encoding,
        delimiter=taken.delimiter,
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
        chance = sum(rule.expected_by_chance for rule in collection.rules)
        tests = sum(
            f.level is Level.UNIT and f.fail_above is not None and f.measure is not None
            for f in collection.findings
        )
        if chance >= CHANCE_WORTH_SAYING:
            yield (
                f"{collection.title}: {tests:,} unit rates are put to a failing limit; were every "
                f"unit exactly at its limit, about {chance:.1f} of them would fail by chance."
            )
        left_out = collection.records - collection.applicable
        if left_out:
            yield (
                f"{collection.title}: {left_out:,} of {collection.records:,} records have no "
                "person to describe; they are counted and stand in no rate."
            )
        for bucket, what in ((NO_DATE, "no date"), (UNREADABLE_DATE, "an unreadable date")):
            if n := collection.months.get(bucket):
                yield f"{collection.title}: {n:,} records have {what}; they are counted."
        yield from _duty_notices(collection)


def _duty_notices(collection: Collection) -> Iterator[str]:
    without = [s.label for s in collection.strands if s.duty and s.duty.label == "no duty then"]
    if without:
        yield (
            f"{collection.title}: at these records' dates no equality duty was yet in force for "
            f"{', '.join(without)}; the standard there is good practice."
        )


def _could_not_run(taken: Taken, checked: Sequence[Checked]) -> Iterator[str]:
    for one in taken.inputs:
        if one.status == "unreadable":
            yield one.problem
    for collection in checked:
        for judged in collection.judgements:
            if judged.reason == COULD_NOT_RUN:
                yield f"{judged.rule.id}: the rule {COULD_NOT_RUN}"
