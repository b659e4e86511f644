import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.data import seen_documents
from ilacs_desktop.services.record import editing, unsent


def test_documents_are_numbered_and_need_a_title(work):
    with pytest.raises(BadInputError, match="title"):
        seen_documents.add(work, " ")
    seen_documents.add(work, "Sufficiency strategy", dated="2025-11-01")
    seen_documents.add(work, "Audit programme")
    assert [(row.number, row.title) for row in seen_documents.rows(work)] == [
        ("A1", "Sufficiency strategy"),
        ("A2", "Audit programme"),
    ]


def test_evidence_cites_by_page(work):
    document = seen_documents.add(work, "Audit programme").made
    note = editing.create(work, Evidence, "Add note", text="Moderation adds little.").made
    seen_documents.cite(work, note, document, " 14 ")
    assert [(one.text, one.page) for one in seen_documents.citations(work, document)] == [
        ("Moderation adds little.", "14")
    ]
    assert seen_documents.rows(work)[0].cited == 1
    seen_documents.uncite(work, note, document)
    assert seen_documents.citations(work, document) == ()


def test_reading_is_marked_once_a_person(work):
    document = seen_documents.add(work, "Audit programme").made
    seen_documents.mark_read(work, document)
    seen_documents.mark_read(work, document)
    assert seen_documents.rows(work)[0].read_by == "Ann Example"


def test_a_removed_document_takes_its_citations_along(work):
    document = seen_documents.add(work, "Audit programme").made
    note = editing.create(work, Evidence, "Add note", text="x").made
    seen_documents.cite(work, note, document, "1")
    seen_documents.remove(work, document)
    assert seen_documents.rows(work) == ()
    assert work.snapshot.links_from(seen_documents.CITES, note) == ()


def test_an_unfinished_form_is_kept_until_it_is_sent(work):
    unsent.keep(work, "refer-back", {"concern": "No visit", "whom": ""})
    assert unsent.kept(work, "refer-back") == {"concern": "No visit"}
    unsent.keep(work, "refer-back", {})
    assert unsent.kept(work, "refer-back") == {}
