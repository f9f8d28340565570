"""measures.csv: one tidy table of every figure of every measure, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from eqmon.report.csv import guarded
from eqmon.report.figures import WITHHELD, bound, fraction
from eqmon.report.measure_words import hides_not_known, reason_of

if TYPE_CHECKING:
    from eqmon.measures.model import ByAnswer, Contrast, DaysTold, GroupRate, Measured
    from eqmon.measures.represented import Represented
    from eqmon.measures.told import Told
    from eqmon.rates import Rate
    from eqmon.report.measures_model import MeasuresReport

RATE = ("count", "denominator", "rate", "lower", "upper")
CONTRAST = (
    "ratio",
    "ratio_lower",
    "ratio_upper",
    "difference",
    "difference_lower",
    "difference_upper",
    "least",
    "most",
    "least_lower",
    "most_upper",
    "difference_least",
    "difference_most",
    "tipping",
    "at_random",
)
COLUMNS = (
    "collection",
    "period",
    "measure",
    "title",
    "version",
    "status",
    "row",
    "level",
    "unit",
    "month",
    "by",
    "group",
    *RATE,
    "gap_count",
    "gap_denominator",
    "gap_rate",
    "comparator",
    "comparator_count",
    "comparator_denominator",
    "comparator_rate",
    *CONTRAST,
    "usable",
    "region",
    "low_reliability",
    "days_records",
    "days_median",
    "days_90th",
    "withheld",
    "sentence",
)
TEXTS = ("title", "version", "unit", "group", "comparator", "sentence")
"""What may hold words from outside."""
Row = dict[str, str]


def write(report: MeasuresReport) -> str:
    """All figures as RFC 4180 text with CRLF line ends; rates and differences are fractions.

    `row` says what a row is of: a `place` (all units, an area, a unit), a `month`, a known answer
    (`group`), the records whose answer is `not known`, `days`, a measure without figures (`none`,
    its reason in `sentence`), or a group beside its part of a population (`represented`, whose
    `comparator_rate` is its share there). `gap` is the share of records whose answer is not known.
    An empty upper end of a ratio has no end. `[c]` where withheld. Text that a spreadsheet would
    take for a formula starts with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for one in report.collections:
        for measured in one.measures:
            head = {
                "collection": one.suite,
                "period": report.period or "",
                "measure": measured.measure,
                "title": measured.title,
                "version": measured.version,
                "status": "withheld" if measured.withheld else measured.status,
            }
            for row in _rows(measured):
                writer.writerow(_safe(head | row))
        for told in one.represented:
            head = {"collection": one.suite, "period": report.period or ""}
            writer.writerow(_safe(head | _represented(told)))
    return text.getvalue()


def _safe(row: Row) -> Row:
    """The row with its texts guarded; a number below 0 is no formula."""
    return {name: guarded(said) if name in TEXTS else said for name, said in row.items()}


def _rows(measured: Measured) -> Iterator[Row]:
    if measured.withheld or measured.status != "measured":
        yield {"row": "none", "sentence": "" if measured.withheld else reason_of(measured)}
        return
    for place in measured.places:
        row = _at(place.level, place.unit) | {"row": "place"}
        yield row | (_withheld() if place.withheld else _rate(place.rate))
    for month in measured.months:
        row = _at(month.level, month.unit) | {"row": "month", "month": month.month}
        yield row | _rate(month.rate)
    for by in measured.by:
        yield from _answers(by)
    for days in measured.days:
        yield _at(days.level, days.unit) | {"row": "days"} | _days(days)


def _answers(by: ByAnswer) -> Iterator[Row]:
    head = _at(by.level, by.unit) | {"by": by.by} | _named("gap_", by.gap)
    if not by.gap.denominator:
        head |= dict.fromkeys(_named("gap_", by.gap), WITHHELD)
    head |= {"withheld": "in part" if by.withheld else ""}
    for group in by.groups:
        yield head | {"row": "group"} | _group(group)
    not_known = dict.fromkeys(RATE, WITHHELD) if hides_not_known(by) else _rate(by.not_known)
    yield head | {"row": "not known"} | not_known


def _group(group: GroupRate) -> Row:
    row = {"group": group.group} | _rate(group.rate)
    return row if group.contrast is None else row | _contrast(group.contrast)


def _contrast(contrast: Contrast) -> Row:
    named = _named("comparator_", contrast.comparator_rate)
    return {"comparator": contrast.comparator, **named, **_told(contrast)}


def _represented(told: Represented) -> Row:
    beside = told.beside
    of = f"{beside.of}, {beside.date}, {beside.source}"
    compared = {"comparator": f"{beside.comparator}, per head of {of}" if beside.comparator else of}
    if beside.kind == "share":
        compared["comparator_rate"] = bound(beside.share)
    row = _at(told.level, told.unit) | {"row": "represented", "by": told.strand}
    row |= {"group": beside.group} | _rate(told.people) | _named("gap_", told.gap)
    return row | compared | _told(told)


def _told(contrast: Told) -> Row:
    found: Mapping[str, float | None] = {name: getattr(contrast, name) for name in CONTRAST}
    return {
        **{name: bound(value, contrast.margin) for name, value in found.items()},
        "usable": contrast.usable,
        "region": contrast.region,
        "low_reliability": "yes" if contrast.low_reliability else "no",
        "sentence": contrast.sentence,
    }


def _at(level: str, unit: str | None) -> Row:
    return {"level": level, "unit": unit or ""}


def _withheld() -> Row:
    return dict.fromkeys(RATE, WITHHELD) | {"withheld": "yes"}


def _rate(rate: Rate) -> Row:
    return {
        "count": str(rate.count),
        "denominator": str(rate.denominator),
        "rate": fraction(rate),
        "lower": bound(rate.lower),
        "upper": bound(rate.upper),
    }


def _named(prefix: str, rate: Rate) -> Row:
    return {f"{prefix}{name}": _rate(rate)[name] for name in ("count", "denominator", "rate")}


def _days(days: DaysTold) -> Row:
    return {
        "days_records": str(days.records),
        "days_median": "" if days.median is None else f"{days.median:g}",
        "days_90th": "" if days.ninetieth is None else f"{days.ninetieth:g}",
    }
