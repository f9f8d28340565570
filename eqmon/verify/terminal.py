"""The claims on the terminal, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.report.blocks import draw, pairs, rule
from eqmon.report.look import Look
from eqmon.verify import words
from eqmon.verify.model import Outcome

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eqmon.verify.model import Verification, Verified

LEAST_WIDTH = 40
STYLES = {
    Outcome.IMPOSSIBLE: "bold red",
    Outcome.INCONSISTENT: "bold red",
    Outcome.CANNOT_BE_CHECKED: "yellow",
    Outcome.CONSISTENT: "green",
}


def write(
    verification: Verification, *, width: int = 80, colour: bool = False, ascii: bool = False
) -> str:
    """The claims for a terminal of this many columns; without `colour` no escape code is in it."""
    look = Look(max(width, LEAST_WIDTH), ascii)
    return draw(_parts(verification, look), look, colour=colour)


def _parts(verification: Verification, look: Look) -> Iterator[RenderableType]:
    facts = (f"eqmon {verification.eqmon}", *verification.files)
    yield look.text(look.dot.join(facts), "dim")
    yield ""
    yield look.text(words.headline(verification), "bold")
    for outcome, claims in verification.worst_first():
        yield ""
        title = f"{words.OUTCOMES[outcome].capitalize()}: {len(claims):,}"
        yield rule(title, look)
        for claim in claims:
            yield from _claim(claim, look)
    yield ""
    for line in words.MEANING:
        yield look.text(line, "dim")


def _claim(claim: Verified, look: Look) -> Iterator[RenderableType]:
    where = f", {claim.where}" if claim.where else ""
    head = look.text(claim.id, STYLES[claim.outcome])
    head.append_text(look.text(f"{where} ({claim.kind})", "dim"))
    yield head
    told = [("", "", f"“{claim.quote}”")] if claim.quote else []
    told.append(("", "", claim.sentence))
    told += [("", "", f"Note: {claim.note}")] if claim.note else []
    yield pairs([(f"  {label}", style, text) for label, style, text in told], look)
