"""The LA's comments on the draft: each point, whether it is accepted, what changed, the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.order import between
from ilacs_desktop.domain.records import LaComment
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.report import outline
from ilacs_desktop.services.stages import pasted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

ACCURACY, CONDUCT = "accuracy", "conduct"
SORTS: tuple[tuple[str, str], ...] = (
    (ACCURACY, "Factual accuracy"),
    (CONDUCT, "Process or conduct"),
)
DECISIONS: tuple[tuple[str, str], ...] = (
    ("accepted", "Accepted"),
    ("in_part", "Accepted in part"),
    ("not_accepted", "Not accepted"),
)
_NOTHING = "Nothing was changed."
_COUNT = re.compile(r"\d+")
_PLACE = re.compile(r"^\s*(?:para(?:graph)?s?\.?\s*)?(\d{1,3})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment as the table shows it.

    Attributes:
        place: where it is about: the paragraph's number now, else as the LA wrote it.
        decision_words: such as "Accepted in part"; "open" while nobody decided.
        lacks: what is still to be said before it is answered; empty where nothing is.
    """

    id: str
    sort: str
    number: str
    place: str
    paragraph: str
    point: str
    evidence: str
    quote: str
    decision: str
    decision_words: str
    change: str
    answer: str
    lacks: str
    received: str
    decided: str


def rows(work: Work, sort: str = "") -> tuple[CommentRow, ...]:
    """Return the comments of one sort, or of both, in the order of their numbers."""
    document = outline.outline(work.snapshot, work.edition, work.now().date())
    numbers = {item.id: item.number for item in document.items()}
    found = [one for one in work.snapshot.all(LaComment) if sort in ("", one.sort)]
    found.sort(key=lambda one: (one.sort, one.rank, one.id))
    return tuple(_row(work, one, numbers) for one in found)


def _row(work: Work, one: LaComment, numbers: Mapping[str, int]) -> CommentRow:
    now = numbers.get(one.paragraph, 0)
    place = f"paragraph {now}" if now else one.place
    was = _PLACE.match(one.place)
    if now and was and int(was[1]) != now:
        place += f" (was {was[1]})"
    day = read_day(one.decided_at)
    decided = f"{work.person_name(one.decided_by)}, {short_day(day)}" if day else ""
    words = dict(DECISIONS).get(one.decision, "open")
    return CommentRow(
        one.id,
        one.sort,
        one.number,
        place,
        one.paragraph,
        one.point,
        one.evidence,
        one.quote,
        one.decision,
        words,
        one.change,
        one.answer,
        _lacks(one),
        one.received,
        decided,
    )


def _lacks(one: LaComment) -> str:
    if one.sort == ACCURACY and not one.decision:
        return "Not decided yet"
    if one.sort == ACCURACY and one.decision != "not_accepted" and not one.change.strip():
        return "Say what was changed"
    return "" if one.answer.strip() else "Write the answer"


def answered(work: Work) -> tuple[int, int]:
    """Return how many comments are answered, and how many there are."""
    found = work.snapshot.all(LaComment)
    return sum(not _lacks(one) for one in found), len(found)


# -- commands ------------------------------------------------------------------------------------


def add(
    work: Work, sort: str, point: str = "", *, place: str = "", evidence: str = "", quote: str = ""
) -> Changes:
    """Add a comment of the LA at the end; ``made`` of the result is its id."""
    row = pasted.Row("", place, quote, point, evidence)
    number, rank = _next(work, sort)
    made = editing.new_id()
    values = _values(work, sort, row, number, rank)
    return work.run(
        StepDraft("Add comment of the LA", (editing.making(LaComment, made, values),)), made
    )


def take_table(work: Work, sort: str, text: str, html: str = "") -> Changes:
    """Add the comments of a table or list that was copied, in one step; ``made`` is the first.

    Args:
        work: the open inspection.
        sort: ``accuracy`` or ``conduct``.
        text: what was copied, as plain text.
        html: the same as a web page, where it was offered.

    Raises:
        BadInputError: there is no comment in it.
    """
    found = pasted.read(text, html)
    if not found:
        raise BadInputError(
            "There is no comment in what was copied.",
            kept=_NOTHING,
            todo="Copy the rows of the LA's table, or its numbered points, and paste again.",
        )
    number, rank = _next(work, sort)
    count, drafts, first = _count(number), [], ""
    for row in found:
        made = editing.new_id()
        first = first or made
        shown = f"P{count}" if sort == CONDUCT else str(count)
        drafts.append(editing.making(LaComment, made, _values(work, sort, row, shown, rank)))
        rank, count = between(rank, ""), count + 1
    name = f"Take in {len(found)} comments of the LA"
    return work.run(StepDraft(name, tuple(drafts)), first)


def _next(work: Work, sort: str) -> tuple[str, str]:
    """Return the next free number of a sort, and a rank at its end."""
    if sort not in dict(SORTS):
        raise BadInputError(f"{sort!r} is no sort of comment.", kept=_NOTHING)
    held = [one.value for one in work.snapshot.records(LaComment).values()]
    used = [_count(one.number) for one in held if one.sort == sort]
    count = max(used, default=0) + 1
    return f"P{count}" if sort == CONDUCT else str(count), editing.last_rank(work, LaComment)


def _count(number: str) -> int:
    found = _COUNT.search(number)
    return int(found[0]) if found else 0


def _values(work: Work, sort: str, row: pasted.Row, number: str, rank: str) -> dict[str, JsonValue]:
    place = row.place.strip()
    return {
        "sort": sort,
        "number": number,
        "received": work.now().date().isoformat(),
        "place": place,
        "paragraph": _paragraph(work, place),
        "quote": row.quote,
        "point": row.point,
        "evidence": row.evidence,
        "rank": rank,
    }


def _paragraph(work: Work, place: str) -> str:
    """Return the paragraph that a place names by its number; empty where it names none."""
    found = _PLACE.match(place)
    if found is None:
        return ""
    document = outline.outline(work.snapshot, work.edition, work.now().date())
    number = int(found[1])
    return next((one.id for one in document.items() if one.number == number), "")


def decide(work: Work, record: str, decision: str) -> Changes:
    """Decide about a comment, or take that back with an empty decision.

    Raises:
        BadInputError: there is no such decision.
    """
    if decision and decision not in dict(DECISIONS):
        raise BadInputError(f"{decision!r} is no decision.", kept=_NOTHING)
    values: dict[str, JsonValue] = {
        "decision": decision,
        "decided_by": work.me.person if decision else "",
        "decided_at": work.now_text() if decision else "",
    }
    words = dict(DECISIONS).get(decision, "").lower()
    step = f"Comment of the LA: {words}" if words else "Comment of the LA: open again"
    return editing.edit(work, LaComment, record, step, **values)


def set_place(work: Work, record: str, place: str) -> Changes:
    """Say which paragraph a comment is about, by its number now or in words."""
    values: dict[str, JsonValue] = {"place": place.strip(), "paragraph": _paragraph(work, place)}
    return editing.edit(work, LaComment, record, "Say what the comment is about", **values)


def set_sort(work: Work, record: str, sort: str) -> Changes:
    """Move a comment to the other table, where it gets the next number."""
    number, rank = _next(work, sort)
    return editing.edit(
        work, LaComment, record, "Move comment of the LA", sort=sort, number=number, rank=rank
    )


def delete(work: Work, record: str) -> Changes:
    """Delete a comment; it stays in the history and its number is not given again."""
    return editing.delete(work, LaComment, record, "Delete comment of the LA")
