"""The Qt-free composition root: which folder, which editions, which vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop import logs, paths
from ilacs_desktop.frameworks.loader import Loaded, edition_folders, load_editions
from ilacs_desktop.services.laptop import laptop

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.domain.clock import Clock
    from ilacs_desktop.services.laptop.laptop import Laptop


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a command needs before anything is opened.

    Attributes:
        folder: the data folder.
        editions: the framework editions known, with the faults of files that could not be read.
    """

    folder: Path
    editions: Loaded


def compose(chosen: Path | None = None) -> Setting:
    """Find the data folder and load the editions; makes nothing on disk.

    Args:
        chosen: the ``--data-dir`` option, if one was given.
    """
    folder = paths.data_dir(chosen)
    return Setting(folder, load_editions(edition_folders(folder)))


def start_logs(folder: Path) -> Path:
    """Log into the data folder; return the log's path.

    Args:
        folder: the data folder; made private where it does not exist.
    """
    return logs.start(paths.private_folder(folder))


def open_laptop(
    folder: Path, secret: str, *, by: str = "passphrase", clock: Clock | None = None
) -> Laptop:
    """Unlock the vault in a data folder.

    Args:
        folder: the data folder.
        secret: as typed; of the organisation, the text of its private key's file.
        by: ``passphrase``, ``recovery`` or ``organisation``.
        clock: the wall clock; this machine's own where left out.
    """
    return laptop.unlock(folder, secret, by=by, clock=clock)


def make_laptop(
    folder: Path, name: str, passphrase: str, *, clock: Clock | None = None
) -> tuple[Laptop, str]:
    """Make the vault in a data folder; return the laptop and its recovery key."""
    return laptop.first_run(folder, name, passphrase, clock=clock)
