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
MEASURES_STAND = (
    "A measure's line stands as it was last published unless at least {} of its records moved, and "
    "one that was withheld then is withheld still. Records that took the place of others, and as "
    "many, move nothing."
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
    if any(c.measures for c in collections):
        said += _of_measures(method)
    compared_with = ""
    if published is not None:
        name = published.period or "of no period"
        taken = f", extracted {published.extracted_on}" if published.extracted_on else ""
        if published.period == period:
            compared_with = f"{name}{taken}"
            said.append(BESIDE.format(compared_with))
            if any(c.measures for c in collections):
                said.append(MEASURES_STAND.format(method.each_side))
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


def _of_measures(method: Method) -> list[str]:
    least, base = method.each_side, method.measures_to
    return [
        f"Measures count what happened to people. A rate is shown where {least} records and more "
        f"are in its numerator and {least} and more beside it, so that no rate of 0 or 100 % is.",
        f"Counts of measures are rounded to the nearest {base}, and rates, intervals and what may "
        "be concluded come from the rounded counts. They need not add up.",
        "Where what is left of a measure beside the lines shown would tell few people, one more "
        "line is withheld. By month and by answer measures are shown for all units together alone, "
        "and for areas not at all.",
        "A measure that asks what people are, and a group whose count of people is withheld, is "
        "shown only as far as the tables of people allow.",
    ]
