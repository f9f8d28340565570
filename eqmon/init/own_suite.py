"""A suite of its own for an extract that fits none: what its template is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eqmon.init.unconfirmed import NOTHING, Unconfirmed

if TYPE_CHECKING:
    from eqmon.rulebook.model import SuiteField


@dataclass(frozen=True)
class OwnField:
    """One field and the headings that it has."""

    name: str
    headings: tuple[str, ...]
    told: SuiteField | None = None
    """As a shipped suite tells it; None for plain text."""
    formats: tuple[str, ...] = ()
    exact: bool = False
    is_absent: bool = False
    """Whether the extract has no column for it."""
    claimed_by: tuple[str, ...] = ()
    """Headings of the columns that claim it, where nobody said which it is."""
    seen: Unconfirmed = NOTHING


@dataclass(frozen=True)
class OwnStrand:
    """One line of the suite's strands."""

    name: str
    strand: str
    told: Mapping[str, Any]
    """What rules/templates/strands.yaml says of it."""
    fields: tuple[str, ...]
    at_record_date: str | None = None
    is_absent: bool = False
    is_observed: bool = False
    """Whether it is what officers saw: a line of its own, never required."""
    is_waived: bool = False
    """Whether it is not required, by the user's own word, as officers' observation is there."""


@dataclass(frozen=True)
class OwnSuite:
    """What the template of a suite is filled with."""

    name: str
    title: str
    prefix: str
    source: str
    """The extract's name."""
    units: str
    unit: str
    unit_absent: bool
    date: str | None
    key: tuple[str, ...]
    recognised_by: tuple[str, ...]
    told_by_all: bool
    """Whether it is recognised by headings that other suites know too, having none of its own."""
    fields: tuple[OwnField, ...]
    unread: tuple[OwnField, ...]
    strands: tuple[OwnStrand, ...]
