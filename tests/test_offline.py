"""No run opens a network connection: not eqmon, nor what it imports, nor its own processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from small_extracts import MONTH, gaps, write_drop

FORBID = """
import sys
def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        with open({seen!r}, "a") as seen:
            frame = sys._getframe(1)
            while frame.f_code.co_filename.endswith("socket.py"):
                frame = frame.f_back
            seen.write(event + " by " + frame.f_globals["__name__"] + "\\n")
        raise PermissionError("sockets are forbidden here")
sys.addaudithook(forbid)
"""
"""Python's own report of each socket that is made, resolved or connected, and by whom."""

PROBE = "socket.__new__ by urllib3.util.connection"
"""While it is imported urllib3 tries whether this machine knows IPv6; it connects nowhere."""

CHECK = """
import sys
from eqmon import worker
from eqmon.__main__ import main
if __name__ == "__main__":
    codes = []
    for worker.LARGE in (0, 1 << 40):
        codes.append(main(["check", *sys.argv[1:]]))
    codes.append(main(["rules", "lint"]))
    print(codes, "great_expectations" in sys.modules)
"""


def run_without_network(tmp_path: Path, script: str, *arguments: str) -> tuple[str, Path]:
    """Run a script where each process, its own too, starts by forbidding sockets."""
    seen = tmp_path / "seen"
    (tmp_path / "start").mkdir(exist_ok=True)
    (tmp_path / "start" / "sitecustomize.py").write_text(FORBID.format(seen=str(seen)))
    (tmp_path / "script.py").write_text(script)
    command = [sys.executable, str(tmp_path / "script.py"), *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GX_")}
    environment["PYTHONPATH"] = str(tmp_path / "start")
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.stderr == ""
    return run.stdout, seen


def test_a_run_with_sockets_forbidden_passes(tmp_path: Path) -> None:
    drop = write_drop(tmp_path / MONTH, {"barnet.csv": gaps(20)})
    report = tmp_path / "report.json"
    out, seen = run_without_network(tmp_path, CHECK, str(drop), "-o", str(report), "-q")
    assert out.splitlines()[-1] == "[1, 1, 0] True"
    tried = set(seen.read_text().splitlines()) if seen.exists() else set()
    assert tried <= {PROBE}
    assert report.is_file()


def test_the_forbidding_forbids(tmp_path: Path) -> None:
    script = (
        "import socket\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except PermissionError:\n    print('forbidden')\n"
    )
    out, seen = run_without_network(tmp_path, script)
    assert out == "forbidden\n"
    assert "socket." in seen.read_text()
