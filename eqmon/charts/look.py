"""How every chart looks: the Government Analysis Function's style, at the width of a page.

A chart is drawn without pyplot, on a sheet whose unit is the point; nothing is left set in
matplotlib afterwards, and nothing that a user has set in it is heeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from eqmon.charts.lettering import SIZE, TYPEFACE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 453.6
"""Points: 16 cm, the width of text on a page of A4."""
BLUE, TEAL, PLUM, ORANGE, CHARCOAL, VIOLET = (
    "#12436D",
    "#28A197",
    "#801650",
    "#F46A25",
    "#3D3D3D",
    "#A285D1",
)
"""The Analysis Function's palette: dark and light in turn, so that neighbours differ in grey."""
INK = "#1A1A1A"
FAINT = "#D6D6D6"

_STYLE: dict[str, Any] = {
    "font.family": [TYPEFACE],
    "font.size": SIZE,
    "text.parse_math": False,  # names may hold dollar signs
    "text.hinting": "none",  # letters as wide as they are measured, at every resolution
    "hatch.linewidth": 1.2,
    "svg.fonttype": "none",
    "svg.hashsalt": "eqmon",
    "path.simplify": False,
}
_MACHINE = ("backend", "interactive", "toolbar", "webagg.", "tk.", "macosx.", "keymap.", "timezone")


@contextmanager
def styled() -> Iterator[None]:
    """While it is open, matplotlib draws in the house style; then as it did before."""
    import matplotlib

    with as_file(files("afcharts") / "afcharts.mplstyle") as path:
        function = matplotlib.rc_params_from_file(path, use_default_template=False)
    plain: dict[str, Any] = {
        name: value
        for name, value in matplotlib.rcParamsDefault.items()
        if not name.startswith(_MACHINE)
    }
    # Its stubs list every name there is; these are names, but known only as text.
    settings: Any = {**plain, **function, **_STYLE}
    with matplotlib.rc_context(settings):
        yield


def sheet(height: float) -> Figure:
    """An empty sheet, `WIDTH` points wide."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor="white")


def plot(figure: Figure, *, left: float, right: float, bottom: float, top: float) -> Axes:
    """The field of a chart; margins in points from the sheet's edges."""
    height = height_of(figure)
    return figure.add_axes(
        (
            left / WIDTH,
            bottom / height,
            (WIDTH - left - right) / WIDTH,
            (height - bottom - top) / height,
        )
    )


def height_of(figure: Figure) -> float:
    """The height of a sheet in points."""
    return float(figure.get_figheight() * 72)


def write(
    figure: Figure,
    x: float,
    y: float,
    text: str,
    *,
    side: str = "left",
    size: float = SIZE,
    colour: str = INK,
    bold: bool = False,
    bbox: dict[str, Any] | None = None,
) -> None:
    """Words on a sheet whose middle height lies at `y` and whose `side` at `x`, in points.

    `bbox` is matplotlib's, a patch behind the words.
    """
    figure.text(
        x / WIDTH,
        (y - 0.36 * size) / height_of(figure),
        text,
        ha=side,
        va="baseline",
        fontsize=size,
        color=colour,
        fontweight="bold" if bold else "normal",
        bbox=bbox,
    )


def rule(
    figure: Figure,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str,
    width: float,
) -> None:
    """A thin line on a sheet from one place to another, in points."""
    from matplotlib.lines import Line2D

    height = height_of(figure)
    across, up = zip(start, end, strict=True)
    figure.add_artist(
        Line2D(
            [x / WIDTH for x in across],
            [y / height for y in up],
            transform=figure.transFigure,
            color=colour,
            linewidth=width,
        )
    )


def percent(value: float, _place: object = None) -> str:
    """A fraction as a label of an axis: `12.5 %`."""
    return f"{round(value * 100, 6):g} %"
