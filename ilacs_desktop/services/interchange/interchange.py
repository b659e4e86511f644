"""Dump and load: one inspection as a documented JSON file, without history, rows or attachments."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED, Origin
from ilacs_desktop.domain.order import spread
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.pinned import canonical_text, edition_digest
from ilacs_desktop.services.interchange import interchange_checks
from ilacs_desktop.services.interchange.interchange_schema import FORMAT, VERSION
from ilacs_desktop.services.record.work import EDITION, INSPECTION
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ilacs_desktop.domain.entry import Entry, JsonValue, Ref
    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.frameworks.loader import Loaded
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work

MAX_BYTES = 200 * 1024 * 1024


# -- dump --------------------------------------------------------------------------------------


def dump(work: Work) -> str:
    """Return an inspection as an interchange file: every unreplaced value of every record."""
    work.file.seal()
    return text_of(body_of(work, work.file.states(), journal.entries(work.file.connection)))


def body_of(
    work: Work, states: Iterable[RecordState], entries: Iterable[Entry]
) -> dict[str, JsonValue]:
    """Return what an interchange file holds of some records.

    Args:
        work: the open inspection.
        states: the records.
        entries: the journal, at least every entry whose value the records show.
    """
    held = {entry.ref: entry for entry in entries}
    places = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(
        (state for state in states if state.kind in places),
        key=lambda state: (places[state.kind], state.id),
    )
    records = [_dumped(state, held) for state in ordered]
    authors = {str(part["author"]) for record in records for part in record.get("said", [record])}
    return {
        "format": FORMAT,
        "version": VERSION,
        "inspection": {"id": work.inspection_id},
        "people": work.people(authors),
        "records": records,
    }


def text_of(body: Mapping[str, JsonValue]) -> str:
    """Return what an interchange file holds as its text."""
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _dumped(state: RecordState, entries: Mapping[Ref, Entry]) -> dict[str, JsonValue]:
    parts: dict[Ref, dict[str, JsonValue]] = defaultdict(dict)
    orders = {}
    for name, one in state.fields.items():
        for head in one.heads:
            parts[head.ref][name] = head.value
            orders[head.ref] = head.order
    refs = sorted(parts, key=lambda ref: orders[ref])
    if parts[refs[0]].get(DELETED) is False:
        del parts[refs[0]][DELETED]
    said = [{**_who(entries[ref]), "fields": parts[ref]} for ref in refs]
    said = _joined(said)
    record: dict[str, JsonValue] = {"kind": state.kind, "id": state.id}
    return {**record, **said[0]} if len(said) == 1 else {**record, "said": said}


def _joined(said: list[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    """Join neighbouring parts of one author and time that say different fields."""
    joined: list[dict[str, JsonValue]] = []
    for part in said:
        last = joined[-1] if joined else None
        if (
            last is not None
            and (last["author"], last["at"]) == (part["author"], part["at"])
            and last["fields"].keys().isdisjoint(part["fields"])
        ):
            last["fields"] = {**last["fields"], **part["fields"]}
        else:
            joined.append(dict(part))
    return joined


def _who(entry: Entry) -> dict[str, JsonValue]:
    if entry.origin is not None:
        return {"author": entry.origin.author, "at": entry.origin.at}
    return {"author": entry.author, "at": entry.wall}


# -- load --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """One author's part of a record."""

    kind: str
    record: str
    fields: Mapping[str, JsonValue]
    origin: Origin | None


