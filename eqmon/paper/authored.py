"""The author's own paragraphs, by the id of the section that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eqmon.document.model import Block


@dataclass(frozen=True, slots=True)
class Authored:
    """What an author wrote, kept when figures are refreshed."""

    sections: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)

    def of(self, section_id: str) -> tuple[Block, ...]:
        """The author's blocks for one section; empty where there are none."""
        return self.sections.get(section_id, ())
