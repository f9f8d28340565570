"""A report as a committee paper: form, numbers, references, and what no paper may say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from reports import small_report
from writer_reports import compared_report, full_report, hostile_report, public_report

from eqmon.document.model import (
    Bullets,
    Document,
    Link,
    Paragraph,
    Section,
    Text,
    blocks_of,
    plain,
)
from eqmon.paper.authored import Authored
from eqmon.paper.forms import SHAPES
from eqmon.paper.paper import Form, paper_document
from eqmon.paper.particulars import Particulars
from eqmon.report.model import Report

CREATED = datetime(2007, 2, 6, tzinfo=UTC)
REPORTS = (small_report, full_report, hostile_report, public_report, compared_report)


def paper_of(report: Report, form: Form = Form.COMMITTEE) -> Document:
    return paper_document(report, Particulars(), Authored(), form, CREATED)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("make", REPORTS)
def test_paragraphs_of_a_part_are_numbered_from_1_and_ids_stand_once(
    form: Form, make: Callable[[], Report]
) -> None:
    document = paper_of(make(), form)
    numbered = {head.id for head in SHAPES[form].heads if head.numbered}
    for part in document.blocks:
        assert isinstance(part, Section)
        found = [b.number for b in blocks_of((part,)) if isinstance(b, Paragraph)]
        expected = range(1, len(found) + 1) if part.id in numbered else [None] * len(found)
        assert found == list(expected)
    ids = [b.id for b in blocks_of(document.blocks) if hasattr(b, "id")]
    assert len(ids) == len(set(ids))
