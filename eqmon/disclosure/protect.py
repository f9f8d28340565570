"""The public copy of a report: nothing in it lets a count of fewer than ten people be worked out.

Counts of records stay exact from ten on, and so do counts of how they were recorded. Withheld are
units with fewer than ten records or applicable records, whatever would tell them by subtraction
(see `differencing`), and counts of people by what they are: how many share one code, how many have
a motivation, with every verdict where these are fewer than ten or none. What reveals how the
figures came about, file names and hashes, stays inside too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eqmon.compare import deciding_movements
from eqmon.disclosure.before import last_published
from eqmon.disclosure.control import BUCKETS, COUNTS_OF_PEOPLE, Control, control_of
from eqmon.disclosure.differencing import SMALL
from eqmon.disclosure.held import HeldLine
from eqmon.disclosure.kept import public_kept
from eqmon.disclosure.measures import controlled_measures
from eqmon.disclosure.methods import Method
from eqmon.disclosure.people import ControlledPeople, controlled
from eqmon.disclosure.said import disclosure_of
from eqmon.disclosure.withholding import OTHER_MONTHS, public_collection, public_months
from eqmon.report.headline import headline
from eqmon.report.model import Baseline, Collection, Input, Report
from eqmon.vocabulary import Audience, Movement, Verdict

SHORTEST_FILE_NAME = 3


@dataclass(frozen=True)
class Protected:
    """A public copy, and what its owner alone may know of how it came about."""

    report: Report
    controls: tuple[Control, ...]
    tables: tuple[tuple[ControlledPeople, ...], ...]
    """Of each collection, its tables of people."""
    measures: tuple[tuple[HeldLine, ...], ...]
    """Of each collection, what is held back of its measures."""


def protect(
    report: Report,
    area_of: Mapping[str, str | None] | None = None,
    *,
    control: Method | None = None,
    published: Report | None = None,
) -> Report:
    """The public copy of an internal report; a public one is returned as it is.

    `control` says how counts of people are controlled: as the shipped rulebook does without it.
    `published` is the public copy that was last published: nothing is shown that would tell a small
    count beside it, and UsageError says where that cannot be.
    `area_of` gives each unit's area, otherwise the report does: only areas with a withheld unit are
    withheld. Where neither does, every area of a collection with a withheld unit is. Cut a report
    to one unit after this, never before: a unit alone does not show what could be subtracted from
    its area.
    """
    return protected(report, area_of, control=control, published=published).report


def protected(
    report: Report,
    area_of: Mapping[str, str | None] | None = None,
    *,
    control: Method | None = None,
    published: Report | None = None,
) -> Protected:
    """The same with what it was made of, for `audit`."""
    if report.audience is Audience.PUBLIC:
        return Protected(report, (), (), ())
    method = control or Method()
    area_of = _areas(report) if area_of is None else area_of
    files = _names_of_files(report.inputs)
    before = last_published(report, published)
    was = {suite: found.collection for suite, found in before.items()}
    plain = [
        control_of(c, area_of, files, was.get(c.suite), strict=method.strict)
        for c in report.collections
    ]
    tables = [
        tuple(controlled(p, c, method, before.get(c.inside.suite)) for p in c.inside.people)
        for c in plain
    ]
    with_people = [_with_people(c, of) for c, of in zip(plain, tables, strict=True)]
    measures = [
        controlled_measures(c, public_months(c.inside.months), method, before.get(c.inside.suite))
        for c in with_people
    ]
    controls = [
        replace(c, measures=of.measures) for c, of in zip(with_people, measures, strict=True)
    ]
    public = _public(report, controls, files)
    said = disclosure_of(method, public.collections, published, report.period)
    public = public.model_copy(update={"disclosure": said})
    return Protected(public, tuple(controls), tuple(tables), tuple(tuple(m.held) for m in measures))


def _public(report: Report, controls: Sequence[Control], files: frozenset[str]) -> Report:
    collections = tuple(public_collection(c) for c in controls)
    assessed = [c.verdict for c in collections if c.verdict is not Verdict.NOT_ASSESSED]
    verdict = max(assessed, key=lambda v: v.gravity, default=Verdict.NOT_ASSESSED)
    return report.model_copy(
        update={
            "audience": Audience.PUBLIC,
            "verdict": verdict,
            "standard_met": verdict in (Verdict.PASS, Verdict.WARN),
            "headline": headline(collections),
            "inputs": (),
            "records": 0 if any(c.withheld.total for c in controls) else report.records,
            "collections": collections,
            "baseline": _baseline(report.baseline, collections),
            "notices": _notices(report, files, controls, collections),
            **public_kept(report),
            "could_not_run": tuple(
                "An input or a rule could not be evaluated; the internal report says which."
                for _ in report.could_not_run
            ),
        }
    )


def _with_people(control: Control, found: Sequence[ControlledPeople]) -> Control:
    return replace(
        control,
        people=tuple(f.people for f in found),
        unrecorded={f.people.subject: f.unrecorded for f in found},
    )


def _areas(report: Report) -> dict[str, str | None] | None:
    placed = {unit: area for c in report.collections for unit, area in c.areas.items()}
    units = {unit for c in report.collections for unit in c.units}
    return {unit: placed.get(unit) for unit in sorted(units)} if placed else None


def _names_of_files(inputs: Sequence[Input]) -> frozenset[str]:
    """Names as given and their last parts; shorter ones, as stdin's dash, are no names of files."""
    names = {part for i in inputs for part in (i.name, re.split(r"[/\\]", i.name)[-1])}
    return frozenset(name for name in names if len(name) >= SHORTEST_FILE_NAME)


