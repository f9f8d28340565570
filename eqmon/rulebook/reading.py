"""How the text of one field is read: respelt, then by its own tokens, then by its code list."""

from __future__ import annotations

from collections.abc import Mapping

from eqmon.rulebook.codelists import BLANK, CodeList, Reading
from eqmon.rulebook.model import SuiteField
from eqmon.rulebook.spelling import tidy_cell
from eqmon.vocabulary import Recording


def is_respelt(field: SuiteField) -> bool:
    """Whether a field has spellings of its own."""
    return bool(field.values)


def respelt(field: SuiteField, text: str) -> str:
    """The text that a spelling of the field's own stands for; any other text as it is.

    To respell twice changes nothing: lint refuses a value that is itself a spelling of another.
    """
    return field.values.get(tidy_cell(text), text) if field.values else text


def read_field(field: SuiteField, code_lists: Mapping[str, CodeList], text: str) -> Reading:
    """How a field's text is read.

    A field of another kind than `code` is blank, or known without a code, but for its tokens.
    """
    text = respelt(field, text)
    if field.tokens:
        tidied = tidy_cell(text)
        for recording, tokens in field.tokens.items():
            if tidied and tidied in map(tidy_cell, tokens):
                return _of_token(recording, tidied)
    if field.kind != "code":
        return Reading(Recording.KNOWN, "") if tidy_cell(text) else BLANK
    return code_lists[field.code_list].read(text, scheme=field.scheme)


def scheme_told(field: SuiteField, code_lists: Mapping[str, CodeList], text: str) -> str:
    """The one scheme that a text belongs to, where the field declares none and the scheme matters.

    It matters in a list whose codes became others; empty in all other cases.
    """
    if field.kind != "code" or field.scheme or not code_lists[field.code_list].became:
        return ""
    return code_lists[field.code_list].scheme_of(respelt(field, text))


def _of_token(recording: Recording, tidied: str) -> Reading:
    if recording is Recording.BLANK:
        return BLANK
    return Reading(recording, tidied if recording is Recording.KNOWN else recording.value)
