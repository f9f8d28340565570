"""One family of errors, each telling where, what is wrong, what is allowed and what to do next.

EqmonError
├── UsageError      the command was asked for something that cannot be done
├── InputError      an extract or drop cannot be read
├── RulebookError   a rule file says something that it cannot mean
├── OutputError     a report cannot be written
└── InternalError   eqmon disagrees with itself; nothing is reported

No message may hold the value of a cell: places are files, rows, columns and counts.
"""

from __future__ import annotations


class EqmonError(Exception):
    """An error whose message is for the reader of the terminal: no traceback is needed."""

    def __init__(self, where: str, problem: str, *, allowed: str = "", hint: str = "") -> None:
        super().__init__(where, problem, allowed, hint)
        self.where = where
        self.problem = problem
        self.allowed = allowed
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.where, self.problem, self.allowed, self.hint)

    def __str__(self) -> str:
        text = f"{self.where}: {self.problem}" if self.where else self.problem
        if self.allowed:
            text += f" (allowed: {self.allowed})"
        text = text if text.endswith((".", "?", "!")) else text + "."
        return f"{text} Hint: {self.hint}" if self.hint else text


class UsageError(EqmonError):
    """The command was asked for something that cannot be done."""


class InputError(EqmonError):
    """An extract or drop cannot be read."""


class RulebookError(EqmonError):
    """A rule file says something that it cannot mean; `problem` may hold several lines."""


class OutputError(EqmonError):
    """A report cannot be written."""


class InternalError(EqmonError):
    """eqmon disagrees with itself; nothing is reported."""


def _rebuild(
    kind: type[EqmonError], where: str, problem: str, allowed: str, hint: str
) -> EqmonError:
    """Rebuild an error that crossed from another process."""
    return kind(where, problem, allowed=allowed, hint=hint)
