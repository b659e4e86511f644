"""Notes as they are made: at once, then typed; what they are about is said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import (
    Case,
    Evidence,
    Finding,
    LineOfEnquiry,
    SeenDocument,
)
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence.assuming import ASSUMABLE, Assumed, assume
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

TOPIC = "evidence_topic"
LINE = "evidence_line"
DOCUMENT = "evidence_document"
FINDING = "evidence_finding"

METHODS: tuple[tuple[str, str], ...] = (
    ("record", "Child’s record"),
    ("interview", "Interview"),
    ("observation", "Observation of practice"),
    ("focus_group", "Focus group"),
    ("document", "Document"),
    ("data", "Data"),
    ("survey", "Survey"),
)
STANCES: tuple[tuple[str, str], ...] = (
    ("strength", "Strength"),
    ("concern", "Concern"),
    ("neutral", "Neither"),
)
VOICES: tuple[tuple[str, str], ...] = (
    ("quote", "Quoted, in their words"),
    ("paraphrase", "Told, in our words"),
    ("observation", "Observed"),
)
PAPERS: tuple[str, ...] = (
    "kept by me until it is written up",
    "handed to the lead inspector",
    "shredded after writing up",
    "destroyed at the office",
)
"""What usually becomes of paper notes; anything else can be typed."""

_LISTED = 30
"""More choices than this help nobody in an error message."""


def topic_id(topic: str) -> str:
    """Return the id that stands for a coverage topic at the end of a link."""
    return ids.derived("topic", topic)


def _drafts(
    work: Work,
    record: str,
    values: dict[str, JsonValue],
    topics: Iterable[str],
    lines: Iterable[str],
    documents: Iterable[tuple[str, str]],
) -> tuple[Draft, ...]:
    now = work.now()
    stamped: dict[str, JsonValue] = {
        "seen_at": now.isoformat(timespec="seconds"),
        "written_at": now.isoformat(timespec="seconds"),
        "zone": now.tzname() or "",
        **values,
    }
    _check(work, stamped)
    links = [_topic_link(work, record, topic) for topic in topics]
    links += [editing.linking(work, LINE, record, line) for line in lines]
    links += [editing.linking(work, DOCUMENT, record, one, detail=page) for one, page in documents]
    made = editing.making(Evidence, record, stamped)
    areas = _areas_of_cards(work, [stamped])
    return (made, *(draft for draft in links if draft is not None), *areas)


def _areas_of_cards(work: Work, notes: Iterable[dict[str, JsonValue]]) -> list[Draft]:
    """Give a card without an area that of its first note with one: it is locked at sign-off."""
    areas: dict[str, str] = {}
    for note in notes:
        case, area = str(note.get("case") or ""), str(note.get("area") or "")
        if case and area:
            areas.setdefault(case, area)
    return [
        editing.changing(work, Case, case, {"area": area})
        for case, area in areas.items()
        if (held := work.snapshot.get(Case, case)) is not None
        and not held.area
        and not held.signed_off
    ]


def add(
    work: Work,
    text: str = "",
    *,
    record: str = "",
    topics: Sequence[str] = (),
    lines: Sequence[str] = (),
    documents: Sequence[tuple[str, str]] = (),
    assumed: Assumed | None = None,
    **values: JsonValue,
) -> Changes:
    """Make a note with all that is known of it, in one step.

    Args:
        work: the open inspection.
        text: what was seen or heard, so far.
        record: the id to give it, where the screen has begun to type already.
        topics: keys of coverage topics.
        lines: ids of lines of enquiry.
        documents: pairs of a seen document's id and the page.
        assumed: suggestions; a value said outright goes before one.
        values: further fields.

    Raises:
        BadInputError: a key is not one of the edition's, or the child is not known.
    """
    _refuse_qa(work)
    record = record or editing.new_id()
    suggested = (assumed or Assumed()).values()
    open_names: JsonValue = [name for name in suggested if name not in values]
    whole: dict[str, JsonValue] = {**suggested, "assumed": open_names, **values, "text": text}
    drafts = _drafts(work, record, whole, topics, lines, documents)
    return work.run(StepDraft("Add note", drafts), record)


def type_text(work: Work, record: str, text: str) -> Changes:
    """Save a note's text as it stands while it is being typed."""
    return editing.type_text(work, Evidence, record, "text", text, step="Write note")


