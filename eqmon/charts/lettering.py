"""Words in charts: how wide they are, shortened to fit, and of letters that the typeface has."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

# Matplotlib tells where it keeps its list of fonts, which is no news for users of eqmon.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

TYPEFACE = "DejaVu Sans"
SIZE = 8.5
"""Points at a width of 16 cm."""
ELLIPSIS = "\u2026"
_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_WORD_JOINERS = "\u00ad\u200c\u200d"


def drawable(text: str) -> str:
    """The text on one line, with U+FFFD for each letter that the typeface does not have.

    Invisible joiners are left out: without the letters around them they would be drawn as boxes.
    """
    glyph = _font(bold=False).get_char_index
    plain = (" " if letter.isspace() else letter for letter in text if letter not in _WORD_JOINERS)
    return "".join(letter if glyph(ord(letter)) else "\ufffd" for letter in plain).strip()


@lru_cache(maxsize=4096)
def width_of(text: str, *, size: float = SIZE, bold: bool = False) -> float:
    """How wide drawable text stands, in points."""
    font = _font(bold=bold)
    font.set_text(text)
    return font.get_width_height()[0] / 64 * size / _SET_AT


def shortened(text: str, widest: float, *, size: float = SIZE, bold: bool = False) -> str:
    """Drawable text at most `widest` points wide: too long a text loses its middle."""
    whole = drawable(text)
    if width_of(whole[:200], size=size, bold=bold) <= widest and len(whole) <= 200:
        return whole
    keep = min(len(whole), 200)
    while keep > 2:
        keep -= 1
        head, tail = whole[: (2 * keep + 2) // 3].rstrip(), whole[len(whole) - keep // 3 :].lstrip()
        short = f"{head}{ELLIPSIS}{tail}"
        if width_of(short, size=size, bold=bold) <= widest:
            return short
    return ELLIPSIS


_SET_AT = 100.0


@lru_cache
def _font(*, bold: bool) -> FT2Font:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", _FILES[bold])))
    font.set_size(_SET_AT, 72.0)
    return font
