"""What the words mean, with every denominator."""

from __future__ import annotations

from eqmon.document.model import Block, Facts
from eqmon.report.words import DEFINITIONS


def definitions() -> tuple[Block, ...]:
    """Each term with its meaning."""
    return (Facts(tuple((_capital(term), (f"{said}.",)) for term, said in DEFINITIONS.items())),)


def _capital(term: str) -> str:
    return term[0].upper() + term[1:]
