"""Answers to an inspection's questions: those given as options, and those asked at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eqmon.errors import UsageError
from eqmon.rulebook.problems import nearest

if TYPE_CHECKING:
    from eqmon.inspection.model import Question

Answers = Mapping[str, str]
"""Choices by the ids of their questions; an empty one confirms a question that has no choices."""

Ask = Callable[["Question"], str | None]
"""Asks somebody: gives the choice, an empty text to confirm, or None to leave it open."""


def answers_of(questions: Sequence[Question], confirmed: Iterable[str]) -> Answers:
    """The answers given as `ID` or `ID=CHOICE`; an id alone takes what is proposed.

    UsageError for an id or a choice that there is not, naming those that there are, and for a
    question answered twice.
    """
    by_id = {question.id: question for question in questions}
    answers: dict[str, str] = {}
    for text in confirmed:
        name, _, choice = text.partition("=")
        if name not in by_id:
            allowed = ", ".join(by_id) or "none: there is no question about this file"
            hint = nearest(name, by_id)
            problem = "the file asks no such question"
            raise UsageError(f"--confirm {text}", problem, allowed=allowed, hint=hint)
        if name in answers:
            raise UsageError(f"--confirm {text}", "it is answered twice", hint="answer it once")
        answers[name] = _choice(by_id[name], choice, text)
    return answers


def asked_of(questions: Iterable[Question], answers: Answers, ask: Ask) -> Answers:
    """The answers with those that somebody gives to the questions still open."""
    more = {q.id: ask(q) for q in questions if q.id not in answers}
    return {**answers, **{name: choice for name, choice in more.items() if choice is not None}}


def _choice(question: Question, choice: str, text: str) -> str:
    allowed = [c.choice for c in question.choices]
    if not choice and "=" not in text:
        return allowed[0] if allowed else ""
    if choice not in allowed:
        raise UsageError(
            f"--confirm {text}",
            f"{question.id} has no such choice",
            allowed=", ".join(allowed) or f"--confirm {question.id} alone",
        )
    return choice
