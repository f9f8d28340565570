"""What is said of returns in sentences: full counts as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from eqmon.registers.model import Standing
from eqmon.registers.phrases import number, short_date, some, when, within
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.registers.model import Entry, Made, RegisterMade, ReturnMade, Returns
    from eqmon.rulebook.frequency import Frequency, Span
    from eqmon.rulebook.registers import Periodical, RegisterDefinition


NO_ROW = "The register holds no row."
NOT_KNOWN = "not known to have been done by then"
SHORT = 10
"""Letters of a word that may head a column of counts."""


def share_of(count: int, of: int) -> str:
    """A count of what was due: `1 of 4 (25.0 %)`; one that is not all is never 100 %."""
    if not of:
        return "none due"
    tenths = round(1000 * count / of)
    if 0 < count < of:
        tenths = min(max(tenths, 1), 999)
    return f"{count:,} of {of:,} ({tenths / 10:.1f} %)"


def made_sentence(counts: Made, definition: RegisterDefinition, entries: Sequence[Entry]) -> str:
    """What came of one return: `3 bodies together made 4 of 12 (33.3 %) returns: 8 missing.`"""
    words = definition.words
    if not entries:
        return NO_ROW
    if not counts.required:
        later = f"; {counts.not_due:,} {words.not_due}" if counts.not_due else ""
        return f"Nothing is due by this day{later}."
    # Those of a list are told however many rows there are.
    bodies = len({entry.body for entry in entries})
    rest = [
        f"{count:,} {word}"
        for count, word in (
            (counts.late, f"of them {words.late}"),
            (counts.not_met, words.not_met),
            (counts.missing, words.missing),
            (counts.not_due, words.not_due),
        )
        if count
    ]
    made, of = share_of(counts.made, counts.required), number(bodies, "body", "bodies")
    said = f"{made} {definition.many} {words.made}, of {of}"
    if rest:
        said += f": {', '.join(rest)}"
    if counts.besides is not None:
        said += f"; {definition.besides_says} for {share_of(counts.besides, counts.entries)}"
    return f"{said}."


def cycle_note(entries: Sequence[Entry], every: Frequency) -> str:
    """What being due again means, and how many are not known to have been done at all."""
    unknown = sum(entry.due is None for entry in entries)
    said = f"Due again {every.months} months after it was done last."
    if not unknown:
        return said
    are = "is" if unknown == 1 else "are"
    return (
        f"{said} {unknown:,} {are} {NOT_KNOWN}: a register holds the last day alone, or none, and "
        "what it dates after this day is left out."
    )


def period_note(entries: Sequence[Entry], due: Periodical) -> str:
    """Which periods are told of, and by when each is due."""
    periods = sorted({entry.due: entry.period for entry in entries if entry.due}.items())
    if not periods:
        return "No period is named."
    days = f" and {due.within_days} days" if due.within_days else ""
    span = " to ".join(dict.fromkeys((periods[0][1], periods[-1][1])))
    return f"Due {due.every.value} from each, by the end of the period{days}: {span}."


def seen_note() -> str:
    """What a report of a drop can tell of when an extract came."""
    return (
        "Told by the reports of checked drops: what the first drop of a period held came in time, "
        "what a later drop of the same period brought came late."
    )


def silent_lines(returns: Returns) -> tuple[str, ...]:
    """Of each register, the bodies from which nothing at all came, there or in any other."""
    lines = []
    for register in returns.registers:
        here = {body for made in register.returns for body in made.silent}
        names = [body for body in returns.silent if body in here]
        if names:
            bodies = number(len(names), "body", "bodies")
            lines.append(f"{register.title}: nothing at all came from {bodies}: {some(names)}.")
    return tuple(lines)


def early_note(last: Span) -> str:
    """That the register ends long before the day."""
    return f"The last entry is of {when(last.name)}, long before this day."


def headline(registers: Sequence[RegisterMade], on: date) -> str:
    """What stands first: of one return what came of it, of several in which something is amiss."""
    returns = [one for register in registers for one in register.returns]
    day = when(on.isoformat())
    if len(returns) == 1:
        return f"As at {day}: {within(returns[0].sentence)}"
    named = {
        verdict: [one for one in returns if one.counts.verdict is verdict] for verdict in Verdict
    }
    told = [
        f"{words} {len(named[verdict]):,} of {len(returns):,} ({_named(named[verdict], returns)})"
        for verdict, words in (
            (Verdict.FAIL, "something is missing in"),
            (Verdict.WARN, "something came late in"),
            (Verdict.PASS, "everything was made in"),
            (Verdict.NOT_ASSESSED, "nothing is due yet in"),
        )
        if named[verdict]
    ]
    return f"As at {day}: {'; '.join(told) or 'nothing was asked for'}."


def _named(some: Sequence[ReturnMade], returns: Sequence[ReturnMade]) -> str:
    """Some of the returns by their ids, and by their titles where two share an id."""
    ids = [one.id for one in returns]
    return ", ".join(f"{one.id} {one.title}" if ids.count(one.id) > 1 else one.id for one in some)


def made_of(counts: Made) -> str:
    """What was made of what was due, for a cell: `1 of 4`; `none due`."""
    return f"{counts.made:,} of {counts.required:,}" if counts.required else "none due"


def made_word(made: ReturnMade) -> str:
    """The head of the column of what was made: the register's word where it is short."""
    word = made.words[Standing.MADE]
    return word.capitalize() if len(word) <= SHORT else "Made"


def due_line(entry: Entry) -> str:
    """When something that is not made was done last, and since when it is due again."""
    body = f"{entry.body}: " if entry.item else ""
    if entry.due is None or entry.received is None:
        return f"{body}{NOT_KNOWN}"
    done, due = short_date(entry.received.isoformat()), short_date(entry.due.isoformat())
    return f"{body}last on {done}, due by {due}"
