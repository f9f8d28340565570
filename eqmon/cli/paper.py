"""eqmon paper: a board paper from a checked drop."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Optional

import typer

from eqmon.cli import options
from eqmon.cli.exits import ExitCode
from eqmon.cli.formats import OF_PAPER
from eqmon.vocabulary import Audience, Form

PATHS = (
    "The report.json of a check, or extracts, or a folder or zip archive of one period's extracts."
)
Text = Optional[str]  # noqa: UP045 - Typer reads annotations while it runs


def paper(
    context: typer.Context,
    paths: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="PATH...", help=PATHS, show_default=False),
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            help="The committee's form, its form of 2011, or the Authority's own report beside "
            "the service's."
        ),
    ] = Form.COMMITTEE,
    title: Annotated[
        Text, typer.Option(help="Its title, in the place of the one that it gives itself.")
    ] = None,
    board: Annotated[Text, typer.Option(help="The board or committee that it goes to.")] = None,
    meeting: Annotated[
        Optional[datetime],  # noqa: UP045
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day of the meeting."),
    ] = None,
    number: Annotated[Text, typer.Option(help="The report's number on the agenda.")] = None,
    by: Annotated[Text, typer.Option(help="Who submits it, by office.")] = None,
    author: Annotated[Text, typer.Option(help="Who wrote it.")] = None,
    contact: Annotated[Text, typer.Option(help="Whom to ask, and how.")] = None,
    due: Annotated[Text, typer.Option(help="By when the action is asked for.")] = None,
    paragraphs: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FILE.md",
            help="Paragraphs of your own under the paper's headings, kept when figures change; "
            "eqmon init writes a file to start from.",
        ),
    ] = None,
    template: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE.docx", help="A Word template with your house's styles."),
    ] = None,
    suite: options.Suite = None,
    rules: options.Rules = None,
    period: options.Period = None,
    unit: options.Unit = None,
    layout: options.Layout = None,
    format: options.PaperFormat = None,
    output: options.Output = None,
    audience: options.PaperAudience = Audience.PUBLIC,
    baseline: options.Baseline = None,
    extracted_on: options.ExtractedOn = None,
    register: options.Registers = None,
    claims: options.Claims = None,
    score: options.Scores = None,
    quiet: options.Quiet = False,
    disclosure: options.Disclosure = None,
    strict: options.Strict = None,
    published: options.Published = None,
    audit: options.Audit = None,
    show_settings: options.ShowSettings = False,
) -> None:
    """Write a board paper: what was recorded, what it means and what is asked, in the board's form.

    Every figure, sentence and chart is computed from the check. Small counts of people are
    withheld unless --audience internal.

    Exit codes: 0 written, 2 could not run, in whole or part; what could be judged is written first.
    """
    paths = options.given(paths, context, show_settings=show_settings)
    from eqmon.cli.checked_report import report_of
    from eqmon.cli.copies import Copies, Wanted
    from eqmon.cli.deliver import deliver
    from eqmon.cli.papers import Papers
    from eqmon.cli.plan import Places, plan_delivery
    from eqmon.cli.progress import watching
    from eqmon.extract.declared import Declared
    from eqmon.paper.authored import Authored
    from eqmon.paper.authored_file import read_authored
    from eqmon.paper.particulars import Particulars
    from eqmon.pipeline import Order

    kept = options.kept(register, claims, score)
    delivery = plan_delivery(
        Places(OF_PAPER, "markdown", "paper"),
        format or [],
        output or [],
        audience,
        inputs=[
            *paths,
            *kept.files,
            *(str(file) for file in (paragraphs, template, baseline, published) if file),
        ],
        audit=audit,
        quiet=quiet,
    )
    particulars = Particulars(
        title=title,
        board=board,
        meeting=meeting.date() if meeting else None,
        number=number,
        by=by,
        author=author,
        contact=contact,
        asked_by=due,
    )
    own = read_authored(paragraphs, form) if paragraphs else Authored()
    papers = Papers(form, particulars, own, template)
    order = Order(
        paths=paths,
        rules=rules,
        period=period,
        extracted_on=extracted_on.date() if extracted_on else None,
        declared=Declared(suite=suite, unit_heading=unit, layout=layout),
        baseline=baseline,
        kept=kept,
        stdin=getattr(sys.stdin, "buffer", None),
    )
    with papers.shared_out(delivery) as shared:
        with watching(quiet=quiet) as watch:
            report = report_of(order, watch)
        deliver(Copies(report, Wanted(rules, disclosure, strict, published)), shared, papers.write)
    for note in papers.notes() if not quiet else ():
        typer.echo(f"eqmon: {note}", err=True)
    raise typer.Exit(ExitCode.COULD_NOT_RUN if report.could_not_run else ExitCode.COMPLIANT)
