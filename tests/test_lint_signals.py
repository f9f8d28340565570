"""Signals that name what is not there, or what cannot be compared, are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from counting import shipped_rulebook
from rule_files import SUITE, rulebook_folder

from eqmon.errors import RulebookError
from eqmon.rulebook.describe_signals import describe_signal, describe_signals
from eqmon.rulebook.lint_signals import refused_signals
from eqmon.rulebook.load import load_rulebook
from eqmon.rulebook.model import Suite

BOOK = shipped_rulebook()
FIELDS = """\
  said: {headings: [Said], kind: code, code_list: ethnicity_self_defined}
  seen: {headings: [Seen], kind: code, code_list: ethnicity_observed}
  born: {headings: [Born], kind: code, code_list: date_of_birth, formats: ["%d/%m/%Y"]}
strands:
"""
USUAL = "id: SM-SIG-01, title: t, reason: r, source: [{work: w}]"


def suite_of(signal: str) -> Suite:
    """The suite as it is read, without the files of a rulebook around it."""
    return Suite.model_validate(yaml.safe_load(suite_with(signal)))


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
def test_signals_that_make_sense(signal: str) -> None:
    suite = suite_of(signal)
    assert list(refused_signals(suite, BOOK.code_lists)) == []
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
    ],
)
def test_signals_that_make_none(signal: str, said: str) -> None:
    [(place, refused)] = refused_signals(suite_of(signal), BOOK.code_lists)
    assert place[:2] == ("signals", 0)
    assert said in refused.message


def test_problems_of_signals_name_their_line(tmp_path: Path) -> None:
    two = "kind: dreamt}\n  - {" + USUAL + ", kind: heaped_day, field: born, by: week"
    with pytest.raises(RulebookError) as refused:
        load_rulebook(rulebook_folder(tmp_path / "a", suite_with(two)))
    assert "line 38, signals[0]: unknown kind of signal" in str(refused.value)
    assert "line 39" in str(refused.value)
    unknown = suite_with("kind: vanished, strands: [age], least_records: 10, share: 0.01")
    with pytest.raises(RulebookError, match=r"line 38.*no monitored strand 'age'"):
        load_rulebook(rulebook_folder(tmp_path / "b", unknown))


def test_an_id_stands_once_and_signals_speak_of_no_chasing(tmp_path: Path) -> None:
    signal = "kind: vanished, strands: [faith], least_records: 10, share: 0.01"
    twice = suite_with(signal).replace("SM-SIG-01", "SM-REL-01")
    rude = twice.replace("reason: r", "reason: chase them")
    with pytest.raises(RulebookError) as refused:
        load_rulebook(rulebook_folder(tmp_path, rude))
    assert "rule id SM-REL-01 stands" in str(refused.value)
    assert "speaks of chasing" in str(refused.value)


def test_shipped_suites_ask_for_signals_with_reasons_and_sources() -> None:
    asked = {name: {s.kind for s in suite.signals} for name, suite in BOOK.suites.items()}
    every = {"agreement", "same_person", "heaped_day", "heaped_ages", "vanished"}
    assert asked["domestic_violence"] == asked["hate_crime"] == every
    assert asked["stop_and_search"] == {"agreement", "heaped_day", "vanished"}
    for suite in BOOK.suites.values():
        for signal in suite.signals:
            assert len(signal.reason) > 40, signal.id
