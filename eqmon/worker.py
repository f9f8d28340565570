"""Takes a large drop in beside the import of Great Expectations, in a process of its own.

A thread gains little: the import holds the interpreter's lock for most of its two seconds.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from eqmon.errors import EqmonError, InternalError
from eqmon.extract.declared import Declared
from eqmon.intake import Taken, take_in

if TYPE_CHECKING:
    from ctypes import c_longlong
    from multiprocessing.connection import Connection

    from eqmon.extract.drop import Drop
    from eqmon.rulebook.load import Rulebook

LARGE = 24 << 20
"""Bytes from which a process of its own pays for its start."""


def is_large(drop: Drop) -> bool:
    """Whether a process of its own pays for reading this drop."""
    files = {source.path for source in drop.sources if source.path is not None}
    return sum(file.stat().st_size for file in files if file.exists()) >= LARGE


@dataclass(frozen=True)
class Errand:
    """All that a worker needs to take a drop in."""

    drop: Drop
    rulebook: Rulebook
    period: str | None
    declared: Declared


class Worker:
    """A process at work on an errand; `records` says how many it has read."""

    def __init__(self, errand: Errand) -> None:
        context = multiprocessing.get_context("spawn")
        self._answers, answering = context.Pipe(duplex=False)
        asked, self._asking = context.Pipe(duplex=False)
        # One process writes it and the other only looks: no lock, which Ctrl-C could leave behind.
        self._records = context.RawValue("q", 0)
        # A daemon ends with this process, also where it is interrupted.
        self._process = context.Process(
            target=_work, args=(asked, answering, self._records), daemon=True
        )
        try:
            with _uninterrupted():
                self._process.start()
        except BaseException:  # also Ctrl-C: whatever ends this run ends the process too
            self.stop()
            raise
        answering.close()
        asked.close()
        # Not among the arguments: where the process dies early, its start would wait for ever.
        threading.Thread(target=self._ask, args=(errand,), daemon=True).start()

    def _ask(self, errand: Errand) -> None:
        with self._asking, suppress(BrokenPipeError):  # its end is told where the answer is read
            self._asking.send(errand)

    @property
    def records(self) -> int:
        """How many records have been read so far."""
        return int(self._records.value)

    def done(self, seconds: float) -> bool:
        """Wait up to so many seconds; whether the answer, or the end, is there."""
        return self._answers.poll(seconds)

    def stop(self) -> None:
        """End the process where it has started and is still at work."""
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()

    def answer(self) -> Taken:
        """The drop taken in; raises what the worker raised."""
        try:
            answer = self._answers.recv()
        except EOFError:
            raise InternalError(
                "reading",
                "the process that reads the drop ended without an answer",
                hint="it may have run out of memory",
            ) from None
        finally:
            self._process.join()
        if isinstance(answer, EqmonError):
            raise answer
        assert isinstance(answer, Taken)
        return answer


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C until a process has started, and from that process for good: this one ends it.

    The signal is blocked, which a new process inherits, and held, as it may reach another thread.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    blocks = hasattr(signal, "pthread_sigmask")
    if blocks:
        # Started by the process otherwise, where it would let the signal through again.
        resource_tracker.ensure_running()
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocks else set()
    try:
        yield
    finally:
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if pressed:
        raise KeyboardInterrupt


def _work(asked: Connection, answers: Connection, records: c_longlong) -> None:
    def told(count: int) -> None:
        records.value += count

    try:
        errand: Errand = asked.recv()
        answers.send(
            take_in(
                errand.drop,
                errand.rulebook,
                period=errand.period,
                declared=errand.declared,
                told=told,
            )
        )
    except EqmonError as error:
        answers.send(error)
    except (KeyboardInterrupt, BrokenPipeError, EOFError):
        sys.exit(130)  # whoever waits for the answer is going, or has gone
    except Exception as error:  # noqa: BLE001 - its message may hold a cell, so only its kind crosses
        answers.send(crashed(error))


def crashed(error: BaseException) -> InternalError:
    """What may be said of an error that nobody foresaw: its kind and place, never its message."""
    place = "eqmon"
    trace = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("eqmon"):
            place = f"{module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return InternalError(
        place,
        f"unexpected {type(error).__name__}",
        hint="please report this line; it holds nothing of your data",
    )
