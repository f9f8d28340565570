"""eqmon sample score: what a filled sheet tells of all records."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.formats import OF_SCORE
from eqmon.cli.settings import OneOf

if TYPE_CHECKING:
    from eqmon.cli.plan import Delivery
    from eqmon.sampling.model import Score

Format = Annotated[
    Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(OF_SCORE)}; repeatable.  [default: terminal]",
        autocompletion=complete.one_of(OF_SCORE),
    ),
    OneOf(tuple(OF_SCORE)),
]


def score(
    sheet: Annotated[
        Path,
        typer.Argument(
            metavar="SHEET", help="The filled sheet: .xlsx, .ods or .csv.", show_default=False
        ),
    ],
    manifest: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE", help="The sample's manifest.  [default: the one beside the sheet]"
        ),
    ] = None,
    format: Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Score a filled sheet: for each question the rate of yes among all records, and its interval.

    The sheet is held to its manifest first: every record drawn must have its row, with the unit
    that it had and answers that can be read, and every problem is told by its row. Each record
    counts for those of its stratum that it stands for; strata taken whole leave nothing to chance.
    What the sample supports is said in a sentence: how many defects it leaves possible at 95 %.

    A score is internal, as a stratum may be few records: its files are readable by you alone.
    Papers and public copies that are given it tell all of its records together, and no stratum.

    Exit codes: 0 scored, whatever was found; 2 the sheet or its manifest cannot be read, or they
    do not agree.
    """
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.sampling.answers import answers_of
    from eqmon.sampling.filled import read_filled
    from eqmon.sampling.manifest import ENDING, read_manifest
    from eqmon.sampling.score import score_of

    beside = manifest or sheet.with_name(f"{sheet.stem}{ENDING}")
    places = Places(OF_SCORE, "terminal", "score")
    inputs = [str(sheet), str(beside)]
    delivery = plan_delivery(places, format or [], output or [], None, inputs=inputs, quiet=quiet)
    table = read_filled(sheet)
    planned = read_manifest(beside)
    _deliver(score_of(answers_of(table, planned, sheet), planned), delivery)


def _deliver(score: Score, delivery: Delivery) -> None:
    """Files first, so that a closed pipe loses none; each for its owner alone."""
    from eqmon.cli.deliver import OF_FILES, OWNER_ALONE, console, print_text
    from eqmon.cli.folder import make_private
    from eqmon.sampling.written import written
    from eqmon.writing import write_atomically

    of_files: dict[str, Any] = OF_FILES
    for folder in delivery.folders:
        make_private(folder)
    for name, path in delivery.to_files:
        data = written(score, name, environ=os.environ, **of_files)
        write_atomically(path, data, mode=OWNER_ALONE, inputs=delivery.inputs)
        if not delivery.quiet:
            typer.echo(f"eqmon: wrote {path}", err=True)
    for name in delivery.to_stdout:
        print_text(written(score, name, environ=os.environ, **console()).decode())
