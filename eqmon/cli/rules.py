"""eqmon rules: what the rulebook says, and whether it makes sense."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Optional

import typer

from eqmon.cli import complete
from eqmon.cli.rules_export import export
from eqmon.cli.settled import SettledCommand
from eqmon.errors import UsageError

app = typer.Typer(
    help="Show and check the rulebook: suites, rules, layouts, code lists and units.",
    rich_markup_mode=None,
    invoke_without_command=True,
)

RulesOption = Annotated[
    Optional[Path],  # noqa: UP045 - Typer reads annotations while it runs
    typer.Option("--rules", metavar="DIR", help="A rulebook of your own, extending the shipped."),
]


@app.callback()
def rules(context: typer.Context) -> None:
    """Show and check the rulebook: suites, rules, layouts, code lists and units."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list", cls=SettledCommand, epilog="Example: eqmon rules list")
def list_rules(rules: RulesOption = None) -> None:
    """List every suite with its rules and limits, and what else has an id."""
    from eqmon.rulebook.describe import describe_rulebook
    from eqmon.rulebook.describe_measures import describe_measures
    from eqmon.rulebook.describe_populations import describe_populations
    from eqmon.rulebook.describe_registers import describe_registers
    from eqmon.rulebook.describe_samples import describe_samples
    from eqmon.rulebook.load import load_rulebook

    rulebook = load_rulebook(rules)
    typer.echo(describe_rulebook(rulebook))
    typer.echo(describe_measures(rulebook.measures.values()), nl=False)
    typer.echo(describe_samples(rulebook.samples.values()), nl=False)
    typer.echo(describe_populations(rulebook.populations), nl=False)
    typer.echo(describe_registers(rulebook), nl=False)


@app.command(cls=SettledCommand, epilog="Example: eqmon rules show DV-ETH-01")
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID|SUITE|LAYOUT|LIST",
            help="The id of a rule or a measure, a suite, a layout or a code list.",
            autocompletion=complete.shown,
        ),
    ],
    rules: RulesOption = None,
) -> None:
    """Show a rule or measure, a suite with its headings, a layout, or a list with its codes."""
    from eqmon.rulebook.describe import describe_code_list, describe_rule, describe_suite
    from eqmon.rulebook.describe_layout import describe_layout
    from eqmon.rulebook.describe_measures import describe_measure
    from eqmon.rulebook.describe_registers import described
    from eqmon.rulebook.describe_samples import describe_question
    from eqmon.rulebook.describe_signals import describe_signal, describe_signals
    from eqmon.rulebook.load import load_rulebook
    from eqmon.rulebook.problems import nearest

    rulebook = load_rulebook(rules)
    if name in rulebook.suites:
        typer.echo(describe_suite(rulebook.suites[name]))
        typer.echo(describe_signals(rulebook.suites[name]), nl=False)
        return
    if name in rulebook.layouts:
        typer.echo(describe_layout(rulebook.layouts[name]))
        return
    if name in rulebook.code_lists:
        typer.echo(describe_code_list(rulebook.code_lists[name]))
        return
    suites = rulebook.suites.values()
    by_id = {r.id: partial(describe_rule, r, suite) for suite in suites for r in suite.rules}
    by_id |= {s.id: partial(describe_signal, s, suite) for suite in suites for s in suite.signals}
    samples = rulebook.samples.values()
    by_id |= {q.id: partial(describe_question, q, s) for s in samples for q in s.questions}
    files = rulebook.measures.values()
    by_id |= {m.id: partial(describe_measure, m, file) for file in files for m in file.measures}
    by_id |= described(rulebook)
    if name.upper() not in by_id:
        named = [*rulebook.suites, *rulebook.layouts, *rulebook.code_lists]
        hint = nearest(name.upper(), by_id) or nearest(name, named)
        message = f"there is no rule, measure, suite, layout or code list '{name}'"
        raise UsageError("", message, hint=hint or "`eqmon rules list` shows them")
    typer.echo(by_id[name.upper()]())


@app.command(epilog="Example: eqmon rules lint examples/homicides")
def lint(
    directory: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(metavar="[DIR]", help="A rulebook of your own; otherwise the shipped one."),
    ] = None,
) -> None:
    """Check that rule files make sense; exit 2 with every problem where they do not."""
    from eqmon.rulebook.load import load_rulebook

    rulebook = load_rulebook(directory)
    count = sum(len(suite.rules) for suite in rulebook.suites.values())
    layouts = len(rulebook.layouts)
    more = f", {layouts} layout{'s' * (layouts > 1)}" if layouts else ""
    measures = sum(len(file.measures) for file in rulebook.measures.values())
    said = f"{len(rulebook.suites)} suites, {count} rules, {measures} measures{more}"
    typer.echo(f"{rulebook.name}: {said}, no problems.")


app.command(
    cls=SettledCommand, epilog="Example: eqmon rules export domestic_violence -o suite.json"
)(export)
