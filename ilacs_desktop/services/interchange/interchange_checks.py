"""What an interchange file must satisfy before anything is written; faults name their path."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.pinned import edition_digest, edition_from_text
from ilacs_desktop.services.interchange.interchange_schema import record_schema, schema
from ilacs_desktop.services.record.work import EDITION, INSPECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.domain.edition import Edition

_SHOWN = 5
_DATES = frozenset(
    {
        ("inspection", "fieldwork_start"),
        ("inspection", "fieldwork_end"),
        ("previous_inspection", "start"),
        ("previous_inspection", "end"),
        ("previous_inspection", "published"),
        ("activity", "day"),
        ("kit_meeting", "day"),
        ("kit_item", "due"),
        ("request", "due"),
        ("request", "received"),
        ("seen_document", "dated"),
        ("seen_document", "received"),
    }
)
_NOT_CHANGED = "Nothing was changed."


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        more = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise BadInputError(
            f"This interchange file cannot be loaded: {'; '.join(faults[:_SHOWN])}{more}.",
            kept=_NOT_CHANGED,
            todo="Correct the file; the command 'schema' prints what it may hold.",
        )


def refuse_faults(body: Mapping[str, Any]) -> None:
    """Refuse a file that breaks the schema.

    Raises:
        BadInputError: with the JSON path of each fault, such as ``$.records[3].fields.state``.
    """
    from jsonschema import Draft202012Validator

    whole = schema()
    whole["properties"]["records"]["items"] = {"type": "object"}
    faults = [
        f"{error.json_path}: {_words(error.message)}"
        for error in Draft202012Validator(whole).iter_errors(body)
    ]
    _refuse(faults)
    validators: dict[str, Any] = {}
    for place, record in enumerate(body["records"]):
        path = f"$.records[{place}]"
        kind = record.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            faults.append(f"{path}.kind: {kind!r} is not a kind of record")
            continue
        if "said" in record and "fields" in record:
            faults.append(f"{path}: give either 'fields' or 'said', not both")
        validator = validators.setdefault(kind, Draft202012Validator(record_schema(kind)))
        faults += [
            f"{path}{error.json_path.removeprefix('$')}: {_words(error.message)}"
            for error in validator.iter_errors(record)
        ]
        if not faults:
            faults += _date_faults(path, record)
    _refuse(faults)


def _words(message: str) -> str:
    return message if len(message) <= 200 else f"{message[:200]}…"


def _date_faults(path: str, record: Mapping[str, Any]) -> Iterable[str]:
    said = record.get("said") or [record]
    for place, part in enumerate(said):
        inner = f"{path}.said[{place}]" if "said" in record else path
        for name, value in part.get("fields", {}).items():
            if value and (record["kind"], name) in _DATES and not _is_date(value):
                yield f"{inner}.fields.{name}: {value!r} is not an ISO date such as 2026-07-06"
        if part.get("at") and not _is_moment(part["at"]):
            yield f"{inner}.at: {part['at']!r} is not an ISO date-time with its offset"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def refuse_contradictions(drafts: Sequence[Draft]) -> None:
    """Refuse a file whose records contradict each other or its edition.

    Raises:
        BadInputError: naming the record and what is wrong with it.
    """
    merged: dict[str, tuple[str, dict[str, Any]]] = {}
    faults: list[str] = []
    for draft in drafts:
        kind, values = merged.setdefault(draft.record, (draft.kind, {}))
        if kind != draft.kind:
            faults.append(f"the id {draft.record!r} stands for a {kind} and a {draft.kind}")
        values.update(draft.values)
    _refuse(faults)
    inspection = merged.get(INSPECTION, ("", {}))[1]
    if not str(inspection.get("la_name") or "").strip():
        faults.append("the record 'inspection' with its la_name is missing")
    if not inspection.get("fieldwork_start"):
        faults.append("the record 'inspection' has no fieldwork_start")
    _refuse(faults)
    edition = _edition(merged[EDITION][1])
    _refuse(list(_edition_faults(edition, inspection, merged)))


def _edition(pinned: Mapping[str, Any]) -> Edition:
    text = str(pinned.get("content") or "")
    if edition_digest(text) != pinned.get("digest"):
        _refuse(["the record 'pinned': the edition's text does not fit its digest"])
    return edition_from_text(text)


def _edition_faults(
    edition: Edition,
    inspection: Mapping[str, Any],
    merged: Mapping[str, tuple[str, dict[str, Any]]],
) -> Iterable[str]:
    events = {event.key: event for event in edition.events}
    event = events.get(str(inspection.get("event") or ""))
    if event is None:
        yield (
            f"inspection.event: {inspection.get('event')!r} is not an event of {edition.title} "
            f"({', '.join(events)})"
        )
        return
    known = {
        "area": {area.key for area in edition.areas} | {"overall", ""},
        "grade": {grade.key for grade in edition.scale} | {""},
        "section": {section.key for section in event.document.sections}
        | {"opening", "closing", ""},
        "kind": {kind.key for kind in edition.kinds} | {""},
    }
    checks = {
        ("judgement", "area"): "area",
        ("judgement", "provisional"): "grade",
        ("judgement", "final"): "grade",
        ("finding", "area"): "area",
        ("finding", "kind"): "kind",
        ("evidence", "area"): "area",
        ("paragraph", "section"): "section",
    }
    for record, (kind, values) in merged.items():
        for (of_kind, name), what in checks.items():
            value = values.get(name)
            if kind == of_kind and value is not None and value not in known[what]:
                choices = ", ".join(sorted(key for key in known[what] if key))
                yield f"{kind} {record}: {name} {value!r} is none of {choices}"
