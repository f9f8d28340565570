"""Writes what can be told from eqmon itself: commands, rules, measures and README's report.

    python docs/generate.py

A test compares each with what this would write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eqmon.rulebook.benchmarks import Benchmark
    from eqmon.rulebook.measures import MeasureDefinition, Measures
    from eqmon.rulebook.model import Rule, Suite
    from eqmon.rulebook.signals import Signal

ROOT = Path(__file__).parent.parent
AGAIN = "`python docs/generate.py` writes this page; change what it is made from instead."
REPORT_OF = ("check", "sample_data/2007-01", "--fail-on", "never")
REPORT_START, REPORT_END = "<!-- report: docs/generate.py -->\n", "<!-- end of report -->"
LEFT_OUT = "[...]"
UNITS_SHOWN = 6
FAILS_SHOWN, ACTIONS_SHOWN = 9, 8
"""Lines, so many that no entry of today's report is cut in two."""


def eqmon(*arguments: str) -> str:
    """What a command prints, 80 columns wide and without colour."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("EQMON_")}
    plain = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    plain["EQMON_NO_SETTINGS"] = "1"
    ran = subprocess.run(  # noqa: S603 - it runs eqmon itself
        [sys.executable, "-m", "eqmon", *arguments],
        cwd=ROOT,
        env={**environment, **plain},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ran.stdout


def commands() -> list[tuple[str, ...]]:
    """Every command by its words, in the order in which help shows them; the first is eqmon's."""
    import typer

    from eqmon.cli import app

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, one in getattr(command, "commands", {}).items():
            yield from below(one, (*words, name))

    return list(below(typer.main.get_command(app), ()))


def commands_page() -> str:
    """Every help page as it is printed."""
    parts = ["# Commands", AGAIN]
    for words in commands():
        text = eqmon(*words, "--help").strip().replace("python -m eqmon", "eqmon")
        parts += [f"## {' '.join(('eqmon', *words))}", f"```text\n{text}\n```"]
    return "\n\n".join(parts) + "\n"


def rules_page() -> str:
    """Every rule of the shipped rulebook: what it asks, its limits, its sources, what to do."""
    from eqmon.rulebook.load import load_rulebook

    intro = (
        "The shipped rulebook, with its default limits: judgement, not law. `rules/README.md` says "
        "how to change them, `docs/method.md` how each is judged and what S0 to S4 are."
    )
    parts = ["# Rules", AGAIN, intro]
    rulebook = load_rulebook()
    for suite in rulebook.suites.values():
        parts += list(_suite(suite))
    parts += list(_benchmarks(rulebook.benchmarks))
    return "\n\n".join(parts) + "\n"


def _suite(suite: Suite) -> Iterator[str]:
    decides = suite.decides
    share = f", at least {decides.at_least:.0%}" if decides.at_least is not None else ""
    yield f"## {suite.title} (`{suite.suite}`)"
    yield (
        f"One record is {suite.grain}; the strands are those of {suite.about}. Judged from "
        f"{suite.min_records} applicable records on. Decided by `{decides.level}`{share}: "
        f"{_one_line(decides.reason)}"
    )
    rows = [
        f"| {rule.id} | {rule.title} | {_asks(rule)} | {_limit(rule, 'warn_above')} | "
        f"{_limit(rule, 'fail_above')} | {_sources(rule)} |"
        for rule in suite.rules
    ]
    signals = [
        f"| {signal.id} | {signal.title} | `{signal.kind}` | {_sources(signal)} |"
        for signal in suite.signals
    ]
    heading = "| id | title | measure or kind | warn above | fail above | source |"
    yield "\n".join([heading, "|---|---|---|---|---|---|", *rows])
    if signals:
        yield "Accuracy signals say what to look at, and fail nothing:"
        yield "\n".join(["| id | title | kind | source |", "|---|---|---|---|", *signals])


def _benchmarks(benchmarks: tuple[Benchmark, ...]) -> Iterator[str]:
    yield "## Published figures"
    yield "To hold a drop's figures beside; nothing is judged by them."
    rows = [
        f"| {one.label} | `{one.measure}` of `{one.strand}` | {_one_line(one.definition)} | "
        f"{_one_line(one.denominator)} | {_one_line(one.caution)} | "
        f"{_one_line(f'{one.source.work}, {one.source.where}')} |"
        for one in benchmarks
    ]
    heading = "| figure | nearest to | counts | over | caution | source |"
    yield "\n".join([heading, "|---|---|---|---|---|---|", *rows])


