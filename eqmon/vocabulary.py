"""The words of GLOSSARY.md as types: enums, and which recordings each measure counts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Strand(StrEnum):
    """One of the six equality strands, in the order in which reports show them."""

    AGE = "age"
    DISABILITY = "disability"
    ETHNICITY = "ethnicity"
    GENDER = "gender"
    RELIGION_BELIEF = "religion_belief"
    SEXUAL_ORIENTATION = "sexual_orientation"


class Recording(StrEnum):
    """How one value was recorded, from the most to the least that it tells."""

    KNOWN = "known"
    REFUSED = "refused"
    NOT_STATED = "not_stated"
    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    NOT_RECORDED = "not_recorded"
    DEFAULT = "default"
    INVALID = "invalid"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


class Measure(StrEnum):
    """A numerator over applicable records."""

    UNKNOWN = "unknown"
    NOT_OBTAINED = "not_obtained"
    UNEXPLAINED = "unexplained"
    DECLINED = "declined"
    MISSING = "missing"


RECORDINGS_OF: Mapping[Measure, frozenset[Recording]] = MappingProxyType(
    {
        Measure.UNKNOWN: frozenset(
            {Recording.BLANK, Recording.NOT_RECORDED, Recording.NOT_KNOWN},
        ),
        Measure.NOT_OBTAINED: frozenset(
            {
                Recording.BLANK,
                Recording.NOT_RECORDED,
                Recording.NOT_KNOWN,
                Recording.NOT_ASKED,
                Recording.DEFAULT,
                Recording.INVALID,
            },
        ),
        Measure.UNEXPLAINED: frozenset({Recording.NOT_STATED}),
        Measure.DECLINED: frozenset({Recording.REFUSED}),
        Measure.MISSING: frozenset(Recording) - {Recording.KNOWN, Recording.NOT_APPLICABLE},
    },
)
"""The recordings that each measure counts; its denominator is always applicable records."""


class Verdict(StrEnum):
    """What a rule came to."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    WARN = "warn"
    FAIL = "fail"
    NOT_ASSESSED = "not_assessed"

    @property
    def gravity(self) -> int:
        """Rank for sorting: a fail weighs most, a pass least."""
        return ("pass", "not_assessed", "warn", "fail").index(self.value)


class Level(StrEnum):
    """At which level counts are added up: the unit itself, its area (a BCU), or everything."""

    UNIT = "unit"
    AREA = "area"
    OVERALL = "overall"


class Audience(StrEnum):
    """Who may read a report: `internal` is exact, `public` is disclosure-controlled."""

    INTERNAL = "internal"
    PUBLIC = "public"


class ControlMethod(StrEnum):
    """How counts of people are controlled for the public."""

    SUPPRESS = "suppress"
    ROUND = "round"


class Form(StrEnum):
    """The forms of paper that committees have used."""

    COMMITTEE = "committee"
    """Reports to the Equal Opportunities and Diversity Board, 2006 to 2009."""
    FORM_2011 = "2011"
    """Reports to the Communities, Equalities and People Committee, 2011."""
    CONCURRENT = "concurrent"
    """The Authority's own report beside the service's: members are advised on its figures."""


class FailOn(StrEnum):
    """From which verdict on the exit code is 1."""

    FAIL = "fail"
    WARN = "warn"
    NEVER = "never"


class CheckResult(StrEnum):
    """What a check of one record came to; its rate is broken over holds plus broken."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_CONCERNED = "not_concerned"


class Movement(StrEnum):
    """How a finding compares with the same finding of a baseline report."""

    WORSE = "worse"
    NO_WORSE = "no_worse"
    BETTER = "better"
    NOT_COMPARABLE = "not_comparable"


BLANK_UNIT = "(unit blank)"
UNKNOWN_UNIT = "(unit not recognised)"
BUCKETS = (BLANK_UNIT, UNKNOWN_UNIT)
"""Records of no unit are nobody's to answer for: they are shown, and decide nothing."""
NO_DATE = "(no date)"
UNREADABLE_DATE = "(unreadable date)"
