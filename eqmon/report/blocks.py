"""The blocks that a terminal report is made of, and drawing them as text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eqmon.report.look import TIED, Look

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

LABEL_AT_MOST = 24
Marked = tuple[str, str, str]
"""A label, its style, and the text beside it."""


def draw(parts: Iterable[RenderableType], look: Look, *, colour: bool) -> str:
    """The parts one below the other; without `colour` there is no escape code in them."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=look.width,
        force_terminal=colour,
        force_jupyter=False,
        force_interactive=False,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    with console.capture() as drawn:
        for part in parts:
            console.print(part)
    lines = drawn.get().replace(TIED, " ").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def listed(
    title: str, items: Iterable[str], look: Look, *, style: str = ""
) -> Iterator[RenderableType]:
    """A heading with a dash before each item; nothing where there is none."""
    marked = [("-", "", item) for item in items]
    if marked:
        yield from heading(title, look, style)
        yield pairs(marked, look)


def heading(title: str, look: Look, style: str = "") -> tuple[RenderableType, RenderableType]:
    """An empty line and a title."""
    return "", look.text(title, style or "bold")


def rule(title: str, look: Look) -> Text:
    """A title in a line as wide as the terminal."""
    line = "-" if look.ascii else "─"
    text = look.text(f"{line * 2} {title}", "bold")
    text.append(" ")
    text.append(line * max(0, look.width - text.cell_len))
    return text


def pairs(marked: Iterable[Marked], look: Look) -> Table:
    """A label and a text on each line, the text's further lines hanging under its first."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold", max_width=LABEL_AT_MOST)
    table.add_column(overflow="fold")
    for label, style, text in marked:
        table.add_row(look.text(label, style), look.text(text))
    return table
