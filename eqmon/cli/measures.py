"""eqmon measures: what the papers ask of a drop beyond recording, or why it cannot be told."""

from __future__ import annotations

import sys
from typing import Annotated, Optional

import typer

from eqmon.cli import complete, options
from eqmon.cli.exits import ExitCode
from eqmon.cli.formats import OF_MEASURES
from eqmon.cli.settings import OneOf
from eqmon.vocabulary import Audience

Only = Annotated[
    Optional[list[str]],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option(
        "--measure",
        metavar="ID",
        help="Tell this measure alone, with every breakdown; repeatable.",
        autocompletion=complete.measures,
    ),
]
Format = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(OF_MEASURES)}; repeatable.  [default: terminal]",
        autocompletion=complete.one_of(OF_MEASURES),
    ),
    OneOf(tuple(OF_MEASURES)),
]


AudienceOption = Annotated[
    Optional[Audience],  # noqa: UP045
    typer.Option(
        "--audience",
        help="internal: exact figures; public: rates of rounded counts, small ones withheld.  "
        "[default: internal]",
    ),
]


def measures(
    context: typer.Context,
    paths: options.PathsUnlessShown = None,
    measure: Only = None,
    suite: options.Suite = None,
    rules: options.Rules = None,
    period: options.Period = None,
    unit: options.Unit = None,
    format: Format = None,
    output: options.Output = None,
    audience: AudienceOption = None,
    baseline: options.Baseline = None,
    quiet: options.Quiet = False,
    extracted_on: options.ExtractedOn = None,
    layout: options.Layout = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    published: options.Published = None,
    audit: options.Audit = None,
    show_settings: options.ShowSettings = False,
) -> None:
    """Tell what the papers ask beyond recording: detections, arrests, repeats, withdrawals, flags.

    Each measure by unit and by strand, with its interval, the records whose answer is not known
    beside it, and whether anything may be concluded of a group. One whose columns are missing is
    told as not measurable, with the column and since when.

    Exit codes: 0 told, also where a measure cannot be computed; 2 could not run, in whole or part:
    what could be counted is written first.
    """
    paths = options.given(paths, context, show_settings=show_settings)
    from eqmon.cli.checked_report import report_of
    from eqmon.cli.copies import Copies, Wanted
    from eqmon.cli.deliver import deliver
    from eqmon.cli.measures_written import wanted_measures
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.cli.progress import watching
    from eqmon.extract.declared import Declared
    from eqmon.pipeline import Order, run_measures

    delivery = plan_delivery(
        Places(OF_MEASURES, "terminal", "measures"),
        format or [],
        output or [],
        audience,
        inputs=[*paths, *(str(file) for file in (baseline, published) if file)],
        audit=audit,
        quiet=quiet,
    )
    wanted = wanted_measures(measure or [], rules)
    order = Order(
        paths=paths,
        rules=rules,
        period=period,
        extracted_on=extracted_on.date() if extracted_on else None,
        declared=Declared(
            suite=suite,
            unit_heading=unit,
            layout=layout,
            encoding=encoding,
            delimiter=options.unescaped(delimiter),
            sheet=sheet,
        ),
        baseline=baseline,
        stdin=getattr(sys.stdin, "buffer", None),
    )
    with watching(quiet=quiet) as watch:
        report = report_of(order, watch, run_measures)
    copies = Copies(report, Wanted(rules, None, None, published))
    deliver(copies, delivery, wanted.write)
    raise typer.Exit(ExitCode.COULD_NOT_RUN if report.could_not_run else ExitCode.COMPLIANT)
