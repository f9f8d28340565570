"""eqmon init --from: looks at an extract, asks what it cannot know, writes a rulebook for it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eqmon.cli.init import say_written
from eqmon.cli.inspect import only_source
from eqmon.errors import UsageError

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source
    from eqmon.init.answers import Answers
    from eqmon.inspection.model import Inspection, Question
    from eqmon.rulebook.load import Rulebook

WIDTH = 78


def init_from(
    directory: Path,
    extract: str,
    declared: Declared,
    *,
    suites: Sequence[str],
    confirm: Sequence[str],
    quiet: bool,
) -> None:
    """Write a rulebook for an extract; say what is in it, what is left open, what is next."""
    from eqmon.init.from_extract import start_from, unread_values
    from eqmon.init.placing import place
    from eqmon.init.settled import settle
    from eqmon.rulebook.load import load_rulebook

    if len(suites) > 1:
        raise UsageError("--suite", "one extract is for one suite", hint="name it once")
    rulebook, source = load_rulebook(), only_source(extract)
    declared = replace(declared, suite=next(iter(suites), None))
    inspection = _inspected(source, rulebook, declared, quiet=quiet)
    answers = _answers(inspection.questions, confirm)
    settled = settle(inspection, answers)
    needed = _settings(declared)
    started = start_from(settled, rulebook, needed)
    place(
        directory,
        {name: file.text for name, file in started.files.items()},
        lambda folder: started.check(folder, source, declared),
    )
    say_written(directory, started.files)
    _say_open(settled.left_open)
    options = "".join(f" --{name} {shlex.quote(value)}" for name, value in needed.items())
    file, rules = shlex.quote(extract), shlex.quote(str(directory))
    if unread := unread_values(settled):
        typer.echo(_wrapped(f"Values that no code list reads count as not obtained: {unread}."))
        typer.echo(f"To see them: eqmon inspect {file} --rules {rules}{options}")
    typer.echo(f"Next: eqmon check {file} --rules {rules}{options}")


def _inspected(
    source: Source, rulebook: Rulebook, declared: Declared, *, quiet: bool
) -> Inspection:
    from eqmon.cli.counting import counting
    from eqmon.init.from_extract import refuse_unfit
    from eqmon.inspection.inspect import inspect

    with counting(quiet=quiet) as told:
        inspection = inspect(
            source, rulebook, declared, told=lambda records: told("inspecting", records)
        )
    refuse_unfit(inspection)
    return inspection


def _settings(declared: Declared) -> dict[str, str]:
    told = {
        "suite": declared.suite,
        "encoding": declared.encoding,
        "delimiter": declared.delimiter,
        "sheet": declared.sheet,
    }
    return {name: value for name, value in told.items() if value is not None}


def _answers(questions: Sequence[Question], confirm: Sequence[str]) -> Answers:
    from eqmon.init.answers import answers_of, asked_of

    answers = answers_of(questions, confirm)
    if is_at_terminal():
        return asked_of(questions, answers, _ask)
    return answers


def is_at_terminal() -> bool:
    """Whether somebody sees what is asked and can answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: Question) -> str | None:
    """Ask at the terminal; without an answer the question stays open."""
    typer.echo("")
    typer.echo(_wrapped(question.asks))
    allowed = [choice.choice for choice in question.choices]
    if len(allowed) < 2:
        typer.echo(_wrapped(f"Yes: {question.proposal}. No: {question.otherwise}.", "  "))
        return "".join(allowed) if typer.confirm("  Confirm?", default=False) else None
    for choice in question.choices:
        typer.echo(f"  {choice.choice}: {choice.means}")
    typer.echo(_wrapped(f"Nothing: {question.otherwise}.", "  "))
    while True:
        given = str(typer.prompt("  Which?", default="", show_default=False)).strip()
        if not given or given in allowed:
            return given or None
        typer.echo(f"  One of {', '.join(allowed)}, or nothing.")


def _say_open(questions: Sequence[Question]) -> None:
    if questions:
        typer.echo("Nobody has said yet, so nothing is taken for granted:")
    for question in questions:
        typer.echo(_wrapped(question.asks, "  "))
        typer.echo(_wrapped(f"Until then: {question.otherwise}.", "    "))
        typer.echo(f"    To confirm, write to a new folder with: {question.confirm}")


def _wrapped(text: str, indent: str = "") -> str:
    import textwrap

    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
