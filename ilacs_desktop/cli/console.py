"""What every command shares: its words, the vault it opens, and how it tells what it did."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilacs_desktop import compose
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.laptop import laptop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work

DONE, PROBLEM, USAGE = 0, 1, 2
_LARGEST_KEY = 64 * 1024

app = typer.Typer(
    name="ilacs-desktop",
    help="ILACS Desktop: evidence, findings and letters for inspections of children's services.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Inspection id or file id.")]


class Options:
    """What the options before the command said."""

    data_dir: Path | None = None
    organisation_key: Path | None = None


def tell(body: Any, *, as_json: bool, lines: Sequence[str]) -> None:
    """Print what a command did: one JSON object, or lines."""
    if as_json:
        print(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(line)


# -- opening -----------------------------------------------------------------------------------


def passphrase(*, new: bool = False) -> str:
    """Return the passphrase of this laptop's vault: given by the environment, or asked for."""
    given = os.environ.get("ILACS_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise BadInputError(
            "The passphrase is missing.",
            todo="Set ILACS_PASSPHRASE, or run the command where it can ask for it.",
        )
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))


def by_organisation() -> bool:
    """Return whether the organisation's key opens this laptop: a passphrase given goes first."""
    return Options.organisation_key is not None and "ILACS_PASSPHRASE" not in os.environ


def organisation_key() -> str:
    """Return the text of the organisation's private key.

    Raises:
        BadInputError: its file cannot be read.
    """
    path = Options.organisation_key
    if path is None:
        raise BadInputError("The organisation's key is missing.", todo="Give --organisation-key.")
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(_LARGEST_KEY)
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInputError(f"{path} is not the file that age-keygen wrote.") from error


def composed() -> compose.Setting:
    """Return the data folder and the editions, telling of those left out."""
    setting = compose.compose(Options.data_dir)
    for fault in setting.editions.faults:
        print(f"ilacs-desktop: edition left out: {fault}", file=sys.stderr)
    return setting


@contextmanager
def laptop_of(setting: compose.Setting, *, make: bool = False) -> Iterator[Laptop]:
    """Unlock the vault; with ``make``, set one up where there is none."""
    if make and not laptop.has_vault(setting.folder):
        name = os.environ.get("ILACS_NAME") or os.environ.get("USER") or "Inspector"
        held, recovery = compose.make_laptop(setting.folder, name, passphrase(new=True))
        print(f"Recovery key (shown once, keep it apart): {recovery}", file=sys.stderr)
    else:
        if not laptop.has_vault(setting.folder):
            raise BadInputError(
                f"There is no vault in {setting.folder}.",
                todo="Start the app once, or make an inspection with the command: new.",
            )
        if by_organisation():
            held = compose.open_laptop(setting.folder, organisation_key(), by="organisation")
        else:
            held = compose.open_laptop(setting.folder, passphrase())
        for notice in held.notices:
            print(f"ilacs-desktop: {notice}", file=sys.stderr)
    compose.start_logs(setting.folder)
    try:
        yield held
    finally:
        held.close()


@contextmanager
def opened(named: str) -> Iterator[Work]:
    """Open one inspection, and close it whatever happens."""
    with laptop_of(composed()) as held:
        found = held.open_inspection(named)
        for notice in found.notices:
            print(f"ilacs-desktop: {notice}", file=sys.stderr)
        try:
            yield found.work
        finally:
            held.close_inspection(found.work)
