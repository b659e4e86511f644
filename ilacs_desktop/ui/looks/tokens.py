"""Every colour and size of the window in one place; nothing here needs Qt."""

from __future__ import annotations

from typing import NamedTuple

BODY_PX = 13
"""Lists, tables and controls at 100% text size, in device-independent pixels."""

CAPTION_PX = 12
PROSE_PX = 15
QUIET_PX = 18
LARGE_PX = 24
TITLE_PX = 20
TARGET_PX = 24
"""Least height and width of what is clicked (WCAG 2.2, 2.5.8)."""

STEP_PX = 4
"""All spacing comes in steps of this."""

PANEL_RADIUS_PX = 8
CONTROL_RADIUS_PX = 6
FOCUS_PX = 2


# A named tuple: making a data class takes 2 ms before the unlock window is up.
class Tokens(NamedTuple):
    """The colours of one scheme, each as ``#RRGGBB``.

    A name ending in ``_on`` is the quiet ground on which the plain name is written.

    Attributes:
        window: the ground of the whole window.
        panel: the ground of content.
        side: the ground of the header, sidebar and status line.
        field: the ground of whatever can be typed in.
        line: divides; never a field's only border.
        edge: a field's border, at least 3:1 against every ground it stands on.
        text: what is read first.
        soft: what is read second; also the text on ``neutral_on``.
        accent: what can be acted on, and the focus ring.
        accent_on: the chosen row or page.
        accent_text: text on a strong button filled with ``accent``.
        select: the ground of selected text.
        good: a strength, or something done.
        caution: a concern, or an improvement.
        alert: immediate risk, and nothing else.
        neutral: shapes without a meaning of their own; never text.
    """

    window: str
    panel: str
    side: str
    field: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    accent_on: str
    accent_text: str
    select: str
    good: str
    good_on: str
    caution: str
    caution_on: str
    alert: str
    alert_on: str
    neutral: str
    neutral_on: str

    def as_dict(self) -> dict[str, str]:
        """Return every token by name, for the stylesheet."""
        return self._asdict()


LIGHT = Tokens(
    window="#F5F6F8",
    panel="#FFFFFF",
    side="#FBFBFC",
    field="#F8F9FB",
    line="#DCE0E6",
    edge="#7F8894",
    text="#1C2127",
    soft="#5B6572",
    accent="#1F5F8B",
    accent_on="#E6F0F7",
    accent_text="#FFFFFF",
    select="#BFDCEF",
    good="#1E7A4C",
    good_on="#E5F4EC",
    caution="#965700",
    caution_on="#FBF0DD",
    alert="#B3261E",
    alert_on="#FBE9E7",
    neutral="#6B7280",
    neutral_on="#EEF0F3",
)

DARK = Tokens(
    window="#16191D",
    panel="#1E2227",
    side="#1A1E22",
    field="#171B1F",
    line="#333A42",
    edge="#77838F",
    text="#E7EAEE",
    soft="#A3ADB8",
    accent="#7DB8E0",
    accent_on="#1F3444",
    accent_text="#10202C",
    select="#2F5672",
    good="#6CCB98",
    good_on="#17352A",
    caution="#E9B564",
    caution_on="#3A2E17",
    alert="#F28B82",
    alert_on="#41211F",
    neutral="#9AA4AF",
    neutral_on="#2A3037",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "soft") for ground in ("window", "panel", "side")),
    *((text, ground) for text in ("text", "soft") for ground in ("field", "accent_on")),
    *((text, "window") for text in ("accent", "good", "caution", "alert")),
    *((text, "panel") for text in ("accent", "good", "caution", "alert")),
    *((text, "side") for text in ("accent", "good", "caution", "alert")),
    *((text, "accent_on") for text in ("accent", "good", "caution", "alert")),
    *((text, f"{text}_on") for text in ("accent", "good", "caution", "alert")),
    ("text", "neutral_on"),
    ("soft", "neutral_on"),
    ("text", "select"),
    ("text", "caution_on"),
    ("text", "alert_on"),
    ("text", "good_on"),
    ("accent_text", "accent"),
)
"""Each (text, ground) in use; every one is at AA for body text, 4.5:1 (WCAG 2.2, 1.4.3)."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    *(("edge", ground) for ground in ("window", "panel", "side", "field", "accent_on")),
    *(("accent", ground) for ground in ("window", "panel", "side", "field", "accent_on")),
    ("neutral", "panel"),
    ("neutral", "neutral_on"),
)
"""Each border or shape that carries meaning and its ground: 3:1 (WCAG 2.2, 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2 definition)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
