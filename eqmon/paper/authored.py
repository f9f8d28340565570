"""The author's own paragraphs, by the id of the section that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eqmon.document.model import Block


@dataclass(frozen=True, slots=True)
class Quoted:
    """A percentage in an author's text."""

    heading: str
    """The section's title in the form."""
    line: int
    """Of the author's file, from 1."""
    written: str
    """Its digits: `61`, `24.5`."""


@dataclass(frozen=True, slots=True)
class Authored:
    """What an author wrote, kept when figures are refreshed."""

    sections: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    quoted: tuple[Quoted, ...] = ()
    """Every percentage in it, in reading order."""

    def of(self, section_id: str) -> tuple[Block, ...]:
        """The author's blocks for one section; empty where there are none."""
        return self.sections.get(section_id, ())
