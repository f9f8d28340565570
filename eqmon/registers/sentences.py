"""What is said of returns in sentences: full counts as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from eqmon.registers.model import Standing
from eqmon.registers.phrases import number, when

if TYPE_CHECKING:
    from eqmon.registers.model import Entry, Made, RegisterMade
    from eqmon.rulebook.frequency import Frequency
    from eqmon.rulebook.registers import RegisterDefinition


def share(counts: Made) -> str:
    """What was made of what was due: `1 of 4 (25.0 %)`; a share that is not whole is never 100."""
    return _share(counts.made, counts.required)


def _share(count: int, of: int) -> str:
    if not of:
        return "none due"
    tenths = round(1000 * count / of)
    if 0 < count < of:
        tenths = min(max(tenths, 1), 999)
    return f"{count:,} of {of:,} ({tenths / 10:.1f} %)"


def made_sentence(counts: Made, definition: RegisterDefinition, entries: Sequence[Entry]) -> str:
    """What came of one return: `3 bodies together made 4 of 12 (33.3 %) returns: 8 missing.`"""
    words = definition.words
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
    said = f"{share(counts)} {definition.many} {words.made}, of {number(bodies, 'body', 'bodies')}"
    if rest:
        said += f": {', '.join(rest)}"
    if counts.besides is not None:
        said += f"; {definition.besides_says} for {_share(counts.besides, counts.entries)}"
    return f"{said}."


def cycle_note(entries: Sequence[Entry], every: Frequency) -> str:
    """How many were never done, and what being due again means."""
    never = sum(entry.due is None for entry in entries)
    said = f"Due again {every.months} months after it was done last."
    return f"{said} {never:,} {'was' if never == 1 else 'were'} never done." if never else said


def seen_note() -> str:
    """What a report of a drop can tell of when an extract came."""
    return (
        "Told by the reports of checked drops: what the first drop of a period held came in time, "
        "what a later drop of the same period brought came late."
    )


def headline(registers: Sequence[RegisterMade], on: date) -> str:
    """What stands first: how much of all that was due came."""
    counts = [one.counts for register in registers for one in register.returns]
    required = sum(c.required for c in counts)
    made = sum(c.made for c in counts)
    late = sum(c.late for c in counts)
    if not required:
        return f"Nothing was due by {when(on.isoformat())}."
    said = f"{_share(made, required)} of what was due by {when(on.isoformat())} was made"
    return f"{said}, {late:,} late." if late else f"{said}."


def standing_of(entry: Entry, words: dict[Standing, str]) -> str:
    """What came of one entry, in the register's word for it."""
    return words[entry.standing]
