"""What was due and what came, of every register and every drop that is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from eqmon import __version__
from eqmon.registers.calendars import calendars_of
from eqmon.registers.due import entries_of
from eqmon.registers.model import (
    CAME,
    VERDICT_OF,
    BodyMade,
    Entry,
    Made,
    RegisterMade,
    ReturnMade,
    Returns,
    Standing,
)
from eqmon.registers.seen import (
    Seen,
    collections_seen,
    digest_of,
    entries_seen,
    refuse_unfit,
)
from eqmon.registers.sentences import (
    cycle_note,
    early_note,
    headline,
    made_sentence,
    period_note,
    seen_note,
)
from eqmon.registers.stale import ends_early
from eqmon.vocabulary import Verdict

if TYPE_CHECKING:
    from eqmon.registers.read import Register
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.registers import RegisterDefinition, ReturnKind
    from eqmon.rulebook.rules import Source


def returns_of(
    registers: Sequence[Register], seen: Sequence[Seen], on: date, rulebook: Rulebook
) -> Returns:
    """What was due by a day and what had come by then.

    `seen` are the reports of drops that were checked. InputError for reports that cannot tell what
    came: of one unit alone, or without a period.
    """
    refuse_unfit(seen)
    made = [_of_register(register, on, rulebook) for register in registers]
    made += _of_drops(seen, on, rulebook) if seen else []
    returns = [one for register in made for one in register.returns]
    return Returns(
        eqmon=__version__,
        on=on,
        rulebook=rulebook.name,
        rulebook_sha256=rulebook.sha256,
        registers=tuple(made),
        silent=_silent([entry for one in returns for entry in one.entries]),
        verdict=_worst(one.counts.verdict for one in returns),
        headline=headline(made, on),
    )


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of those that were assessed; what is not yet due is beside the question."""
    assessed = {verdict for verdict in verdicts if verdict is not Verdict.NOT_ASSESSED}
    return max(assessed, key=lambda verdict: verdict.gravity, default=Verdict.NOT_ASSESSED)


def _of_register(register: Register, on: date, rulebook: Rulebook) -> RegisterMade:
    definition = register.definition
    expected: Sequence[str] = ()
    if definition.expects_units and definition.units:
        expected = rulebook.units[definition.units].expected(definition.level)
    by_answer = definition.columns[definition.made].kind == "answer"
    named = {one.kind.id for one in register.said if one.kind is not None}
    kinds: list[ReturnKind | None] = [kind for kind in definition.returns if kind.id in named]
    made = []
    for kind in kinds or [None]:
        said = [one for one in register.said if one.kind == kind]
        entries = entries_of(said, definition.due, on, by_answer=by_answer, expected=expected)
        early = ends_early(said, (kind or definition).frequency, on)
        made.append(_return(definition, kind, entries, note=early_note(early) if early else ""))
    return _register(definition, register.name, register.sha256, made)


def _of_drops(seen: Sequence[Seen], on: date, rulebook: Rulebook) -> list[RegisterMade]:
    """What the drops tell, for each definition that has a return of drops: the first by name."""
    for definition in rulebook.registers.values():
        for kind in definition.returns:
            if kind.from_drops:
                made = [
                    _return(definition, kind, entries_seen(seen, suite, on), title, seen_note())
                    for suite, title in collections_seen(seen).items()
                ]
                name = f"{len(seen):,} report{'s' * (len(seen) != 1)} of checked drops"
                return [_register(definition, name, digest_of(seen), made)]
    return []


def _register(
    definition: RegisterDefinition, name: str, sha256: str, made: Sequence[ReturnMade]
) -> RegisterMade:
    return RegisterMade(
        register_id=definition.id,
        title=definition.title,
        one=definition.one,
        many=definition.many,
        name=name,
        sha256=sha256,
        returns=tuple(made),
    )


def _return(
    definition: RegisterDefinition,
    kind: ReturnKind | None,
    entries: tuple[Entry, ...],
    of: str = "",
    note: str = "",
) -> ReturnMade:
    told = kind or definition
    words = definition.words
    # Periods follow one another; what was asked for may not.
    is_asked = definition.due.kind == "asked"
    counts = counted(entries)
    notes = [note] if note else []
    if entries and definition.due.kind == "renewed":
        notes.append(cycle_note(entries, definition.due.every))
    elif entries and definition.due.kind == "periodical":
        notes.append(period_note(entries, definition.due))
    return ReturnMade(
        id=told.id,
        title=f"{told.title}: {of}" if of else told.title,
        frequency=told.frequency,
        owner=told.owner,
        limb=told.limb,
        source=_cited(told.source[0]),
        words={standing: getattr(words, standing.value) for standing in Standing},
        by_date=definition.due.kind != "renewed",
        counts=counts,
        bodies=_bodies(entries),
        calendars=calendars_of(entries, told.frequency) if is_asked else (),
        silent=_silent(entries),
        besides_says=definition.besides_says,
        entries=entries,
        sentence=made_sentence(counts, definition, entries),
        notes=tuple(notes),
    )


def counted(entries: Iterable[Entry]) -> Made:
    """The counts of some entries, and the worst verdict of any of them."""
    entries = tuple(entries)
    found = Counter(entry.standing for entry in entries)
    asks = [entry.besides for entry in entries if entry.besides is not None]
    return Made(
        required=len(entries) - found[Standing.NOT_DUE],
        made=sum(found[standing] for standing in CAME),
        late=found[Standing.LATE],
        missing=found[Standing.MISSING],
        not_met=found[Standing.NOT_MET],
        not_due=found[Standing.NOT_DUE],
        besides=sum(asks) if asks else None,
        entries=len(entries),
        verdict=_worst(VERDICT_OF[standing] for standing in found),
    )


def _bodies(entries: Sequence[Entry]) -> tuple[BodyMade, ...]:
    """Each body's counts, in the order in which bodies are first named."""
    by_body: dict[str, list[Entry]] = {}
    for entry in entries:
        by_body.setdefault(entry.body, []).append(entry)
    return tuple(BodyMade(body=body, counts=counted(of)) for body, of in by_body.items())


def _silent(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Bodies from which something was due and nothing came, be it to say no."""
    due: dict[str, bool] = {}
    for entry in entries:
        if entry.standing is not Standing.NOT_DUE:
            heard = entry.standing is not Standing.MISSING or entry.received is not None
            due[entry.body] = due.get(entry.body, False) or heard
    return tuple(body for body, heard in due.items() if not heard)


def _cited(source: Source) -> str:
    return f"{source.work}, {source.where}" if source.where else source.work
