"""Where things are: shipped resources and this person's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ilacs_desktop.errors import StorageError

APP_NAME = "ilacs-desktop"


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource.

    Serves a checkout, an installed wheel and a frozen build alike: the wheel carries
    ``resources/`` inside the package, the checkout beside it.

    Args:
        parts: path below ``resources/``, such as ``("fonts", "OFL.txt")``.
    """
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        return Path(bundled, "resources", *parts)
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    root = inside if inside.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def data_dir(chosen: Path | None = None) -> Path:
    """Return the data folder: the one chosen, else ``ILACS_DATA_DIR``, else the user's own.

    Args:
        chosen: the ``--data-dir`` option, if one was given.
    """
    if chosen is not None:
        return chosen.expanduser().absolute()
    named = os.environ.get("ILACS_DATA_DIR")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can enter (0700) and return it.

    Raises:
        StorageError: the folder cannot be made or is not a folder.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise StorageError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            todo="Choose a folder on this laptop that you can write to.",
        ) from error
    return folder
