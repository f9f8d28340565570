"""What eqmon cannot know of an extract, what it would answer, and what it does otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.inspection.model import Choice, How, Looks, Question
from eqmon.inspection.values import BASES
from eqmon.inspection.written_dates import MONTH_FIRST

if TYPE_CHECKING:
    from eqmon.inspection.looked import Looked

OBSERVED = "observed-ethnicity"
SUITE = "suite"
DATE_COLUMN = "date-column"
DATE_ORDER = "date-order"


def questions_of(looked: Looked) -> Iterator[Question]:
    """The questions of one extract, none of which `check` or `init` answers by itself."""
    yield from _which_suite(looked)
    yield from _which_column(looked)
    yield from _which_date(looked)
    yield from _date_order(looked)
    yield from _observed(looked)


def _which_suite(looked: Looked) -> Iterator[Question]:
    fitting = looked.opened.fitting
    if len(fitting) > 1:
        yield _question(
            looked,
            SUITE,
            (),
            asks=f"Its headings fit {' and '.join(fitting)}. Which is it?",
            proposal=f"read it by {fitting[0]}",
            otherwise="it is read by none of them",
            choices=tuple(Choice(choice=name, means=f"a {name} extract") for name in fitting),
            confirm=f"--suite {fitting[0]}",
        )


def _which_column(looked: Looked) -> Iterator[Question]:
    """One question a field that two columns claim, or that a column may be."""
    claimed = {f: positions for f, positions in looked.claims.items() if len(positions) > 1}
    suggested: dict[str, list[int]] = {}
    for suggestion in sorted(looked.suggestions, key=lambda s: (-s.closeness, s.position)):
        suggested.setdefault(suggestion.field, []).append(suggestion.position)
    how = {s.field: s.how for s in looked.suggestions}
    for field, positions in (*claimed.items(), *suggested.items()):
        named = " and ".join(_named(looked, at) for at in positions)
        if field in claimed:
            asks = f"{named} are both headed as {field} may be. Which is it?"
        elif how[field] is How.SIMILAR:
            asks = (
                f"Is {named} the one for {field}? Its heading is spelt much like one that is "
                "accepted for it."
            )
        else:
            asks = f"Is {named} the one for {field}? Its values are ones that are read there."
        yield _question(
            looked,
            f"{field.replace('_', '-')}-column",
            positions,
            field=field,
            asks=asks,
            proposal=f"take {_named(looked, positions[0])} for {field}",
            otherwise=f"{field} has no column",
            choices=_columns(looked, positions),
        )


def _which_date(looked: Looked) -> Iterator[Question]:
    if looked.date_field is not None or not looked.catalogue.dates:
        return
    if not {*looked.catalogue.dates}.isdisjoint(looked.said_of_all):
        return
    claimed = [at for at, f in looked.field_at.items() if looked.catalogue.fields[f].kind == "date"]
    free = [
        at
        for at, looks in enumerate(looked.looks)
        if at not in looked.field_at and looks in (Looks.DATE, Looks.EXCEL_DATE)
    ]
    positions = [] if looked.catalogue.fits and claimed else sorted(claimed) or free
    if positions:
        yield _question(
            looked,
            DATE_COLUMN,
            positions,
            field=looked.catalogue.dates[0],
            asks=f"Does {_named(looked, positions[0])} place a record in its month?"
            if len(positions) == 1
            else f"Which places a record in its month: "
            f"{' or '.join(_named(looked, at) for at in positions)}?",
            proposal=f"take {_named(looked, positions[0])}",
            otherwise="records belong to no month",
            choices=_columns(looked, positions),
        )


def _date_order(looked: Looked) -> Iterator[Question]:
    if looked.date_field is None:
        return
    at = looked.claims[looked.date_field][0]
    dates = looked.dates[at]
    formats = dates.formats if dates else ()
    american = {form for form in formats if form.startswith(tuple(MONTH_FIRST.values()))}
    if not american:
        return
    either = sorted(formats, key=lambda f: f not in american)
    yield _question(
        looked,
        DATE_ORDER,
        (at,),
        field=looked.date_field,
        asks=f"Does {_named(looked, at)} have the month before the day? Some of its dates can be "
        "read no other way.",
        proposal=f"read it by {either[0]}",
        otherwise="such dates are unreadable",
        choices=tuple(Choice(choice=form, means=f"read it by {form}") for form in either),
    )


def _observed(looked: Looked) -> Iterator[Question]:
    """May what officers observed be shown where nobody was asked? Only in a line labelled so."""
    catalogue = looked.catalogue
    asked, seen = tuple(BASES)
    for name in looked.missing_strands:
        strand = catalogue.strands[name]
        fields = [f for f in strand.fields if catalogue.fields[f].code_list.endswith(asked)]
        observed = [f for f in looked.claims if _is_observed(looked, f, f"{strand.strand}{seen}")]
        if fields and observed:
            at = looked.claims[observed[0]][0]
            yield _question(
                looked,
                f"observed-{strand.strand.value.replace('_', '-')}",
                (at,),
                field=observed[0],
                asks=f"No column holds self-defined {strand.strand.value}. May "
                f"{_named(looked, at)}, which officers observed, be reported in a line labelled "
                "so? It never stands in for self-definition.",
                proposal="report it in a line of its own, labelled officer observed, and do not "
                "require self-definition of these records",
                otherwise=f"{strand.label} is required and has no column: 100 % not obtained",
            )


def _is_observed(looked: Looked, field: str, code_list: str) -> bool:
    """Whether a field with one column holds what officers saw of the person who is monitored."""
    person = looked.catalogue.person_of(field)
    of_person = person is None or looked.catalogue.is_monitored(person)
    one = len(looked.claims[field]) == 1
    return one and of_person and looked.catalogue.fields[field].code_list == code_list


def _question(
    looked: Looked,
    question: str,
    positions: object,
    *,
    asks: str,
    proposal: str,
    otherwise: str,
    field: str | None = None,
    choices: tuple[Choice, ...] = (),
    confirm: str = "",
) -> Question:
    at = tuple(positions) if isinstance(positions, (list, tuple)) else ()
    chosen = f"={choices[0].choice}" if len(choices) > 1 else ""
    return Question(
        id=question,
        positions=tuple(p + 1 for p in at),
        headings=tuple(looked.heading(p) for p in at),
        field=field,
        asks=asks,
        proposal=proposal,
        otherwise=otherwise,
        choices=choices,
        confirm=confirm or f"--confirm {question}{chosen}",
    )


def _columns(looked: Looked, positions: list[int]) -> tuple[Choice, ...]:
    return tuple(Choice(choice=str(at + 1), means=_named(looked, at)) for at in positions)


def _named(looked: Looked, at: int) -> str:
    heading = looked.heading(at)
    return f"column {at + 1} ('{heading}')" if heading else f"column {at + 1}"