def change(work: Work, record: str, step: str = "Change note", **values: JsonValue) -> Changes:
    """Say something about a note; what was only assumed before is now said.

    Raises:
        NotAllowedError: the note is deleted, or this person is the QA reader.
        BadInputError: a key is not one of the edition's, or the child is not known.
    """
    return change_several(work, (record,), step, **values)


def change_several(
    work: Work, records: Collection[str], step: str = "Change notes", **values: JsonValue
) -> Changes:
    """Say the same about several notes in one step."""
    _refuse_qa(work)
    _check(work, values)
    drafts = []
    for record in records:
        note = work.snapshot.get(Evidence, record)
        left = [name for name in (note.assumed if note else ()) if name not in values]
        draft = editing.changing(work, Evidence, record, {**values, "assumed": left})
        if draft.values:
            drafts.append(draft)
    if "case" in values or "area" in values:
        held = [one for record in records if (one := work.snapshot.get(Evidence, record))]
        drafts += _areas_of_cards(
            work, [{"case": one.case, "area": one.area, **values} for one in held]
        )
    made = next(iter(records)) if len(records) == 1 else ""
    return work.run(StepDraft(step, tuple(drafts)), made)


def confirm(work: Work, record: str, fields: Collection[str] = ASSUMABLE) -> Changes:
    """Say that what was assumed of a note is right."""
    note = work.snapshot.get(Evidence, record)
    if note is None:
        return work.run(StepDraft("", ()), record)
    left = [name for name in note.assumed if name not in fields]
    return editing.edit(work, Evidence, record, "Confirm what was assumed", assumed=left)


def say_seen(work: Work, record: str, seen: datetime, paper: str = "", case: str = "") -> Changes:
    """Say when something was seen that is written later, and what became of the paper notes.

    What was only assumed of now is assumed of then instead.

    Args:
        work: the open inspection.
        record: the note.
        seen: when it was seen.
        paper: what became of the paper notes; empty where there were none.
        case: the child's card on the screen when the note was begun.

    Raises:
        BadInputError: it lies ahead.
    """
    _refuse_qa(work)
    if seen > work.now():
        raise BadInputError("That is later than now.", kept="The note keeps its time.")
    note = work.snapshot.get(Evidence, record)
    open_names = note.assumed if note is not None else ()
    then = assume(work, case, seen).values()
    again: dict[str, JsonValue] = {name: then.get(name, "") for name in open_names}
    values: dict[str, JsonValue] = {
        **again,
        "assumed": [name for name in open_names if again[name]],
        "seen_at": seen.isoformat(timespec="seconds"),
        "paper": paper.strip(),
    }
    return editing.edit(work, Evidence, record, "Say when it was seen", **values)


def my_last(work: Work, before: str = "") -> str:
    """Return the id of the note that this person wrote last; empty where there is none.

    Args:
        work: the open inspection.
        before: a note of theirs; the one written before it is meant then.
    """
    here = work.snapshot.get(Evidence, before) if before else None
    mine = [
        record.value
        for record in work.snapshot.records(Evidence).values()
        if record.meta.made_by == work.me.person
        and not record.meta.deleted
        and record.value.id != before
        and (here is None or _written(record.value) < _written(here))
    ]
    last = max(mine, key=_written, default=None)
    return last.id if last is not None else ""


def _written(note: Evidence) -> tuple[str, str]:
    return note.written_at, note.id


def set_topics(work: Work, record: str, topics: Collection[str]) -> Changes:
    """Give a note exactly these coverage topics."""
    held = {link.detail for link in work.snapshot.links_from(TOPIC, record)}
    drafts = [_topic_link(work, record, topic) for topic in topics if topic not in held]
    drafts += [
        Draft("link", ids.link_id(TOPIC, record, topic_id(topic)), {DELETED: True})
        for topic in sorted(held - set(topics))
    ]
    return _linked(work, "Set topics of note", drafts, record)


