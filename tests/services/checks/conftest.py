"""What the tests of the checks share: a training data set as received, and documents by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ilacs_desktop.services.checks.facts import gather
from ilacs_desktop.services.checks.known import identifiers
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.evidence.lexicon import lexicon
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.report.outline import outline
from ilacs_desktop.services.report.outline_parts import Item, Outline, Section
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook


def document_of(*texts, role="area", heading="", bullet=False, references=()):
    """Return a document with one section of these paragraphs."""
    items = tuple(
        Item(
            f"p{at}",
            "body",
            text,
            bullet=bullet,
            number=at,
            reference=references[at - 1] if references else "",
        )
        for at, text in enumerate(texts, 1)
    )
    section = Section("body", "Help and protection", heading, role, items, numbered=not bullet)
    return Outline("report", "Inspection of Exampleshire", "", (section,))


@dataclass(frozen=True)
class Received:
    """An inspection with Annex A, what the checks know of it, and what was sent."""

    work: object
    facts: object
    ids: tuple[str, ...]
    births: tuple[date, ...]
    postcodes: tuple[str, ...]
    workers: tuple[str, ...]

    document = staticmethod(document_of)


@pytest.fixture(scope="session")
def received(laptop, editions, tmp_path_factory):
    """Receive a small training data set once for all tests of the checks."""
    book = tmp_path_factory.mktemp("annex") / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7), book)
    new = NewInspection(la_name="Exampleshire", event="short", fieldwork_start=date(2026, 7, 6))
    work = laptop.new_inspection(new, editions)
    data_set = annex.import_annex_a(work, [book]).data_set
    held = work.reading.connection
    columns = annex_rows.columns(held, data_set, 6, ("child_id", "dob"))
    ids = [str(one) for one in columns["child_id"] if one is not None]
    births = sorted({str(one)[:10] for one in columns["dob"] if one})
    sealed = annex_rows.restricted(held, data_set, 8)
    workers = annex_rows.restricted(held, data_set, 6)["worker"]
    document = outline(work.snapshot, work.edition, date(2026, 7, 20))
    facts = gather(work, document, lexicon=lexicon(work))
    assert identifiers(work) == facts.identifiers
    yield Received(
        work,
        facts,
        tuple(dict.fromkeys(one for one in ids if len(one) >= 6)),
        tuple(date.fromisoformat(one) for one in births),
        tuple(dict.fromkeys(str(one) for one in sealed["placement_postcode"] if one)),
        tuple(dict.fromkeys(str(one) for one in workers if one and " " in str(one))),
    )
    work.close()
