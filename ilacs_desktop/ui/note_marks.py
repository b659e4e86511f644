"""``@`` and ``#`` in a note: the mark that the cursor stands behind, and what it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import child_name
from ilacs_desktop.services.coverage import topics_in_scope

if TYPE_CHECKING:
    from ilacs_desktop.services.work import Work

_MARK = re.compile(r"(?:^|(?<=\s))([@#])([\w\-/]*)$")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark being typed.

    Attributes:
        sign: ``@`` for a child, ``#`` for a coverage topic.
        start: where it begins in the text.
        typed: what stands after the sign.
    """

    sign: Literal["@", "#"]
    start: int
    typed: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark may mean: its key, and what to show."""

    key: str
    label: str
    second: str = ""


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


def meanings(work: Work, mark: Mark) -> tuple[Meaning, ...]:
    """Return what a mark may mean.

    A child is only offered once what is typed fits no other: whoever looks over a shoulder must
    not read the IDs of other children.
    """
    return _children(work, mark.typed) if mark.sign == "@" else _topics(work, mark.typed)


def children_fitting(work: Work, typed: str) -> int:
    """Return how many children's IDs or codes begin with what is typed."""
    return len(_fitting(work, typed))


def _fitting(work: Work, typed: str) -> list[Case]:
    wanted = typed.casefold()
    if not wanted:
        return []
    cases = work.snapshot.all(Case)
    exact = [one for one in cases if wanted in (one.child_id.casefold(), one.code.casefold())]
    return exact or [
        one
        for one in cases
        if one.child_id.casefold().startswith(wanted) or one.code.casefold().startswith(wanted)
    ]


def _children(work: Work, typed: str) -> tuple[Meaning, ...]:
    found = _fitting(work, typed)
    names = {child_name(one) for one in found}
    if len(names) != 1:
        return ()
    return (Meaning(found[0].id, f"Child {child_name(found[0])}"),)


def child_named(work: Work, typed: str) -> str:
    """Return the id of the card of exactly this child ID or code; empty where there is none."""
    wanted = typed.strip().casefold()
    if not wanted:
        return ""
    return next(
        (
            one.id
            for one in work.snapshot.all(Case)
            if wanted in (one.child_id.casefold(), one.code.casefold())
        ),
        "",
    )


def _topics(work: Work, typed: str) -> tuple[Meaning, ...]:
    wanted = typed.casefold().replace("-", " ").replace("/", " ").split()
    begins: list[Meaning] = []
    holds: list[Meaning] = []
    for area, topics in topics_in_scope(work):
        for topic in topics:
            label = topic.label.casefold()
            meaning = Meaning(topic.key, topic.label, area.short)
            if not wanted or all(word in label for word in wanted):
                (begins if wanted and label.startswith(wanted[0]) else holds).append(meaning)
    return tuple((begins + holds)[:_MOST])
