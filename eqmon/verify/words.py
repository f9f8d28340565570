"""The words that several writers share: outcomes, counts of them, what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.report.words import number_of
from eqmon.verify.model import Outcome

if TYPE_CHECKING:
    from eqmon.verify.model import Verification

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.IMPOSSIBLE: "impossible",
        Outcome.INCONSISTENT: "inconsistent",
        Outcome.CANNOT_BE_CHECKED: "cannot be checked",
        Outcome.CONSISTENT: "consistent",
    }
)
MEANING = (
    "Arithmetic alone. Consistent does not mean true. A figure that its n cannot give may have "
    "another denominator, and two figures that disagree do not say which of them is right: ask "
    "whoever published them.",
    "Percentages may be rounded half up or half to even: both are admitted. Whole numbers are "
    "taken as exact, figures with decimals or a percent sign as rounded.",
)


def headline(verification: Verification) -> str:
    """How many claims came to what: `17 claims: 4 impossible, 13 consistent`."""
    found = [
        f"{len(claims):,} {OUTCOMES[outcome]}" for outcome, claims in verification.worst_first()
    ]
    return f"{number_of(len(verification.claims), 'claim')}: {', '.join(found)}"
