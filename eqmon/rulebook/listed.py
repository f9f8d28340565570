"""The rows of a code list as it writes them, for whoever reads the list itself."""

from __future__ import annotations

from dataclasses import dataclass

from eqmon.rulebook.tables import Row
from eqmon.vocabulary import Recording


@dataclass(frozen=True)
class Listed:
    """One row of a code list."""

    code: str
    label: str
    """The text, or the pattern of texts, that is read so."""
    recording: Recording
    schemes: tuple[str, ...]
    """Schemes that the row belongs to; empty for every scheme."""
    is_pattern: bool
    example: str
    """Of a pattern: a text that it reads, to be shown to people; empty where none is given."""

    @classmethod
    def of(cls, row: Row) -> Listed:
        """A row that was checked."""
        recording, is_pattern = Recording(row["recording"]), row["match"] == "pattern"
        schemes = tuple(part.strip() for part in row["scheme"].split(";") if part.strip())
        return cls(row["code"], row["label"], recording, schemes, is_pattern, row["example"])
