"""What came of each claim about published figures, as every writer is given it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import ConfigDict

from eqmon.part import Part

SCHEMA_VERSION = "1.0"


class Outcome(StrEnum):
    """What arithmetic says of a claim, the worst first."""

    IMPOSSIBLE = "impossible"
    """No whole count gives the figure as it is printed."""
    INCONSISTENT = "inconsistent"
    """The claim and the figures that it stands on do not agree."""
    CANNOT_BE_CHECKED = "cannot_be_checked"
    """Something that the arithmetic needs is not given, or the decimals printed leave it open."""
    CONSISTENT = "consistent"
    """Nothing in the arithmetic speaks against it, which does not make it true."""


class VerifyPart(Part):
    """A part whose fields' docstrings stand in the published schema."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Figure(VerifyPart):
    """One figure that was computed: `counts`, `nearest`, `gaps in months`."""

    name: str
    value: str


class Found(VerifyPart):
    """What a check came to."""

    outcome: Outcome
    sentence: str
    """What the arithmetic shows, and no more."""
    computed: tuple[Figure, ...] = ()


class Verified(VerifyPart):
    """One claim with what came of it."""

    file: str
    line: int
    """Where it begins in its file, from 1."""
    id: str
    where: str
    """Paper and paragraph, as the file has it."""
    quote: str
    kind: str
    stated: str
    """The figure as the file has it; empty where the kind has none."""
    outcome: Outcome
    sentence: str
    """What the arithmetic shows, and no more."""
    computed: tuple[Figure, ...]
    note: str
    """The file's own words on it."""


class Verification(VerifyPart):
    """Every claim of a run, in the order of the files."""

    schema_version: str = SCHEMA_VERSION
    eqmon: str
    """Version of eqmon."""
    files: dict[str, str]
    """The sha256 of each file by its name."""
    claims: tuple[Verified, ...]

    def of(self, outcome: Outcome) -> tuple[Verified, ...]:
        """The claims that came to this, in the order of the files."""
        return tuple(claim for claim in self.claims if claim.outcome is outcome)

    def worst_first(self) -> Iterator[tuple[Outcome, tuple[Verified, ...]]]:
        """Every outcome that there is, with its claims."""
        for outcome in Outcome:
            if claims := self.of(outcome):
                yield outcome, claims
