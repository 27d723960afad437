"""Who may write: one row in the case that names the process, so that the next one can say who it waits for."""

from __future__ import annotations

import os
import secrets
import socket
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import StoreError


@dataclass(frozen=True, slots=True)
class Writer:
    """The process that holds the lock, since when (UTC, ISO 8601), and for what; `born` tells it from a namesake."""

    token: str
    pid: int
    host: str
    born: str
    since: str
    doing: str

    @classmethod
    def here(cls, doing: str, since: str) -> Writer:
        pid = os.getpid()
        return cls(secrets.token_hex(8), pid, socket.gethostname(), born(pid), since, doing)

    def gone(self) -> bool:
        """True only where it is certain: this machine, and no such process any more."""
        if self.host != socket.gethostname():
            return False
        return not alive(self.pid) or (self.born != "" and born(self.pid) != self.born)


def holder(connection: sqlite3.Connection) -> Writer | None:
    row = connection.execute("SELECT token, pid, host, born, since, doing FROM writer").fetchone()
    return Writer(*row) if row else None


def acquire(connection: sqlite3.Connection, me: Writer, *, take_over: bool = False) -> None:
    """Become the writer; StoreError names who is. A dead process's lock is taken over, any other only when told to."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        other = holder(connection)
        if other is not None and not other.gone() and not take_over:
            raise StoreError(_refusal(other))
        connection.execute(
            "INSERT OR REPLACE INTO writer (slot, token, pid, host, born, since, doing) VALUES (1, ?, ?, ?, ?, ?, ?)",
            (me.token, me.pid, me.host, me.born, me.since, me.doing),
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def release(connection: sqlite3.Connection, me: Writer) -> None:
    connection.execute("DELETE FROM writer WHERE token = ?", (me.token,))


def _refusal(other: Writer) -> str:
    who = f"process {other.pid} on {other.host}, since {other.since} ({other.doing})"
    if other.host == socket.gethostname():
        return f"the case is being written by {who}; wait until it is done, reading is possible meanwhile"
    return f"the case is being written by {who}; if that machine no longer works on it, repeat with --take-over"


def alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine; when in doubt, it does."""
    if sys.platform == "win32":  # os.kill(pid, 0) would end it there
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return _state(pid) != "Z"


def born(pid: int) -> str:
    """Boot id and start tick of a process on Linux (proc(5), stat field 22); "" elsewhere."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{_stat(pid)[19]}"
    except (OSError, IndexError):
        return ""


def _state(pid: int) -> str:
    try:
        return _stat(pid)[0]
    except (OSError, IndexError):
        return ""


def _stat(pid: int) -> list[str]:
    # the name in field 2 may hold spaces and brackets, so count from its closing one: [0] is field 3
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _alive_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return int(kernel.GetLastError()) != 87  # ERROR_INVALID_PARAMETER: no such process
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE
