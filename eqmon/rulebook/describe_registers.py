"""Registers, frameworks and characteristics in words, for the terminal: they fit 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from eqmon.rulebook.describe import source_words, wrapped

if TYPE_CHECKING:
    from eqmon.rulebook.characteristics import Characteristics
    from eqmon.rulebook.frameworks import Criterion, Framework, Phase
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.registers import Periodical, RegisterDefinition, ReturnKind
    from eqmon.rulebook.rules import Source

Pairs = Iterator[tuple[str, str]]


def described(rulebook: Rulebook) -> dict[str, partial[str]]:
    """What each id of registers, returns, frameworks, criteria and characteristics stands for."""
    found: dict[str, partial[str]] = {}

    def tell(id: str, title: str, pairs: Pairs) -> None:
        found[id] = partial(_told, id, title, tuple(pairs))

    for register in rulebook.registers.values():
        tell(register.id, register.title, _register(register))
        for kind in register.returns:
            tell(kind.id, kind.title, _return(kind, register))
    for framework in rulebook.frameworks.values():
        tell(framework.id, framework.title, _framework(framework))
        for phase in framework.phases:
            for one in phase.criteria:
                tell(one.id, one.title, _criterion(one, phase, framework))
    told = rulebook.characteristics
    tell(told.id, told.title, _characteristics(told))
    tell(told.limbs_id, "Limbs of the general equality duty", _limbs(told))
    return found


def describe_registers(rulebook: Rulebook) -> str:
    """Every register with its returns and every framework with its criteria, a line each."""
    lines = ["", "Registers (eqmon returns)"]
    for register in rulebook.registers.values():
        lines += wrapped(register.id, f"{register.title} ({register.name})", indent="  ")
        for kind in register.returns:
            lines += wrapped(kind.id, kind.title, indent="    ")
    for framework in rulebook.frameworks.values():
        lines += ["", *wrapped(framework.id, framework.title)]
        for phase in framework.phases:
            for one in phase.criteria:
                lines += wrapped(one.id, f"{one.title} ({phase.name})", indent="  ")
    told = rulebook.characteristics
    lines += ["", *wrapped(told.id, f"{told.title}: {len(told.characteristics)}")]
    lines += wrapped(told.limbs_id, ", ".join(limb.title for limb in told.limbs))
    return "".join(f"{line}\n" for line in lines)


def _told(id: str, title: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = [*wrapped(id, title), ""]
    for name, text in pairs:
        lines += wrapped(name, text)
    return "\n".join(lines)


def _register(register: RegisterDefinition) -> Pairs:
    yield "Register", register.name
    yield "Why", register.reason
    yield "Due", _due(register)
    for name, column in register.columns.items():
        blank = ", may be blank" if column.may_be_blank else ""
        yield f"Column {name}", f"{column.kind}{blank}; {', '.join(column.headings)}"
    for kind in register.returns:
        yield "Return", f"{kind.id} {kind.title}"
    yield "Asked of", register.owner
    yield "Limb", register.limb
    yield from _sources(register.source)
    yield "How", "eqmon returns FILE says what was due, what came, and what is missing."


def _due(register: RegisterDefinition) -> str:
    due = register.due
    if due.kind == "asked":
        return f"on the date in column '{due.column}'"
    if due.kind == "renewed":
        return f"{due.every.months} months after the date in column '{due.column}'"
    return _periodical(due, register)


def _periodical(due: Periodical, register: RegisterDefinition) -> str:
    of = f"every {register.level} of list '{register.units}'" if register.units else "every body"
    days = f" and {due.within_days} days" if due.within_days else ""
    return f"{due.every.value} from {of}, by the end of the period{days}"


def _return(kind: ReturnKind, register: RegisterDefinition) -> Pairs:
    yield "Register", f"{register.name} ({register.id})"
    yield "Frequency", kind.frequency or "none is said"
    yield "Asked of", kind.owner
    yield "Limb", kind.limb
    if kind.names:
        yield "Also called", ", ".join(kind.names)
    if kind.from_drops:
        yield "Told by", "the report.json of each drop that was checked"
    yield from _sources(kind.source)


def _framework(framework: Framework) -> Pairs:
    yield "Framework", framework.name
    yield "Why", framework.reason
    for phase in framework.phases:
        target = phase.target.says if phase.target else "no target"
        ids = ", ".join(one.id for one in phase.criteria)
        yield phase.title, f"{phase.says}; {target}; {ids}"
    yield "Asked of", framework.owner
    yield "Limb", framework.limb
    yield from _sources(framework.source)


def _criterion(one: Criterion, phase: Phase, framework: Framework) -> Pairs:
    yield "Framework", f"{framework.name}, phase {phase.name}"
    yield "Heading", one.heading
    if one.asks == "arrived":
        yield "Evidenced", "where an extract or a nil return came"
    else:
        about = " and ".join(filter(None, (", ".join(one.kinds), ", ".join(one.measures))))
        no = " or ".join(one.none_of)
        asks = "has a column" if one.asks == "column" else f"does not come to {no}"
        yield "Evidenced", f"where each rule ({about}) {asks}"
    yield from _sources(phase.source)


def _characteristics(told: Characteristics) -> Pairs:
    for one in told.characteristics:
        yield one.title, f"strand {one.strand}" if one.strand else one.why_not
    yield from _sources(told.source)


def _limbs(told: Characteristics) -> Pairs:
    for limb in told.limbs:
        yield limb.name, limb.says
    yield from _sources(told.limbs_source)


def _sources(sources: tuple[Source, ...]) -> Pairs:
    for source in sources:
        yield "Source", source_words(source)
