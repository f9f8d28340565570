"""Draws a sample from a drop: what is drawn from, how many, which, and the manifest of it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from eqmon.engines.counter import Plan
from eqmon.errors import InputError, UsageError
from eqmon.intake import take_in
from eqmon.rulebook.rules import Condition
from eqmon.rulebook.samples import DipSample, SampleFlag
from eqmon.sampling.aim import Aim, numbers_for, taken_whole
from eqmon.sampling.draw import Draw, draw, sizes_of
from eqmon.sampling.frame import BY, Frame, frame_of
from eqmon.sampling.manifest import Manifest, manifest_of

if TYPE_CHECKING:
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import Drop
    from eqmon.intake import Taken
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

FLAG = re.compile(r"\w[\w &/-]*")
SALT_BYTES = 16
Told = Callable[[str, int], None]


@dataclass(frozen=True)
class Sample:
    """A sample with its manifest and what it was drawn from."""

    drawn: Draw
    manifest: Manifest
    frame: Frame


@dataclass(frozen=True)
class Asked:
    """What a sample is asked to be."""

    aim: Aim
    by: tuple[str, ...] = BY
    flags: tuple[str, ...] = ()
    """Names; empty for those of the dip sample's file."""


def draw_sample(
    drop: Drop,
    rulebook: Rulebook,
    *,
    declared: Declared,
    asked: Asked | Manifest,
    told: Told = lambda _doing, _records: None,
) -> Sample:
    """A new sample, or with a manifest the one that it is of, drawn again.

    Drawn again it has the same salt, flags and questions and as many records of each stratum;
    strata that are new give as many as the earlier aim's least. Raises what `frame_of` raises, and
    UsageError where there is nothing to draw or nothing that says what is asked.
    """
    if isinstance(asked, Manifest):
        declared = replace(declared, suite=asked.suite)
    taken = take_in(
        drop, rulebook, period=drop.period, declared=declared, told=partial(told, "reading")
    )
    suite = rulebook.suites[_only_suite(drop, taken, declared.suite)]
    if isinstance(asked, Manifest):
        sample = DipSample(
            suite=asked.suite, title=asked.title, flags=asked.flags, questions=asked.questions
        )
    else:
        sample = _sample_of(suite, rulebook, asked.flags)
    frame = frame_of(
        drop, taken, Plan(suite, rulebook, drop.period), declared=declared,
        flags=sample.flags, by=asked.by, told=partial(told, "listing"),
    )  # fmt: skip
    if not len(frame.references):
        raise UsageError(drop.name, "no record has a reference, so none can be drawn")
    sizes = sizes_of(frame)
    aim = asked.asked if isinstance(asked, Manifest) else asked.aim
    marks = taken_whole(sizes, {f.flag: f.whole_under for f in sample.flags}, aim.whole_under)
    whole = frozenset(place for place, mark in zip(sizes, marks, strict=True) if mark)
    if isinstance(asked, Manifest):
        whole = asked.taken_whole | (whole - asked.numbers.keys())
        numbers = {place: asked.numbers.get(place, aim.at_least) for place in sizes}
    else:
        numbers = numbers_for(aim, sizes, marks)
    salt = asked.salt if isinstance(asked, Manifest) else secrets.token_hex(SALT_BYTES)
    drawn = draw(frame, salt, numbers, whole)
    manifest = manifest_of(
        drawn, frame, sample, aim, salt=salt, by=tuple(asked.by),
        rulebook=(rulebook.name, rulebook.sha256),
    )  # fmt: skip
    return Sample(drawn, manifest, frame)


def _only_suite(drop: Drop, taken: Taken, asked: str | None) -> str:
    suites = [collection.suite for collection in taken.collections]
    if len(suites) == 1:
        return suites[0]
    if suites:
        raise UsageError(
            drop.name,
            "holds several collections, and a sheet is of one",
            allowed=", ".join(suites),
            hint="choose one with --suite",
        )
    problems = "".join(f"\n  {one.problem}" for one in taken.inputs if one.problem)
    of = f" of suite {asked}" if asked else ""
    raise InputError(drop.name, f"no extract{of} can be drawn from{problems}")


def _sample_of(suite: Suite, rulebook: Rulebook, flags: Sequence[str]) -> DipSample:
    """What is asked of a suite's records, with these flags in their order or its own."""
    found = rulebook.samples.get(suite.suite)
    if found is None:
        raise UsageError(
            suite.suite,
            "no rule file says what to ask of its records",
            allowed=", ".join(rulebook.samples),
            hint=f"write samples/{suite.suite}.yaml in a rulebook of your own (--rules)",
        )
    if not flags:
        return found
    known = {flag.flag.casefold(): flag for flag in found.flags}
    wanted = dict.fromkeys(flag.strip().casefold() for flag in flags)
    names = {flag.strip().casefold(): flag.strip() for flag in flags}
    chosen = tuple(known.get(name) or _plain_flag(names[name], suite) for name in wanted)
    return found.model_copy(update={"flags": chosen})


def _plain_flag(name: str, suite: Suite) -> SampleFlag:
    """A flag that no dip sample names: its code in any of the suite's fields of flags."""
    fields = [field for field, told in suite.fields.items() if told.kind == "flags"]
    if not fields or not FLAG.fullmatch(name):
        raise UsageError(
            f"--flag {name}", "is no code of a flag" if fields else "the suite has no flags"
        )
    when = tuple(Condition(field=field, has_flag=(name,)) for field in fields)
    return SampleFlag(flag=name, label=f"{name} flag", when=when)
