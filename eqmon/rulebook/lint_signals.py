"""A suite's accuracy signals: whether what they name is there and can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from eqmon.rulebook.codelists import CodeList
from eqmon.rulebook.lint_values import Refused
from eqmon.rulebook.model import Suite, SuiteField
from eqmon.rulebook.problems import nearest
from eqmon.rulebook.signals import (
    AgreementSignal,
    HeapedAgesSignal,
    HeapedDaySignal,
    SamePersonSignal,
    Signal,
    VanishedSignal,
)

Place = tuple[str | int, ...]


def refused_signals(
    suite: Suite, code_lists: Mapping[str, CodeList]
) -> Iterator[tuple[Place, Refused]]:
    """What cannot stand in a suite's signals, each at its place in the file."""
    for number, signal in enumerate(suite.signals):
        for place, refused in _of(signal, suite, code_lists):
            yield ("signals", number, *place), refused


def _of(
    signal: Signal, suite: Suite, code_lists: Mapping[str, CodeList]
) -> Iterator[tuple[Place, Refused]]:
    fields = suite.fields
    if isinstance(signal, AgreementSignal):
        for slot in ("self_defined", "observed"):
            name = getattr(signal, slot)
            yield from _named((slot,), name, fields, "field")
            if name in fields and not _in_groups(fields[name], code_lists):
                yield (slot,), Refused(f"the code list of field '{name}' has no groups")
    elif isinstance(signal, SamePersonSignal):
        yield from _named(("reference",), signal.reference, fields, "field")
        for name in signal.fields:
            yield from _of_kind(("fields",), name, fields, ("code",))
    elif isinstance(signal, HeapedDaySignal):
        yield from _of_kind(("field",), signal.field, fields, ("code", "date"))
        field = fields.get(signal.field)
        if field is not None and field.kind == "code" and not field.formats:
            yield ("field",), Refused(f"field '{signal.field}' holds no dates: it has no formats")
    elif isinstance(signal, HeapedAgesSignal):
        yield from _named(("strand",), signal.strand, suite.strands, "monitored strand")
        if signal.strand in suite.strands:
            own = suite.strands[signal.strand].fields
            yield from _named(("field",), signal.field, own, "field of that strand")
    elif isinstance(signal, VanishedSignal):
        for name in signal.strands:
            yield from _named(("strands",), name, suite.strands, "monitored strand")


def _in_groups(field: SuiteField, code_lists: Mapping[str, CodeList]) -> bool:
    if field.code_list not in code_lists or not code_lists[field.code_list].exact:
        return field.kind == "code"  # the list is refused where it stands
    return any(any(g.values()) for g in code_lists[field.code_list].groups.values())


def _of_kind(
    place: Place, name: str, fields: Mapping[str, SuiteField], kinds: tuple[str, ...]
) -> Iterator[tuple[Place, Refused]]:
    yield from _named(place, name, fields, "field")
    if name in fields and fields[name].kind not in kinds:
        message = f"field '{name}' is of kind {fields[name].kind}"
        yield place, Refused(message, " or ".join(kinds))


def _named(
    place: Place, name: str, known: Collection[str], what: str
) -> Iterator[tuple[Place, Refused]]:
    if name not in known:
        allowed = ", ".join(sorted(known))
        yield place, Refused(f"no {what} '{name}'", allowed, nearest(name, known))
