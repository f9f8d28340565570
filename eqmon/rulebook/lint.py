"""What a suite says of itself, its code lists and its units, checked for sense."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from eqmon.rulebook.codelists import CodeList
from eqmon.rulebook.lint_headings import lint_headings, lint_persons
from eqmon.rulebook.lint_people import RESERVED, lint_people
from eqmon.rulebook.lint_signals import refused_signals
from eqmon.rulebook.lint_values import Lists, refused_values
from eqmon.rulebook.model import Suite, SuiteField
from eqmon.rulebook.persons import Persons
from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.rules import (
    AgeAgreesRule,
    Condition,
    DateInPeriodRule,
    DateOrderRule,
    DateValidRule,
    DominanceRule,
    ImpliesRule,
    KeyPatternRule,
    KeyPresentRule,
    KeyUniqueRule,
    RecordingRule,
    Rule,
)
from eqmon.rulebook.serials import SERIALS
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.validation import problem_at
from eqmon.rulebook.yaml_reader import Document
from eqmon.vocabulary import Strand

_NOT_RE2 = re.compile(r"\(\?(?:[=!]|<[=!])|\\[1-9]")

CHASING = re.compile(
    r"\b(chas(?:e[drs]?|ing)|insist\w*|persuad\w*|pester\w*|press(?:ur\w*|ing)?|demand\w*|guess\w*"
    r"|(?:ring|phone|call|contact|visit|go back to) (?:the |a |each |every )?victims? "
    r"(?:to|for|and|again))\b",
    re.IGNORECASE,
)
"""Words that no advice on victims may use; to refuse is an answer."""


class RuleFile(Protocol):
    """What was read from a file, beside it."""

    def problem(
        self, place: tuple[int | str, ...], message: str, *, allowed: str = "", hint: str = ""
    ) -> Problem:
        """A problem at a place in the file."""
        ...


@dataclass(frozen=True)
class SuiteFile:
    """A suite beside the file that it was read from."""

    suite: Suite
    document: Document

    def problem(
        self, place: tuple[int | str, ...], message: str, *, allowed: str = "", hint: str = ""
    ) -> Problem:
        """A problem at a place in the file."""
        return problem_at(self.document, place, message, allowed=allowed, hint=hint)


def lint_suite(file: SuiteFile, lists: Lists, persons: Persons) -> Iterator[Problem]:
    """Everything in a suite that names what is not there or says two things at once."""
    suite = file.suite
    yield from _one_of(file, ("units",), suite.units, lists.units, "list of units")
    for name, field in suite.fields.items():
        yield from _field(file, name, field, lists.code_lists)
        for text, refused in refused_values(suite, name, lists):
            place = value_place(file.document, ("fields", name), text)
            yield file.problem(place, refused.message, allowed=refused.allowed, hint=refused.hint)
    yield from lint_headings(file, persons)
    yield from lint_persons(file, persons)
    yield from _named_fields(file)
    yield from lint_people(file, lists.code_lists)
    for number, rule in enumerate(suite.rules):
        yield from _rule(file, ("rules", number), rule)
    for number, signal in enumerate(suite.signals):
        yield from respectful(file, ("signals", number), title=signal.title, reason=signal.reason)
    for place, refused in refused_signals(suite, lists.code_lists):
        yield file.problem(place, refused.message, allowed=refused.allowed, hint=refused.hint)


def lint_ids(files: Iterable[SuiteFile]) -> Iterator[Problem]:
    """Rule ids that stand twice, in one suite or in two."""
    seen: dict[str, str] = {}
    for file in files:
        for part, asked in (("rules", file.suite.rules), ("signals", file.suite.signals)):
            for number, one in enumerate(asked):
                if one.id in seen:
                    message = f"rule id {one.id} stands in suite {seen[one.id]} already"
                    hint = "give it a new number"
                    yield file.problem((part, number, "id"), message, hint=hint)
                seen.setdefault(one.id, file.suite.suite)


def _one_of(
    file: SuiteFile, place: tuple[int | str, ...], name: str, known: Collection[str], what: str
) -> Iterator[Problem]:
    if name not in known:
        allowed = ", ".join(sorted(known))
        yield file.problem(place, f"no {what} '{name}'", allowed=allowed, hint=nearest(name, known))


def _field(
    file: SuiteFile, name: str, field: SuiteField, code_lists: Mapping[str, CodeList]
) -> Iterator[Problem]:
    place = ("fields", name)
    if not field.headings:
        yield file.problem(place, "no headings", hint="name at least one accepted heading")
    if field.code_list:
        yield from _one_of(file, (*place, "code_list"), field.code_list, code_lists, "code list")
    if field.scheme and field.code_list in code_lists and code_lists[field.code_list].exact:
        schemes = code_lists[field.code_list].schemes
        yield from _one_of(file, (*place, "scheme"), field.scheme, schemes, "scheme")
    said: dict[str, str] = {}
    for recording, tokens in field.tokens.items():
        for token in tokens:
            if said.setdefault(tidy_cell(token), recording) != recording:
                message = f"one token is both {said[tidy_cell(token)]} and {recording}"
                yield file.problem((*place, "tokens", recording), message)
    for form in field.formats:
        if not is_date_format(form):
            hint = "such as %d/%m/%Y"
            yield file.problem((*place, "formats"), "not a strptime format of a date", hint=hint)


def value_place(
    document: Document, field: tuple[int | str, ...], text: str
) -> tuple[int | str, ...]:
    """The place of a field's value that reads a tidied text, as it is spelt in the file."""
    here: object = document.data
    for part in (*field, "values"):
        here = here.get(part) if isinstance(here, Mapping) else None
    spelt = (str(key) for key in here) if isinstance(here, Mapping) else iter(())
    return (*field, "values", next((key for key in spelt if tidy_cell(key) == text), text))


