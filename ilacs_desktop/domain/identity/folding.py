"""Text folded for comparing: what a reader takes for the same sign becomes the same sign.

Zero-width signs go; digits, dashes and spaces of any script become the plain ones; accents and
look-alike letters of other alphabets become the letters they are read as. Every folded sign knows
where it came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

RAISED = "\x1f"
"""Stands where raised digits begin or end: the mark of a note is no part of a number or code."""

_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0455\u0458\u043a\u043c\u0442\u0432\u043d"
    "\u03bf\u03b1\u03c1\u03bd\u03b9\u03ba\u03c4\u0131",
    "aeopcxyisjkmtbhoapvikti",
)
_DASHES = "\u2212\u2043\u00b7\u2027\u30fb\u02d7\u30fc"
_SLASHES = "\u2044\u2215\u29f8"
_MARKUP = re.compile(
    r"</?[a-zA-Z]{1,6}\s?/?>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|%20"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and the original beside it.

    Attributes:
        text: the folded signs.
        original: as it was typed.
        places: for each folded sign the place it has in the original; empty where it is the same.
    """

    text: str
    original: str
    places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where folded signs stand in the original."""
        if not self.places:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text, keeping where each sign came from."""
    markup = _markup(text) if "<" in text or "&" in text or "%20" in text else {}
    if text.isascii() and not markup:
        return Folded(text.lower(), text)
    made: list[str] = []
    places: list[int] = []
    was_raised: bool | None = None
    until = 0
    for at, sign in enumerate(text):
        if at < until:
            continue
        said, until = markup.get(at, (sign, 0))
        short, raised = _sign(said) if said else ("", False)
        if not short:
            continue
        if short.isdigit():
            turned = was_raised is not None and was_raised != raised
            if turned or (raised and was_raised is None and made and made[-1].isalpha()):
                made.append(RAISED)
                places.append(at)
            was_raised = raised
        else:
            was_raised = None
        for one in short:
            made.append(one)
            places.append(at)
    return Folded("".join(made), text, tuple(places))


def _markup(text: str) -> dict[int, tuple[str, int]]:
    """Return what pasted markup stands for, and where it ends, by where it begins."""
    found = {}
    for hit in _MARKUP.finditer(text):
        said = " " if hit.group() == "%20" else ""
        if hit.group().startswith("&"):
            said = html.unescape(hit.group())
            if len(said) != 1:
                continue
        found[hit.start()] = (said, hit.end())
    return found


def folded_key(text: str) -> str:
    """Return a text folded, for looking it up."""
    return fold(text).text


@lru_cache(maxsize=4096)
def _sign(sign: str) -> tuple[str, bool]:
    """Return what a sign is read as, and whether it is a raised or lowered digit."""
    if sign.isascii():
        return sign.lower(), False
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn", "Me") or sign in "\u115f\u1160\u3164\uffa0":
        return "", False
    number = unicodedata.digit(sign, None)
    if number is not None:
        # A superscript is a raised digit; a digit in a circle or of another script is a digit.
        raised = unicodedata.decomposition(sign).startswith(("<super>", "<sub>"))
        return str(number), raised
    if kind == "Pd" or sign in _DASHES:
        return "-", False
    if sign in _SLASHES:
        return "/", False
    if kind in ("Zs", "Zl", "Zp"):
        return " ", False
    if sign in "\u2018\u2019\u02bc\u2032\u0060\u00b4":
        return "'", False
    parts = unicodedata.normalize("NFKD", sign).casefold()
    plain = "".join(one for one in parts if unicodedata.category(one) != "Mn")
    return plain.translate(_LOOK_ALIKES), False
