"""eqmon check: extracts or a drop against the rulebook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from eqmon.cli import options
from eqmon.cli.exits import exit_code
from eqmon.vocabulary import FailOn


def check(
    context: typer.Context,
    paths: options.PathsUnlessShown = None,
    suite: options.Suite = None,
    rules: options.Rules = None,
    period: options.Period = None,
    unit: options.Unit = None,
    format: options.Format = None,
    output: options.Output = None,
    audience: options.AudienceOption = None,
    fail_on: options.FailOnOption = FailOn.FAIL,
    quiet: options.Quiet = False,
    baseline: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="REPORT.JSON",
            help="An earlier internal report: the exit code follows what became worse since, "
            "be it within its limit.",
        ),
    ] = None,
    each_unit: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="DIR",
            help="Write one report a unit here, to send to it; internal unless --audience public.",
        ),
    ] = None,
    extracted_on: options.ExtractedOn = None,
    register: options.Registers = None,
    claims: options.Claims = None,
    score: options.Scores = None,
    layout: options.Layout = None,
    encoding: options.Encoding = None,
    delimiter: options.Delimiter = None,
    sheet: options.Sheet = None,
    disclosure: options.Disclosure = None,
    strict: options.Strict = None,
    published: options.Published = None,
    audit: options.Audit = None,
    show_settings: options.ShowSettings = False,
) -> None:
    """Check extracts or a drop against the rulebook and write the compliance report.

    Each strand is judged in every unit and overall: a rate passes within its limit, fails only
    where the lower bound of its 95 % interval is above it, and warns in between.

    Exit codes: 0 compliant, 1 not compliant (see --fail-on), 2 could not run, in whole or part;
    the report of what could be judged is written first.
    """
    paths = options.given(paths, context, show_settings=show_settings)
    from eqmon.cli.copies import Copies, Wanted
    from eqmon.cli.deliver import deliver, deliver_each_unit
    from eqmon.cli.formats import OF_CHECK
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.cli.progress import watching
    from eqmon.cli.written import written_report
    from eqmon.extract.declared import Declared
    from eqmon.pipeline import Order, run_check

    kept = options.kept(register, claims, score)
    delivery = plan_delivery(
        Places(OF_CHECK, "terminal", "report"),
        format or [],
        output or [],
        audience,
        each_unit=each_unit,
        inputs=[*paths, *kept.files],
        audit=audit,
        quiet=quiet,
    )
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
        kept=kept,
        stdin=getattr(sys.stdin, "buffer", None),
    )
    with watching(quiet=quiet) as watch:
        report = run_check(order, watch)
    copies = Copies(report, Wanted(rules, disclosure, strict, published))
    deliver(copies, delivery, written_report)
    if delivery.each_unit is not None:
        deliver_each_unit(copies, delivery.each_unit, delivery, written_report)
    raise typer.Exit(exit_code(report, fail_on))
