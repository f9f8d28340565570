"""What the later form asks of law and of risk; money and the rest are the author's to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Block, Link, Paragraph
from eqmon.paper.background import REGARD, duties
from eqmon.paper.forms import heads_of
from eqmon.paper.phrases import listed, within
from eqmon.paper.standing import unfit
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.paper.authored import Authored
    from eqmon.report.model import Report
    from eqmon.vocabulary import Form

LEFT_TO_AUTHOR = {
    "financial": "[financial implications: for the author to tell]",
    "met_forward": "[consideration of Met Forward: for the author to tell]",
    "environmental": "[environmental implications: for the author to tell]",
}
"""What no report can know: a gap, and seen as one, until the author's paragraphs fill it."""


def left_to_author(form: Form, authored: Authored) -> list[str]:
    """The markers under a form's headings that only its author can fill, and has not."""
    heads = {head.id for head in heads_of(form)}
    return [marker for id, marker in LEFT_TO_AUTHOR.items() if id in heads and not authored.of(id)]


def legal(report: Report) -> tuple[Block, ...]:
    """The duties at the records' dates."""
    return (*duties(report), Paragraph((REGARD,)))


def risk(report: Report) -> tuple[Block, ...]:
    """What could go wrong in reading these figures."""
    failing = [
        f"{listed([within(strand.label) for strand in found])} in {within(collection.title)}"
        for collection in report.collections
        if (found := unfit(collection))
    ]
    said = "That something is recorded does not make it true; accuracy signals are in "
    blocks: list[Block] = []
    if failing:
        blocks.append(
            Paragraph(
                (
                    "The gravest risk is to read shares of groups as if they were known, by "
                    f"{'; and by '.join(failing)}.",
                )
            )
        )
    blocks.append(Paragraph((said, Link("", "#appendix-quality"), ".")))
    if report.audience is Audience.PUBLIC:
        blocks.append(
            Paragraph(
                ("Small counts are withheld so that nobody can be made out from this paper.",)
            )
        )
    return tuple(blocks)
