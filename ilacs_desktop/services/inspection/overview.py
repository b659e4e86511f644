"""What is here, in counts and plain facts: for the start page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS

if TYPE_CHECKING:
    from ilacs_desktop.frameworks.loader import Loaded
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.vault.vault import FileEntry


def editions(loaded: Loaded) -> dict[str, Any]:
    """Return the editions with their keys, as the interchange file uses them."""
    return {
        "editions": [
            {
                "key": edition.key,
                "title": edition.title,
                "from": edition.from_date.isoformat(),
                "to": edition.to_date.isoformat() if edition.to_date else None,
                "overall_grade": edition.has_overall,
                "areas": [
                    {
                        "key": area.key,
                        "label": area.label,
                        "topics": [{"key": one.key, "label": one.label} for one in area.topics],
                    }
                    for area in edition.areas
                ],
                "grades": [{"key": one.key, "label": one.label} for one in edition.scale],
                "finding_kinds": [{"key": one.key, "label": one.label} for one in edition.kinds],
                "events": [
                    {
                        "key": event.key,
                        "title": event.title,
                        "graded": event.graded,
                        "days_on_site": event.days_on_site,
                        "document": event.document.kind,
                        "sections": [
                            {"key": one.key, "heading": one.heading, "numbered": one.numbered}
                            for one in event.document.sections
                        ],
                        "ends": [
                            key
                            for key, words in (
                                ("opening", event.document.opening),
                                ("closing", event.document.closing),
                            )
                            if words
                        ],
                    }
                    for event in edition.events
                ],
            }
            for edition in loaded.editions
        ],
        "faults": [str(fault) for fault in loaded.faults],
        "notes": list(loaded.notes),
    }


def entry(file: FileEntry) -> dict[str, Any]:
    """Return what the start page says of one inspection on this laptop."""
    return {
        "inspection": file.inspection,
        "file": file.file,
        "la_name": file.la_name,
        "event": file.event,
        "fieldwork_start": file.start,
        "fieldwork_end": file.end,
        "training": file.training,
        "opened": file.opened_at,
    }


def facts(work: Work) -> dict[str, Any]:
    """Return an inspection's facts and how many records of each kind it holds."""
    inspection = work.inspection
    counts = {
        kind: len(work.snapshot.all(record))
        for kind, record in KINDS.items()
        if kind not in ("inspection", "pinned")
    }
    return {
        "file": work.file_id,
        "la_name": inspection.la_name,
        "edition": inspection.edition,
        "event": inspection.event,
        "fieldwork_start": inspection.fieldwork_start,
        "fieldwork_end": inspection.fieldwork_end,
        "training": inspection.training,
        "lead": next((one.name for one in work.members if one.role == "lead"), ""),
        "records": {kind: count for kind, count in counts.items() if count},
    }