def is_date_format(form: str) -> bool:
    """Whether it reads dates; a zone would move a record to another day."""
    if form in SERIALS:
        return True
    try:
        datetime.strptime(datetime(2001, 2, 3).strftime(form), form)
    except ValueError:
        return False
    return "%" in form and "%z" not in form.lower()


def _named_fields(file: SuiteFile) -> Iterator[Problem]:
    suite = file.suite
    yield from _has_field(file, ("unit",), suite.unit)
    if suite.date is not None:
        yield from _has_field(file, ("date",), suite.date, "date")
    for name in suite.key:
        yield from _has_field(file, ("key",), name)
    if not suite.recognised_by:
        hint = "name fields that only this collection has"
        yield file.problem(("recognised_by",), "is empty, so the suite fits every file", hint=hint)
    for name in suite.recognised_by:
        yield from _has_field(file, ("recognised_by",), name)
    for name, strand in suite.strands.items():
        if name in RESERVED:
            yield file.problem(("strands", name), "a name that the tally keeps for itself")
        for field in strand.fields:
            yield from _has_field(file, ("strands", name, "fields"), field, "code")
        lists = {suite.fields[field].code_list for field in strand.fields if field in suite.fields}
        if strand.strand is Strand.ETHNICITY and len(lists) > 1:
            place = ("strands", name, "fields")
            message = "one strand of ethnicity is read by two code lists"
            hint = (
                "what an officer saw fills no gap of self-definition: a strand and label of its own"
            )
            yield file.problem(place, message, hint=hint)
        if strand.at_record_date is not None and strand.at_record_date not in strand.fields:
            allowed = ", ".join(strand.fields)
            place = ("strands", name, "at_record_date")
            yield file.problem(place, "not one of the strand's fields", allowed=allowed)
    for number, inapplicable in enumerate(suite.not_applicable):
        yield from _condition(file, ("not_applicable", number, "when"), inapplicable.when)


def _has_field(
    file: SuiteFile, place: tuple[int | str, ...], name: str, kind: str = ""
) -> Iterator[Problem]:
    fields = file.suite.fields
    if name not in fields:
        yield from _one_of(file, place, name, fields, "field")
    elif kind and fields[name].kind != kind:
        yield file.problem(place, f"field '{name}' is of kind {fields[name].kind}", allowed=kind)


def _condition(
    file: SuiteFile, place: tuple[int | str, ...], condition: Condition
) -> Iterator[Problem]:
    kind = "flags" if condition.has_flag else "code" if condition.recording else ""
    yield from _has_field(file, place, condition.field, kind)


def respectful(file: RuleFile, place: tuple[int | str, ...], **texts: str) -> Iterator[Problem]:
    """Problems with texts, by their keys at a place, that use words which no advice may."""
    for name, text in texts.items():
        if found := CHASING.search(text):
            hint = "correct from what is already held; a refusal is an answer"
            yield file.problem((*place, name), f"speaks of chasing: '{found[0]}'", hint=hint)


def _rule(file: SuiteFile, place: tuple[int | str, ...], rule: Rule) -> Iterator[Problem]:
    yield from respectful(file, place, title=rule.title, reason=rule.reason, action=rule.action)
    if isinstance(rule, RecordingRule | DominanceRule):
        yield from _one_of(
            file, (*place, "strand"), rule.strand, file.suite.strands, "monitored strand"
        )
    elif isinstance(rule, KeyPresentRule | KeyPatternRule | KeyUniqueRule):
        yield from _key_rule(file, place, rule)
    elif isinstance(rule, DateValidRule | DateInPeriodRule):
        yield from _has_field(file, (*place, "field"), rule.field, "date")
    elif isinstance(rule, DateOrderRule):
        yield from _has_field(file, (*place, "earlier"), rule.earlier, "date")
        yield from _has_field(file, (*place, "later"), rule.later, "date")
    elif isinstance(rule, AgeAgreesRule):
        yield from _has_field(file, (*place, "age"), rule.age)
        yield from _has_field(file, (*place, "date_of_birth"), rule.date_of_birth)
    elif isinstance(rule, ImpliesRule):
        for name, conditions in (("when", rule.when), ("then", rule.then)):
            for number, condition in enumerate(conditions):
                yield from _condition(file, (*place, name, number), condition)


def _key_rule(
    file: SuiteFile,
    place: tuple[int | str, ...],
    rule: KeyPresentRule | KeyPatternRule | KeyUniqueRule,
) -> Iterator[Problem]:
    if not file.suite.key:
        yield file.problem((*place, "kind"), "the suite has no key", hint="name its field in key")
    if isinstance(rule, KeyPatternRule):
        try:
            re.compile(rule.pattern)
        except re.error as error:
            yield file.problem((*place, "pattern"), f"pattern does not compile: {error}")
        if _NOT_RE2.search(rule.pattern):
            message = "pattern looks ahead, behind or back, which column-wide matching cannot"
            yield file.problem((*place, "pattern"), message, hint="say what a reference looks like")
