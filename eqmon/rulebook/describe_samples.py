"""Dip samples in words, for the terminal: plain text that fits 80 columns."""

from __future__ import annotations

from collections.abc import Iterable

from eqmon.rulebook.describe import source_words, wrapped
from eqmon.rulebook.samples import DipSample, Question


def describe_samples(samples: Iterable[DipSample]) -> str:
    """What each dip sample asks, a line a question; empty where there is none."""
    lines = []
    for sample in samples:
        flags = ", ".join(flag.flag for flag in sample.flags) or "none"
        lines += ["", f"{sample.title} (suite {sample.suite}; flags {flags})"]
        for question in sample.questions:
            lines += wrapped(question.id, question.asks, indent="  ")
    return "".join(f"{line}\n" for line in lines)


def describe_question(question: Question, sample: DipSample) -> str:
    """What a question asks of a record, what to look for, whose answer it is, and why."""
    lines = [*wrapped(question.id, question.title), ""]
    said = (
        ("Suite", sample.suite),
        ("Asks", question.asks),
        ("Look for", question.look_for),
        ("Answered by", question.owner),
        *(("Source", source_words(source)) for source in question.source),
        ("How", f"eqmon sample draws the records of suite {sample.suite} to ask it of."),
    )
    for name, text in said:
        lines += wrapped(name, text)
    return "\n".join(lines)
