"""A report's copies: exact for insiders, controlled for everybody else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.report.model import Report


class Copies:
    """The copy of one report for each audience; the public one is made once, when asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def of(self, audience: Audience) -> Report:
        """The copy for an audience; UsageError where only a public copy is there to be shown."""
        if audience is Audience.PUBLIC:
            return self.public
        if self.report.audience is Audience.PUBLIC:
            raise UsageError(
                "--audience internal",
                "the report is a public copy, from which figures are withheld",
                hint="give the internal report.json of that check",
            )
        return self.report

    @cached_property
    def public(self) -> Report:
        """The controlled copy."""
        from eqmon.disclosure.protect import protect

        return protect(self.report)
