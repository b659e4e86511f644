"""Strike-out: what should never have been typed, such as a child's name, is taken out for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.names import pattern_of
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence import lexicon
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record.history import KIND_WORDS, field_words, title_of
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work

NAME_TYPED = "a person's name, typed by mistake"


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


def places(work: Work, phrase: str, *, as_name: bool = False) -> tuple[Place, ...]:
    """Return every field that holds or ever held a phrase.

    Args:
        work: the open inspection.
        phrase: the words.
        as_name: whether they are a person's name, and so stand as whole words; otherwise they
            are found inside other words too, whatever their case.
    """
    pattern = _pattern(phrase, as_name=as_name)
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


def strike_out(
    work: Work, place: Place, phrase: str, replacement: str, why: str, *, as_name: bool = False
) -> Changes:
    """Take a phrase out of one field for good, in the text shown and in all its history.

    The signed entry says who, when and why, and never what. Other fields that hold the phrase
    are not touched; ``places`` lists them.

    Args:
        work: the open inspection.
        place: the field.
        phrase: the words to take out.
        replacement: what stands in their place, such as a role or an initial; may be empty.
        why: the reason.
        as_name: as in ``places``.

    Raises:
        BadInputError: phrase or reason is empty, the replacement holds the phrase, or the field
            does not hold it.
        NotAllowedError: an entry is someone else's and this person is not the lead.
    """
    _refuse_words(phrase, replacement, why, _pattern(phrase, as_name=as_name))
    work.file.seal()
    entries = journal.of_record(work.file.connection, place.record)
    pattern = _pattern(phrase, as_name=as_name)
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


def _refuse_words(phrase: str, replacement: str, why: str, pattern: re.Pattern[str]) -> None:
    if not phrase.strip():
        raise BadInputError("The words to strike out are missing.", todo="Select or type them.")
    if not why.strip():
        raise BadInputError("The reason is missing.", todo="Say why, without repeating the words.")
    for text, name in ((replacement, "replacement"), (why, "reason")):
        if _holds(text, pattern):
            raise BadInputError(
                f"The {name} holds the words to be struck out.",
                kept="Nothing was changed.",
                todo=f"Change the {name}: it stays on the record.",
            )


def _pattern(phrase: str, *, as_name: bool) -> re.Pattern[str]:
    if as_name:
        return pattern_of(phrase, lexicon.shipped())
    return re.compile(re.escape(phrase), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Struck:
    """What became of a name that was to be struck out.

    Attributes:
        changes: what changed.
        fields: how many fields lost it.
        others: fields that hold it still and could lose it too.
        refused: how many fields were not this person's to strike out.
    """

    changes: Changes
    fields: int
    others: tuple[Place, ...]
    refused: int


def strike_name(
    work: Work, name: str, replacement: str, *, text: str = "", record: str = ""
) -> Struck:
    """Strike a person's name out for good in the field it was typed in, or in all of them.

    Args:
        work: the open inspection.
        name: the name as it was typed.
        replacement: the role or initial that stands in its place.
        text: what the field says by now, from which it is told; empty for every field.
        record: the record typed in, where it is known.
    """
    found = places(work, name, as_name=True)
    mine = found if not text else _typed_in(work, found, text, record)
    changes, done, refused = Changes(), 0, 0
    for place in mine:
        try:
            changes |= strike_out(work, place, name, replacement, NAME_TYPED, as_name=True)
            done += 1
        except NotAllowedError:
            refused += 1
    others = tuple(place for place in found if place not in mine)
    return Struck(changes, done, others, refused)


def _typed_in(work: Work, found: tuple[Place, ...], text: str, record: str) -> tuple[Place, ...]:
    """Return the fields, of those that held a name, that show a text now."""
    here = tuple(place for place in found if not record or place.record == record)
    same = tuple(place for place in here if _shown(work, place) == text)
    return same or (here if record else ())


def _shown(work: Work, place: Place) -> Any:
    record = work.snapshot.find(place.record)
    return None if record is None else getattr(record.value, place.field, None)


def _holds(value: Any, pattern: re.Pattern[str]) -> bool:
    if isinstance(value, list):
        return any(_holds(item, pattern) for item in value)
    return isinstance(value, str) and pattern.search(value) is not None


def _without(value: Any, pattern: re.Pattern[str], replacement: str) -> Any:
    if isinstance(value, list):
        return [_without(item, pattern, replacement) for item in value]
    return pattern.sub(lambda _: replacement, str(value or ""))
