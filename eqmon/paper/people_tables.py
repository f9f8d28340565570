"""Tables of people by what they are, with the control that was put on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Paragraph, Table, Text
from eqmon.paper import cells
from eqmon.paper.phrases import place, sentence
from eqmon.vocabulary import Level

if TYPE_CHECKING:
    from eqmon.report.model import Collection
    from eqmon.report.people_model import People, PeopleRow


def people_tables(collection: Collection, number: int) -> Iterator[Block]:
    """A table a subject; a sentence where none of its counts is shown."""
    for which, people in enumerate(collection.people, 1):
        if people.withheld or not people.rows:
            why = sentence(people.reason) or "No count of it is shown."
            yield Paragraph((f"{collection.title}, people by {_inner(people.label)}: {why}",))
        else:
            yield _table(collection, people, f"table-people-{number}-{which}")


def _table(collection: Collection, people: People, id: str) -> Table:
    return Table(
        id=id,
        label="",
        title=f"{collection.title}: people by {_inner(people.label)}",
        columns=(
            Column(place(collection).capitalize(), "name"),
            *(Column(group, "count") for group in people.groups),
            Column("Known", "count"),
        ),
        rows=tuple(_row(row) for row in people.rows),
        notes=tuple(_notes(people)),
        totals=sum(row.level is Level.OVERALL for row in people.rows),
    )


def _row(row: PeopleRow) -> tuple[Cell, ...]:
    area = " (area)" if row.level is Level.AREA else ""
    name = f"{row.unit or 'All together'}{area}"
    return (cells.word(name), *(cells.count(n) for n in row.counts), cells.count(row.known))


def _notes(people: People) -> Iterator[Text]:
    yield (
        "Applicable records whose answer is known. Whom the answer of others would make them is "
        "not known, so no share of all can be taken from this table.",
    )
    if not people.adds_up:
        yield ("One record may be in several groups, so the groups are not added up.",)
    if people.rounded_to > 1:
        yield (f"Counts of groups are rounded to the nearest {people.rounded_to}.",)
    if any(n is None for row in people.rows for n in (*row.counts, row.known)):
        yield ("[c]: withheld, so that nobody can be made out.",)


def _inner(label: str) -> str:
    return label[:1].lower() + label[1:]
