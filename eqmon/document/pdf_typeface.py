"""The one typeface of PDF files, and what stands for a character that it has no shape for.

DejaVu Sans comes with matplotlib, which is not imported: only its folder is looked up. No typeface
of the machine is used, so that no layout depends on where a file is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eqmon.errors import OutputError

if TYPE_CHECKING:
    from typst import Fonts

FAMILY = "DejaVu Sans"
FILES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_FOLDER = Path("mpl-data", "fonts", "ttf")


@dataclass
class Spelling:
    """Writes each text with the characters that the typeface has: call it with the text.

    A character without a shape becomes its Unicode number, `[U+4E2D]`: what it was can still be
    told, which a replacement character would hide.
    """

    shapes: Set[str]
    lacking: set[str] = field(default_factory=set)
    """The characters that were spelled out so far."""

    def __call__(self, text: str) -> str:
        """The text with every character that has no shape as its number."""
        if text.isascii():
            return text
        lacking = {c for c in text if c not in self.shapes}
        self.lacking |= lacking
        return "".join(f"[U+{ord(c):04X}]" if c in lacking else c for c in text)


def files() -> tuple[Path, ...]:
    """Where the typeface is, regular and bold; OutputError where a file of it is missing."""
    matplotlib = find_spec("matplotlib")
    folders = (matplotlib.submodule_search_locations if matplotlib else None) or []
    for folder in folders:
        found = tuple(Path(folder) / _FOLDER / name for name in FILES)
        if all(file.is_file() for file in found):
            return found
    raise _missing()


@contextmanager
def fonts() -> Iterator[Fonts]:
    """The typeface for typst, and no other; OutputError where it cannot be read."""
    import typst

    # typst takes folders, and matplotlib's holds typefaces that it would fall back to unasked.
    with TemporaryDirectory(prefix="eqmon-") as folder:
        for file in files():
            copyfile(file, Path(folder) / file.name)
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        if sorted(font.weight for font in found.fonts() if font.family == FAMILY) != [400, 700]:
            raise _missing()
        yield found


@cache
def advances(path: Path) -> Mapping[str, float]:
    """How wide each character of a font file is, in its size (em)."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): widths[name][0] / em for code, name in font.getBestCmap().items()}


@dataclass(frozen=True)
class Typeface:
    """What the typeface has, regular and bold."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]

    def spelling(self) -> Spelling:
        """Spelling with the characters that are both regular and bold."""
        return Spelling(self.regular.keys() & self.bold.keys())

    def width(self, text: str) -> float:
        """Of a line of regular text, in em."""
        return sum(self.regular[c] for c in text)

    def width_bold(self, text: str) -> float:
        """Of a line of bold text, in em."""
        return sum(self.bold[c] for c in text)


def typeface() -> Typeface:
    """What is known of the typeface without drawing it; OutputError where it is missing."""
    regular, bold = files()
    return Typeface(advances(regular), advances(bold))


def _missing() -> OutputError:
    return OutputError(
        "PDF",
        f"the typeface {FAMILY} is not where matplotlib keeps it",
        allowed=" and ".join(FILES),
        hint="install matplotlib again: pip install --force-reinstall matplotlib",
    )
