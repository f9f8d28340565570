"""What every kind of claim asks of its row: columns whose cells are read as figures, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from eqmon.verify import printed
from eqmon.verify.printed import Printed

Number = Annotated[Printed, BeforeValidator(printed.printed)]
Count = Annotated[int, BeforeValidator(printed.count)]
Denominator = Annotated[int, BeforeValidator(printed.denominator)]
Texts = Annotated[tuple[str, ...], BeforeValidator(printed.texts)]
Numbers = Annotated[tuple[Printed, ...], BeforeValidator(printed.each(printed.printed))]


class Asked(BaseModel):
    """The columns of one kind: fields without a default are those that the check needs."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Claim:
    """One row of a file of claims, its kind's own columns apart."""

    file: str
    line: int
    id: str
    where: str
    quote: str
    kind: str
    note: str
    stated: str
    asked: Asked | None
    """None where something that the check needs is not given."""
    missing: tuple[str, ...]
    """The columns that are not given and that the check needs."""
