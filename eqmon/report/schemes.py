"""Which code scheme extracts follow: proposed from their codes where none is declared, and said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon import tally as tallies
from eqmon.report.words import number_of
from eqmon.rulebook.codelists import OTHER_SCHEME
from eqmon.vocabulary import Level, Recording

if TYPE_CHECKING:
    from eqmon.checked import Checked
    from eqmon.report.model import Collection

IMPOSSIBLE = "impossible"


def scheme_notices(checked: Checked) -> Iterator[str]:
    """For each field without a declared scheme, what its codes say: one scheme, or several."""
    suite = checked.plan.suite
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for entry in tallies.of_subject(checked.collection.tally, tallies.SCHEME):
        found[entry.field][entry.code][entry.unit] += entry.n
    for field, schemes in sorted(found.items()):
        label = next((s.label for s in suite.strands.values() if field in s.fields), field)
        whose = f"{suite.title}, {label}: no scheme is declared, and"
        if len(schemes) > 1:
            yield f"{whose} {_several(schemes)}"
            continue
        [(scheme, units)] = schemes.items()
        others = checked.plan.rulebook.code_lists[suite.fields[field].code_list].schemes - {scheme}
        yield (
            f"{whose} {_have(units.total())} codes of {scheme} alone, none has one of "
            f"{' or '.join(sorted(others))} alone. {scheme} is proposed: {_declare(field, scheme)}"
        )


def _several(schemes: dict[str, Counter[str]]) -> str:
    each = " and ".join(
        f"{_have(s.total())} codes of {name} alone" for name, s in sorted(schemes.items())
    )
    together = set.intersection(*(set(units) for units in schemes.values()))
    both = f"{number_of(len(together), 'unit')} {'has' if len(together) == 1 else 'have'} both"
    return (
        f"schemes are mixed: {each}; {both}. Declare in a layout which extracts follow which "
        "(`scheme` of the field), and codes of another scheme are invalid there."
    )


def _declare(field: str, scheme: str) -> str:
    return (
        f'write `scheme: "{scheme}"` in the field {field} of a rulebook or layout of your own '
        "(rules/README.md), and codes of another scheme are invalid."
    )


def _have(records: int) -> str:
    return f"{number_of(records, 'record')} {'has' if records == 1 else 'have'}"


def invalid_notices(collection: Collection) -> Iterator[str]:
    """Why values are invalid, with counts by strand, over all units together."""
    labels = {strand.name: strand.label for strand in collection.strands}
    found: dict[str, list[str]] = defaultdict(list)
    for row in collection.recorded:
        if row.level is not Level.OVERALL:
            continue
        by_why = {why: row.invalid.get(why, 0) for why in (OTHER_SCHEME, IMPOSSIBLE)}
        # A public copy has the total alone.
        total = row.recordings.get(Recording.INVALID, 0)
        for why, n in {"": total - sum(by_why.values()), **by_why}.items():
            if n:
                found[why].append(f"{labels[row.strand]} {n:,} of {row.applicable:,}")
    for why, said in found.items():
        yield f"{collection.title}: {_INVALID[why].format('; '.join(said))}"


_INVALID = {
    "": (
        "texts that no code list knows count as not obtained: {}. Where one is an answer, add it "
        "to a rulebook of your own (rules/README.md)."
    ),
    OTHER_SCHEME: (
        "codes of another scheme are invalid and count as not obtained: {}. A code of the scheme "
        "before or after, or an officer's in the place of self-definition, is none of the field's "
        "own; where the declared scheme is wrong, declare the right one (rules/README.md)."
    ),
    IMPOSSIBLE: "dates of birth of nobody alive count as not obtained: {}.",
}
