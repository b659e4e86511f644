"""What came back in a Word file, offered change by change: taken or refused, each undoable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import DocumentVersion, ReturnedChange
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report.paragraph_drafts import run
from ilacs_desktop.services.returned.returned_manuscript import Manuscript
from ilacs_desktop.services.returned.returned_place import (
    GONE,
    WORDS,
    Nowhere,
    after_of,
    inside,
    part_id,
    place_of,
)
from ilacs_desktop.services.returned.returned_version import sent_of
from ilacs_desktop.services.returned.returning_units import PARA
from ilacs_desktop.store import blobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.services.record.work import Work

UNTRACKED: Final = "Not tracked"
"""Stands for the author of what was changed without being tracked."""
TAKEN: Final = "taken"
REFUSED: Final = "refused"
_KEPT: Final = "Nothing was changed."
_ELSEWHERE: Final = "It is no paragraph of the document: make it by hand, or leave it."
_ALREADY: Final = "It is so here already."
_AROUND: Final = 24
"""Characters on either side by which words are known again."""
_CHANGED: Final = "The paragraph was rewritten here since the file was sent."


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """One file that came back, with what is still to be decided.

    Attributes:
        people: each author with how many changes of theirs are open.
    """

    id: str
    name: str
    at: str
    of: str
    open: int
    taken: int
    refused: int
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One change as it is offered.

    Attributes:
        author: who made it, in words.
        place: where, such as "Paragraph 14 · Help and protection".
        start: where it stands in ``sent``, in characters; -1 where it is no change of words.
        conflict: why it cannot be taken as it is; empty where it can.
        sent, now: the paragraph as it was sent and as it stands.
    """

    id: str
    sort: str
    author: str
    at: str
    paragraph: str
    section: str
    place: str
    start: int
    before: str
    after: str
    note: str
    state: str
    conflict: str
    sent: str
    now: str


def files(work: Work) -> tuple[ReturnedFile, ...]:
    """Return the files that came back, the newest first."""
    found = [one for one in work.snapshot.all(DocumentVersion) if one.sort == "returned"]
    found.sort(key=lambda one: (one.at, one.id), reverse=True)
    return tuple(_file(work, one) for one in found)


def _file(work: Work, one: DocumentVersion) -> ReturnedFile:
    held = changes(work, one.id)
    waiting = [each for each in held if not each.state]
    names = list(dict.fromkeys(author_words(each.author) for each in held))
    return ReturnedFile(
        one.id,
        one.name,
        one.at,
        one.note,
        len(waiting),
        sum(each.state == TAKEN for each in held),
        sum(each.state == REFUSED for each in held),
        tuple((name, sum(author_words(each.author) == name for each in waiting)) for name in names),
    )


def author_words(author: str) -> str:
    """Return an author as the screens name them."""
    return author or UNTRACKED


def changes(work: Work, version: str) -> list[ReturnedChange]:
    """Return the changes of a returned file in its order."""
    found = [one for one in work.snapshot.all(ReturnedChange) if one.version == version]
    return sorted(found, key=lambda one: (one.rank, one.id))


def offers(work: Work, version: str) -> tuple[OfferRow, ...]:
    """Return the changes of a returned file as they are offered, in its order."""
    manuscript, base = Manuscript(work), base_of(work, version)
    held = changes(work, version)
    taken = [one for one in held if one.state == TAKEN]
    titles = _titles(work)
    return tuple(_row(one, base, taken, manuscript, titles) for one in held)


def base_of(work: Work, version: str) -> dict[str, str]:
    """Return the text of each paragraph as it was sent in the file that came back."""
    found = work.snapshot.record(DocumentVersion, version)
    if found is None:
        raise NotAllowedError("This file is no longer there.", kept=_KEPT)
    return {one.key: one.text[: one.own] for one in sent_of(found.value) if one.is_item}


def file_of(work: Work, version: str) -> bytes:
    """Return the file of a version as it was written or came back; for the writer thread.

    Raises:
        StorageError: it is not held on this laptop.
    """
    found = work.snapshot.get(DocumentVersion, version)
    digest = found.file if found is not None else ""
    return blobs.get(work.file.connection, work.data_dir, work.file_id, digest)


# -- deciding ------------------------------------------------------------------------------------


def take(work: Work, change: str) -> Changes:
    """Take one change into the document.

    Raises:
        NotAllowedError: it has no place any more, with why and what to do.
    """
    one = _open(work, change)
    return _take(work, one.version, [one], "Take change", strict=True)


def take_all(work: Work, version: str, author: str | None = None) -> Changes:
    """Take every open change that has a place, of one person or of all; in one step.

    Args:
        work: the open inspection.
        version: the returned file.
        author: as the file names them, empty for what was not tracked; all where left out.
    """
    chosen = [one for one in changes(work, version) if not one.state]
    chosen = [one for one in chosen if author is None or one.author == author]
    name = "Take all changes" if author is None else f"Take changes of {author_words(author)}"
    return _take(work, version, chosen, name, strict=False)


