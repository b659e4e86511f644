"""Reads the comments of a Word file: who wrote what, when, what it answers, whether it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.publish.word.opening import attribute, child, local
from ilacs_desktop.publish.word.xml import W14, W15

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ilacs_desktop.publish.word.opening import Opened


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment.

    Attributes:
        id: as the body names it.
        reply_to: the comment that it answers; empty for none.
        done: whether somebody has closed it.
    """

    id: str
    author: str
    at: str
    text: str
    reply_to: str = ""
    done: bool = False


def remarks(file: Opened) -> tuple[Remark, ...]:
    """Return every comment in the order of the file."""
    if file.comments is None:
        return ()
    threads = _threads(file.extended)
    by_para: dict[str, str] = {}
    found = [one for one in file.comments if local(one) == "comment"]
    for one in found:
        for para in _paras(one):
            by_para[para] = attribute(one, "id")
    return tuple(_remark(one, threads, by_para) for one in found)


def _remark(
    element: _Element, threads: dict[str, tuple[str, bool]], by_para: dict[str, str]
) -> Remark:
    parent, done = "", False
    for para in _paras(element):
        if para in threads:
            parent, done = threads[para]
    words = [_words(one) for one in element.iter() if local(one) == "p"]
    return Remark(
        id=attribute(element, "id"),
        author=attribute(element, "author").strip(),
        at=attribute(element, "date").strip(),
        text="\n".join(words).strip(),
        reply_to=by_para.get(parent, ""),
        done=done,
    )


def _threads(extended: _Element | None) -> dict[str, tuple[str, bool]]:
    """Return, by the paragraph id of a comment, the one it answers and whether it is done."""
    threads: dict[str, tuple[str, bool]] = {}
    for one in extended if extended is not None else ():
        para = str(one.get(f"{{{W15}}}paraId") or "")
        parent = str(one.get(f"{{{W15}}}paraIdParent") or "")
        threads[para] = (parent, str(one.get(f"{{{W15}}}done") or "") in ("1", "true", "on"))
    threads.pop("", None)
    return threads


def _paras(comment: _Element) -> list[str]:
    """Return the ids of a comment's paragraphs; its last one stands for it."""
    found = [str(one.get(f"{{{W14}}}paraId") or "") for one in comment if local(one) == "p"]
    return [one for one in found if one]


def _words(paragraph: _Element) -> str:
    parts = []
    for one in paragraph.iter():
        name = local(one)
        if name == "t":
            parts.append(str(one.text or ""))
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "tab" and child(one, "pos") is None and not one.attrib:
            parts.append("\t")
    return "".join(parts)
