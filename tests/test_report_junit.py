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
from eqmon.vocabulary import BLANK_UNIT, UNKNOWN_UNIT, Verdict


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


def test_it_has_every_rule_and_every_unit_at_the_deciding_level_once_each() -> None:
    report = small_report()
    names = [(c.get("classname"), c.get("name")) for c in cases(report)]
    assert len(set(names)) == len(names)
    for collection in report.collections:
        rules = [name for of, name in names if of == collection.suite]
        assert sorted(map(str, rules)) == sorted(f"{r.rule} {r.title}" for r in collection.rules)
        units = [of for of, _ in names if str(of).startswith(f"{collection.suite}.")]
        assert len(units) == sum(f.decides and f.unit is not None for f in collection.findings)


@pytest.mark.parametrize(
    ("rule", "tag", "said"),
    [
        ("DV-AGE-01", "failure", "1 of 5 units fail. [FAIL]"),
        ("DV-ARR-01", "failure", "6 of 7 expected units arrived: missing Harrow. [FAIL]"),
        ("DV-ORI-01", "failure", "5 of 5 units fail. [FAIL (no column)]"),
    ],
)
def test_a_rules_case_tells_its_verdict(rule: str, tag: str, said: str) -> None:
    [one] = [c for c in cases(full_report()) if (c.get("name") or "").startswith(f"{rule} ")]
    [child] = one
    assert one.get("classname") == "domestic_violence"
    assert (child.tag, child.get("message"), child.get("type")) == (tag, said, rule)
    assert child.text


@pytest.mark.parametrize(
    ("rule", "name", "tag", "said"),
    [
        ("DV-AGE-01", "Barnet", "failure", "Barnet age 24.50 % (135 of 551) FAIL > 5 %. [FAIL]"),
        ("DV-AGE-01", "Bexley", "system-out", "Bexley age 5.01 % (501 of 10,000). [warn]"),
        ("DV-AGE-01", "Sutton", "skipped", "Sutton age 0.00 % (0 of 14). [not assessed (too few)]"),
    ],
)
def test_a_verdict_is_the_servers_word(rule: str, name: str, tag: str, said: str) -> None:
    [child] = list(case(full_report(), rule, name))
    assert child.tag == tag
    assert (child.get("message") or child.text or "").startswith(said)


def test_a_pass_has_nothing_to_say() -> None:
    assert list(case(full_report(), "DV-AGE-01", "Brent")) == []


@pytest.mark.parametrize("verdict", [Verdict.PASS, Verdict.WARN, Verdict.NOT_ASSESSED])
def test_a_unit_fails_nothing_where_its_rule_does_not_fail(verdict: Verdict) -> None:
    """As where the standard is met in so many of the units, and these are enough."""
    report = full_report(could_not_run=())
    [collection] = report.collections
    rules = tuple(r.model_copy(update={"verdict": verdict}) for r in collection.rules)
    changed = collection.model_copy(update={"rules": rules})
    report = report.model_copy(update={"collections": (changed,)})
    root = ET.fromstring(write(report))
    assert root.get("failures") == "0"
    assert not list(root.iter("failure"))
    [child] = list(case(report, "DV-AGE-01", "Barnet"))
    assert child.tag == "system-out"
    assert child.text == "Barnet age 24.50 % (135 of 551) FAIL > 5 %. [FAIL]"


@pytest.mark.parametrize("bucket", [BLANK_UNIT, UNKNOWN_UNIT])
def test_records_of_no_known_unit_are_no_case(bucket: str) -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(
        f.model_copy(update={"unit": bucket}) if f.unit == "Barnet" else f
        for f in collection.findings
    )
    changed = collection.model_copy(update={"findings": findings})
    assert bucket not in write(report.model_copy(update={"collections": (changed,)}))


def test_a_known_exception_stays_a_failure_and_is_said() -> None:
    [child] = list(case(full_report(), "DV-ETH-01", "Brent"))
    assert child.tag == "failure"
    assert "FAIL, excepted (the new form)" in child.get("message", "")


def test_an_exception_for_every_unit_is_said_of_the_rule() -> None:
    report = full_report()
    [collection] = report.collections
    findings = tuple(f.model_copy(update={"excepted": "late"}) for f in collection.findings)
    changed = collection.model_copy(update={"findings": findings})
    text = write(report.model_copy(update={"collections": (changed,)}))
    assert "1 of 5 units fail. [FAIL, excepted (late)]" in text


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
