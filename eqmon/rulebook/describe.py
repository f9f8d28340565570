"""Suites and rules in words, for the terminal: plain text that fits 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from eqmon.rulebook.codelists import CodeList
from eqmon.rulebook.listed import Listed
from eqmon.rulebook.load import Rulebook
from eqmon.rulebook.model import MonitoredStrand, Suite
from eqmon.rulebook.rules import Condition, Judged, RecordingRule, Rule, Source
from eqmon.vocabulary import Recording

WIDTH = 80

WITH_WORDS = "also with any word for the one in brackets, as Vic Age, Age of Victim, Age (Victim)"

_SAID_ALREADY = {"id", "kind", "title", "reason", "action", "source", "warn_above", "fail_above"}


def describe_rulebook(rulebook: Rulebook) -> str:
    """Every suite with its rules, a line a rule."""
    lines = [f"Rulebook: {rulebook.name} (sha256 {rulebook.sha256[:12]})"]
    for suite in rulebook.suites.values():
        lines += ["", f"{suite.suite}: {suite.title}, {len(suite.rules)} rules"]
        lines += [f"  {rule.id:<11} {_short(rule)}" for rule in suite.rules]
    if rulebook.layouts:
        lines += ["", "Layouts"]
        for layout in rulebook.layouts.values():
            lines += wrapped(layout.layout, f"{layout.title} (suite {layout.suite})", "  ")
    lines += ["", *wrapped("Code lists", ", ".join(rulebook.code_lists))]
    lines += wrapped("Units", ", ".join(name for name in rulebook.units))
    if rulebook.exceptions:
        lines += ["", "Known exceptions"]
        lines += [
            f"  {e.rule} {e.unit or 'every unit'}, until {e.until}, owner {e.owner}"
            for e in rulebook.exceptions
        ]
    return "\n".join(lines)


def describe_suite(suite: Suite) -> str:
    """What one record is, how an extract is recognised, its fields, strands and rules."""
    lines = [f"{suite.suite}: {suite.title}", ""]
    for name, text in (
        ("One record", suite.grain),
        ("Whose strands", f"{suite.about} (of {suite.person}: words in persons.yaml)"),
        ("Key", " and ".join(suite.key) or "none"),
        ("Month from", suite.date or "none"),
        ("Units", f"{suite.units}, named by {suite.unit}"),
        ("Recognised by", " and ".join(suite.recognised_by)),
        ("Judged from", f"{suite.min_records} applicable records on"),
        ("Decides", _decides(suite)),
    ):
        lines += wrapped(name, text)
    lines += ["", "Strands"]
    for name, strand in suite.strands.items():
        lines += wrapped(name, _strand(strand), indent="  ")
    if suite.people:
        lines += ["", "People are counted by these too, once for each that they have"]
        for flags in suite.people:
            lines += wrapped(flags.field, f"{flags.label}: {'; '.join(flags.groups)}", indent="  ")
    if suite.not_applicable:
        lines += ["", "Not applicable"]
        for left_out in suite.not_applicable:
            lines += wrapped("where", f"{_condition(left_out.when)}: {left_out.reason}", "  ")
    lines += ["", "Fields and the headings accepted (case and punctuation do not matter)"]
    lines += wrapped("Of a person", WITH_WORDS, indent="  ")
    for name, field in suite.fields.items():
        person = suite.person_of(name)
        read_with = "".join(f" [{part}]" for part in (field.code_list, person) if part)
        lines += wrapped(name + read_with, "; ".join(field.headings), indent="  ")
    lines += ["", "Rules"]
    lines += [f"  {rule.id:<11} {_short(rule)}" for rule in suite.rules]
    return "\n".join(lines)


def describe_rule(rule: Rule, suite: Suite) -> str:
    """What a rule says, from where on it warns and fails, why, and what to do."""
    lines = [*wrapped(rule.id, rule.title), ""]
    about = [("Suite", suite.suite), ("Kind", rule.kind), *_particulars(rule)]
    if isinstance(rule, Judged):
        about.append(("Limits", _limits(rule)))
    about += [("Why", rule.reason), ("What to do", rule.action)]
    for name, text in about:
        lines += wrapped(name, text)
    for source in rule.source:
        lines += wrapped("Source", source_words(source))
    return "\n".join(lines)


def describe_code_list(code_list: CodeList) -> str:
    """Each code with its recording, group and schemes, and every text or pattern read as it.

    A pattern stands unbroken on one line, so that it can be searched for and copied.
    """
    by_code: dict[tuple[str, Recording], list[Listed]] = {}
    for row in code_list.listed:
        by_code.setdefault((row.code, row.recording), []).append(row)
    lines = [f"{code_list.name}: {len(by_code)} codes, {len(code_list.listed)} texts and patterns"]
    for (code, recording), rows in by_code.items():
        schemes = ", ".join(dict.fromkeys(scheme for row in rows for scheme in row.schemes))
        told = (recording.value, _groups(code_list, code), f"of {schemes}" if schemes else "")
        lines += ["", f"{code or '(no code)'}: {'; '.join(filter(None, told))}"]
        labels = [row.label for row in rows if not row.is_pattern]
        lines += wrapped("texts", "; ".join(labels), indent="  ") if labels else []
        for row in rows:
            if row.is_pattern:
                example = f", such as {row.example}" if row.example else ""
                group = code_list.group_of_pattern(row.label)
                counted = f", counted as {group}" if group else ""
                lines.append(f"  pattern{example}{counted}: {row.label}")
    return "\n".join(lines)


def _groups(code_list: CodeList, code: str) -> str:
    """The broader groups of a code, those of one scheme alone after the others'."""
    groups = sorted(code_list.groups.get(code, {}).items())
    return ", ".join(f"{group} under {scheme}" if scheme else group for scheme, group in groups)


