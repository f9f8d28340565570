"""A new rulebook from one extract: the suite it fits with a layout, or a suite of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.errors import InputError, InternalError, UsageError
from eqmon.extract.read import open_extract
from eqmon.init.build_suite import build_suite
from eqmon.init.observed import with_observed
from eqmon.init.own_layout import build_layout
from eqmon.init.starter import (
    Files,
    NewFile,
    Origin,
    changed,
    copied,
    shipped_text,
    with_surroundings,
)
from eqmon.init.templates import fill
from eqmon.rulebook.accepted import Accepted
from eqmon.rulebook.load import Rulebook, load_rulebook
from eqmon.rulebook.model import Suite
from eqmon.rulebook.yaml_reader import parse_yaml
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from pathlib import Path

    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source
    from eqmon.init.settled import Settled
    from eqmon.inspection.model import Inspection


@dataclass(frozen=True)
class Started:
    """The files of a new rulebook, and how they read the extract that they were made from."""

    files: Files
    suite: str
    columns: Mapping[str, int]
    """Position, from 0, of each field's column."""

    def check(self, directory: Path, source: Source, declared: Declared) -> Rulebook:
        """The rulebook as it was written; it must make sense and read the extract as intended.

        Raises what `check` would; InternalError where it reads another column than was meant.
        """
        rulebook = load_rulebook(directory)
        extract = open_extract(source, rulebook, declared)
        read = {name: extract.columns.get(name) for name in self.columns}
        if extract.suite != self.suite or read != self.columns:
            raise InternalError(source.name, "what was written does not read it as was meant")
        return rulebook


def refuse_unfit(inspection: Inspection) -> None:
    """Raise for an extract that no rulebook can be started from, with what to do instead.

    InputError where it has no headings or no strand; UsageError where several suites fit.
    """
    name, hint = inspection.name, f"`eqmon inspect {inspection.name}` shows what it holds"
    if inspection.headless:
        problem = "its first row looks like a record, so it has no headings"
        raise InputError(name, problem, hint=hint)
    if len(inspection.fitting) > 1 and inspection.suite is None:
        allowed = ", ".join(inspection.fitting)
        hint = "say which with --suite"
        raise UsageError(name, "its headings fit several suites", allowed=allowed, hint=hint)


def start_from(settled: Settled, rulebook: Rulebook, settings: Mapping[str, str]) -> Started:
    """The files for an extract whose columns are settled; `settings` are needed to read it.

    InputError where not one of its columns tells a strand.
    """
    inspection = settled.inspection
    columns = {name: column.position - 1 for name, column in settled.columns.items()}
    if inspection.suite is None:
        name, text, suite = _own_suite(settled, rulebook)
        rules = {f"suites/{name}.yaml": NewFile(text, "a suite for this kind of extract")}
    else:
        suite = rulebook.suites[inspection.suite]
        columns = {name: at for name, at in columns.items() if name in suite.fields}
        rules = {f"suites/{suite.suite}.yaml": _copy(settled, suite)}
        if layout := build_layout(settled, suite, rulebook):
            told = fill("own_layout.yaml.jinja", layout=layout)
            holds = "how this extract differs from the suite"
            rules[f"layouts/{layout.name}.yaml"] = NewFile(told, holds)
    if suite.strand_fields.isdisjoint(columns) and (suite.strands or inspection.suite is None):
        raise InputError(
            inspection.name,
            "no column is recognised as a strand, so there is nothing here to monitor",
            hint=f"`eqmon inspect {inspection.name}` shows what each column is taken for",
        )
    origin = Origin(inspection.name, settings, [*_notes(settled)])
    return Started(with_surroundings(rules, suite, origin), suite.suite, columns)


def _copy(settled: Settled, suite: Suite) -> NewFile:
    if not settled.takes_observed:
        return copied(suite)
    return changed(suite, with_observed(shipped_text(suite), suite), but_for="ethnicity")


def _notes(settled: Settled) -> Iterator[str]:
    """What was left open or only noticed, for the page that is read first."""
    for question in settled.left_open:
        yield (
            f"{question.asks} Nobody has said yet; until then, {question.otherwise}. To confirm,"
            f" write to a new folder with `{question.confirm}`, or edit the files."
        )
    if unread := unread_values(settled):
        yield (
            f"Values that no code list reads count as not obtained: {unread}. `eqmon inspect"
            " EXTRACT --rules .` shows which; under `values` of a field you say what they mean."
        )
    for strand in settled.inspection.strands:
        if strand.proposed_scheme and strand.field in settled.columns:
            yield (
                f"{strand.label}: every code that one scheme alone has is of"
                f" {strand.proposed_scheme}. To make the codes of others invalid, write"
                f' `scheme: "{strand.proposed_scheme}"` beside its code list.'
            )


def unread_values(settled: Settled) -> str:
    """Where records hold values that no code list reads: `Gender 14 of 180`; empty for nowhere."""
    records = settled.inspection.records
    return "; ".join(
        f"{strand.label} {invalid:,} of {records:,}"
        for strand in settled.inspection.strands
        if (column := settled.columns.get(strand.field)) and column.position == strand.position
        if (invalid := strand.recordings.get(Recording.INVALID))
    )


def _own_suite(settled: Settled, rulebook: Rulebook) -> tuple[str, str, Suite]:
    """The name, text and model of a suite of its own, by which each column is what it is to be."""
    for exact in (False, True):
        own = build_suite(settled, rulebook, exact=exact)
        text = fill("own_suite.yaml.jinja", suite=own)
        suite = Suite.model_validate(parse_yaml(text))
        accepted = Accepted(suite, rulebook.persons)
        meant = {f.headings[0]: f.name for f in own.fields if not f.is_absent}
        headings = [column.heading or "" for column in settled.inspection.columns]
        if {h: accepted.field_of(h) for h in headings if accepted.field_of(h)} == meant:
            break
    return own.name, text, suite
