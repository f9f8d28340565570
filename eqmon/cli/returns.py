"""eqmon returns: what was due, and what came."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.exits import ExitCode
from eqmon.cli.formats import OF_VERIFY as OF_RETURNS
from eqmon.cli.settings import OneOf
from eqmon.errors import InputError, UsageError
from eqmon.vocabulary import FailOn, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eqmon.cli.plan import Delivery
    from eqmon.extract.source import Source
    from eqmon.registers.model import Returns
    from eqmon.registers.seen import Seen

REPORT = ".json"
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="REGISTER... [REPORT.json...]",
        help="Registers kept by hand, as CSV or YAML (- is stdin), and the report.json of each "
        "drop that was checked.",
        show_default=False,
    ),
]
Format = Annotated[
    Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(OF_RETURNS)}; repeatable.  [default: terminal]",
        autocompletion=complete.one_of(OF_RETURNS),
    ),
    OneOf(tuple(OF_RETURNS)),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="fail: exit 1 where something that was due is missing or not met; warn: also where "
        "something came late.",
    ),
]


def returns(
    paths: Paths,
    on: Annotated[
        Optional[datetime],  # noqa: UP045
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="The day on which it is told what is due; what came later had not come.  "
            "[default: today]",
        ),
    ] = None,
    register: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="NAME",
            help="Which register the files are; found from the headings where only one fits.",
        ),
    ] = None,
    rules: options.Rules = None,
    format: Format = None,
    output: options.Output = None,
    fail_on: FailOnOption = FailOn.FAIL,
    quiet: options.Quiet = False,
) -> None:
    """Show what was due, what came, what came late and what is missing, by body and date.

    A register has a row for each body and date on which something was asked for, and when it came:
    columns Return, Body, Due, Received. Others of the rulebook: policies (when each was monitored
    last) and standards (met or not, by borough and quarter); registers/NAME.yaml of a rulebook of
    your own adds another. A month alone, 2006-09, is due by its last day. Reports of checked drops
    tell which units sent an extract for which month.

    Exit codes: 0 all that was due is made; 1 something is missing (see --fail-on); 2 a file cannot
    be read, and every problem of it is told.
    """
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.registers.read import read_register
    from eqmon.registers.returns import returns_of
    from eqmon.registers.stale import warning
    from eqmon.rulebook.load import load_rulebook

    if len(set(paths)) < len(paths):
        raise UsageError("", "a file is named twice", hint="name each file once")
    places = Places(OF_RETURNS, "terminal", "returns")
    delivery = plan_delivery(places, format or [], output or [], None, inputs=paths, quiet=quiet)
    rulebook = load_rulebook(rules)
    reports = [path for path in paths if path.lower().endswith(REPORT)]
    registers = [path for path in paths if path not in reports]
    read = [read_register(source, rulebook, register) for source in _sources(registers)]
    day = (on or datetime.now(UTC).astimezone()).date()
    made = returns_of(read, list(_seen(reports)), day, rulebook)
    if on is None and not quiet:
        for one in read:
            if told := warning(one, day):
                typer.echo(f"eqmon: {told}", err=True)
    _deliver(made, delivery)
    raise typer.Exit(_exit_code(made, fail_on))


def _sources(paths: Sequence[str]) -> Iterator[Source]:
    from eqmon.cli.plan import STDIN
    from eqmon.extract.source import Source

    for path in paths:
        if path == STDIN:
            yield Source(STDIN, data=sys.stdin.buffer.read())
        elif Path(path).is_dir():
            raise InputError(path, "is a folder", hint="name the registers in it")
        else:
            yield Source(Path(path).name, path=Path(path))


def _seen(paths: Sequence[str]) -> Iterator[Seen]:
    from eqmon.registers.seen import HINT, Seen
    from eqmon.report.read import read_report

    for path in paths:
        report, sha256 = read_report(Path(path), called="the report", hint=HINT)
        yield Seen(Path(path).name, sha256, report)


def _deliver(made: Returns, delivery: Delivery) -> None:
    """Files first, so that a closed pipe loses none."""
    from eqmon.cli.deliver import OF_FILES, console, print_text
    from eqmon.cli.folder import make_folder
    from eqmon.writing import write_atomically

    for folder in delivery.folders:
        make_folder(folder)
    for name, path in delivery.to_files:
        write_atomically(path, _written(made, name, OF_FILES), inputs=delivery.inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    for name in delivery.to_stdout:
        print_text(_written(made, name, console()).decode())


def _written(made: Returns, format: str, reader: dict[str, Any]) -> bytes:
    from eqmon.registers import csv, json, terminal

    if format == "terminal":
        return terminal.write(made, **reader).encode()
    if format == "json":
        return json.write(made).encode()
    if format == "csv":
        return csv.write(made).encode()
    from eqmon.document import write_document
    from eqmon.document.created import created_of
    from eqmon.registers.document import returns_document

    created = created_of(meeting=made.on, extracted_on=None, period=None, environ=os.environ)
    return write_document(returns_document(made, created), format)


def _exit_code(made: Returns, fail_on: FailOn) -> ExitCode:
    counted = {FailOn.FAIL: (Verdict.FAIL,), FailOn.WARN: (Verdict.FAIL, Verdict.WARN)}
    fails = made.verdict in counted.get(fail_on, ())
    return ExitCode.NOT_COMPLIANT if fails else ExitCode.COMPLIANT