def _short(rule: Rule) -> str:
    limits = f" ({_limits(rule)})" if isinstance(rule, Judged) else ""
    return textwrap.shorten(rule.title, WIDTH - 14 - len(limits), placeholder=" ...") + limits


def _limits(rule: Judged) -> str:
    parts = [
        f"{word} > {limit:.0%}" if round(limit * 100, 9).is_integer() else f"{word} > {limit:.2%}"
        for word, limit in (("warn", rule.warn_above), ("fail", rule.fail_above))
        if limit is not None
    ]
    return ", ".join(parts)


def _particulars(rule: Rule) -> Iterator[tuple[str, str]]:
    if isinstance(rule, RecordingRule):
        yield "Counts", f"{rule.measure} of strand {rule.strand}, over applicable records"
        return
    for name in type(rule).model_fields:
        if name in _SAID_ALREADY:
            continue
        value = getattr(rule, name)
        text = "; ".join(_condition(part) for part in value) if name in ("when", "then") else value
        yield name.replace("_", " ").capitalize(), str(text)


def _condition(condition: Condition) -> str:
    if condition.is_in is not None:
        return f"{condition.field} is one of {', '.join(condition.is_in)}"
    if condition.has_flag is not None:
        return f"{condition.field} has one of {', '.join(condition.has_flag)}"
    return f"{condition.field} is recorded as {' or '.join(condition.recording or ())}"


def _strand(strand: MonitoredStrand) -> str:
    optional = "" if strand.required else ", not required"
    counted = ", people counted by code" if strand.people_by == "code" else ""
    return f"{strand.label}, from {', '.join(strand.fields)}{optional}{counted}"


def _decides(suite: Suite) -> str:
    decides = suite.decides
    share = f" of at least {decides.at_least:.0%}" if decides.at_least is not None else ""
    sources = "".join(f" [{source_words(source)}]" for source in decides.source)
    return f"{decides.level}{share}. {decides.reason}{sources}"


def source_words(source: Source) -> str:
    """A source on one line: the work, where in it, and the phrase itself."""
    text = ", ".join(filter(None, (source.work, source.where)))
    return f'{text}: "{source.quote}"' if source.quote else text


def wrapped(name: str, text: str, indent: str = "") -> list[str]:
    """A name and what is to be said of it, in lines of the terminal's width."""
    return textwrap.wrap(
        f"{name}: {' '.join(text.split())}",
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
    )
