"""junit.xml: the verdicts as test cases, for the test tab of a CI server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from eqmon.document.harmless import one_line
from eqmon.report.order import worst_findings, worst_rules
from eqmon.report.words import VERDICTS, verdict_of
from eqmon.vocabulary import BUCKETS, Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Report, RuleVerdict

TAGS = {Verdict.FAIL: "failure", Verdict.NOT_ASSESSED: "skipped", Verdict.WARN: "system-out"}
"""The child that tells a case's verdict; a warning passes, and says so in its output."""


def write(report: Report) -> str:
    """The report as JUnit XML: a suite per collection, a case per rule, one per rule and unit.

    A rule's case tells its verdict for the collection. The units' cases are the findings at the
    level that decides, and fail only where their rule does: a rule may allow for some that do.
    Inputs and rules that could not be evaluated are errors of a suite of their own. Nothing in it
    tells time or host.
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
    overall = {f.rule: f for f in collection.findings if f.level is Level.OVERALL}
    for rule in worst_rules(collection.rules):
        suite.append(_case_of_rule(collection, rule, overall.get(rule.rule)))
    failing = {rule.rule for rule in collection.rules if rule.verdict is Verdict.FAIL}
    in_units = (f for f in collection.findings if f.decides and f.unit and f.unit not in BUCKETS)
    for finding in worst_findings(in_units):
        suite.append(_case_of_unit(collection, finding, fails=finding.rule in failing))
    return suite


def _case_of_rule(collection: Collection, rule: RuleVerdict, overall: Finding | None) -> ET.Element:
    told = VERDICTS[rule.verdict]
    if overall is not None:
        told = verdict_of(overall.model_copy(update={"verdict": rule.verdict}))
    case = _case(collection.suite, f"{rule.rule} {rule.title}")
    _tell(case, TAGS.get(rule.verdict), f"{rule.sentence} [{told}]", rule)
    return case


def _case_of_unit(collection: Collection, finding: Finding, *, fails: bool) -> ET.Element:
    case = _case(f"{collection.suite}.{finding.rule}", f"{finding.unit}: {finding.title}")
    tag = TAGS.get(finding.verdict)
    if finding.verdict is Verdict.FAIL and not fails:
        tag = "system-out"
    _tell(case, tag, f"{finding.sentence} [{verdict_of(finding)}]", finding)
    return case


def _case(classname: str, name: str) -> ET.Element:
    attributes = {"classname": one_line(classname), "name": one_line(name), "time": "0"}
    return ET.Element("testcase", attributes)


def _tell(case: ET.Element, tag: str | None, said: str, of: Finding | RuleVerdict) -> None:
    """Add the child that tells the verdict; a pass has none."""
    if tag is None:
        return
    child = ET.SubElement(case, tag)
    if tag == "system-out":
        child.text = one_line(said)
        return
    child.set("message", one_line(said))
    if tag == "failure":
        child.set("type", one_line(of.rule))
        child.text = one_line(of.action)


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