def refuse(work: Work, change: str) -> Changes:
    """Refuse one change; what others took out of it falls with it."""
    return _settled(work, [_open(work, change)], REFUSED, "Refuse change")


def refuse_all(work: Work, version: str, author: str | None = None) -> Changes:
    """Refuse every open change, of one person or of all; in one step."""
    chosen = [one for one in changes(work, version) if not one.state]
    chosen = [one for one in chosen if author is None or one.author == author]
    name = "Refuse all changes" if author is None else f"Refuse changes of {author_words(author)}"
    return _settled(work, chosen, REFUSED, name)


def done_by_hand(work: Work, change: str) -> Changes:
    """Call a change taken that was made here by hand."""
    return _settled(work, [_open(work, change)], TAKEN, "Change made by hand")


def _open(work: Work, change: str) -> ReturnedChange:
    one = work.snapshot.get(ReturnedChange, change)
    if one is None:
        raise NotAllowedError("This change is no longer there.", kept=_KEPT)
    if one.state:
        raise NotAllowedError(
            f"This change is {one.state} already.", kept=_KEPT, todo="Undo brings it back."
        )
    return one


def _settled(work: Work, chosen: Iterable[ReturnedChange], state: str, name: str) -> Changes:
    found = {one.id: one for one in chosen}
    if state == REFUSED:
        for one in work.snapshot.all(ReturnedChange):
            if one.beside in found and inside(one) and not one.state:
                found[one.id] = one
    return run(work, name, [_decided(work, one, state) for one in found.values()])


def _decided(work: Work, one: ReturnedChange, state: str) -> Draft:
    values: dict[str, Any] = {
        "state": state,
        "state_by": work.me.name,
        "state_at": work.now_text(),
    }
    return editing.changing(work, ReturnedChange, one.id, values)


def _take(
    work: Work, version: str, chosen: Sequence[ReturnedChange], name: str, *, strict: bool
) -> Changes:
    manuscript, base = Manuscript(work), base_of(work, version)
    held = {one.id: one for one in changes(work, version)}
    taken = [one for one in held.values() if one.state == TAKEN]
    done: list[ReturnedChange] = []
    made = ""
    for one in _with_outer(chosen, held):
        why = conflict(one, base, taken, manuscript)
        if why and why != _ALREADY and strict:
            raise NotAllowedError(why, kept=_KEPT, todo="Make it by hand, or refuse it.")
        if why and why != _ALREADY:
            continue
        if not why:
            _make(one, base, taken, manuscript)
        settled = replace(one, state=TAKEN)
        taken.append(settled)
        done.append(one)
        made = made or one.paragraph or part_id(one.id, 0)
    if not done:
        return run(work, name, [])
    drafts = [*manuscript.drafts(), *(_decided(work, one, TAKEN) for one in done)]
    return work.run(StepDraft(name, tuple(one for one in drafts if one.values)), made)


def _with_outer(
    chosen: Sequence[ReturnedChange], held: dict[str, ReturnedChange]
) -> list[ReturnedChange]:
    """Return changes in an order in which they can be made: an insertion before what is cut of it.

    Whole paragraphs are joined, moved and taken out once their words are settled.
    """
    found = {one.id: one for one in chosen}
    for one in chosen:
        outer = held.get(one.beside) if inside(one) else None
        if outer is not None and not outer.state:
            found.setdefault(outer.id, outer)
    turns = {"new": 1, "moved": 2, "joined": 3, "removed": 4}
    return sorted(found.values(), key=lambda one: (turns.get(one.sort, 0), one.rank, one.id))


# -- making --------------------------------------------------------------------------------------


def conflict(
    one: ReturnedChange,
    base: dict[str, str],
    taken: Sequence[ReturnedChange],
    manuscript: Manuscript,
) -> str:
    """Return why a change cannot be made as it is; empty where it can.

    Args:
        one: the change.
        base: the text of each paragraph as it was sent.
        taken: the file's changes that were taken already.
        manuscript: the document as it is now.
    """
    texts = manuscript.texts
    if one.sort == "elsewhere":
        return _ELSEWHERE
    if one.sort in ("new", "moved") and not manuscript.has_section(one.section):
        return GONE
    if one.sort == "new":
        return _ALREADY if manuscript.says(one.section, one.after) else ""
    if one.sort in WORDS:
        return _conflict_of_words(one, base, taken, texts)
    if one.paragraph not in texts or (one.sort == "joined" and one.beside not in texts):
        return GONE
    if one.sort == "removed" and texts[one.paragraph].strip() != one.before.strip():
        return _CHANGED
    stands = (manuscript.section_of(one.paragraph), manuscript.before(one.paragraph))
    if one.sort == "moved" and stands == (one.section, one.beside):
        return _ALREADY
    return ""


