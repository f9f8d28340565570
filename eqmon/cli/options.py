"""Options that several commands share, spelt and explained alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from eqmon.report import WRITERS
from eqmon.vocabulary import Audience, FailOn

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Extracts, or a folder or zip archive of one period's extracts; - is stdin.",
        show_default=False,
    ),
]
Suite = Annotated[
    Optional[str],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option(
        metavar="NAME", help="The suite to check by; found from the headings where only one fits."
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
        help=f"{', '.join(WRITERS)}; repeatable.  [default: terminal]",
    ),
]
Output = Annotated[
    Optional[list[str]],  # not Path, which forgets the slash that says it is a folder  # noqa: UP045
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="Write here instead of stdout, the format by the ending; repeatable. "
        "In a folder: report.ENDING for each --format.",
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


def unescaped(delimiter: str | None) -> str | None:
    """The delimiter itself, where a shell could only spell a tab."""
    return {"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter)
