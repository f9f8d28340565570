"""What one pass over a collection's extracts must read and count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.engines import checks

if TYPE_CHECKING:
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite


@dataclass(frozen=True)
class Plan:
    """What one pass over a collection's extracts must count."""

    suite: Suite
    rulebook: Rulebook
    period: str | None = None
    sought: frozenset[str] = frozenset()
    """Fields whose references the measures of other collections look for."""

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a strand, a check, a condition or a count of people reads."""
        suite = self.suite
        named = {suite.unit, suite.date, *suite.key, *(counted.field for counted in suite.people)}
        for strand in suite.strands.values():
            named.update(strand.fields)
        conditions = [exclusion.when for exclusion in suite.not_applicable]
        for rule in suite.check_rules:
            named.update(checks.fields_of(rule))
        named.update(condition.field for condition in conditions)
        for signal in suite.signals:
            named.update(signal.named_fields)
        if measures := self.rulebook.measures.get(suite.suite):
            named.update(measures.fields)
        named.update(self.sought)
        return frozenset(name for name in named if name)

    @property
    def references(self) -> tuple[str, ...]:
        """The fields that hold references, nearly every one another: read as text, not as codes."""
        of_signals = (name for signal in self.suite.signals for name in signal.references)
        measures = self.rulebook.measures.get(self.suite.suite)
        of_measures = measures.references if measures else ()
        return tuple(
            dict.fromkeys((*self.suite.key, *of_signals, *of_measures, *sorted(self.sought)))
        )