def _conflict_of_words(
    one: ReturnedChange,
    base: dict[str, str],
    taken: Sequence[ReturnedChange],
    texts: Mapping[str, str],
) -> str:
    if _outer_waits(one, taken):
        return ""
    place = place_of(one, base, taken, texts)
    if not inside(one) and _is_so(one, base.get(one.paragraph, ""), texts):
        return _ALREADY
    if isinstance(place, Nowhere):
        return place.why
    text = texts[place.paragraph]
    if text[place.start : place.end].strip() != one.before.strip():
        return _CHANGED
    parts = f"{text[: place.start]}{one.after}{text[place.end :]}".split(PARA)
    return "" if one.sort != "split" or all(part.strip() for part in parts) else _ALREADY


def _is_so(one: ReturnedChange, sent: str, texts: Mapping[str, str]) -> bool:
    """Return whether a paragraph says already what a change would make it say."""
    # The ends count as characters too: what stands at the end stood there before.
    sent, now = f"\x02{sent}\x03", f"\x02{texts.get(one.paragraph, '')}\x03"
    start, end = one.start + 1, one.start + 1 + len(one.before)
    lead, tail = sent[max(0, start - _AROUND) : start], sent[end : end + _AROUND]
    changed = f"{lead}{one.after}{tail}"
    return bool(one.sort != "split" and changed in now and f"{lead}{one.before}{tail}" not in now)


def _outer_waits(one: ReturnedChange, taken: Sequence[ReturnedChange]) -> bool:
    """Return whether a change only waits for the insertion that it belongs to."""
    return inside(one) and all(each.id != one.beside for each in taken)


def _make(
    one: ReturnedChange,
    base: dict[str, str],
    taken: Sequence[ReturnedChange],
    manuscript: Manuscript,
) -> None:
    if one.sort == "new":
        beside = one.beside
        for each in taken:
            # What the same file puts in at one place keeps its order.
            if each.sort == "new" and each.beside == one.beside and each.section == one.section:
                beside = part_id(each.id, 0)
        manuscript.add(part_id(one.id, 0), one.section, beside, one.after)
    elif one.sort == "removed":
        manuscript.remove(one.paragraph)
    elif one.sort == "moved":
        manuscript.move(one.paragraph, one.section, one.beside)
    elif one.sort == "joined":
        manuscript.join(one.paragraph, one.beside)
    else:
        _make_words(one, base, taken, manuscript)


def _make_words(
    one: ReturnedChange,
    base: dict[str, str],
    taken: Sequence[ReturnedChange],
    manuscript: Manuscript,
) -> None:
    place = place_of(one, base, taken, manuscript.texts)
    if isinstance(place, Nowhere):
        raise NotAllowedError(place.why, kept=_KEPT)
    text = manuscript.texts[place.paragraph]
    after = after_of(one, taken)
    whole = text[: place.start] + after + text[place.end :]
    if one.sort != "split":
        manuscript.write(place.paragraph, whole)
        return
    parts = tuple(part.strip() for part in whole.split(PARA))
    made = tuple(part_id(one.id, number) for number in range(after.count(PARA)))
    manuscript.split(place.paragraph, parts, made)


# -- showing -------------------------------------------------------------------------------------


def _row(
    one: ReturnedChange,
    base: dict[str, str],
    taken: Sequence[ReturnedChange],
    manuscript: Manuscript,
    titles: dict[str, str],
) -> OfferRow:
    sent = base.get(one.paragraph, "")
    words = one.sort in WORDS and not inside(one)
    why = "" if one.state else conflict(one, base, taken, manuscript)
    note = f"{why} {one.note}".strip() if why == _ALREADY else one.note
    return OfferRow(
        one.id,
        one.sort,
        author_words(one.author),
        one.at,
        one.paragraph,
        one.section,
        titles.get(one.paragraph) or titles.get(one.section, ""),
        one.start if words else -1,
        one.before,
        one.after,
        note,
        one.state,
        "" if why == _ALREADY else why,
        sent,
        manuscript.texts.get(one.paragraph, ""),
    )


def _titles(work: Work) -> dict[str, str]:
    from ilacs_desktop.services.report.paragraph_drafts import document_now

    titles: dict[str, str] = {}
    for section in document_now(work).sections:
        titles[section.key] = section.title
        for at, item in enumerate(section.items, 1):
            name = f"Paragraph {item.number} · {section.title}"
            if not item.number:
                name = f"{section.title}, {'point' if item.bullet else 'paragraph'} {at}"
            titles[item.id] = name
    return titles
