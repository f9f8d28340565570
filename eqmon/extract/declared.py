"""What the user says of the files, where eqmon is not to find it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Declared:
    """How to read extracts, as declared; None is found out for each."""

    suite: str | None = None
    unit_heading: str | None = None
    layout: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    """A sheet's name, or its number from 1."""


NOTHING = Declared()
