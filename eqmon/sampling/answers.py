"""Holds a filled sheet to its manifest: every answer by stratum, or everything that is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from eqmon.document.harmless import one_line
from eqmon.errors import InputError
from eqmon.rulebook.spelling import tidy_heading
from eqmon.sampling.draw import digest_of
from eqmon.sampling.sheet import ANSWERS, REFERENCE, UNIT

if TYPE_CHECKING:
    from eqmon.sampling.filled import FilledTable
    from eqmon.sampling.manifest import Manifest

YES, NO, NOT_APPLICABLE = ANSWERS
UNANSWERED = ""
READ_AS: Mapping[str, str] = MappingProxyType(
    {"": UNANSWERED}
    | dict.fromkeys(("yes", "y"), YES)
    | dict.fromkeys(("no", "n"), NO)
    | dict.fromkeys(("not applicable", "n a", "na"), NOT_APPLICABLE)
)
"""Answers as they may be spelt, case and punctuation aside."""
SHOWN = 12
"""Rows named of one problem; the others are counted."""

Answers = Mapping[str, Mapping[int, Counter[str]]]
"""By question and stratum, how many records have each answer."""


@dataclass
class _Problems:
    """What is wrong, with the rows in which it is."""

    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    others: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield from self.others
        for problem, rows in self.rows.items():
            named = ", ".join(map(str, rows[:SHOWN]))
            more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
            yield f"{'row' if len(rows) == 1 else 'rows'} {named}{more}: {problem}"

    def __len__(self) -> int:
        return len(self.rows) + len(self.others)


def answers_of(table: FilledTable, manifest: Manifest, path: Path) -> Answers:
    """Every record's answer to every question, counted by stratum.

    InputError with all that is wrong, by row: a reference that was not drawn, that stands twice or
    not at all, a unit that was changed, an answer that is none.
    """
    problems = _Problems()
    places = _columns(table, manifest, problems)
    if problems.others:
        raise _refused(path, problems)
    drawn = {record.digest: record for record in manifest.drawn}
    found: dict[str, dict[int, Counter[str]]] = {
        question.id: defaultdict(Counter) for question in manifest.questions
    }
    first_of: dict[str, int] = {}
    for number, cells in table.rows:
        digest = _digest(cells[places[REFERENCE]], manifest.salt, drawn)
        if digest is None:
            problems.rows[_unknown(cells[places[REFERENCE]])].append(number)
            continue
        if first_of.setdefault(digest, number) != number:
            problems.rows["its reference stands in another row too"].append(number)
            continue
        if not _is_of(cells[places[UNIT]], drawn[digest].unit):
            problems.rows["its unit is not the one that it was drawn in"].append(number)
        for question in manifest.questions:
            answer = READ_AS.get(tidy_heading(cells[places[question.id]]))
            if answer is None:
                allowed = ", ".join(ANSWERS)
                problems.rows[f"{question.id} is not answered with one of: {allowed}"].append(
                    number
                )
            else:
                found[question.id][drawn[digest].stratum][answer] += 1
    if missing := len(drawn) - len(first_of):
        are = "record that was drawn has" if missing == 1 else "records that were drawn have"
        problems.others.append(f"{missing:,} {are} no row")
    if len(problems):
        raise _refused(path, problems)
    return found


def _columns(table: FilledTable, manifest: Manifest, problems: _Problems) -> dict[str, int]:
    """The place of the unit, of the reference, and of each question by its id."""
    wanted = [UNIT, REFERENCE, *(question.id for question in manifest.questions)]
    places: dict[str, int] = {}
    for name in wanted:
        at = [
            place
            for place, heading in enumerate(table.headings)
            if tidy_heading(heading.partition(":")[0]) == tidy_heading(name)
        ]
        if len(at) == 1:
            places[name] = at[0]
        else:
            what = "no column" if not at else f"{len(at)} columns"
            problems.others.append(f"{what} of {name}")
    return places


def _digest(cell: str, salt: str, known: Iterable[str]) -> str | None:
    """The digest of a reference that was drawn; None for another.

    A sheet in CSV has an apostrophe before what a spreadsheet would take for a formula.
    """
    text = one_line(cell.strip())
    for reference in (text, text.removeprefix("'")):
        digest = digest_of(reference, salt)
        if digest in known:
            return digest
    return None


def _unknown(cell: str) -> str:
    if not cell.strip():
        return "no reference"
    return "its reference was not drawn, or was changed (as when a spreadsheet drops noughts)"


def _is_of(cell: str, unit: str) -> bool:
    return one_line(cell.strip()).removeprefix("'") == one_line(unit).removeprefix("'")


def _refused(path: Path, problems: _Problems) -> InputError:
    hint = "put the sheet right and score it again; the manifest must be that of this sheet"
    lines = list(problems.lines())
    if len(lines) == 1:
        return InputError(str(path), lines[0], hint=hint)
    listed = "".join(f"\n  {line}" for line in lines)
    return InputError(str(path), f"{len(lines)} problems:{listed}", hint=hint)
