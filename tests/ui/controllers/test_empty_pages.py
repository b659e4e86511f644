"""Each view of a new inspection says what it is for, and what to do first by a button or a key."""

from __future__ import annotations

import pytest

from ilacs_desktop.ui.frame import going

TEACHES = {
    ("cases", "cards"): "Add a child",
    ("cases", "dip"): "Draw a sample",
    ("cases", "referrals"): "Refer back",
    ("cases", "progress"): "No children’s cards yet",
    ("data", "lists"): "Receive Annex A",
    ("data", "quality"): "Receive Annex A",
    ("data", "samples"): "Receive Annex A",
    ("data", "child"): "Receive Annex A",
    ("data", "received"): "Receive Annex A",
    ("data", "documents"): "Add a document",
    ("findings", "findings"): "Begin a finding",
    ("findings", "disagreement"): "Nothing disagrees",
    ("findings", "heard"): "No child has been heard yet",
    ("kit", "meetings"): "Plan those of the timetable",
    ("kit", "requests"): "Log a request",
    ("kit", "actions"): "No actions yet",
    ("plan", "lines"): "Add line of enquiry",
    ("plan", "claims"): "Add claim",
    ("plan", "where"): "Nobody goes anywhere yet",
}
"""What stands on a view with nothing in it; the others are filled from the first minute."""


@pytest.mark.timeout(120)
def test_an_empty_view_teaches(at_work):
    missing = []
    for page, view, _ in going.VIEWS:
        at_work.area.show_view(page, view)
        at_work.settled()
        words = TEACHES.get((page, view))
        if words is not None and words not in at_work.shown():
            missing.append((page, view, words))
    assert missing == []


def test_an_empty_dip_sample_leads_to_where_samples_are_drawn(at_work):
    at_work.area.show_view("cases", "dip")
    at_work.settled()
    at_work.tab_to("Draw a sample")
    at_work.press("Return").settled()
    assert at_work.area.page.key == "data"
    assert at_work.area.page.switch.current == "samples"
