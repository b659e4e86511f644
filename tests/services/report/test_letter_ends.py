"""A letter whose head and end were keyed in as a whole prints as one that the app wrote."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.publish import model
from ilacs_desktop.services.checks import refusal
from ilacs_desktop.services.report import documents, outline, writing

ON = date(2026, 8, 18)
HEAD = (
    "The Body\n1 Street",
    "18 July 2024",
    "Ann Example, Director of Children’s Services",
    "Sam Example, Chief Constable",
    "Dear Exampleshire Local Safeguarding Partnership",
    "Thank you for your help.",
)
END = ("We thank you.", "Yours sincerely", "Jo Example\nDirector", "Kit Example\nInspector")


@pytest.fixture
def keyed(new_work):
    work = new_work("jtai", date(2024, 7, 15))
    for section, texts in (("opening", HEAD), ("closing", END), ("headline", ("It is clear.",))):
        for text in texts:
            writing.add_paragraph(work, section, text=text)
    for section in ("opening", "closing"):
        written = outline.outline(work.snapshot, work.edition, ON).section(section)
        for item in written.items:
            if outline.is_default_id(item.id, section):
                writing.delete_paragraph(work, item.id)
    return work


def blocks(work, *, final=False):
    return documents.publication(work.snapshot, work.edition, ON, final=final).blocks


def test_head_and_end_are_told_by_what_they_say(keyed):
    found = blocks(keyed)
    sender, day, addressee, greeting = found[:4]
    assert sender == model.AddressBlock(("The Body", "1 Street"), sender=True, id="sender")
    assert day == model.LetterDate("18 July 2024", id="date")
    assert addressee.lines == HEAD[2:4]
    assert greeting.text == HEAD[4]
    assert model.characters(found[5].text) == HEAD[5]
    assert model.characters(found[-2].text) == END[0]
    assert found[-1].closing == END[1]
    assert found[-1].lines == ("Jo Example", "Director", "", "Kit Example", "Inspector")


def test_what_is_published_has_no_heading_over_nothing(keyed):
    def headings(final):
        found = [one for one in blocks(keyed, final=final) if isinstance(one, model.Heading)]
        return [model.characters(one.text) for one in found]

    assert "Strengths" in headings(final=False)
    assert headings(final=True) == ["Headline findings", "Next steps"]


def test_what_is_not_filled_in_is_told(keyed):
    (told,) = refusal.unfilled(outline.outline(keyed.snapshot, keyed.edition, ON))
    assert told.startswith("Not filled in: [")
    assert "[authority that leads the response]" in told
