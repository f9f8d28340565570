"""The guide to the columns, in Markdown that prints on two sheets of A4; all from the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eqmon.fieldguide.answers import has_list, known_codes, what_to_write
from eqmon.fieldguide.asked import Asked, asked_of
from eqmon.rulebook.codelists import CodeList
from eqmon.rulebook.listed import Listed
from eqmon.rulebook.load import Rulebook
from eqmon.rulebook.model import Suite
from eqmon.vocabulary import Recording

WITHOUT_A_VALUE = {
    Recording.REFUSED: "The person was asked and chose not to say. That is an answer, and nobody "
    "is judged by it.",
    Recording.NOT_STATED: "The person was asked and gave no answer, and no reason is held.",
    Recording.NOT_ASKED: "Nobody asked, or it was not safe to ask.",
    Recording.NOT_KNOWN: "The person was asked and does not know, or nobody can tell any more.",
}
"""What to write where there is no value, from the most to the least that it tells."""

NOT_TO_SEND = (
    "No names, addresses, telephone numbers or e-mail addresses; no free text, such as notes or "
    "how it was done; nothing about other people than the columns above ask for; no other columns."
)


def field_guide(suite: Suite, rulebook: Rulebook) -> str:
    """What to put into each column of the suite's blank extract, for those who fill it in."""
    asked = asked_of(suite, rulebook)
    parts = [
        f"# {suite.title}: what to put into each column",
        _introduction(suite),
        _columns(asked, suite, rulebook),
        *(_strands_without_a_value(asked, suite, rulebook) if suite.strands else ()),
        *_code_lists(asked, rulebook),
        "## What not to send",
        NOT_TO_SEND,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _introduction(suite: Suite) -> str:
    whose = f" Age, disability, ethnicity and the like are always those of {suite.about}."
    return (
        f"One row is {suite.grain}. Fill in `{suite.suite}.csv`, one file a month; leave its "
        "headings as they are and save it as CSV. A needed column is in every file; of the others "
        "send those that you hold, and where it says one of several, one is enough. A month "
        "without records is sent too, as headings alone."
        f"{whose if suite.strands else ''}"
    )


def _columns(asked: Sequence[Asked], suite: Suite, rulebook: Rulebook) -> str:
    rows = [
        (f"**{one.heading}**", _needed(one), one.use, what_to_write(one, suite, rulebook))
        for one in asked
    ]
    return _table(("Column", "Needed", "What it is for", "What to write"), rows)


def _needed(asked: Asked) -> str:
    if asked.needed:
        return "yes"
    return f"one of {asked.one_of}" if asked.one_of else "if held"


def _strands_without_a_value(
    asked: Sequence[Asked], suite: Suite, rulebook: Rulebook
) -> tuple[str, ...]:
    """What to write there, and how to ask: only people have answers to give."""
    table = _without_a_value(asked, suite, rulebook)
    return "## Where there is no value", table, _asking(suite)


def _without_a_value(asked: Sequence[Asked], suite: Suite, rulebook: Rulebook) -> str:
    rows = [
        (f"**{text}**", meaning)
        for recording, meaning in WITHOUT_A_VALUE.items()
        if (text := _said_everywhere(recording, asked, suite, rulebook))
    ]
    empty = "Nothing is known about it, not even whether anybody asked."
    return _table(("Write", "Where"), [*rows, ("(leave it empty)", empty)])


def _said_everywhere(
    recording: Recording, asked: Sequence[Asked], suite: Suite, rulebook: Rulebook
) -> str:
    """The first text that every column of codes reads in this way; empty where there is none."""
    names = [one.name for one in asked if one.field.kind == "code"]
    lists = [rulebook.code_lists[suite.fields[name].code_list] for name in names]
    texts = (
        row.label
        for code_list in lists[:1]
        for row in code_list.listed
        if row.recording is recording and not row.is_pattern and len(row.label) > 2
    )
    for text in texts:
        if all(rulebook.read(suite, name, text).recording is recording for name in names):
            return text
    return ""


def _asking(suite: Suite) -> str:
    whom = suite.about.replace("the victim", "a victim")
    return (
        f"Correct from what is already held. Never contact {whom} only for this; ask at the next "
        "planned safe contact, explain why, and accept no. Never infer. A refusal is an answer."
    )


def _code_lists(asked: Sequence[Asked], rulebook: Rulebook) -> Iterator[str]:
    told: dict[tuple[str, str], list[Asked]] = {}
    for one in asked:
        if has_list(one, rulebook):
            told.setdefault((one.field.code_list, one.field.scheme), []).append(one)
    if told:
        yield "## Codes"
        yield "Write the code."
    for columns in told.values():
        headings = ", ".join(one.heading for one in columns)
        field = columns[0].field
        code_list = rulebook.code_lists[field.code_list]
        yield f"**{headings}**: {_codes(known_codes(field, code_list), field.scheme, code_list)}"


def _codes(codes: dict[str, Listed], scheme: str, code_list: CodeList) -> str:
    """Every code with its words, those of one group together."""
    groups: dict[str, list[str]] = {}
    for code, row in codes.items():
        group = code_list.group_of(code, scheme)
        label = row.label.removeprefix(f"{group}: ").removeprefix(f"{group} - ")
        other = not scheme and row.schemes and set(row.schemes) != code_list.schemes
        only = f" ({', '.join(row.schemes).replace('_', ' ')} only)" if other else ""
        told = f"`{code}`" if code == label else f"`{code}` {label}"
        groups.setdefault(group, []).append(f"{told}{only}")
    return " ".join(
        f"*{group}*: {'; '.join(told)}." if group and len(groups) > 1 else f"{'; '.join(told)}."
        for group, told in groups.items()
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in lines)
