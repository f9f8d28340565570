"""eqmon verify: whether published figures can be what they are said to be."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.exits import ExitCode
from eqmon.cli.formats import OF_VERIFY
from eqmon.cli.settings import OneOf
from eqmon.errors import UsageError
from eqmon.vocabulary import FailOn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.cli.plan import Delivery
    from eqmon.extract.source import Source
    from eqmon.verify.model import Verification

Files = Annotated[
    Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Argument(
        metavar="FIGURES...", help="CSV files of claims, a row each; - is stdin.",
        show_default=False,
    ),
]  # fmt: skip
Format = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(OF_VERIFY)}; repeatable.  [default: terminal]",
        autocompletion=complete.one_of(OF_VERIFY),
    ),
    OneOf(tuple(OF_VERIFY)),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="fail: exit 1 where a claim is impossible or inconsistent; warn: also where one "
        "cannot be checked.",
    ),
]


def verify(
    figures: Files = None,
    template: Annotated[
        bool,
        typer.Option("--template", help="Write a file of claims to begin from, and end."),
    ] = False,
    format: Format = None,
    output: options.Output = None,
    fail_on: FailOnOption = FailOn.FAIL,
    quiet: options.Quiet = False,
) -> None:
    """Check published figures against their own arithmetic: can they be what they are said to be?

    A file has a row for each claim, with columns id and kind, where (paper and paragraph), quote,
    note, and what the kind needs: percentage (value, n) asks whether a whole count of n can be
    printed so (GRIM); share, ratio (value, count, n); fraction (value, n); list (value, items,
    expected); numbering (items); sum (value, items); difference, change (value, before, after);
    target, comparison (value, relation, against); rank (value, relation, items); calendar (every,
    items); deadline (value, against); metadata (value, n, definition, period). Items are separated
    by semicolons.

    A figure that its n cannot give may have another denominator: arithmetic does not say why.

    Exit codes: 0 nothing speaks against a claim; 1 a claim is impossible or inconsistent (see
    --fail-on); 2 a file cannot be read, and every problem of it is told.
    """
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.verify.verify import verify as check

    if not figures and not template:
        raise UsageError("", "no FIGURES are given", hint="--template writes a file to begin from")
    if template:
        _write_template(figures, output, quiet=quiet)
        return
    files = list(figures or ())
    places = Places(OF_VERIFY, "terminal", "verification")
    delivery = plan_delivery(places, format or [], output or [], None, inputs=files, quiet=quiet)
    verification = check(_sources(files))
    _deliver(verification, delivery)
    raise typer.Exit(_exit_code(verification, fail_on))


def _sources(files: Sequence[str]) -> list[Source]:
    """Each file as a source; UsageError for one that is named twice."""
    from eqmon.cli.plan import STDIN
    from eqmon.errors import InputError
    from eqmon.extract.source import Source

    if len(set(files)) < len(files):
        raise UsageError("", "a file is named twice", hint="name each file once")
    found = []
    for name in files:
        if name == STDIN:
            found.append(Source(STDIN, data=sys.stdin.buffer.read()))
        elif Path(name).is_dir():
            raise InputError(name, "is a folder", hint="name the CSV files of claims in it")
        else:
            found.append(Source(name, path=Path(name)))
    return found


def _deliver(verification: Verification, delivery: Delivery) -> None:
    """Files first, so that a closed pipe loses none."""
    from eqmon.cli.deliver import OF_FILES, console, print_text
    from eqmon.cli.folder import make_folder
    from eqmon.verify.written import written
    from eqmon.writing import write_atomically

    of_files: dict[str, Any] = OF_FILES
    for folder in delivery.folders:
        make_folder(folder)
    for name, path in delivery.to_files:
        data = written(verification, name, environ=os.environ, **of_files)
        write_atomically(path, data, inputs=delivery.inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    for name in delivery.to_stdout:
        data = written(verification, name, environ=os.environ, **console())
        print_text(data.decode())


def _exit_code(verification: Verification, fail_on: FailOn) -> ExitCode:
    from eqmon.verify.model import Outcome

    counted = {
        FailOn.FAIL: {Outcome.IMPOSSIBLE, Outcome.INCONSISTENT},
        FailOn.WARN: {Outcome.IMPOSSIBLE, Outcome.INCONSISTENT, Outcome.CANNOT_BE_CHECKED},
    }.get(fail_on, set())
    fails = any(claim.outcome in counted for claim in verification.claims)
    return ExitCode.NOT_COMPLIANT if fails else ExitCode.COMPLIANT


def _write_template(
    figures: Sequence[str] | None, output: Sequence[str] | None, *, quiet: bool
) -> None:
    from eqmon.cli.deliver import print_text
    from eqmon.cli.plan import refuse_output
    from eqmon.verify.csv import template
    from eqmon.writing import write_atomically

    if figures:
        raise UsageError("--template", "it reads no FIGURES", hint="leave them out")
    for name in output or ():
        refuse_output(Path(name), ())
    if not output:
        print_text(template())
    for name in output or ():
        write_atomically(Path(name), template().encode("utf-8-sig"))
        if not quiet:
            typer.echo(f"eqmon: wrote {name}", err=True)
