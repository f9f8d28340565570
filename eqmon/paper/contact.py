"""Whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Block, Facts
from eqmon.paper.particulars import said

if TYPE_CHECKING:
    from eqmon.paper.particulars import Particulars


def contact(particulars: Particulars) -> tuple[Block, ...]:
    """The author and how to reach them."""
    return (
        Facts(
            (
                ("Report author", (said(particulars, "author"),)),
                ("For more information contact", (said(particulars, "contact"),)),
            )
        ),
    )
