"""How this laptop's window looks: a small TOML file, with nothing personal in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "settings.toml"
VERSION = 1
THEMES = ("system", "light", "dark")
SMALLEST_TEXT = 100
LARGEST_TEXT = 200
IDLE_CHOICES = (2, 5, 10, 15, 30, 60)
USUAL_IDLE = 10
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class LaptopSettings:
    """The settings of one laptop.

    Attributes:
        theme: one of ``THEMES``.
        text_size: size of all text in per cent, 100 to 200.
        idle_minutes: how long nobody touches the window until it locks; 1 to 60.
    """

    theme: str = "system"
    text_size: int = 100
    idle_minutes: int = USUAL_IDLE


@dataclass(frozen=True, slots=True)
class Read:
    """Settings as they were found.

    Attributes:
        settings: what holds now.
        notice: a sentence to show where the file could not be taken; else empty.
    """

    settings: LaptopSettings
    notice: str = ""


def settings_file(folder: Path) -> Path:
    """Return where a data folder keeps its settings."""
    return folder / FILE_NAME


def read(folder: Path) -> Read:
    """Return the settings of a data folder; defaults where they are missing or damaged."""
    path = settings_file(folder)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return _damaged(path, "is far too large")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Read(LaptopSettings())
    except OSError as error:
        return _damaged(path, f"cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        return _damaged(path, "is damaged")
    # Loaded here: the first start has no settings, and the unlock window waits for every import.
    import tomllib

    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return _damaged(path, "is damaged")
    version = body.get("version")
    if isinstance(version, int) and version > VERSION:
        return _damaged(path, "was written by a newer version of the app")
    found = LaptopSettings(
        theme=_theme(body.get("theme")),
        text_size=_text_size(body.get("text_size")),
        idle_minutes=_idle(body.get("idle_minutes")),
    )
    return Read(found)


def _damaged(path: Path, why: str) -> Read:
    return Read(
        LaptopSettings(),
        f"{path.name} {why}: theme, text size and minutes until the lock are the usual ones until "
        "you set them again.",
    )


def _theme(value: Any) -> str:
    return value if value in THEMES else THEMES[0]


def _text_size(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return SMALLEST_TEXT
    return min(max(value, SMALLEST_TEXT), LARGEST_TEXT)


def _idle(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return USUAL_IDLE
    return min(max(value, 1), IDLE_CHOICES[-1])


def write(folder: Path, settings: LaptopSettings) -> LaptopSettings:
    """Write the settings of a data folder, whole or not at all (0600), and return them.

    Raises:
        StorageError: the disk refused; the old file is untouched.
    """
    # Read at start-up before anything heavy is loaded; only writing needs the store.
    from ilacs_desktop.store.vault.vault import write_private

    kept = replace(
        settings,
        theme=_theme(settings.theme),
        text_size=_text_size(settings.text_size),
        idle_minutes=_idle(settings.idle_minutes),
    )
    lines = (
        "# How ILACS Desktop looks on this laptop. Nothing about any inspection is kept here.",
        f"version = {VERSION}",
        f'theme = "{kept.theme}"',
        f"text_size = {kept.text_size}",
        f"idle_minutes = {kept.idle_minutes}",
        "",
    )
    write_private(settings_file(folder), "\n".join(lines).encode("utf-8"))
    return kept
