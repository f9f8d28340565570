"""Which rules have their records listed, under which fields, and what may be said of why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from eqmon.engines.checks import fields_of
from eqmon.errors import UsageError
from eqmon.rulebook.model import Suite
from eqmon.rulebook.rules import (
    CheckRule,
    DateInPeriodRule,
    DateOrderRule,
    DateValidRule,
    ImpliesRule,
    KeyPatternRule,
    KeyPresentRule,
    KeyUniqueRule,
    RecordingRule,
    UnitKnownRule,
)
from eqmon.vocabulary import Measure

SEE_RULE = "see rule"
"""All that is said where more would say something of a person, be it that a cell is blank."""

LISTED_MEASURES = frozenset({Measure.NOT_OBTAINED, Measure.UNKNOWN})
"""What the service did not record. What a person did not state or declined is an answer."""

_PLAIN_REASONS: dict[type[RecordingRule | CheckRule], str] = {
    KeyPresentRule: "reference is blank",
    KeyPatternRule: "reference has not the form of one",
    KeyUniqueRule: "reference stands more than once",
    UnitKnownRule: "unit is blank or not recognised",
    DateValidRule: "date is blank or cannot be read",
    DateInPeriodRule: "date lies outside the period",
    DateOrderRule: "dates are in the wrong order",
}


@dataclass(frozen=True)
class ListedRule:
    """A rule whose records are listed."""

    rule: RecordingRule | CheckRule
    fields: tuple[str, ...]
    """The fields to check."""
    strands: tuple[str, ...]
    """The suite's strands that these fields tell."""

    @property
    def reason(self) -> str:
        """Why a record is listed, in words that hold for every record alike."""
        return SEE_RULE if self.strands else _PLAIN_REASONS.get(type(self.rule), SEE_RULE)


def listed_rules(suite: Suite, wanted: Collection[str] = ()) -> tuple[ListedRule, ...]:
    """The rules of a suite whose records are listed: those of these ids, or all but the telling.

    A rule about records that bear one code or flag tells that code by its very id, so it is listed
    only where somebody asks for it by name.
    """
    return tuple(
        _listed(rule, suite)
        for rule in suite.rules
        if _is_listed(rule) and (rule.id in wanted if wanted else not _is_telling(rule, suite))
    )


def require_listed(wanted: Collection[str], suites: Iterable[Suite]) -> None:
    """UsageError for an id that is no rule of these suites, or whose records are never listed."""
    rules = {rule.id: rule for suite in suites for rule in suite.rules}
    for rule_id in wanted:
        if rule_id not in rules:
            raise UsageError(
                f"--rule {rule_id}",
                "there is no such rule",
                hint="`eqmon rules list` shows them",
            )
        if not _is_listed(rules[rule_id]):
            raise UsageError(
                f"--rule {rule_id}",
                "its records are never listed: it asks nothing that could be put right in a record",
                allowed="rules on what was not obtained, references, dates, units and agreement",
            )


def _is_listed(rule: object) -> bool:
    if isinstance(rule, RecordingRule):
        return rule.measure in LISTED_MEASURES
    return isinstance(rule, CheckRule)


def _is_telling(rule: object, suite: Suite) -> bool:
    if not isinstance(rule, ImpliesRule):
        return False
    of_people = {name for strand in suite.strands.values() for name in strand.fields}
    of_people |= {name for name, chosen in suite.fields.items() if chosen.kind == "flags"}
    return any(
        condition.recording is None and condition.field in of_people
        for condition in (*rule.when, *rule.then)
    )


def _listed(rule: object, suite: Suite) -> ListedRule:
    if isinstance(rule, RecordingRule):
        return ListedRule(rule, suite.strands[rule.strand].fields, (rule.strand,))
    assert isinstance(rule, CheckRule), "only these two kinds are listed"
    fields = _fields(rule, suite)
    told = {name for name, strand in suite.strands.items() if {*strand.fields} & {*fields}}
    return ListedRule(rule, fields, tuple(sorted(told)))


def _fields(rule: CheckRule, suite: Suite) -> tuple[str, ...]:
    if isinstance(rule, KeyUniqueRule):
        return suite.key
    if isinstance(rule, KeyPresentRule | KeyPatternRule):
        return suite.key[:1]
    return (suite.unit,) if isinstance(rule, UnitKnownRule) else fields_of(rule)
