"""The terminal report: the verdict, the heat map, what fails and what to do, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.report import accuracy_lines
from eqmon.report.actions import actions
from eqmon.report.arrived import arrived
from eqmon.report.beside import TITLE as BESIDE_TITLE
from eqmon.report.beside import beside
from eqmon.report.blocks import Marked, draw, heading, listed, pairs, rule
from eqmon.report.digest import before, not_assessed, passing, told, worse
from eqmon.report.heatmap import heat_map
from eqmon.report.look import STYLES, Look
from eqmon.report.measure_words import TITLE as MEASURES_TITLE
from eqmon.report.measure_words import brief
from eqmon.report.measured import measures_table
from eqmon.report.noticed import noticed
from eqmon.report.words import (
    DEFINITIONS,
    MEASURES_DEFINED,
    VERDICTS,
    baseline_line,
    number_of,
    rules_by_verdict,
    standing,
)
from eqmon.vocabulary import Audience, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from eqmon.report.model import Collection, Report

WORSE_SHOWN = 10
LEAST_WIDTH = 40
SHA_SHOWN = 12


def write(report: Report, *, width: int = 80, colour: bool = False, ascii: bool = False) -> str:
    """The report for a terminal of this many columns.

    Without `colour` there is no escape code in it; with `ascii` nothing that needs more than
    ASCII, verdicts then being marked F, W, P and -.
    """
    look = Look(max(width, LEAST_WIDTH), ascii)
    return draw(_parts(report, look), look, colour=colour)


def _parts(report: Report, look: Look) -> Iterator[RenderableType]:
    yield from _top(report, look)
    for collection in report.collections:
        yield from _collection(collection, look)
    if told := beside(report):
        yield ""
        yield rule(BESIDE_TITLE, look)
        yield pairs((("-", "", line) for line in told), look)
    if asked := list(_actions(report, look)):
        yield ""
        yield rule("What to do next", look)
        yield pairs(asked, look)
    yield from listed("Known exceptions", report.exceptions, look)
    yield from listed("Bear in mind", report.notices, look)
    if report.audience is Audience.INTERNAL:
        yield from listed("Noticed while reading", noticed(report.inputs), look)
    yield from _measures(report, look)
    # The first line has scrolled away by now.
    yield ""
    yield _standing(report, look)


def _top(report: Report, look: Look) -> Iterator[RenderableType]:
    facts = [f"eqmon {report.eqmon}", report.unit, report.period, f"rulebook {_rulebook(report)}"]
    yield look.text(look.dot.join(fact for fact in (*facts, report.audience) if fact), "dim")
    yield ""
    yield _standing(report, look)
    for line in report.headline.splitlines():
        yield look.text(line)
    if report.baseline is not None:
        yield look.text(baseline_line(report))
    yield from listed("Could not run", report.could_not_run, look, style=STYLES[Verdict.FAIL])


def _rulebook(report: Report) -> str:
    return f"{report.rulebook} {report.rulebook_sha256[:SHA_SHOWN]}"


def _standing(report: Report, look: Look) -> Text:
    worst = Verdict.PASS if report.standard_met else Verdict.FAIL
    status = look.text(standing(report), STYLES[worst])
    status.append(f": {rules_by_verdict(report)}", "bold")
    return status


def _collection(collection: Collection, look: Look) -> Iterator[RenderableType]:
    yield ""
    yield rule(f"{collection.title}: {VERDICTS[collection.verdict]}", look)
    yield pairs(((label, "", text) for label, text in arrived(collection)), look)
    if collection.strands:
        yield from heading("Not obtained, % of applicable records, the worst first", look)
        yield from heat_map(collection, look)
    yield from _worse(collection, look)
    yield from _told(collection, Verdict.FAIL, look)
    yield from _told(collection, Verdict.WARN, look)
    rest = [(look.mark(Verdict.NOT_ASSESSED), "dim", line) for line in not_assessed(collection)]
    if passed := passing(collection):
        rest.append((look.mark(Verdict.PASS), STYLES[Verdict.PASS], passed))
    if rest:
        yield ""
        yield pairs(rest, look)
    yield from _accuracy(collection, look)
    yield from listed(MEASURES_TITLE, brief(collection.measures), look)


def _accuracy(collection: Collection, look: Look) -> Iterator[RenderableType]:
    asking = [
        (f"? {line.signal}", "yellow", line.text) for line in accuracy_lines.asking(collection)
    ]
    brief = [(f"- {line.signal}", "dim", line.text) for line in accuracy_lines.brief(collection)]
    rest = [("-", "dim", line) for line in accuracy_lines.not_computed(collection)]
    if asking or brief or rest:
        yield from heading(accuracy_lines.TITLE, look)
    if asking or brief:
        yield pairs([*asking, *brief], look)
    if rest:
        yield pairs(rest, look)


def _told(collection: Collection, verdict: Verdict, look: Look) -> Iterator[RenderableType]:
    found = told(collection, verdict)
    if not found:
        return
    of_all = f"{len(found):,} of {number_of(len(collection.rules), 'rule')}"
    decided = f", decided by {collection.decided_by}" if verdict is Verdict.FAIL else ""
    word = "What fails" if verdict is Verdict.FAIL else "What warns"
    yield from heading(f"{word}: {of_all}{decided}", look)
    marked = ((f"{look.mark(verdict)} {one.rule.rule}", STYLES[verdict], one.text) for one in found)
    yield pairs(marked, look)


def _worse(collection: Collection, look: Look) -> Iterator[RenderableType]:
    found = worse(collection)
    if not found:
        return
    yield from heading("Worse than the baseline, beyond chance", look)
    shown = (
        (f.rule, STYLES[f.verdict], f"{f.sentence} {before(f)}".rstrip())
        for f in found[:WORSE_SHOWN]
    )
    yield pairs(shown, look)
    if len(found) > WORSE_SHOWN:
        yield look.text(f"{len(found) - WORSE_SHOWN:,} more: see the csv report", "dim")


def _actions(report: Report, look: Look) -> Iterator[Marked]:
    for action in actions(report):
        text = f"{action.text} ({', '.join(action.rules)})"
        yield look.mark(action.verdict), STYLES[action.verdict], text


def _measures(report: Report, look: Look) -> Iterator[RenderableType]:
    collections = [one for one in report.collections if one.strands]
    if not collections:
        return
    for collection in collections:
        for unit in dict.fromkeys((report.unit, None)):
            who = unit or "all units together"
            yield from heading(f"{collection.title}: {who}, each measure with its count", look)
            yield from measures_table(collection, unit, look)
    yield ""
    for word in MEASURES_DEFINED:
        yield look.text(f"{word}: {DEFINITIONS[word]}.", "dim")
