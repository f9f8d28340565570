"""Since when a measure could not be computed, as far as earlier reports tell."""

from __future__ import annotations

from collections.abc import Iterable

from eqmon.measures.model import Measured

NOT_MEASURABLE = "not measurable"


def since_before(now: Iterable[Measured], earlier: Iterable[Measured]) -> tuple[Measured, ...]:
    """The measures, those not measurable then either dated back to when the earlier report has it.

    A month that is told beats none: a report without dates says nothing of when.
    """
    lacking = {m.measure: m.not_measurable_since for m in earlier if m.status == NOT_MEASURABLE}
    return tuple(_dated_back(one, lacking.get(one.measure)) for one in now)


def _dated_back(measured: Measured, before: str | None) -> Measured:
    if measured.status != NOT_MEASURABLE or before is None:
        return measured
    since = min(before, measured.not_measurable_since or before)
    return measured.model_copy(update={"not_measurable_since": since})
