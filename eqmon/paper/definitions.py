"""What the words mean, with every denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.document.model import Block, Cell, Column, Facts, Table
from eqmon.paper import cells
from eqmon.report.measure_words import MEANINGS
from eqmon.report.sentences import CHECK_PHRASES
from eqmon.report.words import DEFINITIONS
from eqmon.vocabulary import Audience

if TYPE_CHECKING:
    from eqmon.report.model import Report

WITHHELD = {
    "withheld (of a verdict)": "fewer than ten records are concerned or none, which are not told "
    "apart, or the verdict would tell a withheld count: neither a pass nor a fail",
}
"""What only a public copy says."""
SHORTHAND = {
    "[c]": "withheld, so that nobody can be made out",
    "[x]": "not available",
    "[z]": "not applicable",
}
COMPARED = {
    "alike": "a ratio of rates within the margin that the rules set; that is a conclusion too",
    "bounds": "the lowest and the highest ratio that answers not known leave possible",
}
"""What is said of groups on measures, besides the verdicts."""
DENOMINATORS = {
    "recording": ("applicable records with one of the measure's recordings", "applicable records"),
    "dominance": (
        "applicable records with the most frequent known answer",
        "applicable records whose answer is known",
    ),
    "left_out": ("records with no person to describe", "records"),
    "key_present": ("records without a reference", "records"),
    "key_pattern": ("records whose reference has another form", "records with a reference"),
    "key_unique": ("records that share their whole key", "records with a reference"),
    "unit_known": ("records whose unit is blank or not recognised", "records"),
    "date_valid": ("records whose date is blank or cannot be read", "records"),
    "date_in_period": ("records dated outside the period", "records with a readable date"),
    "date_order": (
        "records whose later date is before the earlier",
        "records with both dates readable",
    ),
    "age_agrees": (
        "records whose age is not what the date of birth says",
        "records with both, and a date",
    ),
    "implies": (
        "records for which what should follow does not hold",
        "records that the rule concerns",
    ),
}
"""What each kind of rule counts, and over what."""
KINDS = {"recording": "A measure of a strand", "dominance": "One answer's share"}


def definitions(report: Report) -> tuple[Block, ...]:
    """Each term with its meaning, then each rate's numerator and denominator."""
    hidden = WITHHELD if report.audience is Audience.PUBLIC else {}
    measured = any(collection.measures for collection in report.collections)
    concluded = {**MEANINGS, **COMPARED} if measured else {}
    terms = {**DEFINITIONS, **concluded, **hidden, **SHORTHAND}
    return (
        Facts(tuple((_capital(term), (f"{said}.",)) for term, said in terms.items())),
        *_denominators(report),
    )


def _denominators(report: Report) -> tuple[Block, ...]:
    kinds = {f.kind for collection in report.collections for f in collection.findings}
    rows = tuple(_row(kind, *of) for kind, of in DENOMINATORS.items() if kind in kinds)
    if not rows:
        return ()
    return (
        Table(
            id="table-denominators",
            label="",
            title="Every rate's numerator and denominator",
            columns=(
                Column("Rate", "name"),
                Column("Numerator", "text"),
                Column("Denominator", "text"),
            ),
            rows=rows,
        ),
    )


def _row(kind: str, numerator: str, denominator: str) -> tuple[Cell, ...]:
    name = KINDS.get(kind) or _capital(CHECK_PHRASES.get(kind, "What should follow does not"))
    return cells.word(name), cells.word(numerator), cells.word(denominator)


def _capital(term: str) -> str:
    return term[:1].upper() + term[1:]
