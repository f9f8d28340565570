"""Accuracy signals in words, for the terminal: plain text that fits 80 columns."""

from __future__ import annotations

from eqmon.rulebook.describe import source_words, wrapped
from eqmon.rulebook.model import Suite
from eqmon.rulebook.signals import Signal

_SAID_APART = {"id", "kind", "title", "reason", "source"}


def describe_signals(suite: Suite) -> str:
    """The signals that a suite asks for, a line or two each; empty where it asks for none."""
    if not suite.signals:
        return ""
    lines = ["", "Accuracy signals (they say what to look at, and fail nothing)"]
    for signal in suite.signals:
        about = ", ".join(f"{name} {value}" for name, value in _particulars(signal))
        lines += wrapped(signal.id, f"{signal.title} ({signal.kind}: {about})", indent="  ")
    return "".join(f"{line}\n" for line in lines)


def describe_signal(signal: Signal, suite: Suite) -> str:
    """What a signal looks at, from where on it asks for a look, and why."""
    lines = [*wrapped(signal.id, signal.title), ""]
    about = [("Suite", suite.suite), ("Kind", signal.kind), *_particulars(signal)]
    for name, text in (*about, ("Why", signal.reason)):
        lines += wrapped(name[0].upper() + name[1:], text)
    for source in signal.source:
        lines += wrapped("Source", source_words(source))
    lines += wrapped("What to do", "Look at it; a signal fails nothing.")
    return "\n".join(lines)


def _particulars(signal: Signal) -> list[tuple[str, str]]:
    """What the signal's file says of its kind alone."""
    said = []
    for name in type(signal).model_fields:
        value = getattr(signal, name)
        if name not in _SAID_APART and value not in ((), ""):
            text = ", ".join(value) if isinstance(value, tuple) else f"{value}"
            said.append((name.replace("_", " "), text))
    return said
