"""Writes the sections that reports and letters share: headings, paragraphs, bullets and notes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ilacs_desktop.publish import model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.publish.inputs import ItemInput, NoteInput, SectionInput


def paragraph_numbers(sections: Iterable[SectionInput]) -> dict[str, int]:
    """Return the printed number of each numbered paragraph by its id.

    Numbers run on through the sections; a paragraph without words is not printed and takes none.
    """
    numbers: dict[str, int] = {}
    for section in sections:
        if section.numbered:
            for item in section.items:
                if item.text.strip() and not item.is_bullet:
                    numbers[item.id] = len(numbers) + 1
    return numbers


class SectionWriter:
    """Turns sections into blocks, counting paragraphs and notes as it goes."""

    def __init__(self, notes: Iterable[NoteInput], reference_pattern: str) -> None:
        self._texts = {note.id: note.text for note in notes}
        self._marks: dict[str, str] = {}
        self._pattern = reference_pattern
        self._count = 0

    def section(self, section: SectionInput) -> list[model.Block]:
        """Return the blocks of one section."""
        items = [item for item in section.items if item.text.strip()]
        if not items and section.leave_out_when_empty:
            return []
        blocks: list[model.Block] = []
        if section.heading:
            note_ids = (section.note_id,) if section.note_id else ()
            text = model.plain(section.heading.strip()) + self._marked(note_ids)
            blocks.append(model.Heading(text, id=section.key))
        for is_bullet, group in groupby(items, key=lambda item: item.is_bullet):
            if is_bullet:
                bullets = tuple(model.Bullet(self._text(item), item.id) for item in group)
                blocks[-1:] = [_leading_in(block) for block in blocks[-1:]]
                blocks.append(model.BulletList(bullets))
            else:
                blocks.extend(self._paragraph(item, numbered=section.numbered) for item in group)
        return blocks

    def notes(self) -> tuple[model.Note, ...]:
        """Return the notes that were marked so far, in the order of their marks."""
        return tuple(
            model.Note(note_id, mark, model.plain(self._texts[note_id]))
            for note_id, mark in self._marks.items()
        )

    def _paragraph(self, item: ItemInput, *, numbered: bool) -> model.Paragraph:
        number = None
        if numbered:
            self._count += 1
            number = self._count
        return model.Paragraph(self._text(item), number, item.id)

    def _text(self, item: ItemInput) -> model.Text:
        words = item.text.strip()
        if item.reference.strip():
            words += " " + self._pattern.replace("{reference}", item.reference.strip())
        return model.plain(words) + self._marked(item.note_ids)

    def _marked(self, note_ids: Iterable[str]) -> model.Text:
        """Return the marks of notes, each numbered when it is first met."""
        marks = []
        for note_id in note_ids:
            if note_id in self._texts:
                mark = self._marks.setdefault(note_id, str(len(self._marks) + 1))
                marks.append(model.NoteMark(note_id, mark))
        return tuple(marks)


def _leading_in(block: model.Block) -> model.Block:
    """Keep a paragraph that introduces a list on the page of the list."""
    if isinstance(block, model.Paragraph) and model.characters(block.text).endswith(":"):
        return replace(block, keep_with_next=True)
    return block
