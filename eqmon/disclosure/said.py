"""What the reader of a public copy must know of how it was controlled."""

from __future__ import annotations

from collections.abc import Sequence

from eqmon.disclosure.methods import FEWEST_VALUES, Method
from eqmon.report.model import Collection, Disclosure, Report

VERDICTS = (
    "Verdicts come from the exact counts; a verdict is withheld where it would tell a withheld "
    "count."
)
STRICT = (
    "Counts of how each strand was recorded are controlled too (strict). Counts of records by "
    "other rules, on dates, references and what is left out, are exact: they describe records, not "
    "people."
)
BESIDE = (
    "It was held against the last publication ({}): beside it this one tells no withheld count "
    "either, supposing that records were only added since."
)
OTHER_PERIOD = "The last publication ({}) is of another period, and so of other records."
EXACT = (
    "Counts of how records were recorded, and totals of ten records and more, are exact: they "
    "describe records, not people."
)


def disclosure_of(
    method: Method,
    collections: Sequence[Collection],
    published: Report | None = None,
    period: str | None = None,
) -> Disclosure:
    """The method and its rules in plain sentences; `period` is that of these collections."""
    said = [*_of_people(method), STRICT if method.strict else EXACT, VERDICTS]
    compared_with = ""
    if published is not None:
        name = published.period or "of no period"
        taken = f", extracted {published.extracted_on}" if published.extracted_on else ""
        if published.period == period:
            compared_with = f"{name}{taken}"
            said.append(BESIDE.format(compared_with))
        else:
            said.append(OTHER_PERIOD.format(f"{name}{taken}"))
    said += [
        f"{c.title}, {p.label}: {p.reason[0].lower()}{p.reason[1:]}"
        for c in collections
        for p in c.people
        if p.withheld
    ]
    return Disclosure(
        method=method.name,
        strict=method.strict,
        small=method.largest_withheld,
        rounded_to=method.rounded_to,
        compared_with=compared_with,
        said=tuple(said),
    )


def _of_people(method: Method) -> list[str]:
    small = f"Counts of people of 1 to {method.largest_withheld} are withheld"
    others = (
        f"and all others are rounded to the nearest {method.rounded_to}"
        if method.rounded_to > 1
        else "and all others are exact"
    )
    return [
        f"{small}, {others}.",
        "Withheld with them are counts by which they could be worked out, so that each keeps at "
        f"least {FEWEST_VALUES} possible values, and counts that would say that all people of a "
        "place are alike.",
        "A count of 0 is shown, unless it had to be withheld to protect a count beside it.",
        "A unit with one or two known answers is told together with its smallest neighbours.",
    ]
