"""eqmon init: a rulebook and settings of one's own to edit."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete, options
from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.init.starter import Files


def init(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The rulebook's folder; made where there is none.")
    ],
    extract: Annotated[
        Optional[str],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Option("--from", metavar="FILE", help="An extract to start from; - is stdin."),
    ] = None,
    confirm: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            metavar="ID[=CHOICE]",
            help="Answer a question about that extract; repeatable. `eqmon inspect` shows them, "
            "and at a terminal they are asked.",
        ),
    ] = None,
    suite: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            metavar="NAME",
            help="A shipped suite to copy; repeatable without --from.  [default: with --from the "
            "one that fits, otherwise domestic_violence and hate_crime]",
            autocompletion=complete.suites,
        ),
    ] = None,
    quiet: options.Quiet = False,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
) -> None:
    """Write a rulebook and settings of your own to edit; nothing is ever written over.

    With --from they are made for an extract: a copy of the suite that fits it, with a layout where
    its headings, dates or codes are others, or else a suite of its own. What eqmon cannot know of
    it takes the safe answer, and is said.
    """
    from eqmon.extract.declared import Declared

    declared = Declared(encoding=encoding, delimiter=options.unescaped(delimiter), sheet=sheet)
    if extract is None:
        _init(directory, suite or [], declared, is_about_extract=bool(confirm))
    else:
        from eqmon.cli.init_from import init_from
        from eqmon.init.placing import refuse_existing
        from eqmon.init.starter import SURROUNDINGS

        refuse_existing(directory, SURROUNDINGS)
        init_from(
            directory, extract, declared, suites=suite or [], confirm=confirm or [], quiet=quiet
        )


def _init(
    directory: Path, suites: list[str], declared: Declared, *, is_about_extract: bool
) -> None:
    from eqmon.extract.declared import NOTHING
    from eqmon.init.placing import place
    from eqmon.init.starter import starter
    from eqmon.rulebook.load import load_rulebook

    if is_about_extract or declared != NOTHING:
        problem = "--confirm, --encoding, --delimiter and --sheet are about an extract"
        raise UsageError("", problem, hint="name it with --from")
    files = starter(load_rulebook(), suites)
    place(directory, {name: file.text for name, file in files.items()}, load_rulebook)
    say_written(directory, files)
    typer.echo(f"Next: eqmon check EXTRACT --rules {shlex.quote(str(directory))}")


def say_written(directory: Path, files: Files) -> None:
    """Say what was written where; it has passed lint by now."""
    widest = max(map(len, files))
    typer.echo(f"Written to {directory}, and checked:")
    for name, file in files.items():
        typer.echo(f"  {name:<{widest}}  {file.holds}")
