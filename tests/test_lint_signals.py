"""Signals that name what is not there, or what cannot be compared, are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_files import SUITE, rulebook_folder

from eqmon.errors import RulebookError
from eqmon.rulebook.describe_signals import describe_signal, describe_signals
from eqmon.rulebook.load import load_rulebook

FIELDS = """\
  said: {headings: [Said], kind: code, code_list: ethnicity_self_defined}
  seen: {headings: [Seen], kind: code, code_list: ethnicity_observed}
  born: {headings: [Born], kind: code, code_list: date_of_birth, formats: ["%d/%m/%Y"]}
strands:
"""
USUAL = "id: SM-SIG-01, title: t, reason: r, source: [{work: w}]"


def suite_with(signal: str) -> str:
    return SUITE.replace("strands:\n", FIELDS) + f"signals:\n  - {{{USUAL}, {signal}}}\n"


@pytest.mark.parametrize(
    "signal",
    [
        "kind: agreement, self_defined: said, observed: seen, look_below: 0.6",
        "kind: same_person, reference: person, fields: [said, born], look_above: 0.02",
        "kind: heaped_day, field: born, by: date, times: 3, share: 0.01",
        "kind: heaped_day, field: reported, by: day_of_month, times: 3, share: 0.01",
        "kind: heaped_ages, strand: faith, field: faith, look_above: 125",
        "kind: vanished, strands: [faith], least_records: 10, share: 0.01",
    ],
)
def test_signals_that_make_sense(tmp_path: Path, signal: str) -> None:
    book = load_rulebook(rulebook_folder(tmp_path, suite_with(signal)))
    suite = book.suites["small"]
    [one] = suite.signals
    assert "SM-SIG-01" in describe_signals(suite)
    described = describe_signal(one, suite)
    assert f"Kind: {one.kind}" in described
    assert "Source: w" in described


@pytest.mark.parametrize(
    ("signal", "said"),
    [
        (
            "kind: agreement, self_defined: sad, observed: seen, look_below: 0.6",
            "no field 'sad'",
        ),
        (
            "kind: agreement, self_defined: said, observed: born, look_below: 0.6",
            "the code list of field 'born' has no groups",
        ),
        (
            "kind: agreement, self_defined: said, observed: person, look_below: 0.6",
            "the code list of field 'person' has no groups",
        ),
        (
            "kind: same_person, reference: nobody, fields: [said], look_above: 0.02",
            "no field 'nobody'",
        ),
        (
            "kind: same_person, reference: person, fields: [reported], look_above: 0.02",
            "field 'reported' is of kind date",
        ),
        (
            "kind: heaped_day, field: said, by: date, times: 3, share: 0.01",
            "field 'said' holds no dates",
        ),
        ("kind: heaped_day, field: born, by: week, times: 3, share: 0.01", "by"),
        (
            "kind: heaped_ages, strand: age, field: born, look_above: 125",
            "no monitored strand 'age'",
        ),
        (
            "kind: heaped_ages, strand: faith, field: born, look_above: 125",
            "no field of that strand 'born'",
        ),
        (
            "kind: vanished, strands: [age], least_records: 10, share: 0.01",
            "no monitored strand 'age'",
        ),
        ("kind: dreamt", "unknown kind of signal"),
    ],
)
def test_signals_that_make_none(tmp_path: Path, signal: str, said: str) -> None:
    with pytest.raises(RulebookError) as refused:
        load_rulebook(rulebook_folder(tmp_path, suite_with(signal)))
    assert said in str(refused.value)
    assert "line" in str(refused.value)


def test_an_id_stands_once_among_rules_and_signals(tmp_path: Path) -> None:
    signal = "kind: vanished, strands: [faith], least_records: 10, share: 0.01"
    twice = suite_with(signal).replace("SM-SIG-01", "SM-REL-01")
    with pytest.raises(RulebookError, match="rule id SM-REL-01 stands"):
        load_rulebook(rulebook_folder(tmp_path, twice))


def test_signals_speak_of_no_chasing(tmp_path: Path) -> None:
    signal = "kind: vanished, strands: [faith], least_records: 10, share: 0.01"
    rude = suite_with(signal).replace("reason: r", "reason: chase them")
    with pytest.raises(RulebookError, match="speaks of chasing"):
        load_rulebook(rulebook_folder(tmp_path, rude))


def test_shipped_suites_ask_for_signals_with_reasons_and_sources() -> None:
    book = load_rulebook()
    asked = {name: {s.kind for s in suite.signals} for name, suite in book.suites.items()}
    every = {"agreement", "same_person", "heaped_day", "heaped_ages", "vanished"}
    assert asked["domestic_violence"] == asked["hate_crime"] == every
    assert asked["stop_and_search"] == {"agreement", "heaped_day", "vanished"}
    for suite in book.suites.values():
        for signal in suite.signals:
            assert len(signal.reason) > 40, signal.id
