"""junit.xml: the verdicts as test cases, for the test tab of a CI server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from eqmon.report.harmless import one_line
from eqmon.report.order import all_findings, worst_findings
from eqmon.report.words import verdict_of
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Report

TAGS = {Verdict.FAIL: "failure", Verdict.NOT_ASSESSED: "skipped", Verdict.WARN: "system-out"}
"""The child that tells a case's verdict; a warning passes, and says so in its output."""


def write(report: Report) -> str:
    """The report as JUnit XML: a suite per collection, a case per rule and unit that it judges.

    Cases are the findings at the level that decides and overall; inputs and rules that could not
    be evaluated are errors of a suite of their own. Nothing in it tells time or host.
    """
    suites = [_suite(report, collection) for collection in report.collections]
    if report.could_not_run:
        suites.append(_could_not_run(report.could_not_run))
    root = ET.Element("testsuites", {"name": "eqmon"})
    for suite in suites:
        _count(suite, suite)
        root.append(suite)
    _count(root, root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(report: Report, collection: Collection) -> ET.Element:
    suite = ET.Element("testsuite", {"name": one_line(collection.suite)})
    properties = ET.SubElement(suite, "properties")
    facts = {
        "eqmon": report.eqmon,
        "period": report.period or "",
        "audience": report.audience,
        "verdict": collection.verdict,
        "decided_by": collection.decided_by,
        "records": str(collection.records),
        "applicable": str(collection.applicable),
    }
    for name, value in facts.items():
        ET.SubElement(properties, "property", {"name": name, "value": one_line(value)})
    judged = (f for f in all_findings(collection) if f.decides or f.level is Level.OVERALL)
    suite.extend(_case(collection, finding) for finding in worst_findings(judged))
    return suite


def _case(collection: Collection, finding: Finding) -> ET.Element:
    where = finding.unit or "(overall)"
    case = ET.Element(
        "testcase",
        {
            "classname": one_line(f"{collection.suite}.{finding.rule}"),
            "name": one_line(f"{where}: {finding.title}"),
            "time": "0",
        },
    )
    if finding.verdict is Verdict.PASS:
        return case
    child = ET.SubElement(case, TAGS[finding.verdict])
    said = f"{finding.sentence} [{verdict_of(finding)}]"
    if finding.verdict is Verdict.WARN:
        child.text = one_line(said)
        return case
    child.set("message", one_line(said))
    if finding.verdict is Verdict.FAIL:
        child.set("type", one_line(finding.rule))
        child.text = one_line(finding.action)
    return case


def _could_not_run(problems: tuple[str, ...]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": "could not run"})
    for number, problem in enumerate(problems, start=1):
        attributes = {"classname": "eqmon", "name": f"could not run {number}", "time": "0"}
        case = ET.SubElement(suite, "testcase", attributes)
        ET.SubElement(case, "error", {"message": one_line(problem), "type": "could_not_run"})
    return suite


def _count(element: ET.Element, within: ET.Element) -> None:
    tags = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in tags.items():
        element.set(name, str(len(list(within.iter(tag)))))
    element.set("time", "0")
