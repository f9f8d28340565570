"""A chart's key: what each mark or colour means, laid in rows from the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from eqmon.charts.lettering import drawable, shortened, width_of
from eqmon.charts.look import INK, WIDTH, height_of, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW = 14.0
_SWATCH = 16.0
_GAP = 5.0
_APART = 14.0


@dataclass(frozen=True)
class Entry:
    """One mark and its words: a line with or without a marker, or a patch of colour."""

    label: str
    line: dict[str, Any] = field(default_factory=dict)
    """Properties of a matplotlib line; empty for a patch."""
    patch: dict[str, Any] = field(default_factory=dict)
    """Properties of a matplotlib rectangle; empty for a line."""


def height_of_key(entries: Sequence[Entry], width: float = WIDTH) -> float:
    """How much height the entries take, in points."""
    return ROW * len(_rows(entries, width))


def draw_key(figure: Figure, entries: Sequence[Entry], top: float, *, left: float = 0.0) -> None:
    """The entries below `top`, in points from the sheet's lower edge."""
    for row, line in enumerate(_rows(entries, WIDTH - left)):
        middle = top - ROW * (row + 0.5)
        x = left
        for entry, label in line:
            _mark(figure, entry, x, middle)
            write(figure, x + _SWATCH + _GAP, middle, label)
            x += _taken(label)


def _mark(figure: Figure, entry: Entry, x: float, middle: float) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle

    height = height_of(figure)
    across = transform = figure.transFigure
    if entry.patch:
        corner = (x / WIDTH, (middle - 4.5) / height)
        patch = Rectangle(corner, _SWATCH / WIDTH, 9 / height, transform=across, **entry.patch)
        figure.add_artist(patch)
        return
    alone = entry.line.get("linestyle") == "none"
    ends = [x + _SWATCH / 2] if alone else [x, x + _SWATCH]
    line = Line2D(
        [end / WIDTH for end in ends],
        [middle / height] * len(ends),
        transform=transform,
        **{"color": INK, **entry.line},
    )
    figure.add_artist(line)


def _rows(entries: Sequence[Entry], width: float) -> list[list[tuple[Entry, str]]]:
    rows: list[list[tuple[Entry, str]]] = []
    used = width
    for entry in entries:
        label = drawable(entry.label)
        if _taken(label) - _APART > width:
            label = shortened(label, width - _SWATCH - _GAP)
        if used + _taken(label) - _APART > width:
            rows.append([])
            used = 0.0
        rows[-1].append((entry, label))
        used += _taken(label)
    return rows


def _taken(label: str) -> float:
    return _SWATCH + _GAP + width_of(label) + _APART
