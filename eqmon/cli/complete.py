"""What a shell may complete a word to, without the rulebook being loaded; never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import typer


def one_of(names: Iterable[str]) -> Callable[[str], list[str]]:
    """Completes to one of some names."""

    def completed(incomplete: str) -> list[str]:
        return _starting(incomplete, names)

    return completed


def suites(context: typer.Context, incomplete: str) -> list[str]:
    """Names of suites."""
    from eqmon.rulebook.names import names_in

    return _starting(incomplete, names_in("suites", _directory(context)))


def layouts(context: typer.Context, incomplete: str) -> list[str]:
    """Names of layouts."""
    from eqmon.rulebook.names import names_in

    return _starting(incomplete, names_in("layouts", _directory(context)))


def rules(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of rules."""
    from eqmon.rulebook.names import rule_ids

    return _starting(incomplete, rule_ids(_directory(context)))


def measures(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of measures."""
    from eqmon.rulebook.names import measure_ids

    return _starting(incomplete, measure_ids(_directory(context)))


def shown(context: typer.Context, incomplete: str) -> list[str]:
    """What `rules show` explains: rules, measures, suites, layouts and code lists."""
    from eqmon.rulebook.names import names_in

    folders = ("suites", "layouts", "codelists")
    named = [name for folder in folders for name in names_in(folder, _directory(context))]
    ids = (*rules(context, incomplete), *measures(context, incomplete))
    return [*ids, *_starting(incomplete, named)]


def _starting(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _directory(context: typer.Context) -> Path | None:
    """The rulebook of one's own that was named before, or that eqmon.toml names."""
    from eqmon.cli.settled import SettledContext
    from eqmon.errors import EqmonError

    given = context.params.get("rules")
    if given is None and isinstance(context, SettledContext):
        try:
            given = context.setting("rules")
        except EqmonError:
            given = None
    return Path(given) if given else None
