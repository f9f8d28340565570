"""eqmon rules export: a suite as JSON, for plain Great Expectations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from eqmon.cli import complete
from eqmon.cli.options import Rules
from eqmon.errors import UsageError


def export(
    suite: Annotated[
        str,
        typer.Argument(metavar="SUITE", help="The suite's name.", autocompletion=complete.suites),
    ],
    rules: Rules = None,
    period: Annotated[
        Optional[str],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Option(metavar="YYYY-MM", help="The month that rules on dates ask for."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout."),
    ] = None,
) -> None:
    """Write a suite as a Great Expectations suite, in JSON."""
    from eqmon.engines.counter import Plan
    from eqmon.extract.statement import checked_period
    from eqmon.rulebook.load import load_rulebook
    from eqmon.writing import write_atomically

    rulebook = load_rulebook(rules)
    if suite not in rulebook.suites:
        raise UsageError(
            "", f"there is no suite '{suite}'", allowed=", ".join(sorted(rulebook.suites))
        )
    from eqmon.expectations.export import export_suite

    month = None if period is None else checked_period(period)
    text = export_suite(Plan(rulebook.suites[suite], rulebook, month))
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(output, text.encode())
