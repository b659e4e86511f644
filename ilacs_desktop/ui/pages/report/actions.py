"""What a person does to paragraphs and their findings, as commands of the Report page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ilacs_desktop.services.report import resting, writing
from ilacs_desktop.ui.prompts import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.report.outline import Item
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.pages.report.writer import WriterPane


class ReportActions(QObject):
    """Commands on the section and the paragraph at hand.

    What is typed is committed first: commits and commands run one after the other.
    """

    def __init__(self, desk: Desk, writer: WriterPane) -> None:
        super().__init__(writer)
        self._desk, self._writer = desk, writer
        blocks, under, picker = writer.blocks, writer.under, writer.picker
        blocks.next_asked.connect(self._on_next)
        blocks.split_asked.connect(self._on_split)
        blocks.join_asked.connect(self._on_join)
        blocks.move_asked.connect(self._on_move)
        blocks.take_asked.connect(self._on_take)
        under.add_asked.connect(self.add_finding)
        under.move_asked.connect(self._on_move_current)
        under.split_asked.connect(self._on_split_current)
        under.join_asked.connect(self._on_join_current)
        under.delete_asked.connect(self.delete)
        under.words_asked.connect(self._on_words)
        under.place_asked.connect(self._on_place)
        writer.add.clicked.connect(self.add_at_end)
        writer.draft.clicked.connect(self.offer_unused)
        writer.default.clicked.connect(self._on_default)
        picker.rest_asked.connect(self._on_rest)
        picker.draft_asked.connect(self._on_draft)
        picker.ended.connect(self._on_ended)

    def _run(self, command: Callable[[], Changes], *, at_end: bool = True) -> None:
        """Run a command, then put the cursor into the paragraph that it made."""
        for block in self._writer.blocks.blocks:
            block.flush()

        def made(changes: Changes) -> None:
            if changes.made:
                self._writer.choose(changes.made, at_end=at_end)

        self._desk.do(command, made)

    # ---- paragraphs ----------------------------------------------------------------------------

    @Slot()
    def add_at_end(self) -> None:
        """Add a paragraph at the end of the section."""
        section, work = self._writer.section, self._desk.work
        if section is not None and not section.from_settings:
            key = section.key
            self._run(lambda: writing.add_paragraph(work, key))

    @Slot()
    def delete(self) -> None:
        """Delete the paragraph at hand; one with words is asked about."""
        item, work = self._writer.item(), self._desk.work
        if item is None or item.is_default:
            return
        for block in self._writer.blocks.blocks:
            block.flush()
        blocks, record = self._writer.blocks, item.id
        next_to = blocks.neighbour(record, -1) or blocks.neighbour(record, 1)

        def gone(_changes: Changes) -> None:
            if next_to:
                self._writer.choose(next_to)

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: writing.delete_paragraph(work, record), gone)

        edit = blocks.block(record)
        if edit is None or not edit.edit.text().strip():
            answered(True)  # noqa: FBT003 - as if answered
            return
        name = f"paragraph {item.number}" if item.number else "this paragraph"
        self._desk.prompts.ask(
            Question(f"Delete {name}?", "It stays in the history; undo brings it back.", "Delete"),
            answered,
        )

    @Slot(str)
    def _on_next(self, paragraph: str) -> None:
        section, work = self._writer.section, self._desk.work
        if section is not None:
            key = section.key
            self._run(lambda: writing.add_paragraph(work, key, after=paragraph))

    @Slot(str, int)
    def _on_split(self, paragraph: str, at: int) -> None:
        work = self._desk.work
        self._run(lambda: writing.split_paragraph(work, paragraph, at), at_end=False)

    @Slot(str)
    def _on_join(self, paragraph: str) -> None:
        work, before = self._desk.work, self._writer.blocks.neighbour(paragraph, -1)
        if not before:
            return
        first, own = self._writer.blocks.block(before), self._writer.blocks.block(paragraph)
        if first is None or own is None or first.item is None or first.item.is_default:
            return
        seam = len(first.edit.text().rstrip())
        for block in self._writer.blocks.blocks:
            block.flush()

        def joined(changes: Changes) -> None:
            self._writer.choose(changes.made)
            self._writer.select(changes.made, seam, seam)

        self._desk.do(lambda: writing.merge_with_previous(work, paragraph), joined)

    @Slot(str, int)
    def _on_move(self, paragraph: str, step: int) -> None:
        work, block = self._desk.work, self._writer.blocks.block(paragraph)
        at = block.edit.characters_before_cursor() if block else 0

        def moved(_changes: Changes) -> None:
            self._writer.choose(paragraph)
            self._writer.select(paragraph, at, at)

        if block is not None:
            block.flush()
            self._desk.do(lambda: writing.move_paragraph(work, paragraph, step), moved)

    @Slot(int)
    def _on_move_current(self, step: int) -> None:
        self._on_move(self._writer.current, step)

    @Slot()
    def _on_split_current(self) -> None:
        block = self._writer.blocks.block(self._writer.current)
        if block is not None:
            self._on_split(self._writer.current, block.edit.characters_before_cursor())

    @Slot()
    def _on_join_current(self) -> None:
        self._on_join(self._writer.current)

    @Slot(int, int)
    def _on_words(self, start: int, end: int) -> None:
        self._writer.choose(self._writer.current)
        self._writer.select(self._writer.current, start, end)

    @Slot(str)
    def _on_place(self, section: str) -> None:
        work, paragraph = self._desk.work, self._writer.current
        if self._writer.section is None or section == self._writer.section.key:
            return
        for block in self._writer.blocks.blocks:
            block.flush()

        def moved(_changes: Changes) -> None:
            self._desk.show("paragraph", paragraph)

        self._desk.do(lambda: writing.place_paragraph(work, paragraph, section), moved)

    @Slot()
    def _on_take(self) -> None:
        section, work = self._writer.section, self._desk.work
        if section is not None:
            key = section.key
            self._run(lambda: writing.take_default(work, key))

    @Slot()
    def _on_default(self) -> None:
        section, work = self._writer.section, self._desk.work
        if section is None:
            return
        key = section.key

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: writing.drop_to_default(work, key))

        self._desk.prompts.ask(
            Question(
                f"Go back to the default words of {section.title.lower()}?",
                "What was written in this section is deleted; undo brings it back.",
                "Go back",
            ),
            answered,
        )

    # ---- findings ------------------------------------------------------------------------------

    @Slot()
    def add_finding(self) -> None:
        """Choose findings for the paragraph at hand to rest on."""
        section, item = self._writer.section, self._writer.item()
        if section is None or section.from_settings:
            return
        writable = item is not None and not item.is_default
        name = f"paragraph {item.number}" if item is not None and item.number else "this paragraph"
        title = f"Findings for {name}" if writable else f"Findings for {section.title.lower()}"
        lines = resting.choices(self._desk.work, self._writer.current, section)
        self._writer.offer(title, lines, for_paragraph=writable)

    @Slot()
    def offer_unused(self) -> None:
        """Choose among the findings that no paragraph rests on yet."""
        section = self._writer.section
        if section is None:
            return
        lines = resting.choices(self._desk.work, "", section)
        self._writer.offer(f"Findings for {section.title.lower()}", lines, for_paragraph=False)

    @Slot(object)
    def _on_rest(self, findings: tuple[str, ...]) -> None:
        work, paragraph = self._desk.work, self._writer.current
        self._writer.leave_picker()
        for finding in findings:
            self._desk.do(
                lambda finding=finding: writing.link_finding(work, paragraph, finding)  # type: ignore[misc]
            )
        self._writer.choose(paragraph)

    @Slot(object)
    def _on_draft(self, findings: tuple[str, ...]) -> None:
        section, item, work = self._writer.section, self._writer.item(), self._desk.work
        if section is None:
            return
        self._writer.leave_picker()
        key = section.key
        after = item.id if item is not None else ""
        self._run(lambda: writing.draft_from_findings(work, key, findings, after=after))
        if item is not None and self._is_empty(item):
            # It was begun for these words; nobody wants it above them.
            empty = item.id
            self._desk.do(lambda: writing.delete_paragraph(work, empty))

    def _is_empty(self, item: Item) -> bool:
        block = self._writer.blocks.block(item.id)
        return not item.is_default and block is not None and not block.edit.text().strip()

    @Slot()
    def _on_ended(self) -> None:
        self._writer.leave_picker()
        if self._writer.current:
            self._writer.choose(self._writer.current)
