"""Draws a chart: as SVG whose text is text, or as PNG. The same chart gives the same bytes.

The title is not drawn: it stands above the picture as text, as the Analysis Function advises.
"""

from __future__ import annotations

from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from eqmon.charts.bounds import draw_bounds
from eqmon.charts.funnel import draw_funnel
from eqmon.charts.inlined import inlined
from eqmon.charts.intervals import draw_intervals
from eqmon.charts.look import WIDTH, styled
from eqmon.charts.model import Bounds, Chart, Funnel, Intervals, Stacked
from eqmon.charts.stacked import draw_stacked

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from typst import Fonts

DOTS_PER_INCH = 150
"""Of the PNG, at a width of 16 cm."""
KEPT = 64
"""Pictures kept for the next format of the same document, which draws the same charts."""
_UNDATED = {"Date": None, "Creator": None, "Format": None, "Type": None}
_SHEET = f"""#set page(width: {WIDTH}pt, height: auto, margin: 0pt)
#image(bytes(sys.inputs.chart), format: "svg", width: 100%)"""


@lru_cache(maxsize=KEPT)
def svg(chart: Chart) -> str:
    """One `svg` element to inline, without prolog: a viewBox in points and no fixed size.

    453.6 points (16 cm) wide; text is at least 8 points at that width. It has no title, role,
    style attribute, style element or outside reference; its ids are its own.
    """
    written = StringIO()
    with styled():
        _drawn(chart).savefig(written, format="svg", metadata=_UNDATED)
    return inlined(written.getvalue())


@lru_cache(maxsize=KEPT)
def png(chart: Chart) -> bytes:
    """The same picture as PNG, for programs that draw no SVG."""
    import typst

    # Typst draws the SVG in a third of the time that matplotlib draws a PNG in.
    found = typst.compile(
        _SHEET.encode(),
        sys_inputs={"chart": svg(chart)},
        font_paths=_typeface(),
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_PER_INCH,
    )
    assert isinstance(found, bytes)
    return found


@lru_cache(maxsize=1)
def _typeface() -> Fonts:
    import matplotlib
    import typst

    folder = str(Path(matplotlib.get_data_path(), "fonts", "ttf"))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _drawn(chart: Chart) -> Figure:
    match chart:
        case Funnel():
            return draw_funnel(chart)
        case Stacked():
            return draw_stacked(chart)
        case Intervals():
            return draw_intervals(chart)
        case Bounds():
            return draw_bounds(chart)
        case _:
            assert_never(chart)
