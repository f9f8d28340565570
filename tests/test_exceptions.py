from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_files import write

from eqmon.errors import RulebookError
from eqmon.rulebook.exceptions import refuse_expired
from eqmon.rulebook.load import load_rulebook

KNOWN = """\
exceptions:
  - rule: DV-SXO-01
    unit: london borough of barnet
    reason: the field comes in June
    owner: Superintendent
    until: 2007-06-30
  - rule: HC-SXO-01
    reason: the field comes in June
    owner: Superintendent
    until: 2007-05-31
"""


def test_exceptions_have_their_units_names(tmp_path: Path) -> None:
    write(tmp_path, "exceptions.yaml", KNOWN)
    exceptions = load_rulebook(tmp_path).exceptions
    assert [(e.rule, e.unit) for e in exceptions] == [("DV-SXO-01", "Barnet"), ("HC-SXO-01", "")]


@pytest.mark.parametrize(
    ("on", "expired"),
    [
        (date(2007, 5, 31), []),
        (date(2007, 6, 1), ["HC-SXO-01 for every unit"]),
        (date(2007, 6, 30), ["HC-SXO-01 for every unit"]),
        (date(2007, 7, 1), ["DV-SXO-01 for Barnet", "HC-SXO-01 for every unit"]),
    ],
)
def test_expired_exceptions_are_errors(tmp_path: Path, on: date, expired: list[str]) -> None:
    write(tmp_path, "exceptions.yaml", KNOWN)
    exceptions = load_rulebook(tmp_path).exceptions
    if not expired:
        refuse_expired(exceptions, on)
        return
    with pytest.raises(RulebookError) as raised:
        refuse_expired(exceptions, on)
    message = str(raised.value)
    assert f"{len(expired)} expired on {on}" in message
    assert [words for words in expired if words not in message] == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("DV-SXO-01", "DV-SX-01", ["line 2", "no such rule", "did you mean 'DV-SXO-01'"]),
        ("london borough of barnet", "Barnett", ["no such unit", "did you mean 'Barnet'"]),
        ("2007-06-30", "soon", ["line 6", "not a date"]),
        ("owner", "ownr", ["unknown key 'ownr'", "did you mean 'owner'"]),
        ("    owner: Superintendent\n", "", ["no 'owner'"]),
        ("reason: the field comes in June", 'reason: ""', ["reason", "is empty"]),
    ],
)
def test_problems_are_named(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    write(tmp_path, "exceptions.yaml", KNOWN.replace(old, new, 1))
    with pytest.raises(RulebookError) as raised:
        load_rulebook(tmp_path)
    message = str(raised.value)
    assert [word for word in ["exceptions.yaml", *words] if word not in message] == []
