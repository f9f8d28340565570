"""What was due and what came, as an accessible document of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from eqmon.document.model import Document, Facts, Section
from eqmon.document.settled import settled
from eqmon.registers.blocks import TITLE, due_and_came
from eqmon.registers.phrases import when
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.registers.model import Returns

BANNER = "What bodies were asked for and made: nothing in it is about a person."


def returns_document(returns: Returns, created: datetime) -> Document:
    """The returns as a document, settled: nothing in it is left to be numbered."""
    files = tuple((one.name, (f"sha256 {one.sha256}",)) for one in returns.registers)
    as_at = when(returns.on.isoformat())
    return settled(
        Document(
            title=f"{TITLE}, as at {as_at}",
            subject=returns.headline,
            audience=Audience.INTERNAL,
            banner=BANNER,
            facts=Facts((("As at", (as_at,)), *files)),
            blocks=(Section("returns", TITLE, due_and_came(returns, every=True)),),
            created=created,
            keywords=("returns", *(one.title for one in returns.registers)),
        )
    )
