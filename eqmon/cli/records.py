"""eqmon records: the references of records that break a rule, a list a unit, to send back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.exits import ExitCode

if TYPE_CHECKING:
    from eqmon.records.found import Listing


def records(
    paths: options.Paths,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write one list a unit here.", show_default=False
        ),
    ],
    rule: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            metavar="ID",
            help="List what breaks this rule alone; repeatable.",
            autocompletion=complete.rules,
        ),
    ] = None,
    suite: options.Suite = None,
    rules: options.Rules = None,
    period: options.Period = None,
    unit: options.Unit = None,
    quiet: options.Quiet = False,
    layout: options.Layout = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
) -> None:
    """List the references of records that break a rule, one file a unit, to send back.

    A list holds references, rules and the columns to check: no characteristic, and nothing that a
    person declined or did not state. Rules whose very id would tell a characteristic (a flag and
    a code that should go together) are listed only where --rule names them.

    Each file is OFFICIAL-SENSITIVE and readable by you alone. Files that are already in DIR are
    replaced where they have the name of a unit's list, and kept otherwise: use a new folder for
    each drop.

    Exit codes: 0 the lists are written, also where there is nothing to list; 2 something could not
    be read: the lists of everything else are written first.
    """
    from eqmon.cli.counting import counting
    from eqmon.cli.folder import make_private, refuse_folder
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import find_drop
    from eqmon.records.list import list_records
    from eqmon.rulebook.load import load_rulebook

    refuse_folder(output, [Path(path) for path in paths if path != "-"])
    rulebook = load_rulebook(rules)
    drop = find_drop(paths, period=period, stdin=sys.stdin.buffer)
    declared = Declared(
        suite=suite,
        unit_heading=unit,
        layout=layout,
        encoding=encoding,
        delimiter=options.unescaped(delimiter),
        sheet=sheet,
    )
    with counting(quiet=quiet) as told:
        listing = list_records(drop, rulebook, declared=declared, wanted=rule or [], told=told)
    make_private(output)
    written = _write(listing, output)
    if not quiet:
        _sum_up(listing, output, written)
    unreadable = [one for one in listing.inputs if one.status == "unreadable"]
    for one in unreadable:
        typer.echo(f"eqmon: {one.problem}", err=True)
    raise typer.Exit(ExitCode.COULD_NOT_RUN if unreadable else ExitCode.COMPLIANT)


def _write(listing: Listing, folder: Path) -> dict[str, str]:
    """Write every unit's list; gives the units with their files' names."""
    from eqmon.records.write import file_names, write
    from eqmon.writing import write_atomically

    names = file_names(listing.records)
    for unit, name in names.items():
        write_atomically(folder / name, write(listing, unit), mode=0o600)
    return names


def _sum_up(listing: Listing, folder: Path, written: dict[str, str]) -> None:
    """Say how many records each unit's list is about, and what is in no list."""
    from eqmon.document.harmless import one_line

    lines = [f"{one_line(unit)}: {_records(listing.records[unit])}" for unit in written]
    total = sum(listing.records.values())
    lists = "1 list" if len(written) == 1 else f"{len(written):,} lists"
    lines.append(
        f"wrote {lists} to {folder}: {_records(total)} that break a rule"
        if written
        else f"no record breaks a rule that is listed; nothing was written to {folder}"
    )
    for one in listing.inputs:
        if one.ragged_rows:
            lines.append(
                f"{one.name}: {one.ragged_rows:,} rows are in no list: they have not as many cells"
                " as the heading"
            )
        if one.status == "repeated":
            lines.append(f"{one.name}: the same file as {one.repeats}, listed once")
    others = {path.name for path in folder.iterdir()} - set(written.values())
    if others:
        lines.append(f"{folder} also holds {len(others):,} files that this run did not write")
    for line in lines:
        typer.echo(f"eqmon: {line}", err=True)


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"
