"""Strike-out: what should never have been typed, such as a child's name, is taken out for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services import backups
from ilacs_desktop.services.history import KIND_WORDS, field_words, title_of
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """A field that holds the phrase.

    Attributes:
        kind: record kind.
        record: record id.
        field: field name.
        words: where it is, as shown.
    """

    kind: str
    record: str
    field: str
    words: str


def places(work: Work, phrase: str) -> tuple[Place, ...]:
    """Return every field that holds or ever held a phrase, whatever its case."""
    pattern = _pattern(phrase)
    found: dict[tuple[str, str, str], Place] = {}
    for entry in journal.entries(work.file.connection):
        for name, one in entry.changes.items():
            if _holds(one.value, pattern):
                key = (entry.kind, entry.record, name)
                record = work.snapshot.find(entry.record)
                title = title_of(record.value) if record else ""
                words = f"{KIND_WORDS.get(entry.kind, entry.kind)} · {field_words(name)}"
                found[key] = Place(*key, f"{words} · {title}" if title else words)
    return tuple(found.values())


def strike_out(work: Work, place: Place, phrase: str, replacement: str, why: str) -> Changes:
    """Take a phrase out of one field for good, in the text shown and in all its history.

    The signed entry says who, when and why, and never what. Other fields that hold the phrase
    are not touched; ``places`` lists them.

    Args:
        work: the open inspection.
        place: the field.
        phrase: the words to take out.
        replacement: what stands in their place, such as a role or an initial; may be empty.
        why: the reason.

    Raises:
        BadInputError: phrase or reason is empty, the replacement holds the phrase, or the field
            does not hold it.
        NotAllowedError: an entry is someone else's and this person is not the lead.
    """
    _refuse_words(phrase, replacement, why)
    work.file.seal()
    entries = journal.of_record(work.file.connection, place.record)
    pattern = _pattern(phrase)
    holding = [
        entry
        for entry in entries
        if place.field in entry.changes and _holds(entry.changes[place.field].value, pattern)
    ]
    if not holding:
        raise BadInputError("This field does not hold these words.", kept="Nothing was changed.")
    if not work.is_lead and any(entry.author != work.me.person for entry in holding):
        raise NotAllowedError(
            "Part of this text was written by someone else.",
            kept="Nothing was changed.",
            todo="Ask them, or the lead inspector, to strike it out.",
        )
    state = work.file.state(place.kind, place.record)
    corrected = _without(state.field(place.field).value, pattern, replacement)
    draft = Draft(
        place.kind,
        place.record,
        {place.field: corrected},
        {place.field: tuple(sorted(head.ref for head in state.field(place.field).heads))},
        struck=tuple(entry.ref for entry in holding),
    )
    backups.owe(work)
    changes = work.run(
        StepDraft(f"Strike out ({why.strip()})", (draft,), action="strike"), place.record
    )
    backups.pay(work)
    return changes


def _refuse_words(phrase: str, replacement: str, why: str) -> None:
    if not phrase.strip():
        raise BadInputError("The words to strike out are missing.", todo="Select or type them.")
    if not why.strip():
        raise BadInputError("The reason is missing.", todo="Say why, without repeating the words.")
    for text, name in ((replacement, "replacement"), (why, "reason")):
        if _holds(text, _pattern(phrase)):
            raise BadInputError(
                f"The {name} holds the words to be struck out.",
                kept="Nothing was changed.",
                todo=f"Change the {name}: it stays on the record.",
            )


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(re.escape(phrase), re.IGNORECASE)


def _holds(value: Any, pattern: re.Pattern[str]) -> bool:
    if isinstance(value, list):
        return any(_holds(item, pattern) for item in value)
    return isinstance(value, str) and pattern.search(value) is not None


def _without(value: Any, pattern: re.Pattern[str], replacement: str) -> Any:
    if isinstance(value, list):
        return [_without(item, pattern, replacement) for item in value]
    return pattern.sub(lambda _: replacement, str(value or ""))
