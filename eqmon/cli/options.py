"""Options that several commands share, spelt and explained alike."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete
from eqmon.cli.formats import OF_CHECK, OF_PAPER
from eqmon.cli.settings import OneOf
from eqmon.cli.settled import SettledContext
from eqmon.errors import UsageError
from eqmon.vocabulary import Audience, ControlMethod, FailOn

if TYPE_CHECKING:
    from eqmon.kept import Kept

PATHS = "Extracts, or a folder or zip archive of one period's extracts; - is stdin."
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help=PATHS, show_default=False),
]
PathsUnlessShown = Annotated[
    Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Argument(metavar="PATH...", help=PATHS, show_default=False),
]
Suite = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="NAME",
        help="The suite to check by; found from the headings where only one fits.",
        autocompletion=complete.suites,
    ),
]
Rules = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(metavar="DIR", help="A rulebook of your own, extending the shipped one."),
]
Period = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="YYYY-MM", help="The drop's period; otherwise from drop.yaml or the folder's name."
    ),
]
Unit = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="COLUMN", help="The heading of the column that names the unit."),
]
Format = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="NAME",
        envvar="EQMON_FORMAT",
        help=f"{', '.join(OF_CHECK)}; repeatable.  [default: terminal]",
        autocompletion=complete.one_of(OF_CHECK),
    ),
    OneOf(tuple(OF_CHECK)),
]
PaperFormat = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(OF_PAPER)}; repeatable.  [default: markdown]",
        autocompletion=complete.one_of(OF_PAPER),
    ),
    OneOf(tuple(OF_PAPER)),
]
Output = Annotated[
    Optional[list[str]],  # not Path, which forgets the slash that says it is a folder  # noqa: UP045
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="Write here instead of stdout, the format by the ending; repeatable. "
        "In a folder: one file for each --format.",
    ),
]
AudienceOption = Annotated[
    Optional[Audience],  # noqa: UP045
    typer.Option(
        "--audience",
        help="internal: exact figures; public: units under ten records, and small counts of "
        "people, withheld.  "
        "[default: public for junit and github, otherwise internal]",
    ),
]
PaperAudience = Annotated[
    Audience,
    typer.Option("--audience", help="public: small counts withheld; internal: exact figures."),
]
Disclosure = Annotated[
    Optional[ControlMethod],  # noqa: UP045
    typer.Option(
        "--disclosure",
        help="How counts of people are controlled in public copies: small ones suppressed, or "
        "suppressed and the rest rounded.  [default: as the rulebook says]",
    ),
]
Strict = Annotated[
    Optional[bool],  # noqa: UP045
    typer.Option(
        "--strict/--not-strict",
        help="Control counts of how each strand was recorded too.  [default: as the rulebook says]",
    ),
]
Published = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        metavar="REPORT.JSON",
        help="The public report that was published last: what both together would tell of people "
        "is withheld.",
    ),
]
Audit = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        metavar="FILE.csv",
        help="Write here, for its owner alone, what the public copy withholds, and why.",
    ),
]
Baseline = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        metavar="REPORT.JSON",
        help="An earlier internal report to compare with: what became worse or better since.",
    ),
]
Registers = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option(
        "--register",
        metavar="FILE",
        help="A register of what was due and what came, told in the report; repeatable.",
    ),
]
Claims = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option(
        "--claims",
        metavar="FILE.csv",
        help="Published figures to hold to their own arithmetic, told in the report; repeatable.",
    ),
]
Scores = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option(
        "--score",
        metavar="FILE.json",
        help="A dip sample's score, as eqmon sample score wrote it; repeatable.",
    ),
]
ExtractedOn = Annotated[
    Optional[datetime],  # noqa: UP045
    typer.Option(
        formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day the extracts were taken."
    ),
]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", help="From which verdict on the exit code is 1.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]
Encoding = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="NAME", help="The files' encoding; otherwise found."),
]
Delimiter = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="CHAR", help="What separates cells (\\t for a tab); otherwise found."),
]
Layout = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="NAME",
        help="The layout to read by; otherwise the one whose conditions hold.",
        autocompletion=complete.layouts,
    ),
]
Sheet = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        metavar="NAME", help="The workbooks' sheet, by name or number; otherwise the one that fits."
    ),
]
ShowSettings = Annotated[
    bool,
    typer.Option("--show-settings", help="Show each option's value and its place, and end."),
]


def given(paths: list[str] | None, context: typer.Context, *, show_settings: bool) -> list[str]:
    """The paths; UsageError without any. Where settings are asked for, showing them is all."""
    if show_settings and isinstance(context, SettledContext):
        from eqmon.cli.show_settings import show_settings as text_of

        typer.echo(text_of(context))
        raise typer.Exit
    if not paths:
        raise UsageError("", "no PATH is given", hint="--help shows an example")
    return paths


def unescaped(delimiter: str | None) -> str | None:
    """The delimiter itself, where a shell could only spell a tab."""
    return {"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter)


def kept(
    registers: list[Path] | None, claims: list[Path] | None, scores: list[Path] | None
) -> Kept:
    """The files that are kept by hand beside a drop."""
    from eqmon.kept import Kept

    return Kept(tuple(registers or ()), tuple(claims or ()), tuple(scores or ()))