def _baseline(baseline: Baseline | None, collections: Sequence[Collection]) -> Baseline | None:
    """The comparison without the file, counted again over what is shown.

    The hash goes too: with all but a small count known, trying them against it would find it.
    """
    if baseline is None:
        return None
    moved = deciding_movements(collections)
    return baseline.model_copy(
        update={
            "name": "an earlier report",
            "sha256": "",
            "worse": moved[Movement.WORSE],
            "no_worse": moved[Movement.NO_WORSE],
            "better": moved[Movement.BETTER],
        }
    )


def _notices(
    report: Report,
    files: frozenset[str],
    controls: Sequence[Control],
    collections: Sequence[Collection],
) -> tuple[str, ...]:
    """Notices that hold no figure and no file's name, then what was withheld and why.

    "95 %" is the interval's name, not a figure.
    """
    kept = [
        text
        for text in report.notices
        if not re.search(r"\d", text.replace("95 %", "")) and not any(f in text for f in files)
    ]
    inputs = len(report.inputs)
    kept.append(
        f"Public copy of the report on {inputs} {'input' if inputs == 1 else 'inputs'}, whose "
        "names and hashes are in the internal report."
    )
    for control, public in zip(controls, collections, strict=True):
        kept += [f"{public.title}: {text}." for text in _withheld_from(control, public)]
    return tuple(kept)


def _withheld_from(control: Control, public: Collection) -> list[str]:
    """What was withheld from a collection, how many figures, and under which rule."""
    said = []
    hidden = control.withheld.names
    by_size = [r for r in public.recorded if control.hides(r.level, r.unit)]
    cells = len(by_size) + sum(
        f.withheld and f.kind not in COUNTS_OF_PEOPLE for f in public.findings
    )
    if control.withheld.total:
        said.append(
            f"all {cells} figures, and the totals (shown as 0), are withheld: there are too few "
            "records to show any"
        )
    elif hidden:
        said.append(
            f"{cells} figures of {len(hidden - BUCKETS)} of {len(public.units)} units, and of "
            "their areas, are withheld: units with 1 to 9 records or applicable records, and those "
            "by whose subtraction these could be worked out"
        )
    places = sum(map(len, control.unrecorded.values()))
    if places:
        said.append(
            f"how a strand was recorded is withheld in {places} places, where it would tell counts "
            "of people"
        )
    if hidden & BUCKETS:
        said.append("a count of records with a blank or unrecognised unit is withheld (shown as 0)")
    dates = [f.rule for f in public.findings if f.withheld and f.kind == "date_in_period"]
    if dates and not control.withheld.total:
        said.append(
            f"figures of {', '.join(sorted(set(dates)))} are withheld: with the months they could "
            "tell of 1 to 9 records"
        )
    of_people = [f for f in public.findings if f.kind in COUNTS_OF_PEOPLE]
    if of_people:
        said.append(
            f"{len(of_people)} figures of {', '.join(sorted({f.rule for f in of_people}))} are "
            "withheld and their verdicts shown: they count people by what they are"
        )
    if OTHER_MONTHS in public.months:
        said.append("months by which 1 to 9 records could be worked out are added together")
    if 0 < control.inside.arrival.shared_keys < SMALL:
        said.append("the count of references in another collection too is withheld (shown as 0)")
    return said
