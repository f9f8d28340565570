"""Which layout an extract is read by: the one that is named, or whose conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eqmon.errors import InputError, UsageError
from eqmon.extract.open_table import open_table
from eqmon.rulebook.problems import nearest

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.extract.source import Source
    from eqmon.extract.table import Table
    from eqmon.rulebook.layouts import Layout
    from eqmon.rulebook.load import Rulebook


def open_by_layout(
    source: Source, rulebook: Rulebook, *, known: Callable[[str], bool], declared: Declared
) -> tuple[Table, Layout | None]:
    """The source's table, and the layout that it is read by; None where none applies.

    InputError where several layouts apply, UsageError for one that is named and not there.
    """
    named = named_layout(rulebook, declared)
    if named is not None:
        return open_table(source, known=known, declared=_as_in(named, declared)), named
    fitting = [
        layout
        for layout in rulebook.layouts.values()
        if declared.suite in (None, layout.suite) and layout.fits_name(source.name)
    ]
    # How a file is written must be known before its headings are, so its name alone tells it.
    telling = [layout for layout in fitting if _as_in(layout, declared) != declared]
    if len({_as_in(layout, declared) for layout in telling}) > 1:
        raise _several(source.name, telling)
    if telling:
        table = open_table(source, known=known, declared=_as_in(telling[0], declared))
        layout = _holding(source.name, table, fitting)
        if layout in telling:
            return table, layout
        fitting = [layout for layout in fitting if layout not in telling]
    table = open_table(source, known=known, declared=declared)
    return table, _holding(source.name, table, fitting)


def named_layout(rulebook: Rulebook, declared: Declared) -> Layout | None:
    """The layout that the user names; UsageError where it is not there or of another suite."""
    name = declared.layout
    if name is None:
        return None
    if name not in rulebook.layouts:
        raise UsageError(
            f"--layout {name}",
            "the rulebook has no such layout",
            allowed=", ".join(rulebook.layouts) or "none: layouts stand in a rulebook of your own",
            hint=nearest(name, rulebook.layouts),
        )
    layout = rulebook.layouts[name]
    if declared.suite not in (None, layout.suite):
        raise UsageError(
            f"--layout {name}", f"it is for suite {layout.suite}", hint="leave --suite out"
        )
    return layout


def suite_by_layout(source: Source, header: Sequence[str], rulebook: Rulebook) -> str | None:
    """The suite of all layouts that apply to the source; None where none does, or they differ."""
    applying = (
        layout.suite
        for layout in rulebook.layouts.values()
        if layout.fits_name(source.name) and layout.fits_header(header)
    )
    suites = {*applying}
    return suites.pop() if len(suites) == 1 else None


def _as_in(layout: Layout, declared: Declared) -> Declared:
    """What the user declares, and for the rest how the layout's extracts are written."""
    return replace(
        declared,
        sheet=declared.sheet or layout.sheet,
        encoding=declared.encoding or layout.encoding,
        delimiter=declared.delimiter or layout.delimiter,
    )


def _holding(where: str, table: Table, layouts: Sequence[Layout]) -> Layout | None:
    holding = [layout for layout in layouts if layout.fits_header(table.header)]
    if len(holding) > 1:
        raise _several(where, holding)
    return holding[0] if holding else None


def _several(where: str, layouts: Sequence[Layout]) -> InputError:
    names = [layout.layout for layout in layouts]
    return InputError(
        where,
        f"{len(names)} layouts apply to it: {' and '.join(names)}",
        allowed="one layout an extract",
        hint="say which with --layout NAME, or ask more of their files and headings",
    )
