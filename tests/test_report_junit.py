"""junit.xml: every verdict as the CI server's own word for it, and the counts right."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from reports import small_report
from writer_reports import (
    HOSTILE,
    compared_report,
    full_report,
    hostile_report,
    public_report,
    snapshot,
)

from eqmon.report.junit import write
from eqmon.report.model import Report
from eqmon.vocabulary import Verdict


def cases(report: Report) -> list[ET.Element]:
    return list(ET.fromstring(write(report)).iter("testcase"))


def case(report: Report, rule: str, name: str) -> ET.Element:
    [found] = [
        c
        for c in cases(report)
        if c.get("classname") == f"domestic_violence.{rule}"
        and (c.get("name") or "").startswith(f"{name}: ")
    ]
    return found


def test_the_whole_document() -> None:
    text = write(full_report())
    assert text == snapshot("junit.xml", text)


def test_it_has_the_deciding_level_and_overall_once_each() -> None:
    report = small_report()
    names = [(c.get("classname"), c.get("name")) for c in cases(report)]
    assert len(set(names)) == len(names)
    expected = sum(f.decides or f.unit is None for c in report.collections for f in c.findings)
    assert len(names) == expected


@pytest.mark.parametrize(
    ("rule", "name", "tag", "said"),
    [
        ("DV-AGE-01", "Barnet", "failure", "Barnet age 24.50 % (135 of 551) FAIL > 5 %. [FAIL]"),
        ("DV-AGE-01", "Bexley", "system-out", "Bexley age 5.01 % (501 of 10,000). [warn]"),
        ("DV-AGE-01", "Sutton", "skipped", "Sutton age 0.00 % (0 of 14). [not assessed (too few)]"),
        ("DV-ARR-01", "(overall)", "failure", "6 of 7 expected units arrived: missing Harrow. [FA"),
    ],
)
def test_a_verdict_is_the_servers_word(rule: str, name: str, tag: str, said: str) -> None:
    [child] = list(case(full_report(), rule, name))
    assert child.tag == tag
    assert (child.get("message") or child.text or "").startswith(said)


def test_a_pass_has_nothing_to_say() -> None:
    assert list(case(full_report(), "DV-AGE-01", "Brent")) == []


def test_a_known_exception_stays_a_failure_and_is_said() -> None:
    [child] = list(case(full_report(), "DV-ETH-01", "Brent"))
    assert child.tag == "failure"
    assert "FAIL, excepted (the new form)" in child.get("message", "")


def test_what_could_not_run_is_an_error() -> None:
    root = ET.fromstring(write(full_report()))
    [error] = root.iter("error")
    assert error.get("message") == full_report().could_not_run[0]
    assert root.get("errors") == "1"


@pytest.mark.parametrize(
    "report", [full_report(), public_report(), compared_report(), small_report(32)]
)
def test_the_counts_are_those_of_the_cases(report: Report) -> None:
    root = ET.fromstring(write(report))
    for element in (root, *root.iter("testsuite")):
        tags = Counter(e.tag for e in element.iter())
        for attribute, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            assert element.get(attribute) == str(tags[tag])
    assert root.get("failures") != "0"


def test_it_tells_neither_time_nor_host() -> None:
    root = ET.fromstring(write(full_report()))
    for element in root.iter():
        assert not {"timestamp", "hostname"} & set(element.attrib)
    assert {e.get("time") for e in root.iter("testcase")} == {"0"}


def test_hostile_names_are_text() -> None:
    report = hostile_report()
    root = ET.fromstring(write(report))
    tags = {"testsuites", "testsuite", "properties", "property", "testcase"}
    assert {e.tag for e in root.iter()} <= tags | {"failure", "error", "skipped", "system-out"}
    shown = HOSTILE.replace("\r\n", "  ").translate(dict.fromkeys(map(ord, "\x1b\u202e\0"), 65533))
    assert f"{shown}: Age of victims is obtained" in [c.get("name") for c in cases(report)]


def test_a_report_in_which_all_passes_has_no_child() -> None:
    report = full_report(could_not_run=())
    [collection] = report.collections
    passing = tuple(
        f.model_copy(update={"verdict": Verdict.PASS}) for f in collection.findings if f.decides
    )
    changed = collection.model_copy(update={"findings": passing, "rules": ()})
    assert not any(map(list, cases(report.model_copy(update={"collections": (changed,)}))))
