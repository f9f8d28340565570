"""What may stand in a column: its codes, dates, flags or words, as a reader is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eqmon.fieldguide.asked import Asked
from eqmon.rulebook.codelists import CodeList
from eqmon.rulebook.listed import Listed
from eqmon.rulebook.load import Rulebook
from eqmon.rulebook.model import Suite, SuiteField
from eqmon.rulebook.rules import Condition, ImpliesRule
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording

FEW = 3
"""So many codes stand in the table of columns; more have a list of their own."""
WORDS_SHOWN = 6
A_DAY = date(2007, 1, 31)


def known_codes(field: SuiteField, code_list: CodeList) -> dict[str, Listed]:
    """The first row of each code that tells a characteristic under the field's scheme, by code."""
    rows = (row for row in code_list.listed if row.recording is Recording.KNOWN)
    of_scheme = (
        row
        for row in rows
        if not row.is_pattern
        and (not field.scheme or not row.schemes or field.scheme in row.schemes)
    )
    codes: dict[str, Listed] = {}
    for row in of_scheme:
        codes.setdefault(row.code, row)
    return codes


def examples(code_list: CodeList) -> list[str]:
    """Texts that stand for the patterns of a list without codes of its own, such as ages."""
    known = (row for row in code_list.listed if row.recording is Recording.KNOWN)
    return [row.example for row in known if row.example]


def has_list(asked: Asked, rulebook: Rulebook) -> bool:
    """Whether a column's codes are too many for its own line."""
    field = asked.field
    return field.kind == "code" and len(known_codes(field, _list_of(field, rulebook))) > FEW


def what_to_write(asked: Asked, suite: Suite, rulebook: Rulebook) -> str:
    """What may stand in a column, in a few words."""
    field = asked.field
    if asked.name == suite.unit:
        units = rulebook.units_of(suite).units.values()
        names = sorted((unit.name for unit in units if unit.expected), key=len)
        return f"Its name or code, such as {names[0]}." if names else "Its name."
    if field.kind == "date":
        return f"A date, as {_dates(field)}."
    if field.kind == "code":
        return _codes(asked, rulebook)
    words = list(_counted(suite, asked.name) or _words(suite, asked.name))
    shown_words = ", ".join(words[:WORDS_SHOWN])
    if field.kind == "flags":
        such = f", such as {shown_words}" if words else ""
        return f"Codes, parted by {' or '.join(field.separators)}{such}."
    if none := _words_for_no_person(suite, asked.name):
        return f"{', '.join(none)} or the like, where there is no person."
    if words:
        return f"{shown_words}{' or the like' if len(words) > WORDS_SHOWN else ''}."
    return "As your system has it."


def _codes(asked: Asked, rulebook: Rulebook) -> str:
    field = asked.field
    code_list = _list_of(field, rulebook)
    codes = known_codes(field, code_list)
    if len(codes) > FEW:
        return "A code of its list below."
    if codes:
        return ", ".join(f"{code} ({row.label})" for code, row in codes.items()) + "."
    if field.formats:
        return f"A date, as {_dates(field)}."
    return f"Such as {', '.join(examples(code_list))}."


def _list_of(field: SuiteField, rulebook: Rulebook) -> CodeList:
    return rulebook.code_lists[field.code_list]


def _dates(field: SuiteField) -> str:
    """A day in the field's first format without a time and in the one that is always read."""
    of_days = [form for form in field.formats if "%H" not in form]
    days = [A_DAY.strftime(form) for form in of_days[:1]]
    return " or ".join(dict.fromkeys((*days, A_DAY.isoformat())))


def _conditions(suite: Suite, name: str) -> Iterator[Condition]:
    for rule in suite.rules:
        if isinstance(rule, ImpliesRule):
            yield from (c for c in (*rule.then, *rule.when) if c.field == name)


def _counted(suite: Suite, name: str) -> list[str]:
    """The first code of each group that people are counted in by a field of several codes."""
    return [
        texts[0]
        for flags in suite.people
        if flags.field == name
        for texts in flags.groups.values()
        if texts
    ]


def _words(suite: Suite, name: str) -> Iterator[str]:
    """The words that rules look for in a column, no single letters; of flags each rule's first."""
    said: set[str] = set()
    for condition in _conditions(suite, name):
        words = (condition.has_flag or ())[:1] or condition.is_in or ()
        for word in words:
            spelt = tidy_cell(word).replace("-", " ")
            if len(word) > 1 and spelt not in said:
                said.add(spelt)
                yield word


def _words_for_no_person(suite: Suite, name: str) -> list[str]:
    conditions = (left_out.when for left_out in suite.not_applicable)
    return [c.is_in[0] for c in conditions if c.field == name and c.is_in]
