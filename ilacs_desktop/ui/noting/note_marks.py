"""Marks in a note: ``@`` and ``#`` before the cursor, ``!`` and ``?`` at the start of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import note_children
from ilacs_desktop.services.findings.coverage import topics_in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.record.work import Work

_MARK = re.compile(r"(?:^|(?<=\s))([@#])([\w\-/]*)$")
_MOST = 6

RISK, ASK = "!", "?"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark being typed.

    Attributes:
        sign: ``@`` for a child, ``#`` for a judgement area or a coverage topic.
        start: where it begins in the line.
        typed: what stands after the sign.
    """

    sign: Literal["@", "#"]
    start: int
    typed: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark may mean.

    Attributes:
        kind: ``child``, ``topic``, ``area``, or ``new`` for a child who has no card yet.
        key: id or key of it; the ID itself of a new child.
        label: how it is shown.
        second: more about it.
    """

    kind: Literal["child", "topic", "area", "new"]
    key: str
    label: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """How many lines begin with each of the signs that act."""

    risk: int = 0
    ask: int = 0


def signs(text: str) -> Signs:
    """Count the lines of a note that begin with ``!`` or ``?``; elsewhere both are letters."""
    begins = [line[:1] for line in text.splitlines()]
    return Signs(begins.count(RISK), begins.count(ASK))


def mark_before(text: str, cursor: int) -> Mark | None:
    """Return the mark that ends at the cursor; None where there is none."""
    found = _MARK.search(text[:cursor])
    if found is None:
        return None
    sign: Literal["@", "#"] = "@" if found[1] == "@" else "#"
    return Mark(sign, found.start(1), found[2])


def without(text: str, mark: Mark) -> str:
    """Return the text without a mark and the space that came before it."""
    before, after = text[: mark.start], text[mark.start + 1 + len(mark.typed) :]
    if before.endswith(" ") and (not after or after[0].isspace()):
        before = before[:-1]
    return before + after


def replaced(text: str, mark: Mark, words: str, earlier: str = "") -> str:
    """Return the text with words in a mark's place; a mark that begins the note only goes.

    Whoever writes "Chronology on @44 is thin" means the child's ID as a word of the sentence.

    Args:
        text: what stands before the cursor, the mark at its end.
        mark: the mark.
        words: what stands for it in a sentence; empty where it is a tag and no word.
        earlier: what the note says before this text.
    """
    before = text[: mark.start]
    if not words or not (earlier + before).strip(f" \n{RISK}{ASK}"):
        return without(text, mark)
    return before + words + text[mark.start + 1 + len(mark.typed) :]


def word_of(work: Work, meaning: Meaning) -> str:
    """Return what a meaning reads as in a sentence: a child's ID or code; empty for a tag."""
    case = work.snapshot.get(Case, meaning.key) if meaning.kind == "child" else None
    return child_name(case) if case is not None else meaning.key if meaning.kind == "new" else ""


def glues(before: str, after: str) -> bool:
    """Tell whether two words would run into one another."""
    return before[-1:].isalnum() and after[:1].isalnum()


def meanings(work: Work, mark: Mark, today: Sequence[str] = ()) -> tuple[Meaning, ...]:
    """Return what a mark may mean, the likeliest first.

    Args:
        work: the open inspection.
        mark: the mark before the cursor.
        today: cards of the children of today, in order.
    """
    if mark.sign == "#":
        return _topics(work, mark.typed)
    found = note_children.fitting(work, mark.typed, today, _MOST)
    offered = tuple(Meaning("child", one.case, one.label, one.second) for one in found)
    if not offered and note_children.can_be_an_id(mark.typed):
        label = f"Make a card for child {mark.typed}"
        return (Meaning("new", mark.typed, label, "not in sample"),)
    return offered


def _topics(work: Work, typed: str) -> tuple[Meaning, ...]:
    wanted = typed.casefold().replace("-", " ").replace("/", " ").replace("_", " ").split()
    begins: list[Meaning] = []
    holds: list[Meaning] = []
    for area, topics in topics_in_scope(work):
        every = [Meaning("topic", topic.key, topic.label, area.short) for topic in topics]
        every.append(Meaning("area", area.key, area.short, "area"))
        for meaning in every:
            label = meaning.label.casefold()
            if not wanted or all(word in label for word in wanted):
                (begins if wanted and label.startswith(wanted[0]) else holds).append(meaning)
    return tuple((begins + holds)[:_MOST])
