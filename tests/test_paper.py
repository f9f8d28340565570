"""A report as a committee paper: form, numbers, references, and what no paper may say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from reports import small_report
from writer_reports import full_report, hostile_report, public_report

from eqmon.document.model import Document, Paragraph, blocks_of, tables_of
from eqmon.paper.account import report_document
from eqmon.paper.authored import Authored
from eqmon.paper.paper import Form, paper_document
from eqmon.paper.particulars import Particulars
from eqmon.report.model import Report

CREATED = datetime(2007, 2, 6, tzinfo=UTC)


def paper_of(report: Report, form: Form = Form.COMMITTEE) -> Document:
    return paper_document(report, Particulars(), Authored(), form, CREATED)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("make", [small_report, full_report, hostile_report, public_report])
def test_paragraphs_of_the_body_are_numbered_on_and_ids_stand_once(
    form: Form, make: type[Report]
) -> None:
    document = paper_of(make(), form)
    numbers = [
        b.number for b in blocks_of(document.blocks) if isinstance(b, Paragraph) and b.number
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    ids = [b.id for b in blocks_of(document.blocks) if hasattr(b, "id")]
    assert len(ids) == len(set(ids))


def test_the_account_has_the_same_tables() -> None:
    labels = [t.label for t in tables_of(report_document(small_report(), CREATED))]
    assert labels[:2] == ["Table 1", "Table 2"]
