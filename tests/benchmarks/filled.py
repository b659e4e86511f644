"""A laptop with an inspection of about 2,000 records and, where asked, 90,000 rows of Annex A."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    Evidence,
    Finding,
    KitItem,
    Link,
    Request,
)
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import make_annex_a, write_workbook

WORDS = "correct horse battery"
NOTE = "Supervision is monthly and looks at what has changed for the child since the last visit. "
WORKBOOK = "annex-a.xlsx"
CHILDREN = 60
NOTES = 1000
_STEP = 500


def made(folder: Path, *, rows: bool = True, records: bool = True) -> str:
    """Make the laptop in ``folder/data``, the workbook beside it, and return the file's id."""
    opened = laptop.first_run(folder / "data", "Ann Example", WORDS, cost=Cost())[0]
    editions = load_editions(edition_folders()[:1])
    work = opened.new_inspection(NewInspection("Testshire", "short", date(2026, 7, 6)), editions)
    if rows:
        write_workbook(make_annex_a("very-large", 3), folder / WORKBOOK)
        annex.import_annex_a(work, [folder / WORKBOOK])
    drafts = _drafts(work) if records else []
    for start in range(0, len(drafts), _STEP):
        work.run(StepDraft("Fill", tuple(drafts[start : start + _STEP])))
    file = work.file_id
    opened.close_inspection(work)
    opened.close()
    return file


def _drafts(work):
    topics = [topic for area in work.edition.areas for topic in area.topics]
    sources = [source.key for source in work.edition.source_kinds]
    drafts = []
    cases = [editing.new_id() for _ in range(CHILDREN)]
    for at, case in enumerate(cases):
        child = {"child_id": str(10_001 + at), "reason": "by hand", "age": str(at % 17)}
        drafts.append(editing.making(Case, case, child))
        for prompt in range(6):
            answer = {"case": case, "prompt": f"p{prompt}", "text": NOTE}
            drafts.append(editing.making(CaseAnswer, editing.new_id(), answer))
    for at in range(NOTES):
        note = editing.new_id()
        values = {
            "text": f"{NOTE} Note {at}.",
            "case": cases[at % CHILDREN],
            "source": sources[at % len(sources)],
            "stance": ("strength", "concern", "neutral")[at % 3],
            "seen_at": f"2026-07-0{6 + at % 4}T10:{at % 60:02d}:00+01:00",
        }
        drafts.append(editing.making(Evidence, note, values))
        if at % 2:
            target = ids.derived("topic", topics[at % len(topics)].key)
            ends = {"relation": "evidence_topic", "source": note, "target": target}
            drafts.append(editing.making(Link, ids.link_id(*ends.values()), ends))
    areas = work.edition.areas
    for at in range(60):
        area = areas[at % len(areas)].key
        finding = {"text": f"{NOTE} {at}", "kind": "strength", "area": area}
        drafts.append(editing.making(Finding, editing.new_id(), finding))
    for at in range(30):
        asked = {"number": f"A{at + 1}", "what": NOTE}
        drafts.append(editing.making(Request, editing.new_id(), asked))
    for _ in range(10):
        action = {"kind": "action", "text": NOTE}
        drafts.append(editing.making(KitItem, editing.new_id(), action))
    return drafts
