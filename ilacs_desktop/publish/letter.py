"""Builds the publication of a letter after a focused visit or a monitoring visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish import model
from ilacs_desktop.publish.inputs import SectionInput
from ilacs_desktop.publish.sections import SectionWriter

if TYPE_CHECKING:
    from ilacs_desktop.publish.inputs import LetterInput

TITLE_ID = "title"
SENDER_ID = "sender"
DATE_ID = "date"
ADDRESSEE_ID = "addressee"
GREETING_ID = "greeting"
SIGNATURE_ID = "signature"


def build_letter(given: LetterInput) -> model.Publication:
    """Return a letter as a publication: addresses, greeting, title, sections and signature.

    Headings carry the ids of their sections, and paragraphs and bullets those of their items.
    """
    writer = SectionWriter(given.notes, given.reference_pattern)
    blocks: list[model.Block] = list(_head(given))
    blocks.extend(writer.section(SectionInput("opening", items=given.opening)))
    for section in given.sections:
        blocks.extend(writer.section(section))
    closing = writer.section(SectionInput("closing", items=given.closing))
    blocks.extend(closing)
    if given.valediction or given.signature_lines:
        blocks = _held_to_signature(blocks)
        blocks.append(model.Signature(given.valediction, given.signature_lines, id=SIGNATURE_ID))
    return model.Publication(
        kind=model.Kind.LETTER,
        title=given.title,
        blocks=tuple(blocks),
        created=given.created,
        author=given.author,
        subject=given.subject or given.la_name,
        marking=given.marking,
        draft=given.draft,
        running_footer=given.footer_lines,
        notes=writer.notes(),
    )


def _head(given: LetterInput) -> tuple[model.Block, ...]:
    blocks: list[model.Block] = []
    if given.sender_lines:
        blocks.append(model.AddressBlock(given.sender_lines, sender=True, id=SENDER_ID))
    blocks.append(model.LetterDate(given.date_text, id=DATE_ID))
    if given.addressee_lines:
        blocks.append(model.AddressBlock(given.addressee_lines, id=ADDRESSEE_ID))
    blocks.append(model.Salutation(given.greeting, id=GREETING_ID))
    blocks.append(model.Title(model.plain(given.title), id=TITLE_ID))
    return tuple(blocks)


def _held_to_signature(blocks: list[model.Block]) -> list[model.Block]:
    """Keep the end of the last paragraph on the page of the signature."""
    last = blocks[-1]
    if not isinstance(last, model.Paragraph):
        return blocks
    held = model.Paragraph(last.text, last.number, last.id, keep_with_next=True)
    return [*blocks[:-1], held]
