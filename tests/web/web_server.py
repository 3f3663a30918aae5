"""`concord serve` as a process of its own, for tests that need the real server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

__all__ = ["PASSWORD", "serving"]

PASSWORD = "return with dignity"
PATIENCE = 90.0  # seconds until the first answer


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a demo server on the ledger in a folder; stopped at the end."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("concord")),
        "serve",
        "--demo",
        f"--folder={folder}",
        f"--port={port}",
    ]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("CONCORD_", "DJANGO_"))}
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(command, env=inherited, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, folder / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/roles/", timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start: {log.read_text()[-3000:]}")
