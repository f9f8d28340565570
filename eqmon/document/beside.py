"""Writes some formats of a document in a process of its own, beside those that this one writes.

Drawing charts and laying out pages hold the interpreter's lock: a thread would gain nothing.
The process ends with its standard input: it outlives no run, however that ends.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from eqmon.document import DOCUMENT_WRITERS, write_document
from eqmon.errors import EqmonError, InternalError
from eqmon.worker import crashed

if TYPE_CHECKING:
    from eqmon.document.model import Document

Answers = Mapping[str, bytes | EqmonError]


class Beside:
    """A process that gets ready for some formats at once, and writes them when it is told what."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter and module
            [sys.executable, "-m", __name__, *sorted(self.names)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._answered = b""
        self._asking: threading.Thread | None = None

    def begin(self, document: Document, template: Path | None) -> None:
        """Give it the document; returns at once."""
        given = pickle.dumps((document, template))
        self._asking = threading.Thread(target=self._ask, args=(given,), daemon=True)
        self._asking.start()

    def written(self, name: str) -> bytes:
        """The document in one of the formats; raises whatever its writer raised."""
        assert self._asking is not None
        self._asking.join()
        if not self._answered:
            raise InternalError(f"writing {name}", "its process ended without an answer")
        answers: Answers = pickle.loads(self._answered)  # noqa: S301 - from the process above
        answer = answers[name]
        if isinstance(answer, EqmonError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None and self._asking is None:
                stream.close()

    def _ask(self, given: bytes) -> None:
        self._answered, _ = self._process.communicate(given)


def answer(names: Iterable[str], given: bytes) -> bytes:
    """The formats of a pickled document and template, pickled by name, each or its error."""
    document, template = pickle.loads(given)  # noqa: S301 - from the process that began this one
    return pickle.dumps({name: _one(document, name, template) for name in names})


def _one(document: Document, name: str, template: Path | None) -> bytes | EqmonError:
    try:
        return write_document(document, name, template=template)
    except EqmonError as error:
        return error
    except Exception as error:  # noqa: BLE001 - told by its kind alone, as at the entry point
        return crashed(error)


def main(names: list[str]) -> None:
    """Get ready, wait for a document, and answer with its formats."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began this process ends it
    for name in names:
        import_module(DOCUMENT_WRITERS[name].module)
    given = sys.stdin.buffer.read()
    if given:
        sys.stdout.buffer.write(answer(names, given))


if __name__ == "__main__":
    main(sys.argv[1:])
