"""How far each unit of a report has come, and which share of units has come so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eqmon.frameworks.indicators import Indicators, Told, counted
from eqmon.frameworks.model import Criterion, PhaseOfUnit, Phases, PhaseShare, UnitPhases
from eqmon.frameworks.sentences import share_sentence
from eqmon.frameworks.target import share_attained

if TYPE_CHECKING:
    from eqmon.report.model import Collection, Report
    from eqmon.rulebook.frameworks import Framework, Phase

TOGETHER = "all collections together"


@dataclass
class _Found:
    """What is told of one unit: its indicators by criterion."""

    withheld: bool = False
    told: dict[str, list[Told]] = field(default_factory=dict)


def phases_of(report: Report, framework: Framework) -> tuple[Phases, ...]:
    """Each collection's units by phase; of several collections, all together first.

    Of either audience: a unit of which any figure is withheld is left out of every share, and
    counted. A unit that was expected and sent nothing has come nowhere. Collections that monitor no
    strand, such as a log of calls, are left out.
    """
    collections = [collection for collection in report.collections if collection.strands]
    found = [_found(collection, framework) for collection in collections]
    each = [
        _phases(framework, units, suite=collection.suite, title=collection.title)
        for collection, units in zip(collections, found, strict=True)
    ]
    if len(each) < 2:
        return tuple(each)
    together = _phases(framework, _together(found), suite=None, title=TOGETHER)
    return (together, *each)


def _found(collection: Collection, framework: Framework) -> dict[str, _Found]:
    indicators = Indicators(collection, framework)
    criteria = [criterion for phase in framework.phases for criterion in phase.criteria]
    return {
        unit: _Found(
            withheld=indicators.withheld(unit),
            told={one.id: list(indicators.told(one, unit)) for one in criteria},
        )
        for unit in indicators.units
    }


def _together(found: Sequence[Mapping[str, _Found]]) -> dict[str, _Found]:
    """Units of the same name as one: all its indicators, and withheld where any is."""
    together: dict[str, _Found] = {}
    for units in found:
        for unit, one in units.items():
            whole = together.setdefault(unit, _Found())
            whole.withheld = whole.withheld or one.withheld
            for name, told in one.told.items():
                whole.told[name] = whole.told.get(name, []) + told
    return dict(sorted(together.items()))


def _phases(
    framework: Framework, found: Mapping[str, _Found], *, suite: str | None, title: str
) -> Phases:
    units = tuple(_unit(name, one, framework) for name, one in found.items())
    source = framework.source[0]
    return Phases(
        framework=framework.id,
        title=framework.title,
        owner=framework.owner,
        limb=framework.limb,
        source=f"{source.work}, {source.where}" if source.where else source.work,
        suite=suite,
        collection=title,
        shares=tuple(_share(phase, units) for phase in framework.phases),
        criteria=_criteria(framework, found),
        units=units,
    )


def _unit(name: str, found: _Found, framework: Framework) -> UnitPhases:
    if found.withheld:
        return UnitPhases(unit=name, reached=None, phases=(), withheld=True)
    phases: list[PhaseOfUnit] = []
    for phase in framework.phases:
        told = [one for criterion in phase.criteria for one in found.told[criterion.id]]
        evidenced, applicable, not_applicable = counted(told)
        before = all(earlier.met is not False for earlier in phases)
        phases.append(
            PhaseOfUnit(
                phase=phase.name,
                evidenced=evidenced,
                applicable=applicable,
                not_applicable=not_applicable,
                met=evidenced == applicable and before if applicable else None,
                lacking=tuple(c.id for c in phase.criteria if False in found.told[c.id]),
            )
        )
    met = [one.phase for one in phases if one.met]
    return UnitPhases(unit=name, reached=met[-1] if met else None, phases=tuple(phases))


def _share(phase: Phase, units: Sequence[UnitPhases]) -> PhaseShare:
    shown = [unit for unit in units if not unit.withheld]
    met = [one.met for unit in shown for one in unit.phases if one.phase == phase.name]
    assessed = [one for one in met if one is not None]
    target = phase.target
    share = PhaseShare(
        phase=phase.name,
        title=phase.title,
        says=phase.says,
        met=sum(assessed),
        assessed=len(assessed),
        not_assessed=len(met) - len(assessed),
        withheld=len(units) - len(shown),
        target=target.share if target else None,
        target_says=target.says if target else "",
        attainment=share_attained(sum(assessed), len(assessed), target.share if target else None),
        sentence="",
    )
    return share.model_copy(update={"sentence": share_sentence(share)})


def _criteria(framework: Framework, found: Mapping[str, _Found]) -> tuple[Criterion, ...]:
    """Each criterion with the units that evidence it: all its applicable indicators there."""
    shown = [one for one in found.values() if not one.withheld]
    criteria: list[Criterion] = []
    for phase in framework.phases:
        for criterion in phase.criteria:
            told: list[Told] = []
            for one in shown:
                evidenced, applicable, _ = counted(one.told[criterion.id])
                told.append(evidenced == applicable if applicable else None)
            evidenced, applicable, not_applicable = counted(told)
            criteria.append(
                Criterion(
                    id=criterion.id,
                    phase=phase.name,
                    title=criterion.title,
                    heading=criterion.heading,
                    evidenced=evidenced,
                    applicable=applicable,
                    not_applicable=not_applicable,
                )
            )
    return tuple(criteria)
