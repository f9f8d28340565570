"""What a reader is told of accuracy signals: those that ask for a look, the others, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.report import figures
from eqmon.report.words import number_of
from eqmon.vocabulary import Level, Verdict

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Finding, Signal

UNITS_NAMED = 3
SHARES = {"same_person": "differently", "heaped_day": "on the commonest"}
"""What a kind's share is of, in a word."""
ABOUT_ONE_PERSON = "age_agrees"
"""The kind of rule that asks of accuracy what signals ask; it is judged, so only pointed to."""
TITLE = "Accuracy: signals that recorded values may be untrue (none is judged)"


@dataclass(frozen=True)
class Line:
    """What is told of one signal."""

    signal: str
    look: bool
    text: str


def asking(collection: Collection) -> list[Line]:
    """The signals that ask for a look, in the suite's order, with the units that do."""
    return [
        Line(name, look=True, text=_text(rows))
        for name, rows in _by_signal(collection).items()
        if any(row.look for row in rows)
    ]


def resting(collection: Collection) -> list[Line]:
    """The signals that were computed and ask for none; the rule that age and birth agree."""
    lines = [
        Line(name, look=False, text=_text(rows))
        for name, rows in _by_signal(collection).items()
        if not any(row.look for row in rows) and any(_computed(row) for row in rows)
    ]
    of_rules = [f for f in collection.findings if _belongs(f)]
    return lines + [Line(f.rule, look=False, text=f"{f.title}: {f.sentence}") for f in of_rules]


def not_computed(collection: Collection) -> list[str]:
    """Why signals could not be computed or are not shown: a line a reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, rows in _by_signal(collection).items():
        about: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row.withheld:
                about[row.sentence].append("")
            elif row.reason:
                about[f"not computed, {row.reason}"].append(row.about.replace("_", " "))
        for why, of in about.items():
            part = f" ({', '.join(of)})" if len(of) < len(rows) else ""
            by_reason[why].append(f"{name}{part}")
    return [f"{', '.join(names)}: {why}" for why, names in by_reason.items()]


def brief(collection: Collection) -> list[Line]:
    """The signals and rules that ask for no look: title and figure alone, of all units together."""
    lines = [
        Line(name, look=False, text=_titled(rows[0].title, _figures(_alone(rows))))
        for name, rows in _by_signal(collection).items()
        if not any(row.look for row in rows) and any(_computed(row) for row in rows)
    ]
    of_rules = [
        Line(
            f.rule,
            look=False,
            text=_titled(f.title, f"not for {figures.percent(f.rate)} ({figures.counts(f.rate)})"),
        )
        for f in collection.findings
        if lines and _belongs(f) and f.verdict is Verdict.PASS and f.rate
    ]
    return lines + of_rules


def _titled(title: str, said: str) -> str:
    return f"{title}: {said}." if said else f"{title}."


def _figures(rows: Sequence[Signal]) -> str:
    """Each row's figure; what it is about before it where there are several."""
    several = len(rows) > 1
    told = [(row.about.replace("_", " "), figure) for row in rows if (figure := _figure(row))]
    return "; ".join(f"{about} {figure}" if several else figure for about, figure in told)


def _by_signal(collection: Collection) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = defaultdict(list)
    for signal in collection.accuracy:
        found[signal.signal].append(signal)
    return found


def _computed(signal: Signal) -> bool:
    return bool(signal.sentence) and not signal.withheld and not signal.reason


def _belongs(finding: Finding) -> bool:
    return finding.kind == ABOUT_ONE_PERSON and finding.level is Level.OVERALL


def _text(rows: Sequence[Signal]) -> str:
    """`Title. What it came to, all units together. Asking for a look: 1 unit, Elm ...`"""
    alone = _alone(rows)
    said = " ".join(row.sentence for row in alone if _computed(row))
    units = [row for row in rows if row.unit is not None and row.look and row not in alone]
    if units:
        worst = sorted(units, key=lambda row: (_severity(row), row.unit))
        named = ", ".join(f"{row.unit} {_figure(row)}" for row in worst[:UNITS_NAMED])
        more = len(worst) - UNITS_NAMED
        said += f" Asking for a look: {number_of(len(worst), 'unit')}, {named}"
        said += f" and {more:,} more." if more > 0 else "."
    return f"{rows[0].title}. {said}".strip()


def _alone(rows: Sequence[Signal]) -> list[Signal]:
    """The rows of all units together, or of the one unit that a report is for."""
    return [row for row in rows if row.unit is None] or list(rows)


def _severity(signal: Signal) -> float:
    """Least kappa first, greatest heaping first."""
    index = signal.index or 0.0
    return index if signal.kind == "agreement" else -index


def _figure(signal: Signal) -> str:
    """What a signal comes to, with the count and the denominator that it comes from."""
    if not _computed(signal) or signal.rate is None:
        return ""
    counted = figures.counts(signal.rate)
    if signal.kind == "agreement":
        kappa = "no kappa" if signal.index is None else f"kappa {figures.coefficient(signal.index)}"
        return f"{kappa} ({counted} agree)"
    if signal.kind == "heaped_ages":
        return f"index {signal.index:.0f} ({counted} on 0 or 5)"
    share = f"{figures.percent(signal.rate)} ({counted})"
    return f"{share} {SHARES[signal.kind]}" if signal.kind in SHARES else share