def add_topic(work: Work, records: Collection[str], topic: str) -> Changes:
    """Give several notes one more coverage topic, in one step."""
    drafts = [_topic_link(work, record, topic) for record in records]
    made = next(iter(records)) if len(records) == 1 else ""
    return _linked(work, "Add topic", drafts, made)


def set_lines(work: Work, record: str, lines: Collection[str]) -> Changes:
    """Tie a note to exactly these lines of enquiry."""
    held = {link.target for link in work.snapshot.links_from(LINE, record)}
    for line in lines:
        _require(work, LineOfEnquiry, line, "line of enquiry")
    drafts = [editing.linking(work, LINE, record, line) for line in lines if line not in held]
    drafts += [
        Draft("link", ids.link_id(LINE, record, line), {DELETED: True})
        for line in sorted(held - set(lines))
    ]
    return _linked(work, "Set lines of enquiry", drafts, record)


def cite(work: Work, record: str, document: str, page: str = "") -> Changes:
    """Cite a document of the register; citing it again changes the page."""
    _require(work, SeenDocument, document, "document")
    return editing.link(work, DOCUMENT, record, document, "Cite document", detail=page)


def uncite(work: Work, record: str, document: str) -> Changes:
    """Take a citation back."""
    return editing.unlink(work, DOCUMENT, record, document, "Take citation back")


def delete(work: Work, record: str) -> Changes:
    """Delete a note; one that a finding rests on is taken from the finding first.

    Raises:
        NotAllowedError: a finding that was agreed rests on it.
    """
    _refuse_qa(work)
    for link in work.snapshot.links_from(FINDING, record):
        finding = work.snapshot.get(Finding, link.target)
        if finding is not None and finding.state in ("agreed", "in_document"):
            raise NotAllowedError(
                "An agreed finding rests on this note.",
                kept="The note is kept.",
                todo="Take it from the finding first, on the Findings page.",
            )
    return editing.delete(work, Evidence, record, "Delete note")


def _linked(work: Work, step: str, drafts: Sequence[Draft | None], made: str) -> Changes:
    _refuse_qa(work)
    real = tuple(draft for draft in drafts if draft is not None)
    kinds = {draft.values.get(DELETED) for draft in real}
    # Ties that come back after they were cut need the step to say that it restores.
    action = "restore" if False in kinds else "edit"
    return work.run(StepDraft(step, real, action=action), made)


def _topic_link(work: Work, record: str, topic: str) -> Draft | None:
    _check(work, {"topic": topic})
    return editing.linking(work, TOPIC, record, topic_id(topic), detail=topic)


def _require(work: Work, kind: type[Any], record: str, word: str) -> None:
    if work.snapshot.get(kind, record) is None:
        raise BadInputError(f"This {word} is no longer there.", kept="Nothing was changed.")


def _refuse_qa(work: Work) -> None:
    member = work.my_member
    if member is not None and member.role == "qa":
        raise NotAllowedError(
            "The QA reader comments on the draft and does not write evidence.",
            kept="Nothing was changed.",
            todo="Ask the inspector who saw it.",
        )


def _check(work: Work, values: dict[str, JsonValue]) -> None:
    edition = work.edition
    known: dict[str, Collection[str]] = {
        "method": [key for key, _ in METHODS],
        "stance": [key for key, _ in STANCES],
        "voice": [key for key, _ in VOICES],
        "source": [one.key for one in edition.source_kinds],
        "area": [one.key for one in edition.areas],
        "topic": [topic.key for area in edition.areas for topic in area.topics],
    }
    for name, value in values.items():
        if name in known and value and value not in known[name]:
            raise BadInputError(
                f"{value!r} is not a {name} of {edition.title}.",
                kept="Nothing was changed.",
                todo=_choose(known[name]),
            )
    if values.get("case"):
        _require(work, Case, str(values["case"]), "child")


def _choose(keys: Collection[str]) -> str:
    if len(keys) > _LISTED:
        return "Choose one of the edition's."
    return f"Choose one of: {', '.join(keys)}."
