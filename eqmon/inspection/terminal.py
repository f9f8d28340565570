"""An inspection on the terminal: columns, each strand's values, questions, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.inspection import words
from eqmon.inspection.model import Certainty, Role
from eqmon.report.blocks import draw, heading, listed, pairs, rule
from eqmon.report.figures import WITHHELD
from eqmon.report.look import Look
from eqmon.report.words import number_of
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from eqmon.inspection.model import Column, Inspection, Question, StrandColumn

LEAST_WIDTH = 40
SHA_SHOWN = 12
VALUES_SHOWN = 40
LOOKS_FROM, WHY_FROM = 60, 100
"""Columns of the terminal from which on the table of columns has all that it can spare."""
CERTAIN = {Certainty.SURE: "green", Certainty.LIKELY: "yellow", Certainty.UNSURE: "bold yellow"}


def write(
    inspection: Inspection, *, width: int = 80, colour: bool = False, ascii: bool = False
) -> str:
    """The inspection for a terminal of this many columns.

    Without `colour` there is no escape code in it; with `ascii` nothing that needs more than
    ASCII. Commands are never wrapped, so that they can be pasted.
    """
    look = Look(max(width, LEAST_WIDTH), ascii)
    drawn = draw(_parts(inspection, look), look, colour=colour)
    commands = "".join(f"  {look.plain(command)}\n" for command in inspection.next)
    return f"{drawn}{commands}"


def _parts(inspection: Inspection, look: Look) -> Iterator[RenderableType]:
    rulebook = f"rulebook {inspection.rulebook} {inspection.rulebook_sha256[:SHA_SHOWN]}"
    facts = (f"eqmon {inspection.eqmon}", rulebook, inspection.audience.value)
    yield look.text(look.dot.join(facts), "dim")
    yield ""
    yield look.text(
        f"{inspection.name}: {number_of(inspection.records, 'record')}, "
        f"{number_of(len(inspection.columns), 'column')}",
        "bold",
    )
    yield pairs(_facts(inspection), look)
    yield ""
    yield rule("Columns", look)
    yield _columns(inspection, look)
    for strand in inspection.strands:
        yield from _strand(strand, look)
    if inspection.questions:
        yield ""
        yield rule(f"What eqmon cannot know: {len(inspection.questions)}", look)
        for question in inspection.questions:
            yield from _question(question, look)
    yield from listed("What it would need", inspection.needs, look)
    yield ""
    yield look.text(words.legend(inspection), "dim")
    if inspection.next:
        yield from heading("Next", look)


def _facts(inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    yield "Written as", "", words.written(inspection)
    yield "Fits", "", words.fits(inspection)
    if unit := inspection.unit:
        named = f"column {unit.position}" + (f" '{unit.heading}'" if unit.heading else "")
        spelt = number_of(unit.unknown_spellings or 0, "spelling")
        unknown = f", {unit.unknown:,} not of the list in {spelt}" if unit.unknown else ""
        yield (
            "Units",
            "",
            f"{named}: {number_of(unit.units, 'unit')} of list {unit.units_list} in "
            f"{number_of(unit.known, 'record')}, {unit.blank:,} blank{unknown}",
        )
    if inspection.date is not None:
        yield "Dates", "", words.dates(inspection.date)
    if inspection.missing:
        labels = ", ".join(missing.label for missing in inspection.missing)
        yield "No column for", "yellow", labels
    for said in (*words.left_out(inspection), *inspection.notes):
        yield "Noticed", "", said


def _columns(inspection: Inspection, look: Look) -> Table:
    table = _table()
    table.add_column("", justify="right")
    table.add_column("Heading", overflow="fold", ratio=4)
    table.add_column("Taken for", overflow="fold", ratio=4)
    table.add_column("How sure")
    if look.width >= LOOKS_FROM:
        table.add_column("Looks like")
        table.add_column("Blank", justify="right")
    if look.width >= WHY_FROM:
        table.add_column("Distinct", justify="right")
        table.add_column("Why", overflow="fold", ratio=5)
    for column in inspection.columns:
        cells = _column(column, look)
        table.add_row(*cells[: len(table.columns)])
    return table


def _column(column: Column, look: Look) -> list[Text]:
    """Every cell of a column's row; a narrow terminal leaves out the last ones."""
    is_something = column.role is not Role.NONE
    heading = "(not shown)" if column.heading is None else column.heading or "(no heading)"
    texts = (
        str(column.position),
        heading,
        words.taken_for(column),
        column.certainty.value if is_something else "",
        words.LOOKS[column.looks],
        f"{column.blank:,}",
        "many" if column.distinct is None else f"{column.distinct:,}",
        column.why,
    )
    cells = [look.text(text, "" if is_something else "dim") for text in texts]
    cells[3].stylize(CERTAIN[column.certainty])
    return cells


def _strand(strand: StrandColumn, look: Look) -> Iterator[RenderableType]:
    named = f"column {strand.position}" + (f" '{strand.heading}'" if strand.heading else "")
    title = f"{strand.label}: {named}"
    yield ""
    yield rule(f"{title}, asked below" if strand.asked else title, look)
    read_by = [f"{strand.basis}, read by the list {strand.code_list}"]
    if strand.basis.replace(" ", "_") == strand.code_list:
        read_by = [f"read by the list {strand.code_list}"]
    if not strand.monitored:
        read_by.append("not monitored by the suite")
    yield look.text("; ".join((*read_by, words.schemes(strand))).rstrip("; "), "dim")
    yield look.text(words.recordings(strand))
    table = _table()
    table.add_column("Records", justify="right")
    table.add_column("Value", overflow="fold", ratio=5)
    table.add_column("Read as", overflow="fold", ratio=4)
    for value in strand.values[:VALUES_SHOWN]:
        invalid = value.recording is Recording.INVALID
        read = words.read_as(value.recording, value.code, value.label, value.text)
        if value.nearest:
            read += f"; nearest: {', '.join(value.nearest)}"
        style = "bold red" if invalid else "" if value.recording is Recording.KNOWN else "yellow"
        count = WITHHELD if value.count is None else f"{value.count:,}"
        table.add_row(look.text(count), look.text(value.text), look.text(read, style))
    for one in strand.folded:
        what = f"({one.what})" if one.values is None else f"({one.values:,}: {one.what})"
        read = words.read_as(one.recording, "", "", "") or "known"
        table.add_row(look.text(f"{one.records:,}"), look.text(what, "dim"), look.text(read))
    if table.row_count:
        yield table
    if len(strand.values) > VALUES_SHOWN:
        more = number_of(len(strand.values) - VALUES_SHOWN, "more value")
        yield look.text(f"{more}: --format json has them all", "dim")


def _question(question: Question, look: Look) -> Iterator[RenderableType]:
    """What is asked, what confirming it does and how, and what is done otherwise."""
    yield pairs([("?", "bold yellow", f"{question.id}: {question.asks}")], look)
    told = [("  if so", "", question.proposal), ("", "", question.confirm)]
    told += [("  or", "", f"={choice.choice}: {choice.means}") for choice in question.choices[1:]]
    told.append(("  if not", "", question.otherwise))
    yield pairs(told, look)


def _table() -> Table:
    from rich.table import Table

    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=True)
