"""Every kind of claim: what it asks of its row, and the function that checks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from eqmon.verify import compared, counts, dated, defined, fractions, lists, sums
from eqmon.verify.claim import Asked
from eqmon.verify.model import Found


@dataclass(frozen=True)
class Kind:
    """One kind of claim."""

    asks: type[Asked]
    check: Callable[[Any], Found]
    """Pure: takes what `asks` reads and gives what came of it."""
    claims: str
    """What a row of this kind claims."""
    example: Mapping[str, str]
    """Cells of a row in the template."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which it cannot be checked."""
        return tuple(n for n, field in self.asks.model_fields.items() if field.is_required())

    @property
    def may(self) -> tuple[str, ...]:
        """The columns that it may have beside them."""
        return tuple(n for n, field in self.asks.model_fields.items() if not field.is_required())


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "percentage": Kind(
            counts.PercentageOf,
            counts.check_percentage,
            "a percentage that a whole count of n should give (GRIM)",
            {"value": "90 %", "n": "45"},
        ),
        "share": Kind(
            counts.ShareOf,
            counts.check_share,
            "a percentage, and the count of n behind it",
            {"value": "46 %", "count": "45", "n": "98"},
        ),
        "fraction": Kind(
            fractions.FractionOf,
            fractions.check_fraction,
            "a fraction in words of n, with its count where one is given",
            {"value": "one third", "n": "159"},
        ),
        "ratio": Kind(
            counts.RatioOf,
            counts.check_ratio,
            "count over n as a plain number",
            {"value": "1.85", "count": "185", "n": "100"},
        ),
        "list": Kind(
            lists.Listed,
            lists.check_list,
            "so many are stated, and these are listed",
            {"value": "three", "items": "age; gender", "expected": "age; gender; race"},
        ),
        "numbering": Kind(
            lists.Numbered,
            lists.check_numbering,
            "the numbers of paragraphs, as they stand",
            {"items": "1-22; 22-56"},
        ),
        "sum": Kind(
            sums.SumOf,
            sums.check_sum,
            "a total of parts; relation some: of some of them",
            {"value": "42", "items": "23; 19"},
        ),
        "difference": Kind(
            sums.Difference,
            sums.check_difference,
            "after less before; minus for a fall",
            {"value": "-5", "before": "45", "after": "40"},
        ),
        "change": Kind(
            sums.Change,
            sums.check_change,
            "the change in per cent of before; minus for a fall",
            {"value": "25 %", "before": "40", "after": "50"},
        ),
        "target": Kind(
            compared.AgainstTarget,
            compared.check_target,
            "a figure against its target, or against: no target",
            {"value": "97 %", "relation": "exceeds", "against": "80 %"},
        ),
        "comparison": Kind(
            compared.Comparison,
            compared.check_comparison,
            "a figure beside another",
            {"value": "32.3 %", "relation": "exceeds", "against": "26 %"},
        ),
        "rank": Kind(
            compared.Ranked,
            compared.check_rank,
            "the highest or lowest; items are all the others",
            {"value": "32.3 %", "relation": "highest", "items": "19.4 %; 26.4 %"},
        ),
        "calendar": Kind(
            dated.Regular,
            dated.check_calendar,
            "dates that come every so often",
            {"every": "quarterly", "items": "February 2006; April 2006; July 2006"},
        ),
        "deadline": Kind(
            dated.Deadline,
            dated.check_deadline,
            "a date, and the date by which it was due",
            {"value": "August 2007", "against": "31 May 2002"},
        ),
        "metadata": Kind(
            defined.Described,
            defined.check_metadata,
            "a figure with its n, definition and period",
            {"value": "39% to 49%", "definition": "records whose ethnicity is unknown"},
        ),
    }
)
"""The kinds by name, in the order in which help and the template show them."""
COMMON = ("id", "where", "quote", "kind")
NOTE = "note"
COLUMNS = (
    *COMMON,
    *dict.fromkeys(column for kind in KINDS.values() for column in kind.asks.model_fields),
    NOTE,
)
"""Every column that a file of claims may have."""
