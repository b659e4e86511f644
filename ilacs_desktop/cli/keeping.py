"""The commands that keep an inspection safe: backup, restore, drill."""

from __future__ import annotations

import os
import sys
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilacs_desktop import compose
from ilacs_desktop.cli.console import (
    DONE,
    PROBLEM,
    Id,
    Json,
    Options,
    app,
    composed,
    laptop_of,
    opened,
    organisation_key,
    passphrase,
    tell,
)
from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.services.laptop import laptop

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.restoring import Restored, Secret
    from ilacs_desktop.services.laptop.laptop import Laptop

ByRecovery = Annotated[
    bool,
    typer.Option(
        "--recovery-key",
        help="Open the backup with the recovery key of its day: from ILACS_RECOVERY_KEY, a prompt "
        "or the standard input.",
    ),
]


@app.command()
def backup(
    inspection: Id,
    out: Annotated[Path, typer.Option(help="The file to write; an earlier backup is replaced.")],
    *,
    as_json: Json = False,
) -> None:
    """Write an encrypted backup that opens on any laptop, into one file."""
    from ilacs_desktop.services.keeping import backups

    with opened(inspection) as work:
        written = backups.write_file(work, out)
        body = {
            "path": str(written.path),
            "bytes": written.size,
            "inspection": work.inspection_id,
            "file": work.file_id,
            "made_at": written.at,
            "entries": written.entries,
            "attachments": written.attachments,
        }
    tell(body, as_json=as_json, lines=[str(written.path)])


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What backup wrote, or a folder of backups/.")],
    *,
    recovery_key: ByRecovery = False,
    as_json: Json = False,
) -> None:
    """Restore a backup as a copy beside what is there; makes the vault where there is none."""
    from ilacs_desktop.services.keeping import restoring

    setting = composed()
    path = file.expanduser().absolute()
    of_file = restoring.file_of(path)
    if laptop.has_vault(setting.folder):
        with laptop_of(setting) as held:
            done = _restored(held, path, of_file, recovery_key=recovery_key)
    else:
        done = _restored_anew(setting, path, recovery_key=recovery_key)
    body = {
        "inspection": done.inspection,
        "file": done.file,
        "la_name": done.la_name,
        "made_at": done.made_at,
        "entries": done.entries,
        "attachments": done.attachments,
        "beside": done.beside,
        "person": done.person,
    }
    tell(body, as_json=as_json, lines=[done.words, f"File: {done.file}"])


def _restored(held: Laptop, path: Path, of_file: str, *, recovery_key: bool) -> Restored:
    from ilacs_desktop.services.keeping import restoring

    if recovery_key:
        return restoring.restore(held, path, _recovery())
    if Options.organisation_key is not None:
        secret = restoring.Secret(organisation_key(), "organisation")
        return restoring.restore(held, path, secret)
    if any(one.file == of_file for one in held.files()) and not _given():
        return restoring.restore(held, path)
    first = restoring.Secret(_given() or passphrase())
    try:
        return restoring.restore(held, path, first)
    except WrongPassphraseError:
        if _given() or not sys.stdin.isatty():
            raise
    again = str(typer.prompt("Passphrase of the backup", hide_input=True, err=True))
    return restoring.restore(held, path, restoring.Secret(again))


def _given() -> str:
    """Return the backup's own passphrase, where it is another than this laptop's."""
    return os.environ.get("ILACS_BACKUP_PASSPHRASE", "")


def _restored_anew(setting: compose.Setting, path: Path, *, recovery_key: bool) -> Restored:
    from ilacs_desktop.services.keeping import restoring

    by_key = Options.organisation_key is not None
    if by_key:
        secret = restoring.Secret(organisation_key(), "organisation")
    else:
        secret = _recovery() if recovery_key else restoring.Secret(_given() or passphrase())
    own = passphrase(new=True) if recovery_key or by_key or _given() else secret.text

    def make(name: str) -> tuple[Laptop, str]:
        return compose.make_laptop(setting.folder, name, own)

    held, key, done = restoring.restore_anew(setting.folder, path, secret, make)
    held.close()
    print(f"Recovery key (shown once, keep it apart): {key}", file=sys.stderr)
    return done


def _recovery() -> Secret:
    from ilacs_desktop.services.keeping.restoring import Secret

    key = os.environ.get("ILACS_RECOVERY_KEY", "")
    if not key and sys.stdin.isatty():
        key = str(typer.prompt("Recovery key", err=True))
    if not key:
        key = sys.stdin.readline()
    if not key.strip():
        raise BadInputError(
            "The recovery key is missing.",
            todo="Set ILACS_RECOVERY_KEY, or give it on the standard input.",
        )
    return Secret(key.strip(), "recovery")


@app.command()
def drill(inspection: Id, *, as_json: Json = False) -> int:
    """Restore the newest backup into a scratch place, replay it and compare."""
    from ilacs_desktop.services.keeping import backups, restoring
    from ilacs_desktop.services.keeping import drill as drills

    secret = restoring.Secret(passphrase())
    with opened(inspection) as work:
        backups.back_up(work)
        found = drills.drill(work, secret=secret)
    body: dict[str, Any] = {
        "good": found.is_good,
        "at": found.at,
        "backup_at": found.backup_at,
        "entries": found.entries,
        "records": found.records,
        "attachments": found.attachments,
        "faults": list(found.faults),
    }
    tell(body, as_json=as_json, lines=[found.words, found.details, *found.faults[1:]])
    return DONE if found.is_good else PROBLEM