def measures_page() -> str:
    """Every measure of the shipped rulebook: what it counts, over what, by date, and for whom."""
    from eqmon.rulebook.load import load_rulebook

    intro = (
        "What the committee papers ask of records beyond how they are recorded: the shipped "
        "definitions, in `rules/measures`. A measure whose columns are absent is told as not "
        "measurable. Groups are compared with the comparator of their breakdown, or with all other "
        "known answers; `docs/method.md` says what may be concluded and what S0 to S4 are."
    )
    parts = ["# Measures", AGAIN, intro]
    rulebook = load_rulebook()
    for name, file in rulebook.measures.items():
        parts += list(_measures(rulebook.suites[name].title, file))
    return "\n\n".join(parts) + "\n"


def _measures(title: str, file: Measures) -> Iterator[str]:
    low, high = file.margin
    beside = ", ".join(f"`{by}` with {group}" for by, group in file.comparators.items())
    yield f"## {title} (`{file.measures_of}`)"
    if file.by:
        yield (
            f"By {', '.join(f'`{by}`' for by in file.by)}. "
            f"Compared: {beside or 'each group with all other known answers'}. "
            f"Alike: a ratio from {low:g} to {high:g}."
        )
    heading = "| id | title | numerator | denominator | owner, frequency | limb | source |"
    rows = [row for measure in file.measures for row in _measure(measure)]
    yield "\n".join([heading, "|---|---|---|---|---|---|---|", *rows])
    yield "What each tells, and how it may mislead:"
    yield "\n".join(f"- {measure.id}: {_one_line(measure.tells)}" for measure in file.measures)


def _measure(measure: MeasureDefinition) -> Iterator[str]:
    from eqmon.rulebook.describe_measures import dates_of

    for version in measure.versions:
        dated = dates_of(version)
        yield (
            f"| {measure.id} | {measure.title}{f' ({dated})' if dated else ''} | "
            f"{_one_line(version.numerator.says)} | {_one_line(version.denominator.says)} | "
            f"{measure.owner}, {measure.frequency} | {measure.limb} | {_sources(measure)} |"
        )


def _asks(rule: Rule) -> str:
    measure = getattr(rule, "measure", None)
    strand = getattr(rule, "strand", None)
    return f"`{measure or rule.kind}`" + (f" of `{strand}`" if strand else "")


def _limit(rule: Rule, which: str) -> str:
    from eqmon.report.figures import limit

    value = getattr(rule, which, None)
    return "" if value is None else limit(value)


def _sources(rule: Rule | Signal | MeasureDefinition) -> str:
    return "; ".join(
        _one_line(f"{source.work}, {source.where}" if source.where else source.work)
        for source in rule.source
    )


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def report_excerpt(report: str) -> str:
    """The parts that README shows: the head, the worst units, what fails and what to do."""
    lines = report.splitlines()

    def at(start: str) -> int:
        return next(i for i, line in enumerate(lines) if line.startswith(start))

    legend, fails, action = at("✗ fail"), at("What fails"), at("── What to do next")
    parts = (
        lines[: at("Unit  ") + 1 + UNITS_SHOWN],
        lines[legend : legend + 1],
        lines[fails : fails + FAILS_SHOWN],
        lines[action : action + ACTIONS_SHOWN],
    )
    return "".join("\n".join(part) + f"\n{LEFT_OUT}\n" for part in parts).rstrip("\n")


def with_report(readme: str, report: str) -> str:
    """README with its report replaced by that of today."""
    before, _, rest = readme.partition(REPORT_START)
    _, _, after = rest.partition(REPORT_END)
    shown = f"```text\n{report_excerpt(report)}\n```\n"
    return before + REPORT_START + shown + REPORT_END + after


def main() -> None:
    """Write all of them."""
    # Beside this script; tests load it from elsewhere and have no use for it.
    from asked import page
    from asked_figures import figures

    readme = ROOT / "README.md"
    written = {
        ROOT / "docs" / "asked.md": page(figures()),
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "measures.md": measures_page(),
        ROOT / "docs" / "rules.md": rules_page(),
        readme: with_report(readme.read_text(encoding="utf-8"), eqmon(*REPORT_OF)),
    }
    for path, text in written.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
