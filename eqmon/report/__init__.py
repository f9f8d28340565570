"""The writers: each turns the one report document into text for one kind of reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.report.model import Report


@dataclass(frozen=True)
class Writer:
    """One format: where its code is, which ending means it, and for whom it is by default."""

    module: str
    ending: str
    """Empty where no file ending means this format."""
    public_by_default: bool = False
    """Whether it goes to a third party's server unless told otherwise."""
    options: tuple[str, ...] = ()
    """Names of what the format must know of its reader; others are left out."""


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "terminal": Writer("eqmon.report.terminal", ".txt", options=("width", "colour", "ascii")),
        "json": Writer("eqmon.report.json", ".json"),
        "csv": Writer("eqmon.report.csv", ".csv"),
        "junit": Writer("eqmon.report.junit", ".xml", public_by_default=True),
        "github": Writer("eqmon.report.github", "", public_by_default=True),
        "markdown": Writer("eqmon.report.markdown", ".md"),
    },
)
"""Formats by name, in the order in which help shows them; modules are imported when asked for."""


def write(report: Report, format: str, **context: object) -> str:
    """The report in one format, ending in a newline; UsageError for a format that there is not.

    `context` may say more than the format asks for: `width`, `colour`, `ascii` go to `terminal`.
    """
    if format not in WRITERS:
        raise UsageError("", f"there is no format '{format}'", allowed=", ".join(WRITERS))
    writer = WRITERS[format]
    options = {name: context[name] for name in writer.options if name in context}
    text: str = import_module(writer.module).write(report, **options)
    return text
