"""Adds to a shipped suite the line of what officers observed, where nobody's own word is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.init.build_suite import OBSERVED, wording
from eqmon.init.own_suite import OwnStrand
from eqmon.init.templates import fill
from eqmon.vocabulary import Strand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eqmon.rulebook.model import Suite


def with_observed(text: str, suite: Suite) -> str:
    """A suite's file in which self-defined ethnicity is not required, and observed is a line.

    The file is kept but for that strand, and for a rule that is added before the others.
    """
    name = next(
        n
        for n, strand in suite.strands.items()
        if strand.strand is Strand.ETHNICITY and OBSERVED not in strand.fields
    )
    has_line = any(OBSERVED in strand.fields for strand in suite.strands.values())
    observed = OwnStrand(
        name=OBSERVED,
        strand=Strand.ETHNICITY.value,
        told=wording()[OBSERVED],
        fields=(OBSERVED,),
        is_observed=True,
    )
    values = {
        "asked_name": name,
        "asked": suite.strands[name],
        "observed": None if has_line else observed,
        "prefix": suite.rules[0].id.partition("-")[0],
    }
    lines = text.splitlines(keepends=True)
    start, end = _entry(lines, "strands", name)
    lines[start:end] = [fill("observed.yaml.jinja", part="strands", **values)]
    if not has_line:
        lines.insert(_rules(lines), fill("observed.yaml.jinja", part="rule", **values))
    return "".join(lines)


def _rules(lines: Sequence[str]) -> int:
    """The line of a shipped file's first rule."""
    return lines.index("rules:\n") + 1


def _entry(lines: Sequence[str], section: str, name: str) -> tuple[int, int]:
    """The lines, from and up to, of one entry of a section of a shipped file."""
    first = lines.index(f"{section}:\n") + 1
    start = next(n for n in range(first, len(lines)) if lines[n].startswith(f"  {name}:"))
    inside = (n for n in range(start + 1, len(lines)) if not lines[n].startswith("   "))
    return start, next(inside, len(lines))
