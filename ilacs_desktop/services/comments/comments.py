"""What a reader says of the draft: made, answered, closed; evidence stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Comment, Member, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Item, Outline

_NOTHING = "Nothing was changed."

STATES: dict[str, str] = {"": "open", "answered": "answered", "closed": "closed"}
"""Each state in words."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment as lists show it.

    Attributes:
        place: where it stands, such as "Paragraph 14 · Help and protection".
        start, end: characters of the words it stands on; equal where they are gone or none.
        words_gone: whether the words it stood on are no longer there.
        order: where it stands among the others.
    """

    id: str
    paragraph: str
    section: str
    place: str
    quote: str
    text: str
    by: str
    at: str
    state: str
    answer: str
    state_by: str
    state_at: str
    start: int = 0
    end: int = 0
    words_gone: bool = False
    from_file: bool = False
    order: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return not self.state


def rows(work: Work, document: Outline) -> tuple[CommentRow, ...]:
    """Return every comment in the order of the document, those on what is gone last."""
    places: dict[str, tuple[int, Item, str]] = {}
    for section in document.sections:
        for item in section.items:
            places[item.id] = (len(places), item, section.title)
    titles = {one.key: one.title for one in document.sections}
    found = [_row(one, places, titles) for one in work.snapshot.all(Comment)]
    return tuple(sorted(found, key=lambda row: (row.order, row.start, row.at, row.id)))


def _row(
    one: Comment, places: dict[str, tuple[int, Item, str]], titles: dict[str, str]
) -> CommentRow:
    place, start, end, order = "The whole document", 0, 0, -1
    held = places.get(one.about)
    if held is not None:
        order, item, title = held
        name = "Point" if item.bullet else "Paragraph"
        place = f"{name} {item.number} · {title}" if item.number else title
        start = item.text.find(one.quote) if one.quote else -1
        start, end = (start, start + len(one.quote)) if start >= 0 else (0, 0)
    elif one.about:
        place, order = "A paragraph that is gone", len(places)
    elif one.section:
        place = titles.get(one.section, one.section)
    return CommentRow(
        id=one.id,
        paragraph=one.about,
        section=one.section,
        place=place,
        quote=one.quote,
        text=one.text,
        by=one.by,
        at=one.at,
        state=one.state,
        answer=one.answer,
        state_by=one.state_by,
        state_at=one.state_at,
        start=start,
        end=end,
        words_gone=bool(one.quote) and end == 0 and held is not None,
        from_file=bool(one.version),
        order=order,
    )


def open_by_paragraph(work: Work) -> dict[str, int]:
    """Return how many open comments stand on each paragraph."""
    found: dict[str, int] = {}
    for one in work.snapshot.all(Comment):
        if not one.state:
            found[one.about] = found.get(one.about, 0) + 1
    return found


def open_count(work: Work) -> int:
    """Return how many comments wait for an answer."""
    return sum(not one.state for one in work.snapshot.all(Comment))


def readers(work: Work) -> tuple[str, ...]:
    """Return who has commented or is on the team, for the field that names the reader."""
    said = [one.by for one in work.snapshot.all(Comment)]
    team = [one.name for one in work.snapshot.all(Member)]
    return tuple(dict.fromkeys(name for name in (*reversed(said), work.me.name, *team) if name))


def add(
    work: Work, paragraph: str, text: str, *, quote: str = "", by: str = "", section: str = ""
) -> Changes:
    """Comment on a paragraph, or on words of it; ``made`` is the comment's id.

    Args:
        work: the open inspection.
        paragraph: its id; empty for a section or the whole document.
        text: what is said of it.
        quote: the words it stands on, as they are now.
        by: the reader's name, who need not be on the team; who works here where left out.
        section: key of a section, where no paragraph is meant.

    Raises:
        BadInputError: nothing is said, or the words are not in the paragraph.
    """
    if not text.strip():
        raise BadInputError(
            "The comment says nothing yet.", kept=_NOTHING, todo="Write what is to be looked at."
        )
    held = work.snapshot.get(Paragraph, paragraph) if paragraph else None
    if quote and (held is None or quote not in held.text):
        raise BadInputError(
            "These words are not in the paragraph.", kept=_NOTHING, todo="Select them again."
        )
    return editing.create(
        work,
        Comment,
        "Comment on the draft",
        about=paragraph,
        section=section or (held.section if held is not None else ""),
        quote=quote,
        text=text.strip(),
        by=by.strip() or work.me.name,
        at=work.now_text(),
    )


def answer(work: Work, comment: str, words: str) -> Changes:
    """Answer a comment.

    Raises:
        BadInputError: the answer says nothing.
    """
    _of(work, comment)
    if not words.strip():
        raise BadInputError("The answer says nothing yet.", kept=_NOTHING)
    return _set(work, comment, "Answer comment", "answered", answer=words.strip())


def close(work: Work, comment: str) -> Changes:
    """Close a comment: it is dealt with."""
    _of(work, comment)
    return _set(work, comment, "Close comment", "closed")


def open_again(work: Work, comment: str) -> Changes:
    """Open a comment again that was answered or closed; its answer stays to be read."""
    _of(work, comment)
    return _set(work, comment, "Open comment again", "")


def _set(work: Work, comment: str, step: str, state: str, answer: str | None = None) -> Changes:
    values: dict[str, JsonValue] = {
        "state": state,
        "state_by": work.me.name,
        "state_at": work.now_text(),
    }
    if answer is not None:
        values["answer"] = answer
    draft = editing.changing(work, Comment, comment, values)
    return work.run(StepDraft(step, (draft,) if draft.values else ()), comment)


def remove(work: Work, comment: str) -> Changes:
    """Delete a comment made by mistake; it stays in the history."""
    return editing.delete(work, Comment, comment, "Delete comment")


def _of(work: Work, comment: str) -> Comment:
    one = work.snapshot.get(Comment, comment)
    if one is None:
        raise NotAllowedError("This comment is no longer there.", kept=_NOTHING)
    return one


def of_paragraph(found: Sequence[CommentRow], paragraph: str) -> tuple[CommentRow, ...]:
    """Return the comments on one paragraph."""
    return tuple(row for row in found if row.paragraph == paragraph)
