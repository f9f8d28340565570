"""What pydantic found in a rule file, in the words of the person who edits it."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from eqmon.rulebook.problems import Problem, nearest
from eqmon.rulebook.yaml_reader import Document

Place = tuple[int | str, ...]


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> list[Problem]:
    """One problem for each of pydantic's errors, with its line, what is allowed and a fix."""
    return [
        _problem(dict(detail), document, model)
        for detail in error.errors(include_url=False, include_input=True)
    ]


def problem_at(
    document: Document,
    place: Sequence[int | str],
    message: str,
    *,
    allowed: str = "",
    hint: str = "",
) -> Problem:
    """A problem at a place in a file, with its line and key."""
    line = document.line_of(place)
    return Problem(document.file, message, line, key_of(place, document), allowed, hint)


def key_of(place: Sequence[int | str], document: Document) -> str:
    """A path as readers write it; a rule goes by its id: `rule DV-ETH-01, fail_above`."""
    parts = list(_parts_in_file(place, document.data))
    if len(parts) > 1 and parts[0] == "rules" and isinstance(parts[1], int):
        rule = _at(document.data, parts[:2])
        name = rule.get("id") if isinstance(rule, Mapping) else None
        if isinstance(name, str):
            return ", ".join(filter(None, (f"rule {name}", _dotted(parts[2:]))))
    return _dotted(parts)


def _problem(detail: dict[str, Any], document: Document, model: type[BaseModel]) -> Problem:
    place: Place = detail["loc"]
    message, allowed, hint = _words(detail, place, model)
    if detail["type"] in ("extra_forbidden", "missing"):
        shown = place[:-1]
        line = document.line_of(place if detail["type"] == "extra_forbidden" else shown)
    else:
        shown, line = place, document.line_of(place)
    return Problem(document.file, message, line, key_of(shown, document), allowed, hint)


def _words(detail: dict[str, Any], place: Place, model: type[BaseModel]) -> tuple[str, str, str]:
    """Message, what is allowed, and a hint."""
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(place[-1]) if place else ""
    if kind == "extra_forbidden":
        keys = _keys_at(model, place[:-1])
        return f"unknown key '{name}'", ", ".join(keys), nearest(name, keys)
    if kind == "missing":
        return f"no '{name}'", "", f"add the key {name}"
    if name in ("warn_above", "fail_above", "at_least"):
        return "not a threshold", "a fraction from 0 to 1", _as_fraction(detail["input"])
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tags = str(context.get("expected_tags", "")).replace("'", "")
        hint = nearest(str(context.get("tag", "")), tags.split(", "))
        what = "signal" if detail["loc"][:1] == ("signals",) else "rule"
        return f"unknown kind of {what}", tags, hint
    if kind in ("enum", "literal_error"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return (
            "not a word that may stand here",
            allowed,
            nearest(str(detail["input"]), allowed.split(", ")),
        )
    if kind == "string_type" and isinstance(detail["input"], bool):
        return "read as true or false", "a text", "put quotation marks around Yes, No, On and Off"
    if kind == "string_type":
        return "not a text", "a text", "put quotation marks around it"
    if kind == "string_pattern_mismatch":
        return "not of the form that is asked for", f"{context.get('pattern')}", ""
    if kind.startswith("date"):
        return "not a date", "YYYY-MM-DD", ""
    if kind in ("too_short", "string_too_short"):
        return "is empty", "at least one", ""
    if kind == "value_error":
        return str(context.get("error", detail["msg"])), "", ""
    return str(detail["msg"])[:1].lower() + str(detail["msg"])[1:], "", ""


def _as_fraction(value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1 < value <= 100:
        return f"write {value / 100:g} for {value:g} %"
    return "write 0.05 for 5 %"


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that the model of a place knows, sorted."""
    here: object = model
    for part in place:
        here = _inside(here, part)
    return sorted(name for found in _models_in(here) for name in found.model_fields)


def _inside(here: object, part: int | str) -> object:
    for found in _models_in(here):
        if isinstance(part, str) and part in found.model_fields:
            return found.model_fields[part].annotation
    chosen = [found for found in _models_in(here) if part in _kinds_of(found)]
    return chosen[0] if chosen else here


def _kinds_of(model: type[BaseModel]) -> tuple[object, ...]:
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that an annotation such as `tuple[Rule, ...]` or `dict[str, Field]` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, dict, list, Union, types.UnionType) or hasattr(
        annotation, "__metadata__"
    ):
        for part in get_args(annotation):
            yield from _models_in(part)


def _parts_in_file(place: Sequence[int | str], data: object) -> Iterator[int | str]:
    """The parts of pydantic's path that stand in the file: not the kind that it chose."""
    for part in place:
        in_list = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if in_list or (isinstance(data, Mapping) and part in data):
            data = _at(data, (part,))
            yield part


def _at(data: object, parts: Sequence[int | str]) -> object:
    for part in parts:
        if isinstance(data, Mapping) or (isinstance(data, list) and isinstance(part, int)):
            data = data[part]  # type: ignore[index]
    return data


def _dotted(parts: Sequence[int | str]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts).lstrip(".")
