"""Formats written by another process: the same bytes, the same errors, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import document

from eqmon.cli.formats import OF_PAPER
from eqmon.cli.papers import ENOUGH, SHARED, Papers
from eqmon.cli.plan import Places, plan_delivery
from eqmon.document import write_document
from eqmon.document.beside import Beside
from eqmon.errors import InternalError, UsageError
from eqmon.paper.authored import Authored
from eqmon.paper.particulars import Particulars
from eqmon.vocabulary import Form


@pytest.fixture
def beside() -> Iterator[Beside]:
    process = Beside(["ods", "markdown"])
    yield process
    process.stop()


def test_it_writes_what_this_process_would(beside: Beside) -> None:
    beside.begin(document(), None)
    for name in beside.names:
        assert beside.written(name) == write_document(document(), name)


def test_a_writers_error_is_raised_here(tmp_path: Path) -> None:
    template = tmp_path / "house.docx"
    template.write_bytes(b"no Word document")
    process = Beside(["word"])
    try:
        process.begin(document(), template)
        with pytest.raises(UsageError, match=r"house\.docx"):
            process.written("word")
    finally:
        process.stop()


def test_a_process_that_dies_is_said(beside: Beside) -> None:
    beside._process.kill()
    beside._process.wait()
    beside.begin(document(), None)
    with pytest.raises(InternalError, match="ended without an answer"):
        beside.written("ods")


def test_it_ends_with_its_standard_input() -> None:
    command = [sys.executable, "-m", "eqmon.document.beside", "markdown"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.communicate(b"", timeout=30) == (b"", None)
    assert process.returncode == 0


def test_stopping_it_leaves_no_process(beside: Beside) -> None:
    started = time.monotonic()
    beside.stop()
    assert beside._process.poll() is not None
    assert time.monotonic() - started < 10


def papers() -> Papers:
    return Papers(Form.COMMITTEE, Particulars(), Authored(), None)


@pytest.mark.parametrize(
    ("names", "is_shared"),
    [
        (["paper.pdf", "paper.html"], False),
        (["paper.pdf", "paper.html", "paper.md"], False),
        (["paper.docx", "paper.pdf", "paper.html"], True),
        (["paper.json", "paper.docx", "paper.pdf"], False),
    ],
)
def test_enough_documents_are_shared_out_with_the_others_first(
    names: list[str], is_shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    outputs = [str(tmp_path / name) for name in names]
    delivery = plan_delivery(
        Places(OF_PAPER, "markdown", "paper"), [], outputs, None, inputs=[], quiet=True
    )
    own = papers()
    with own.shared_out(delivery) as shared:
        assert (own._beside is not None) is is_shared
        assert set(shared.to_files) == set(delivery.to_files)
        formats = [name for name, _ in shared.to_files]
    if is_shared:
        assert len(formats) >= ENOUGH
        assert [n in SHARED for n in formats] == sorted(n in SHARED for n in formats)
