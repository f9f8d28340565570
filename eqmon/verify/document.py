"""The claims as blocks of a document: a paper's appendix, or a document of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Document, Facts, Paragraph, Section, Table
from eqmon.document.settled import settled
from eqmon.verify import words
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.verify.model import Verification, Verified

TITLE = "Checks of published figures"
SUBJECT = "Whether published figures can be what they are said to be, by arithmetic alone."
BANNER = "Figures that are already published: nothing in it is about a person."
COLUMNS = (
    Column("Claim", "name"),
    Column("What is claimed", "text"),
    Column("Outcome", "text"),
    Column("What the arithmetic shows", "text"),
)


def blocks(verification: Verification, *, id: str = "claims") -> tuple[Block, ...]:
    """What came of the claims in words, a table of them with the worst first, and what it means.

    Labels are left to whoever settles the document; `id` begins the ids of all blocks.
    """
    return (Paragraph((f"{words.headline(verification)}.",)), _table(verification, id))


def verification_document(verification: Verification, created: datetime) -> Document:
    """The claims as a document of their own, settled: nothing in it is left to be numbered."""
    files = tuple((name, (f"sha256 {sha}",)) for name, sha in verification.files.items())
    return settled(
        Document(
            title=TITLE,
            subject=SUBJECT,
            audience=Audience.INTERNAL,
            banner=BANNER,
            facts=Facts(files),
            blocks=(Section("claims-found", "What was found", blocks(verification)),),
            created=created,
            keywords=("published figures", "GRIM"),
        )
    )


def _table(verification: Verification, id: str) -> Table:
    rows = tuple(
        tuple(Cell(text.replace(" %", "\N{NO-BREAK SPACE}%")) for text in _row(claim))
        for _, claims in verification.worst_first()
        for claim in claims
    )
    notes = tuple((line,) for line in words.MEANING)
    return Table(f"{id}-table", "", "Each claim and what came of it", COLUMNS, rows, notes)


def _row(claim: Verified) -> Iterator[str]:
    yield claim.id
    claimed = f"‘{claim.quote}’" if claim.quote else f"{claim.kind} {claim.stated}".strip()
    yield f"{claim.where}: {claimed}" if claim.where else claimed
    yield words.OUTCOMES[claim.outcome]
    yield " ".join(filter(None, (claim.sentence, claim.note and f"Note: {claim.note}")))
