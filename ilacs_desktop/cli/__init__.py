"""The command line: for IT staff, scripts and tests; the same services, never a second way."""

from __future__ import annotations

import logging
import sys
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from ilacs_desktop import __version__
from ilacs_desktop.cli import checking, commands, ending, keeping, recovering, returning
from ilacs_desktop.cli.console import DONE, PROBLEM, USAGE, Options, app
from ilacs_desktop.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 a known problem, 2 wrong usage.

    Args:
        arguments: the words after the program's name.
    """
    command = get_command(app)
    try:
        result = command.main(list(arguments), prog_name="ilacs-desktop", standalone_mode=False)
    except KnownError as error:
        print(f"ilacs-desktop: {' '.join(str(error).split())}", file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("ilacs-desktop: stopped; what was saved is safe.", file=sys.stderr)
        return PROBLEM
    except Exception as error:  # noqa: BLE001 - the last catch: bad input never gives a traceback
        if not _is_usage(error):
            return _unforeseen(error)
        print(f"ilacs-desktop: {_usage_words(error)}", file=sys.stderr)
        return USAGE
    return int(result) if isinstance(result, int) else DONE


def _is_usage(error: Exception) -> bool:
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def _usage_words(error: Any) -> str:
    return " ".join(str(error.format_message()).split())


def _unforeseen(error: Exception) -> int:
    from ilacs_desktop.logs import redacted

    where = redacted(type(error).__name__, error.__traceback__)
    _log.error("unforeseen: %s", where)
    print(
        f"ilacs-desktop: something went wrong that this app did not foresee ({where}). "
        "What was saved before is safe.",
        file=sys.stderr,
    )
    return PROBLEM


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help="The data folder.")] = None,
    organisation_key: Annotated[
        Path | None,
        typer.Option(
            help="File with the organisation's private key (age), in place of the passphrase."
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,  # noqa: FBT002
) -> None:
    """Open the window, or run one command."""
    Options.data_dir, Options.organisation_key = data_dir, organisation_key
    if version:
        print(f"ilacs-desktop {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from ilacs_desktop.app import run_window

        raise typer.Exit(run_window(data_dir))


__all__ = ["app", "checking", "commands", "ending", "keeping", "recovering", "returning", "run"]
