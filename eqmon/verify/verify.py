"""Checks every claim of the files: each by the function of its kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eqmon import __version__
from eqmon.errors import EqmonError, InputError
from eqmon.verify.kinds import KINDS
from eqmon.verify.model import Found, Outcome, Verification, Verified
from eqmon.verify.read import read_claims

if TYPE_CHECKING:
    from eqmon.extract.source import Source
    from eqmon.verify.claim import Claim

COLUMN_WORDS = {
    "value": "the figure",
    "n": "the denominator (n)",
    "count": "the count",
    "items": "the items",
    "against": "what to hold it against",
    "before": "the figure before",
    "after": "the figure after",
    "every": "how often",
    "relation": "the relation",
}
"""What is said where a column is blank that a check needs."""


def verify(sources: Sequence[Source]) -> Verification:
    """What came of every claim; InputError with all problems of all files."""
    read: list[Claim] = []
    problems: list[EqmonError] = []
    for source in sources:
        try:
            read += read_claims(source)
        except InputError as error:
            problems.append(error)
    if len(problems) > 1:
        raise InputError("", "\n".join(str(problem) for problem in problems))
    if problems:
        raise problems[0]
    return Verification(
        eqmon=__version__,
        files={source.name: _sha256(source) for source in sources},
        claims=tuple(_verified(claim) for claim in read),
    )


def _verified(claim: Claim) -> Verified:
    found = _missing(claim) if claim.asked is None else KINDS[claim.kind].check(claim.asked)
    return Verified(
        file=claim.file,
        line=claim.line,
        id=claim.id,
        where=claim.where,
        quote=claim.quote,
        kind=claim.kind,
        stated=claim.stated,
        outcome=found.outcome,
        sentence=found.sentence,
        computed=found.computed,
        note=claim.note,
    )


def _missing(claim: Claim) -> Found:
    words = [COLUMN_WORDS[column] for column in claim.missing]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return Found(outcome=Outcome.CANNOT_BE_CHECKED, sentence=f"Not given: {listed}.")


def _sha256(source: Source) -> str:
    with source.open_as_sent() as stream:
        return hashlib.sha256(stream.read()).hexdigest()
