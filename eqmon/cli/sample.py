"""eqmon sample: a dip sample drawn from a drop, and later its score."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from eqmon.cli import options
from eqmon.cli.exits import ExitCode
from eqmon.cli.sample_asked import Given, asked_again, asked_for
from eqmon.cli.sample_score import score
from eqmon.cli.settled import SettledCommand
from eqmon.errors import OutputError, UsageError

if TYPE_CHECKING:
    from eqmon.sampling.order import Sample

DRAW = "draw"
SHEETS = (".xlsx", ".csv")


class DrawByDefault(TyperGroup):
    """Takes `eqmon sample PATH...` for `eqmon sample draw PATH...`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word in where the first argument is neither a command nor a call for help."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [DRAW, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=DrawByDefault,
    rich_markup_mode=None,
    invoke_without_command=True,
)


@app.callback(invoke_without_command=True)
def sample(context: typer.Context) -> None:
    """Draw a dip sample to look at by hand, and score it.

    The word draw may be left out: eqmon sample PATH... draws.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def draw(
    paths: options.Paths,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The sheet to write, .xlsx or .csv; its manifest is written beside it.",
            show_default=False,
        ),
    ],
    size: Annotated[
        Optional[int],  # noqa: UP045 - Typer reads annotations while it runs
        typer.Option(metavar="N", min=1, help="Draw so many records in all."),
    ] = None,
    show_under: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="PERCENT",
            help="Draw so many that, if none is found defective, under this share are.  "
            "[default: 5%]",
        ),
    ] = None,
    precision: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="POINTS",
            help="Draw so many that a rate is known to within these percentage points.",
        ),
    ] = None,
    by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="LIST", help="What strata are made by.  [default: unit,flag,month]"),
    ] = None,
    flag: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            metavar="FLAG",
            help="A flag that makes strata, the rarest first; repeatable.  "
            "[default: as rules/samples says]",
        ),
    ] = None,
    at_least: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            metavar="N", min=1, help="Draw so many of each stratum, or all it has.  [default: 1]"
        ),
    ] = None,
    whole_under: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(
            metavar="N",
            min=1,
            help="Take strata with fewer records whole.  [default: as rules/samples says of flags]",
        ),
    ] = None,
    manifest: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE",
            help="Draw the sample of this manifest again: its salt, strata and sizes.",
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
    """Draw a dip sample: a sheet of references to look at, with a column for each question.

    Records are drawn from strata of unit, flag and month in the order of a salted hash of their
    references: the same salt draws the same ones on any machine, and k records that come late
    change at most k of a stratum. A record with several flags belongs to the first that it has, of
    those asked for, in their order. The sheet tells no flag and nothing of any person.

    The salt and the strata stay in the manifest, a file beside the sheet that scoring it needs.
    Both are OFFICIAL-SENSITIVE and readable by you alone. A sheet that is there is never
    replaced: it may have been filled in.

    Exit codes: 0 drawn; 2 something could not be read: what was read is drawn from first.
    """
    from eqmon.cli.counting import counting
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import find_drop
    from eqmon.rulebook.load import load_rulebook
    from eqmon.sampling.order import draw_sample

    given = Given(size, show_under, precision, by, tuple(flag or ()), at_least, whole_under)
    asked = asked_again(manifest, given) if manifest else asked_for(given)
    beside = _refuse(output, paths)
    rulebook = load_rulebook(rules)
    drop = find_drop(paths, period=period, stdin=sys.stdin.buffer)
    declared = Declared(suite, unit, layout, encoding, options.unescaped(delimiter), sheet)
    with counting(quiet=quiet) as told:
        drawn = draw_sample(drop, rulebook, declared=declared, asked=asked, told=told)
    _write(drawn, output, beside)
    if not quiet:
        from eqmon.sampling.account import account_of

        for line in (*account_of(drawn), f"wrote {output}", f"wrote {beside}: keep it to score"):
            typer.echo(f"eqmon: {line}", err=True)
    unreadable = [one for one in drawn.frame.inputs if one.status == "unreadable"]
    for one in unreadable:
        typer.echo(f"eqmon: {one.problem}", err=True)
    raise typer.Exit(ExitCode.COULD_NOT_RUN if unreadable else ExitCode.COMPLIANT)


DRAWN = "Example: eqmon sample sample_data/2007-01/dv-barnet.csv -o sheet.xlsx"
SCORED = "Example: eqmon sample score examples/sample/sheet.csv"
app.command(DRAW, cls=SettledCommand, epilog=DRAWN)(draw)
app.command(cls=SettledCommand, epilog=SCORED)(score)


def _refuse(output: Path, paths: list[str]) -> Path:
    """The manifest's path; an error where one of the two files cannot or must not be written."""
    from eqmon.cli.plan import refuse_output
    from eqmon.sampling.manifest import ENDING

    if output.suffix.lower() not in SHEETS:
        raise UsageError(f"--output {output}", "is no sheet", allowed=", ".join(SHEETS))
    beside = output.with_name(f"{output.stem}{ENDING}")
    for path in (output, beside):
        refuse_output(path, paths)
        if os.path.lexists(path):
            raise OutputError(
                str(path), "is there already, and may be what somebody has filled in or scores by",
                hint="give another name, or move it away",
            )  # fmt: skip
    return beside


def _write(drawn: Sample, output: Path, beside: Path) -> None:
    """The manifest first: a sheet without one could not be scored."""
    from eqmon.document.created import created_of
    from eqmon.sampling.manifest import write_manifest
    from eqmon.sampling.sheet import write_csv
    from eqmon.sampling.workbook import write_workbook
    from eqmon.writing import write_atomically

    if output.suffix.lower() == ".csv":
        data = write_csv(drawn.drawn, drawn.manifest)
    else:
        created = created_of(
            meeting=None, extracted_on=None, period=drawn.manifest.period, environ=os.environ
        )
        data = write_workbook(drawn.drawn, drawn.manifest, created)
    write_atomically(beside, write_manifest(drawn.manifest), mode=0o600)
    write_atomically(output, data, mode=0o600)
