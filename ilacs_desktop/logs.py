"""Logs without personal data: what the app did, never what anybody typed."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_NAME = "ilacs-desktop.log"
_MAX_BYTES = 512 * 1024
_KEPT = 3


class _NoContentFilter(logging.Filter):
    """Reduce an exception to its type and place: its message may quote a record."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            where = redacted(record.exc_info[0].__name__, record.exc_info[2])
            record.msg = f"{record.getMessage()} [{where}]"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def redacted(kind: str, trace: TracebackType | None) -> str:
    """Return the type of an error and the lines of our code it passed, without any values.

    Args:
        kind: the exception's type name.
        trace: its traceback, or None.
    """
    steps: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        steps.append(f"{_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return " > ".join([*steps, kind])


def _place(file: str) -> str:
    """Return a code file's name without the folders of whoever runs the app."""
    parts = file.replace("\\", "/").split("ilacs_desktop/")
    return parts[-1] if len(parts) > 1 else parts[0].rsplit("/", 1)[-1]


def start(folder: Path) -> Path:
    """Log to a rotating file, 0600, in ``folder``; return its path.

    Args:
        folder: an existing private folder.
    """
    # Loaded here: it brings sockets and pickles along, which the unlock window does not wait for.
    from logging.handlers import RotatingFileHandler

    path = folder / LOG_NAME
    old = os.umask(0o177)
    try:
        handler = RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    finally:
        os.umask(old)
    handler.addFilter(_NoContentFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("ilacs_desktop")
    for existing in list(root.handlers):
        root.removeHandler(existing)
        existing.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = True
    return path
