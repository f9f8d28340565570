"""What eqmon takes each column for, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.inspection.model import Certainty, Column, How, Role, StrandColumn, UnitColumn
from eqmon.inspection.suggest import Suggestion
from eqmon.rulebook.spelling import tidy_heading
from eqmon.vocabulary import Recording

if TYPE_CHECKING:
    from eqmon.inspection.looked import Looked

SURE, LIKELY = 0.95, 0.5
"""Shares of filled records that are read, from which on a column is sure and likely."""


def columns_of(
    looked: Looked, strands: tuple[StrandColumn, ...], unit: UnitColumn | None
) -> Iterator[Column]:
    """Every column of the extract, in its order."""
    suggested = {s.position: s for s in looked.suggestions}
    read = {s.position - 1: _share_read(s) for s in strands}
    if unit is not None:
        read[unit.position - 1] = _share(unit.known, unit.known + unit.unknown)
    for at in range(len(looked.counted.texts)):
        name = looked.field_at.get(at)
        if name is not None:
            yield _taken(looked, at, name, read.get(at))
        elif at in suggested:
            yield _suggested(looked, suggested[at])
        else:
            yield _untaken(looked, at)


def _taken(looked: Looked, at: int, name: str, read: float | None) -> Column:
    dates = looked.dates[at]
    if read is None and dates is not None:
        read = _share(dates.read, dates.read + dates.unread + dates.excel_serials)
    rivals = [other + 1 for other in looked.claims[name] if other != at]
    by_layout = looked.opened.layout is not None and name in looked.opened.layout.fields
    accepted = "accepted heading"
    if by_layout and looked.opened.layout is not None:
        accepted = f"heading of layout {looked.opened.layout.layout}"
    if rivals:
        others = " and ".join(map(str, rivals))
        why = f"{accepted}, as that of column {others} is"
        certainty = Certainty.UNSURE
    elif read is None or not looked.counted.texts[at].filled:
        why, certainty = accepted, Certainty.SURE
    else:
        why = f"{accepted}; {_percent(read)} filled records are read"
        certainty = _certainty(read)
    person = looked.catalogue.person_of(name)
    strand = looked.catalogue.strand_of.get(name)
    return _column(
        looked,
        at,
        field=name,
        strand=looked.catalogue.strands[strand].strand if strand else None,
        role=_role(looked, name, person),
        person=person,
        how=How.LAYOUT if by_layout else How.HEADING,
        certainty=certainty,
        why=why,
    )


def _suggested(looked: Looked, suggestion: Suggestion) -> Column:
    name, catalogue = suggestion.field, looked.catalogue
    strand = catalogue.strand_of.get(name)
    if suggestion.how is How.SIMILAR:
        why = f"heading spelt much like '{suggestion.accepted}'"
    else:
        why = f"{_percent(suggestion.closeness)} filled records are read as {name}"
    return _column(
        looked,
        suggestion.position,
        field=name,
        strand=catalogue.strands[strand].strand if strand else None,
        role=Role.STRAND if strand else Role.UNIT,
        person=catalogue.person_of(name),
        how=suggestion.how,
        certainty=Certainty.UNSURE,
        why=why,
        accepted=suggestion.accepted,
        closeness=suggestion.closeness,
    )


def _untaken(looked: Looked, at: int) -> Column:
    heading = looked.heading(at)
    persons = looked.catalogue.rulebook.persons.described(tidy_heading(heading or ""))
    others = [d.person for d in persons if not looked.catalogue.is_monitored(d.person)]
    if others:
        person = others[0].replace("_", " ")
        why = f"heading names the {person}, whose columns are not used"
    elif heading is None:
        why = "no row of headings"
    elif not heading:
        why = "no heading"
    else:
        why = "heading not accepted by any field"
    return _column(
        looked,
        at,
        role=Role.PERSON if others else Role.NONE,
        person=others[0] if others else None,
        how=How.NONE,
        certainty=Certainty.SURE if others else Certainty.UNSURE,
        why=why,
    )


def _column(looked: Looked, at: int, **told: object) -> Column:
    texts = looked.counted.texts[at]
    facts = {
        "position": at + 1,
        "heading": looked.heading(at),
        "field": None,
        "strand": None,
        "filled": texts.filled,
        "blank": texts.blank,
        "distinct": texts.distinct,
        "looks": looked.looks[at],
        "dates": looked.dates[at],
    }
    return Column.model_validate(facts | told)


def _role(looked: Looked, name: str, person: str | None) -> Role:
    catalogue = looked.catalogue
    if name in catalogue.strand_of:
        return Role.STRAND
    if name in catalogue.units:
        return Role.UNIT
    if name == looked.date_field:
        return Role.DATE
    if name in catalogue.keys:
        return Role.KEY
    return Role.PERSON if person and not catalogue.is_monitored(person) else Role.OTHER


def _share_read(strand: StrandColumn) -> float | None:
    filled = sum(n for r, n in strand.recordings.items() if r is not Recording.BLANK)
    return _share(filled - strand.recordings.get(Recording.INVALID, 0), filled)


def _share(count: int, of: int) -> float | None:
    return count / of if of else None


def _certainty(read: float) -> Certainty:
    if read >= SURE:
        return Certainty.SURE
    return Certainty.LIKELY if read >= LIKELY else Certainty.UNSURE


def _percent(share: float) -> str:
    """Never rounded to all or none."""
    if share in (0, 1):
        return "none" if not share else "all"
    return f"{min(max(share, 0.001), 0.999) * 100:.1f} % of"
