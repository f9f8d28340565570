"""Dates that a spreadsheet left as numbers: days since its first one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

SERIALS: Mapping[str, date] = {
    "excel": date(1899, 12, 30),  # its day 60 is a 29 February 1900 that never was: none before 61
    "excel1904": date(1904, 1, 1),
}
"""Names of formats that read such numbers, with the day that each counts as its 0."""
EARLIEST, LATEST = date(1900, 3, 1), date(2100, 12, 31)
"""Days beside which a number is no date. Of five digits, none is before 1927 anyway."""
