"""The colours of shaded cells: the Government Analysis Function's blues, and ink to read on each.

Every ink has a contrast of at least 4.5 to 1 with its fill (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from eqmon.document.model import Shade


@dataclass(frozen=True, slots=True)
class Colours:
    """A fill and the ink on it, each as six hexadecimal digits."""

    fill: str
    ink: str


SHADES: Mapping[Shade, Colours] = MappingProxyType(
    {
        "0": Colours("FFFFFF", "0B0C0C"),
        "1": Colours("E3EFFA", "0B0C0C"),
        "2": Colours("ADD1F1", "0B0C0C"),
        "3": Colours("6BACE6", "0B0C0C"),
        "4": Colours("12436D", "FFFFFF"),
    }
)
"""By how dark a cell is told to be, from none to darkest."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
