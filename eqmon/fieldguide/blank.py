"""The blank extract: headings alone, in a file that Excel opens as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from eqmon.fieldguide.asked import Asked


def blank_extract(asked: Iterable[Asked]) -> bytes:
    """One row of headings as CSV.

    In UTF-8 with its mark, by which Excel takes it for UTF-8 on a double click, and with the line
    ends of Windows.
    """
    text = io.StringIO()
    csv.writer(text).writerow([one.heading for one in asked])
    return text.getvalue().encode("utf-8-sig")
