"""Let a child's n-th call that writes fail, end it there, or only count them: by ptrace.

What fails is what the kernel says, whatever library asked: SQLite's own writes, Python's, a
rename. Only on Linux on x86-64, and only where a process may trace its own children.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
from contextlib import suppress

WRITES = {
    1: "write",
    18: "pwrite64",
    20: "writev",
    74: "fsync",
    75: "fdatasync",
    76: "truncate",
    77: "ftruncate",
    82: "rename",
    83: "mkdir",
    84: "rmdir",
    87: "unlink",
    257: "openat",
    258: "mkdirat",
    263: "unlinkat",
    264: "renameat",
    285: "fallocate",
    316: "renameat2",
}
_OPENAT, _KILL = 257, 62
_PERMISSION = frozenset({76, 82, 83, 84, 87, 257, 258, 263, 264, 316})
"""Calls that ask for a permission; a file that is open already may be written on."""
_ROOM = frozenset({1, 18, 20, 83, 257, 258, 285})
"""Calls that may ask the disk for room."""

CALLS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: _PERMISSION,
    errno.EROFS: _PERMISSION,
    errno.EIO: frozenset(WRITES),
}
"""Which calls a kernel refuses with an error."""

_TRACEME, _CONT, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS = 0, 7, 12, 13, 24, 0x4200
_EXITKILL, _SYSGOOD = 0x100000, 1
_O_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class _Registers(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_ulonglong)
        for name in (
            *("r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx"),
            *("rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base"),
            *("gs_base", "ds", "es", "fs", "gs"),
        )
    ]


def _ptrace(request, pid, address=0, data=0):
    answer = _libc.ptrace(
        ctypes.c_long(request), ctypes.c_long(pid), ctypes.c_void_p(address), data
    )
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def trace_me() -> None:
    """Let whoever forked this process trace it; waits until it does."""
    _ptrace(_TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def mark() -> None:
    """Say to whoever traces: counting begins, or the cause of the failures is gone."""
    os.kill(os.getpid(), 0)


def why_not() -> str:
    """Return why nothing can be traced here; empty where it can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "calls are counted on Linux on x86-64 alone"
    pid = os.fork()
    if pid == 0:
        try:
            trace_me()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    if not os.WIFSTOPPED(status):
        return "this process may not trace its children"
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return ""


def refused_by(error):
    """Return whether a call, by its name, is one that fails with an error; any may be the last."""
    kinds = {WRITES[call] for call in CALLS.get(error, WRITES)}
    return kinds.__contains__


class Tracer:
    """Run a child that called ``trace_me`` and meddle with its writes.

    Args:
        pid: the child.
        said_to: a pipe that the child tells us by, whose writes are not counted.
        number: which call between the first and the second mark is meddled with, from 1.
        error: the errno it fails with; 0 to kill the child there.
        lasting: every later call fails too, until the second mark.
    """

    def __init__(self, pid, said_to, *, number=0, error=0, lasting=False) -> None:
        self.pid, self.calls = pid, []
        self._pipe, self._number, self._error, self._lasting = said_to, number, error, lasting
        self._marks = 0
        self._kinds = CALLS.get(error, frozenset(WRITES))

    def run(self) -> int:
        """Return the child's wait status."""
        _, status = os.waitpid(self.pid, 0)
        if not os.WIFSTOPPED(status):
            return status
        _ptrace(_SETOPTIONS, self.pid, 0, _EXITKILL | _SYSGOOD)
        inside, refuse, deliver = False, False, 0
        registers = _Registers()
        while True:
            with suppress(ProcessLookupError):  # it was killed here: the next wait tells of it
                _ptrace(_SYSCALL, self.pid, 0, deliver)
            deliver = 0
            _, status = os.waitpid(self.pid, 0)
            if not os.WIFSTOPPED(status):
                return status
            if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
                deliver = os.WSTOPSIG(status)
                deliver = 0 if deliver == signal.SIGSTOP else deliver
                continue
            inside = not inside
            if not inside and not refuse:
                continue
            _ptrace(_GETREGS, self.pid, 0, ctypes.byref(registers))
            if not inside:
                registers.rax = (1 << 64) - self._error
                _ptrace(_SETREGS, self.pid, 0, ctypes.byref(registers))
                refuse = False
            elif self._is_meant(registers):
                if self._error == 0:
                    os.kill(self.pid, signal.SIGKILL)
                    continue
                # No such call: the kernel does nothing, and we say what it answered.
                registers.orig_rax = (1 << 64) - 1
                _ptrace(_SETREGS, self.pid, 0, ctypes.byref(registers))
                refuse = True

    def _is_meant(self, registers) -> bool:
        call = registers.orig_rax
        if call == _KILL and registers.rsi == 0:
            self._marks += 1
            return False
        if self._marks != 1 or call not in self._kinds:
            return False
        if call in (1, 20) and registers.rdi == self._pipe:
            return False
        if call == _OPENAT and not registers.rdx & _O_WRITES:
            return False
        self.calls.append(WRITES[call])
        count = len(self.calls)
        return count == self._number or (self._lasting and 0 < self._number < count)
