"""Spellings of one's own and texts for every record: whether each can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eqmon.rulebook.codelists import OTHER_SCHEME, UNRECOGNISED, CodeList
from eqmon.rulebook.model import Suite
from eqmon.rulebook.problems import nearest
from eqmon.rulebook.reading import read_field
from eqmon.rulebook.spelling import tidy_cell
from eqmon.rulebook.units import UnitList


class Refused(NamedTuple):
    """Why a text cannot stand for another."""

    message: str
    allowed: str = ""
    hint: str = ""


class Lists(NamedTuple):
    """What texts are read by."""

    code_lists: Mapping[str, CodeList]
    units: Mapping[str, UnitList]


def refused_values(suite: Suite, name: str, lists: Lists) -> Iterator[tuple[str, Refused]]:
    """The spellings of a field that cannot stand, each tidied, with what is wrong."""
    field = suite.fields[name]
    for text, meant in field.values.items():
        if name in suite.key:
            yield text, Refused("a reference is taken as it is", hint="leave its values out")
        elif field.kind == "date":
            yield text, Refused("a date is read by its format", hint="say it in formats")
        elif not text:
            yield text, Refused("a blank cell is blank, whatever it is said to mean")
        elif field.values.get(tidy_cell(meant), meant) != meant:
            message = f"'{meant}' is itself a spelling of '{field.values[tidy_cell(meant)]}'"
            yield text, Refused(message, hint="name what it is read as, by its label")
        elif refused := refused_text(suite, name, meant, lists):
            yield text, refused


def refused_text(suite: Suite, name: str, text: str, lists: Lists) -> Refused | None:
    """What is wrong with a text that a field is to read; None where it reads it."""
    field = suite.fields[name]
    if name == suite.unit and suite.units in lists.units:
        units = lists.units[suite.units]
        if units.find(text) is None:
            hint = nearest(text, [*units.units, *(u.code for u in units.units.values())])
            return Refused(f"'{text}' is no unit of the list {units.name}", hint=hint)
    if field.kind != "code" or field.code_list not in lists.code_lists:
        return None
    code_list = lists.code_lists[field.code_list]
    code = read_field(field, lists.code_lists, text).code if code_list.exact else ""
    if code == OTHER_SCHEME:
        message = f"'{text}' is a code of another scheme than {field.scheme}"
        return Refused(message, hint="name a code of that scheme")
    if code == UNRECOGNISED:
        message = f"'{text}' is no text that code list {code_list.name} reads"
        return Refused(message, hint=nearest(text, code_list.exact))
    return None
