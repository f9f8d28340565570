"""A report's copies: exact for insiders, controlled for everybody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.vocabulary import Audience, ControlMethod

if TYPE_CHECKING:
    from eqmon.disclosure.protect import Protected
    from eqmon.report.model import Report


@dataclass(frozen=True)
class Wanted:
    """How a run wants its public copies controlled; what it leaves open the rulebook says."""

    rules: Path | None
    method: ControlMethod | None
    strict: bool | None
    published: Path | None
    """The public report.json that was published last, against which new copies are held."""


class Copies:
    """The copy of one report for each audience; the public one is made once, when asked for."""

    def __init__(self, report: Report, wanted: Wanted) -> None:
        self.report = report
        self.wanted = wanted

    def of(self, audience: Audience) -> Report:
        """The copy for an audience; UsageError where only a public copy is there to be shown."""
        if audience is Audience.PUBLIC:
            return self._public.report
        if self.report.audience is Audience.PUBLIC:
            raise UsageError(
                "--audience internal",
                "the report is a public copy, from which figures are withheld",
                hint="give the internal report.json of that check",
            )
        return self.report

    def audit(self) -> str:
        """What the public copy withholds and why, as CSV for its owner alone."""
        from eqmon.disclosure.audit import audit, audit_csv

        return audit_csv(audit(self._public))

    @cached_property
    def _public(self) -> Protected:
        from eqmon.disclosure.kept import public_kept
        from eqmon.disclosure.methods import Method
        from eqmon.disclosure.protect import protected
        from eqmon.frameworks.told import with_frameworks
        from eqmon.rulebook.load import load_rulebook

        wanted = self.wanted
        rulebook = load_rulebook(wanted.rules)
        found = protected(
            self.report,
            control=Method.of(rulebook.disclosure, wanted.method, strict=wanted.strict),
            published=_last_published(wanted.published) if wanted.published else None,
        )
        # How far units have come follows from the figures that are left; a copy that was public
        # before may have been put beside other files.
        public = found.report.model_copy(update=public_kept(found.report))
        return replace(found, report=with_frameworks(public, rulebook))


def _last_published(path: Path) -> Report:
    from eqmon.report.read import read_report

    hint = "give the report.json of the public copy that was published last"
    return read_report(path, called="the published report", hint=hint)[0]
