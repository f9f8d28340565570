"""Each option of a command with its value and where that came from, as aligned text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from typer.core import TyperOption

if TYPE_CHECKING:
    from eqmon.cli.settled import SettledContext

MOST = 36
"""The widest value that leaves room for its place within 80 columns."""
GAP = "  "


def show_settings(context: SettledContext) -> str:
    """A line an option: its name, its value, its place; a longer value has a line of its own."""
    rows = list(_rows(context))
    name_width = max(len(name) for name, _, _ in rows)
    value_width = min(MOST, max(len(value) for _, value, _ in rows))
    lines: list[str] = []
    for name, value, place in rows:
        start = f"{name:<{name_width}}{GAP}"
        if len(value) > value_width:
            lines.append(start + value)
            start, value = " " * len(start), ""
        lines.append(f"{start}{value:<{value_width}}{GAP}{place}")
    return "\n".join(lines)


def _rows(context: SettledContext) -> Iterator[tuple[str, str, str]]:
    for param in context.command.params:
        if isinstance(param, TyperOption) and param.name != "show_settings":
            yield param.name, _text(context.params[param.name]), context.place_of(param.name)


def _text(value: object) -> str:
    if value is None or value in ([], ()):
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = str(value.value if isinstance(value, Enum) else value)
    return text.replace("\t", "\\t")
