"""Opening a laptop whose passphrase is lost: by the recovery key, or by the organisation's key."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from ilacs_desktop import compose
from ilacs_desktop.cli.console import Json, Options, app, composed, organisation_key, tell
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.laptop import key_slots, laptop


@app.command()
def recover(
    *,
    recovery_key: Annotated[
        bool,
        typer.Option(
            "--recovery-key", help="With the recovery key: from ILACS_RECOVERY_KEY or a prompt."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Set a new passphrase and a new recovery key; the ones before open nothing any more.

    Opens with --organisation-key FILE before the command, or with --recovery-key after it. The
    new passphrase comes from ILACS_PASSPHRASE or a prompt.
    """
    setting = composed()
    if not laptop.has_vault(setting.folder):
        raise BadInputError(f"There is no vault in {setting.folder}.")
    if not recovery_key and Options.organisation_key is None:
        raise BadInputError(
            "Nothing was given that opens this laptop.",
            todo="Give --organisation-key FILE before the command, or --recovery-key after it.",
        )
    secret = _recovery_key() if recovery_key else organisation_key()
    by = "recovery" if recovery_key else "organisation"
    new = os.environ.get("ILACS_PASSPHRASE") or _asked()
    held = compose.open_laptop(setting.folder, secret, by=by)
    try:
        key_slots.set_passphrase(held, new)
        recovery = key_slots.new_recovery_key(held)
        # Who had the old passphrase or the old paper opens nothing of this laptop from now on.
        rotated = key_slots.rotate_master(held)
    finally:
        held.close()
    print(f"Recovery key (shown once, keep it apart): {recovery}", file=sys.stderr)
    body = {"backups_changed": rotated.backups, "out_of_reach": list(rotated.out_of_reach)}
    tell(body, as_json=as_json, lines=[rotated.words])


def _asked() -> str:
    if not sys.stdin.isatty():
        raise BadInputError(
            "The new passphrase is missing.",
            todo="Set ILACS_PASSPHRASE, or run the command where it can ask for it.",
        )
    words = "New passphrase"
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=True, err=True))


def _recovery_key() -> str:
    given = os.environ.get("ILACS_RECOVERY_KEY", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise BadInputError("The recovery key is missing.", todo="Set ILACS_RECOVERY_KEY.")
    return str(typer.prompt("Recovery key", err=True))
