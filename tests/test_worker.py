"""The worker: a process of its own gives the very answer, or the very error, of this one."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_extracts import MONTH, records, text, write_drop

from eqmon import worker
from eqmon.errors import EqmonError, InputError
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import take_in
from eqmon.rulebook.load import load_rulebook
from eqmon.worker import Errand, Worker, crashed, is_large

BOOK = load_rulebook()


def errand(path: Path) -> Errand:
    return Errand(find_drop([str(path)], period=MONTH), BOOK, MONTH, Declared())


def test_it_gives_what_this_process_would(tmp_path: Path) -> None:
    sent = errand(write_drop(tmp_path / "d", {"a.csv": records(40), "camden.csv": []}))
    at_work = Worker(sent)
    found = at_work.answer()
    here = take_in(sent.drop, BOOK, period=MONTH, declared=Declared())
    assert found.inputs == here.inputs
    assert found.collections[0].tally.equals(here.collections[0].tally)
    assert at_work.records == 40


def test_its_error_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text([]))
    with pytest.raises(InputError, match="no record"):
        Worker(errand(tmp_path / "a.csv")).answer()


def test_it_can_be_stopped(tmp_path: Path) -> None:
    at_work = Worker(errand(write_drop(tmp_path / "d", {"a.csv": records(40)})))
    at_work.stop()
    assert at_work.done(0)


@pytest.mark.parametrize(("least", "large"), [(1, True), (1 << 30, False)])
def test_size_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int, large: bool
) -> None:
    monkeypatch.setattr(worker, "LARGE", least)
    assert is_large(errand(write_drop(tmp_path / "d", {"a.csv": records(1)})).drop) is large


def test_a_crash_is_told_by_kind_and_place_alone() -> None:
    try:
        int("secret of a cell")
    except ValueError as error:
        said = str(crashed(error))
    assert "ValueError" in said
    assert "secret" not in said
    assert isinstance(crashed(ValueError("secret")), EqmonError)
