"""Starts the app: the window where nothing else is asked for, the command line otherwise."""

from __future__ import annotations

import os
import sys

_WINDOW_OPTIONS = ("--data-dir",)


def main() -> int:
    """Run the app and return its exit code.

    The window opens without loading the command line's libraries: start-up time is the first
    thing an inspector meets.
    """
    # Whatever library makes a file from here on, nobody else on this machine can read it.
    os.umask(0o077)
    arguments = sys.argv[1:]
    if not arguments or (arguments[0] in _WINDOW_OPTIONS and len(arguments) == 2):
        from pathlib import Path

        from ilacs_desktop.app import run_window

        return run_window(Path(arguments[1]) if arguments else None)
    from ilacs_desktop.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
