"""How two wordings differ, word by word, and how two versions of a document do, by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Part = Literal["same", "out", "in"]
Fate = Literal["same", "changed", "new", "gone", "moved"]

_PIECE = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|\[¶[0-9a-f]+\]|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, that were taken out or that were put in."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One paragraph in two versions.

    Attributes:
        paragraph: its id.
        section: where it stands, in the newer version if it is there.
        fate: what became of it.
        stretches: its words, in order.
    """

    paragraph: str
    section: str
    fate: Fate
    stretches: tuple[Stretch, ...]
    before: str = ""
    after: str = ""


def differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return a text's two wordings as one run of stretches; whole words are put in or out."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Stretch("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(Stretch("out", "".join(old[a:b])))
        if d > c:
            found.append(Stretch("in", "".join(new[c:d])))
    return _joined(found)


def _joined(found: list[Stretch]) -> tuple[Stretch, ...]:
    """Join what only a space parts: "seen quickly" for "met late" is one change, not two."""
    runs: list[tuple[str, str, str]] = []
    for at, one in enumerate(found):
        between = (
            one.part == "same"
            and not one.text.strip()
            and 0 < at < len(found) - 1
            and runs
            and runs[-1][0] == ""
        )
        if one.part == "same" and not between:
            runs.append((one.text, "", ""))
            continue
        if not runs or runs[-1][0]:
            runs.append(("", "", ""))
        _, out, new = runs[-1]
        out += one.text if one.part != "in" else ""
        new += one.text if one.part != "out" else ""
        runs[-1] = ("", out, new)
    stretches: list[Stretch] = []
    for same, out, new in runs:
        parts: tuple[tuple[Part, str], ...] = (("same", same), ("out", out), ("in", new))
        stretches += [Stretch(part, text) for part, text in parts if text]
    return tuple(stretches)


def marked(stretches: Sequence[Stretch]) -> str:
    """Return a comparison as plain text: ``[−out−]`` for what went, ``[+in+]`` for what came."""
    signs = {"same": ("", ""), "out": ("[−", "−]"), "in": ("[+", "+]")}
    return "".join(f"{signs[one.part][0]}{one.text}{signs[one.part][1]}" for one in stretches)


def compared(
    before: Sequence[tuple[str, str, str]], after: Sequence[tuple[str, str, str]]
) -> tuple[Compared, ...]:
    """Compare two versions paragraph by paragraph, in the order of the newer one.

    A paragraph that is gone is told after the one it followed.

    Args:
        before: (id, section, text) of each paragraph, in order.
        after: the same of the newer version.
    """
    old = {one[0]: one for one in before}
    new = {one[0]: one for one in after}
    moved = _moved(list(old), list(new))
    lines: list[Compared] = [_line(old.get(key), new[key], key in moved) for key in new]
    follows = {key: at for at, key in enumerate(old)}
    for key in old:
        if key in new:
            continue
        at = follows[key]
        earlier = {name for name, place in follows.items() if place < at}
        put = max((n + 1 for n, one in enumerate(lines) if one.paragraph in earlier), default=0)
        lines.insert(put, _gone(old[key]))
    return tuple(lines)


def _line(
    old: tuple[str, str, str] | None,
    new: tuple[str, str, str],
    is_moved: bool,  # noqa: FBT001
) -> Compared:
    key, section, text = new
    if old is None:
        return Compared(key, section, "new", (Stretch("in", text),), "", text)
    if old[2] == text:
        fate: Fate = "moved" if is_moved or old[1] != section else "same"
        return Compared(key, section, fate, (Stretch("same", text),), text, text)
    return Compared(key, section, "changed", differences(old[2], text), old[2], text)


def _gone(old: tuple[str, str, str]) -> Compared:
    return Compared(old[0], old[1], "gone", (Stretch("out", old[2]),), old[2], "")


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the paragraphs that stand elsewhere among those that both versions have."""
    both = set(old) & set(new)
    first = [one for one in old if one in both]
    second = [one for one in new if one in both]
    kept: set[str] = set()
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        kept.update(first[block.a : block.a + block.size])
    return frozenset(both - kept)


def counts(lines: Sequence[Compared]) -> Mapping[Fate, int]:
    """Return how many paragraphs met each fate."""
    found: dict[Fate, int] = {}
    for one in lines:
        found[one.fate] = found.get(one.fate, 0) + 1
    return found
