"""Looks at one extract and says what it holds, what is not recognised, and what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from eqmon import __version__
from eqmon.extract.declared import NOTHING, Declared
from eqmon.extract.missing import layout_note
from eqmon.extract.provenance import fingerprint
from eqmon.inspection.columns import columns_of
from eqmon.inspection.looked import Looked, look
from eqmon.inspection.model import (
    Inspection,
    MissingStrand,
    NearSuite,
    Question,
    StrandColumn,
    UnitColumn,
)
from eqmon.inspection.needs import needs_of
from eqmon.inspection.opened import open_to_look
from eqmon.inspection.questions import questions_of
from eqmon.inspection.values import Further, strand_column
from eqmon.rulebook.reading import respelt
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.extract.source import Source
    from eqmon.rulebook.load import Rulebook


def inspect(
    source: Source,
    rulebook: Rulebook,
    declared: Declared = NOTHING,
    *,
    path: str = "",
    told: Callable[[int], Any] = lambda _: None,
) -> Inspection:
    """What an extract holds, for internal use: `public` makes the copy that anyone may see.

    One pass over its records; `told` hears of so many more that were read. No text is in it of a
    column that is not a strand's, nor any that may be personal. `path` is how the commands to run
    next name the file. InputError where it cannot be read.
    """
    sent = fingerprint(source)
    looked = look(open_to_look(source, rulebook, declared), told)
    strands, unit = tuple(_strands(looked)), _unit(looked)
    questions = () if looked.headless else tuple(questions_of(looked))
    date = looked.claims[looked.date_field][0] if looked.date_field else None
    return Inspection(
        eqmon=__version__,
        audience=Audience.INTERNAL,
        rulebook=rulebook.name,
        rulebook_sha256=rulebook.sha256,
        name=source.name,
        sha256=sent.sha256,
        size=sent.size,
        **_written(looked),
        **_fits(looked),
        columns=tuple(columns_of(looked, strands, unit)),
        strands=strands,
        missing=tuple(_missing(looked)),
        unit=unit,
        date=looked.dates[date] if date is not None else None,
        questions=questions,
        needs=tuple(needs_of(looked, strands, unit)),
        next=tuple(_next(looked, questions, declared, path or source.name)),
    )


def _written(looked: Looked) -> dict[str, Any]:
    """How the file is written, and what of it are records."""
    table, counted = looked.opened.table, looked.counted
    return {
        "written_as": table.written.kind,
        "encoding": table.written.encoding,
        "delimiter": table.written.delimiter,
        "sheet": table.written.sheet,
        "notes": (*table.notes, *layout_note(looked.opened.extract)),
        "headless": looked.headless,
        "records": counted.records,
        "left_out": {why: n for why, n in counted.left_out.items() if n},
    }


def _fits(looked: Looked) -> dict[str, Any]:
    """Which suite it fits, by which layout, or which are near; none without headings."""
    opened = looked.opened
    layout = opened.layout.layout if opened.layout else None
    if looked.headless:
        return {"suite": None, "fitting": (), "layout": layout, "near": ()}
    near = () if opened.fitting else tuple(_near(looked))
    return {"suite": opened.suite, "fitting": opened.fitting, "layout": layout, "near": near}


def _missing(looked: Looked) -> Iterator[MissingStrand]:
    """Strands without a column; where no suite fits, those that one requires."""
    for name in looked.missing_strands if looked.claims else ():
        strand = looked.catalogue.strands[name]
        if looked.catalogue.fits or strand.required:
            yield MissingStrand(
                name=name, strand=strand.strand, label=strand.label, required=strand.required
            )


def _strands(looked: Looked) -> Iterator[StrandColumn]:
    """Every strand's column: those that are one by their heading, then those suggested."""
    of_strands = looked.catalogue.strand_of
    taken = [
        (name, at, len(positions) > 1)
        for name, positions in looked.claims.items()
        if name in of_strands
        for at in positions
    ]
    asked = [(s.field, s.position, True) for s in looked.suggestions if s.field in of_strands]
    for name, at, is_asked in (*taken, *asked):
        yield strand_column(
            looked.catalogue,
            name,
            looked.counted.texts[at],
            looked.further.get(at) or Further(looked.catalogue, name),
            position=at + 1,
            heading=looked.heading(at),
            asked=is_asked,
        )


def _unit(looked: Looked) -> UnitColumn | None:
    """The unit's column, or the one that is suggested."""
    name = looked.unit_field
    suggested = next((s for s in looked.suggestions if s.field in looked.catalogue.units), None)
    if name is not None:
        at = looked.claims[name][0]
    elif suggested is not None:
        name, at = suggested.field, suggested.position
    else:
        return None
    units, texts = looked.catalogue.units_of(name), looked.counted.texts[at]
    told = looked.catalogue.fields[name]
    found = {text: units.find(respelt(told, text)) for text in texts.counts}
    known = sum(n for text, n in texts.counts.items() if found[text] is not None)
    unknown = [text for text, unit in found.items() if unit is None]
    return UnitColumn(
        position=at + 1,
        heading=looked.heading(at),
        field=name,
        units_list=units.name,
        known=known,
        blank=texts.blank,
        unknown=texts.filled - known,
        unknown_spellings=len(unknown) if texts.is_whole else None,
        units=len({unit for unit in found.values() if unit is not None}),
    )


def _near(looked: Looked) -> Iterator[NearSuite]:
    suites = looked.catalogue.rulebook.suites
    for name, fields in looked.opened.found.items():
        lacks = [f for f in suites[name].recognised_by if f not in fields]
        if fields:
            yield NearSuite(suite=name, found=tuple(sorted(fields)), lacks=tuple(lacks))


def _next(
    looked: Looked, questions: tuple[Question, ...], declared: Declared, path: str
) -> Iterator[str]:
    """The commands to run next, ready to be pasted."""
    if looked.headless:
        return
    given = {
        "--suite": declared.suite,
        "--unit": declared.unit_heading,
        "--layout": declared.layout,
        "--encoding": declared.encoding,
        "--delimiter": declared.delimiter,
        "--sheet": declared.sheet,
        "--rules": str(looked.catalogue.rulebook.directory or "") or None,
    }
    options = "".join(f" {o} {shlex.quote(value)}" for o, value in given.items() if value)
    file = shlex.quote(path)
    if looked.opened.suite is not None and not questions:
        yield f"eqmon check {file}{options}"
        return
    if any(q.id == "suite" for q in questions):
        for suite in looked.opened.fitting:
            yield f"eqmon check {file} --suite {suite}{options}"
        return
    of_strands = looked.catalogue.strand_of.keys()
    if of_strands & {*looked.claims, *(s.field for s in looked.suggestions)}:
        confirmed = "".join(f" {q.confirm}" for q in questions)
        yield f"eqmon init DIR --from {file}{confirmed}"
