"""The accuracy signals of one collection: where recorded values may be untrue, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from eqmon.report.model import Signal
from eqmon.report.signal_days import heaped_day
from eqmon.report.signal_pairs import agreement_of
from eqmon.report.signal_people import heaped_ages, same_person
from eqmon.rulebook.signals import (
    AgreementSignal,
    HeapedAgesSignal,
    HeapedDaySignal,
    SamePersonSignal,
    VanishedSignal,
)
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.checked import Checked

NO_BASELINE = "there is no earlier report to compare with (--baseline)"


def accuracy_of(checked: Checked) -> tuple[Signal, ...]:
    """Every signal of the suite, in its order; one that cannot be computed says why."""
    return tuple(
        signal
        for asked in checked.plan.suite.signals
        for signal in _OF_KIND[type(asked)](asked, checked)
    )


def _vanished(asked: VanishedSignal, _checked: Checked) -> Iterator[Signal]:
    """What becomes of it where an earlier report is given is told by the comparison."""
    yield Signal(
        signal=asked.id,
        title=asked.title,
        kind=asked.kind,
        about="",
        level=Level.OVERALL,
        unit=None,
        look=False,
        sentence="",
        reason=NO_BASELINE,
    )


_OF_KIND: dict[type, Callable[[Any, Checked], Iterator[Signal]]] = {
    AgreementSignal: agreement_of,
    SamePersonSignal: same_person,
    HeapedDaySignal: heaped_day,
    HeapedAgesSignal: heaped_ages,
    VanishedSignal: _vanished,
}
