"""A form that was left half written is there again, on this laptop alone."""

from __future__ import annotations

from ilacs_desktop.services.record import unsent


def test_words_are_kept_by_form_and_forgotten_when_empty(work):
    head = work.file.head
    unsent.keep(work, "refer-back", {"concern": "Overdue – è", "next": ""})
    unsent.keep(work, "request", {"text": "The tracker"})
    assert unsent.kept(work, "refer-back") == {"concern": "Overdue – è"}
    unsent.keep(work, "refer-back", {"concern": ""})
    assert unsent.kept(work, "refer-back") == {}
    assert unsent.kept(work, "request") == {"text": "The tracker"}
    assert work.file.head == head, "half-written words stay out of the journal"
