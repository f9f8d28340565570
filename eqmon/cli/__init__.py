"""The command line: one file a command, registered in the order in which help shows them."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from eqmon import __version__
from eqmon.cli import shells
from eqmon.cli.check import check
from eqmon.cli.init import init
from eqmon.cli.inspect import inspect
from eqmon.cli.measures import measures
from eqmon.cli.paper import paper
from eqmon.cli.records import records
from eqmon.cli.returns import returns
from eqmon.cli.rules import app as rules
from eqmon.cli.sample import app as sample
from eqmon.cli.settled import SettledCommand
from eqmon.cli.verify import verify

app = typer.Typer(
    name="eqmon",
    add_completion=False,  # ours is told the shell: see shells.py
    rich_markup_mode=None,  # plain help: for grep, for screen readers, and stable in tests
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eqmon {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def eqmon(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
    show_completion: Annotated[  # noqa: ARG001
        Optional[shells.Shell],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Option(
            metavar="SHELL",
            callback=shells.show,
            is_eager=True,
            help=f"Print the completion script for {shells.NAMES}.",
        ),
    ] = None,
    install_completion: Annotated[  # noqa: ARG001
        Optional[shells.Shell],  # noqa: UP045
        typer.Option(
            metavar="SHELL",
            callback=shells.install,
            is_eager=True,
            help="Put that script into your own start-up files.",
        ),
    ] = None,
) -> None:
    """Show how well the people behind police records are recorded.

    Exit codes: 0 compliant, 1 not compliant (see --fail-on), 2 could not run, in whole or part.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command(cls=SettledCommand, epilog="Example: eqmon check sample_data/2007-01 --fail-on never")(
    check
)
app.command(cls=SettledCommand, epilog="Example: eqmon inspect sample_data/2007-01/dv-barnet.csv")(
    inspect
)
app.command(
    cls=SettledCommand, epilog="Example: eqmon measures sample_data/2007-01 --measure DV-DET-01"
)(measures)
app.command(cls=SettledCommand, epilog="Example: eqmon paper sample_data/2007-01 -o paper.docx")(
    paper
)
app.command(
    cls=SettledCommand, epilog="Example: eqmon records sample_data/2007-01 -o to-send-back"
)(records)
app.command(
    cls=SettledCommand,
    epilog="Example: eqmon returns sample_data/registers/returns.csv --on 2007-04-30",
)(returns)
app.add_typer(sample, name="sample")
app.command(cls=SettledCommand, epilog="Example: eqmon verify examples/verify/papers.csv")(verify)
app.add_typer(rules, name="rules")
app.command(epilog="Example: eqmon init my-rules")(init)