def read_file(path: Path) -> dict[str, Any]:
    """Read an interchange file as plain JSON.

    Raises:
        BadInputError: it cannot be read or is not JSON; the error says where.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInputError(
                f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB.",
                kept="Nothing was changed.",
            )
        body = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        raise BadInputError(
            f"{path} cannot be read: {error.strerror}.", kept="Nothing was changed."
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise BadInputError(
            f"{path} is not a JSON file: {error}.",
            kept="Nothing was changed.",
            todo="Export it again, or see the command: schema.",
        ) from error
    if not isinstance(body, dict):
        raise BadInputError(f"{path} does not hold an object.", kept="Nothing was changed.")
    return body


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def load(laptop: Laptop, body: Mapping[str, Any], editions: Loaded) -> Work:
    """Make the inspection that an interchange file holds, under the file's id, and open it.

    Its entries are the loader's; the original author and time stand in each.

    Args:
        laptop: the unlocked laptop.
        body: what ``read_file`` gave.
        editions: the framework editions known, for a file that carries none.

    Raises:
        BadInputError: the file breaks the schema or contradicts itself (the error gives the
            path of the fault), or the inspection is on this laptop already; nothing is changed.
    """
    interchange_checks.refuse_faults(body)
    inspection = str(body["inspection"]["id"])
    if any(entry.inspection == inspection for entry in laptop.files()):
        raise BadInputError(
            f"The inspection {inspection} is on this laptop already.",
            kept="It was not changed.",
            todo="Open it from the start page; a second copy is made only by restoring.",
        )
    parts = _ranked(list(_parts(inspection, body["records"])))
    drafts = [_draft(part) for part in _made_once([*parts, *_pinned(parts, editions)])]
    interchange_checks.refuse_contradictions(drafts)
    step = StepDraft("Load the inspection", tuple(drafts), action="load")
    return laptop.make_file(inspection, (step,), people=body.get("people", {}))


def _parts(inspection: str, records: Sequence[Mapping[str, Any]]) -> Iterable[_Part]:
    for place, record in enumerate(records):
        kind = record["kind"]
        said = record.get("said") or [record]
        fields = [part.get("fields", {}) for part in said]
        merged = {name: value for part in fields for name, value in part.items()}
        record_id = record.get("id") or single_id(kind, merged)
        record_id = record_id or ids.derived("loaded", inspection, kind, str(place))
        for part in said:
            author, at = part.get("author", ""), part.get("at", "")
            origin = Origin(author, at) if author or at else None
            yield _Part(kind, record_id, part.get("fields", {}), origin)


_SINGLE: Mapping[str, tuple[str, ...]] = {
    "inspection": (),
    "la_profile": (),
    "previous_inspection": (),
    "grading_meeting": (),
    "setting": ("key",),
    "pinned": ("key",),
    "judgement": ("area",),
    "topic_note": ("topic",),
    "stage": ("key",),
    "check_acceptance": ("rule", "place", "words"),
    "case_answer": ("case", "prompt"),
    "link": ("relation", "source", "target"),
}


def single_id(kind: str, fields: Mapping[str, Any]) -> str:
    """Return the id that follows from what a single record names; empty for other kinds."""
    if kind not in _SINGLE:
        return ""
    return ids.derived(kind, *(str(fields.get(name) or "") for name in _SINGLE[kind]))


def _ranked(parts: list[_Part]) -> list[_Part]:
    """Give records that are shown in order, and say no rank, the order of the file."""
    waiting: dict[str, list[int]] = defaultdict(list)
    said = {part.record for part in parts if "rank" in part.fields}
    for place, part in enumerate(parts):
        if "rank" in field_names(part.kind) and part.record not in said:
            said.add(part.record)
            waiting[part.kind].append(place)
    for kind, places in waiting.items():
        held = max(
            (
                str(part.fields["rank"] or "")
                for part in parts
                if part.kind == kind and "rank" in part.fields
            ),
            default="",
        )
        for place, rank in zip(places, spread(len(places)), strict=True):
            part = parts[place]
            fields = {**part.fields, "rank": held + rank}
            parts[place] = _Part(part.kind, part.record, fields, part.origin)
    return parts


def _made_once(parts: list[_Part]) -> list[_Part]:
    """Say of each record, in its first part, that it is not deleted, unless some part does."""
    says = {part.record for part in parts if DELETED in part.fields}
    made = []
    for part in parts:
        fields = part.fields
        if part.record not in says:
            says.add(part.record)
            fields = {DELETED: False, **fields}
        made.append(_Part(part.kind, part.record, fields, part.origin))
    return made


def _pinned(parts: list[_Part], editions: Loaded) -> list[_Part]:
    """Return the edition a file names but does not carry."""
    if any(part.record == EDITION for part in parts):
        return []
    named = next(
        (
            str(part.fields["edition"])
            for part in parts
            if part.record == INSPECTION and "edition" in part.fields
        ),
        "",
    )
    text = canonical_text(editions.edition(named))
    fields = {"key": "edition", "digest": edition_digest(text), "content": text}
    return [_Part("pinned", EDITION, fields, None)]


def _draft(part: _Part) -> Draft:
    # Nothing is replaced: a field said twice stays a field with two versions.
    return Draft(
        part.kind, part.record, part.fields, dict.fromkeys(part.fields, ()), origin=part.origin
    )
