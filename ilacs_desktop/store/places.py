"""Where a live database may stand: on this laptop's own disk, in no synchronised folder."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_desktop.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "davfs"),
        *("remote", "webdav", "fuse.sshfs", "fuse.rclone", "ncpfs", "glusterfs", "ceph"),
    }
)
_DRIVE_REMOTE = 4
"""What Windows calls a network drive (GetDriveTypeW)."""

_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".owncloudsync.log", ".mega")
_SYNC_NAMES = (
    *("onedrive", "dropbox", "google drive", "googledrive"),
    *("icloud", "icloud drive", "mobile documents", "cloudstorage", "nextcloud", "box sync"),
)


def mounts() -> Sequence[tuple[str, str]]:
    """Return (mount point, file system type) of what is mounted; empty where not told."""
    if sys.platform == "win32":
        return _windows_drives()
    if sys.platform == "darwin":
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return mac_mounts(told.stdout)
    table = Path("/proc/self/mounts")
    if not table.exists():
        return ()
    return linux_mounts(table.read_text(encoding="utf-8", errors="replace"))


def linux_mounts(table: str) -> Sequence[tuple[str, str]]:
    """Return (mount point, type) from the kernel's mount table."""
    found = []
    for line in table.splitlines():
        parts = line.split()
        if len(parts) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
            found.append((point, parts[2]))
    return found


def mac_mounts(table: str) -> Sequence[tuple[str, str]]:
    """Return (mount point, type) from what ``mount`` prints on macOS."""
    lines = re.findall(r"^.* on (/.*) \((\w+)[,)]", table, re.MULTILINE)
    return [(point, kind) for point, kind in lines]


def _windows_drives() -> Sequence[tuple[str, str]]:
    import ctypes
    import string

    kind_of = ctypes.windll.kernel32.GetDriveTypeW  # type: ignore[attr-defined,unused-ignore]
    drives = [f"{letter}:\\" for letter in string.ascii_uppercase]
    return [(drive, "remote") for drive in drives if kind_of(drive) == _DRIVE_REMOTE]


def refuse_shared(folder: Path, mounted: Sequence[tuple[str, str]] | None = None) -> None:
    """Refuse a folder on a network share or in a synchronised folder.

    A live database there can be overwritten by a copy from elsewhere and is lost without notice;
    team updates (packs) are made to travel through such folders.

    Args:
        folder: where the database would stand.
        mounted: the mount table; this machine's own where left out.

    Raises:
        StorageError: the folder is shared.
    """
    # A link on the desktop may well lead into a synchronised folder.
    real = folder.expanduser().resolve()
    reason = _network(real, mounts() if mounted is None else mounted) or _synchronised(real)
    if reason:
        raise StorageError(
            f"{real} {reason}. A live inspection cannot be kept there: a copy from another "
            "machine could overwrite it.",
            kept="Nothing was written.",
            todo="Choose a folder on this laptop's own disk. Team updates may go through that "
            "folder; live files may not.",
        )


def _network(folder: Path, mounted: Sequence[tuple[str, str]]) -> str:
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return "is on a network share"
    best = ("", "")
    for point, kind in mounted:
        inside = text == point or text.startswith(
            (point.rstrip("/") + "/", point.rstrip("/\\") + "\\")
        )
        if inside and len(point) >= len(best[0]):
            best = (point, kind)
    return f"is on a network share ({best[1]})" if best[1] in _NETWORK_TYPES else ""


def _synchronised(folder: Path) -> str:
    for place in (folder, *folder.parents):
        name = place.name.lower()
        if any(name == sync or name.startswith(f"{sync} -") for sync in _SYNC_NAMES):
            return f"is inside {place.name}, which is synchronised with other machines"
        if any(_is_there(place / mark) for mark in _SYNC_MARKS):
            return f"is inside {place}, which is synchronised with other machines"
    return ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # a folder that lets nobody in says so where it is used


def machine_digest() -> str:
    """Return a digest that stands for this machine; it does not tell which machine it is."""
    return hashlib.sha256(b"ilacs-desktop" + _machine_id().encode()).hexdigest()[:32]


def _machine_id() -> str:
    for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if path.exists():
            text = path.read_text(encoding="ascii", errors="replace").strip()
            if text:
                return text
    if sys.platform == "win32":
        return _windows_machine_id()
    if sys.platform == "darwin":
        told = subprocess.run(
            ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"],
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout
    return os.uname().nodename


def _windows_machine_id() -> str:
    import winreg  # type: ignore[import-not-found,unused-ignore]

    opened = winreg.OpenKey(  # type: ignore[attr-defined,unused-ignore]
        winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined,unused-ignore]
        r"SOFTWARE\Microsoft\Cryptography",
    )
    with opened as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])  # type: ignore[attr-defined,unused-ignore]
