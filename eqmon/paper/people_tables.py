"""Tables of people by what they are, with the control that was put on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import listed, place, sentence, within
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.report.model import Collection
    from eqmon.report.people_model import People, PeopleRow


def people_tables(collection: Collection, number: int, *, by_unit: bool = True) -> Iterator[Block]:
    """A table a subject, or one of all units together; a sentence where no count is shown."""
    if not by_unit:
        yield from _together(collection, f"table-people-{number}")
        return
    for which, people in enumerate(collection.people, 1):
        if people.withheld or not people.rows:
            why = sentence(people.reason) or "No count of it is shown."
            yield Paragraph((f"{collection.title}, people by {within(people.label)}: {why}",))
        else:
            yield _table(collection, people, f"table-people-{number}-{which}")


def _table(collection: Collection, people: People, id: str) -> Table:
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: people by {within(people.label)}",
        columns=(
            Column(sentence(place(collection)).rstrip("."), "name"),
            *(Column(group, "count") for group in people.groups),
            Column("Known", "count"),
        ),
        rows=tuple(_row(row) for row in people.rows),
        notes=tuple(_notes(people, people.rows)),
        totals=sum(row.level is Level.OVERALL for row in people.rows),
    )


def _together(collection: Collection, id: str) -> Iterator[Table]:
    """All subjects one below the other, in all units together."""
    shown = [people for people in collection.people if not people.withheld and people.rows]
    found = [(people, row) for people in shown for row in people.rows[:1] if row.unit is None]
    rows = [
        (cells.word(people.label), cells.word(group), cells.count(n), cells.count(row.known))
        for people, row in found
        for group, n in zip(people.groups, row.counts, strict=True)
    ]
    notes = dict.fromkeys(note for people, _ in found for note in _notes(people, [people.rows[0]]))
    hidden = [within(people.label) for people in collection.people if people not in shown]
    if hidden:
        notes[(f"No count is shown of {listed(hidden)}.",)] = None
    if rows:
        yield Table(
            id=id,
            label="",
            title=f"{collection.title}: people by what they are, all together",
            columns=(
                Column("What was asked", "name"),
                Column("Answer", "text"),
                Column("People", "count"),
                Column("Of so many known", "count"),
            ),
            rows=tuple(rows),
            notes=tuple(notes),
        )


def _row(row: PeopleRow) -> tuple[Cell, ...]:
    area = " (area)" if row.level is Level.AREA else ""
    name = f"{row.unit or 'All together'}{area}"
    return (cells.word(name), *(cells.count(n) for n in row.counts), cells.count(row.known))


def _notes(people: People, rows: Sequence[PeopleRow]) -> Iterator[Text]:
    yield (
        "Applicable records whose answer is known. The others may be of any group, so no share of "
        "everybody can be taken from this table.",
    )
    if not people.adds_up:
        yield (f"{people.label}: one record may be in several groups, so they do not add up.",)
    if people.rounded_to > 1:
        yield (f"Counts of groups are rounded to the nearest {people.rounded_to}.",)
    if any(n is None for row in rows for n in (*row.counts, row.known)):
        yield ("[c]: withheld, so that nobody can be made out.",)
