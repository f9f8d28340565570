"""eqmon init: a rulebook and settings of one's own to edit."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete

if TYPE_CHECKING:
    from eqmon.init.starter import Files
    from eqmon.rulebook.load import Rulebook


def init(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The rulebook's folder; made where there is none.")
    ],
    suite: Annotated[
        Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Option(
            metavar="NAME",
            help="A shipped suite to copy; repeatable.  [default: domestic_violence, hate_crime]",
            autocompletion=complete.suites,
        ),
    ] = None,
) -> None:
    """Write a rulebook and settings of your own to edit; nothing is ever written over."""
    from eqmon.init.placing import refuse_existing
    from eqmon.init.starter import starter
    from eqmon.rulebook.load import load_rulebook

    shipped = load_rulebook()
    files = starter(shipped, suite or ())
    refuse_existing(directory, files)
    rulebook = _placed(directory, files)
    _say(directory, files, rulebook, "EXTRACT")


def _placed(directory: Path, files: Files) -> Rulebook:
    from eqmon.init.placing import place
    from eqmon.rulebook.load import load_rulebook

    return place(directory, {name: file.text for name, file in files.items()}, load_rulebook)


def _say(directory: Path, files: Files, rulebook: Rulebook, example: str) -> None:
    widest = max(map(len, files))
    typer.echo(f"Written to {directory}:")
    for name, file in files.items():
        typer.echo(f"  {name:<{widest}}  {file.holds}")
    rules = sum(len(suite.rules) for suite in rulebook.suites.values())
    typer.echo(f"{len(rulebook.suites)} suites with the shipped ones, {rules} rules, no problems.")
    typer.echo(f"Next: eqmon check {example} --rules {shlex.quote(str(directory))}")
