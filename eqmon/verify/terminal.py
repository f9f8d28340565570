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
        if outcome is Outcome.CONSISTENT:
            yield pairs(((c.id, STYLES[outcome], _line(c)) for c in claims), look)
            continue
        for claim in claims:
            yield from _claim(claim, look)
    yield ""
    for line in words.MEANING:
        yield look.text(line, "dim")


def _claim(claim: Verified, look: Look) -> Iterator[RenderableType]:
    from rich.padding import Padding

    head = look.text(claim.id, STYLES[claim.outcome])
    if claim.where:
        head.append_text(look.text(f", {claim.where}", "dim"))
    # A text by itself loses the space that it begins with.
    head.append(" ").append_text(look.text(f"({claim.kind})", "dim"))
    yield head
    quote, note = claim.quote and f"“{claim.quote}”", claim.note and f"Note: {claim.note}"
    for told in filter(None, (quote, claim.sentence, note)):
        yield Padding(look.text(told), (0, 0, 0, 2))


def _line(claim: Verified) -> str:
    """One that nothing speaks against, in short: its quote and note are in the other formats."""
    return f"{claim.where}: {claim.sentence}" if claim.where else claim.sentence
