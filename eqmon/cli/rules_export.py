"""eqmon rules export: a suite for Great Expectations, for boroughs, and schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete
from eqmon.cli.options import Rules
from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


def export(
    suite: Annotated[
        Optional[str],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Argument(metavar="SUITE", help="The suite's name.", autocompletion=complete.suites),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template", help="Write a blank extract and a guide to its columns, for boroughs."
        ),
    ] = False,
    schema: Annotated[
        bool,
        typer.Option("--schema", help="Write the JSON Schemas of rule files."),
    ] = False,
    rules: Rules = None,
    period: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="YYYY-MM", help="The month that rules on dates ask for."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="Write here instead of stdout; a folder for --template and --schema.",
        ),
    ] = None,
) -> None:
    """Write a suite as a Great Expectations suite, in JSON; or what --template or --schema say."""
    if template and schema:
        raise UsageError("", "--template and --schema are two things", hint="ask for one of them")
    if schema:
        if suite is not None:
            raise UsageError("--schema", "it is the same for every suite", hint="leave SUITE out")
        from eqmon.rulebook.json_schemas import json_schemas

        schemas = {name: text.encode() for name, text in json_schemas().items()}
        _write_all(schemas, output, "--schema")
        return
    from eqmon.rulebook.load import load_rulebook

    rulebook = load_rulebook(rules)
    chosen = _suite(suite, rulebook)
    if template:
        _write_all(_template(chosen, rulebook), output, "--template")
    else:
        _write_suite(chosen, rulebook, period, output)


def _suite(name: str | None, rulebook: Rulebook) -> Suite:
    allowed = ", ".join(sorted(rulebook.suites))
    if name is None:
        raise UsageError("", "no SUITE is named", allowed=allowed)
    if name not in rulebook.suites:
        raise UsageError("", f"there is no suite '{name}'", allowed=allowed)
    return rulebook.suites[name]


def _template(suite: Suite, rulebook: Rulebook) -> dict[str, bytes]:
    from eqmon.fieldguide.asked import asked_of
    from eqmon.fieldguide.blank import blank_extract
    from eqmon.fieldguide.guide import field_guide

    blank = blank_extract(asked_of(suite, rulebook))
    guide = field_guide(suite, rulebook).encode()
    return {f"{suite.suite}.csv": blank, f"{suite.suite}-guide.md": guide}


def _write_suite(suite: Suite, rulebook: Rulebook, period: str | None, output: Path | None) -> None:
    from eqmon.engines.counter import Plan
    from eqmon.expectations.export import export_suite
    from eqmon.extract.statement import checked_period
    from eqmon.writing import write_atomically

    month = None if period is None else checked_period(period)
    text = export_suite(Plan(suite, rulebook, month))
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(output, text.encode())


def _write_all(files: dict[str, bytes], folder: Path | None, option: str) -> None:
    """Write every file into the folder; the names that it replaces are its own."""
    from eqmon.cli.folder import make_folder, refuse_folder
    from eqmon.writing import write_atomically

    if folder is None:
        raise UsageError(option, "it writes several files", hint="name a folder for them: -o DIR")
    refuse_folder(folder, ())
    make_folder(folder)
    for name, data in files.items():
        write_atomically(folder / name, data)
    typer.echo(f"eqmon: wrote {' and '.join(files)} to {folder}", err=True)
