from __future__ import annotations

from ilacs_desktop.publish import model
from ilacs_desktop.publish.inputs import ItemInput, NoteInput, SectionInput
from ilacs_desktop.publish.sections import SectionWriter, paragraph_numbers

PATTERN = "({reference}, national framework)"


def writer(*notes: NoteInput) -> SectionWriter:
    return SectionWriter(notes, PATTERN)


def test_numbers_run_on_through_sections_and_agree_with_the_blocks():
    sections = (
        SectionInput("summary", items=(ItemInput("s", "Summary."),)),
        SectionInput("a", "A", (ItemInput("a1", "One."), ItemInput("a2", "  ")), numbered=True),
        SectionInput("b", "B", (ItemInput("b1", "Two."),), numbered=True),
    )
    write = writer()
    printed = {
        block.id: block.number
        for section in sections
        for block in write.section(section)
        if isinstance(block, model.Paragraph)
    }
    assert printed == {"s": None, "a1": 1, "b1": 2}
    assert paragraph_numbers(sections) == {"a1": 1, "b1": 2}


def test_a_bullet_ends_with_its_reference():
    item = ItemInput("x", "The timeliness of visits. ", is_bullet=True, reference="outcome 3")
    (bullets,) = writer().section(SectionInput("improve", items=(item,)))
    expected = "The timeliness of visits. (outcome 3, national framework)"
    assert model.characters(bullets.items[0].text) == expected


def test_braces_in_what_is_typed_are_left_alone():
    item = ItemInput("x", "{a} {reference}", is_bullet=True, reference="{b}")
    (bullets,) = writer().section(SectionInput("improve", items=(item,)))
    assert model.characters(bullets.items[0].text) == "{a} {reference} ({b}, national framework)"


def test_notes_are_numbered_in_the_order_of_their_marks():
    write = writer(NoteInput("late", "Late."), NoteInput("early", "Early."), NoteInput("no", "-"))
    item = ItemInput("x", "Text.", note_ids=("late", "early"))
    heading, paragraph = write.section(SectionInput("k", "Head", (item,), note_id="early"))
    assert heading.text[-1] == model.NoteMark("early", "1")
    assert paragraph.text[1:] == (model.NoteMark("late", "2"), model.NoteMark("early", "1"))
    assert [(note.id, note.mark) for note in write.notes()] == [("early", "1"), ("late", "2")]


def test_paragraphs_and_bullets_may_take_turns():
    items = (
        ItemInput("1", "Inspectors looked at:"),
        ItemInput("2", "one", is_bullet=True),
        ItemInput("3", "two", is_bullet=True),
        ItemInput("4", "And then."),
    )
    blocks = writer().section(SectionInput("k", items=items))
    assert [type(block) for block in blocks] == [
        model.Paragraph,
        model.BulletList,
        model.Paragraph,
    ]
    assert blocks[0].keep_with_next
    assert not blocks[2].keep_with_next


def test_an_empty_section_prints_its_heading_unless_it_is_to_be_left_out():
    assert len(writer().section(SectionInput("k", "Head"))) == 1
    assert writer().section(SectionInput("k", "Head", leave_out_when_empty=True)) == []
