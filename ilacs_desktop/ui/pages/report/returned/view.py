"""The view of a Word file that came back: its changes in a list, one of them in its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.returned import returned, returning
from ilacs_desktop.services.returned.returned import author_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.report.returned import words
from ilacs_desktop.ui.pages.report.returned.detail import ChangeDetail
from ilacs_desktop.ui.prompts import FileWish, Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.returned.returned import OfferRow, ReturnedFile
    from ilacs_desktop.services.returned.returning import Returned
    from ilacs_desktop.ui.desk import Desk

OPEN, DECIDED = "open", "decided"
_LISTS = ((OPEN, "To decide"), (DECIDED, "Decided"))
_KINDS = ("paragraph", "returned_change", "document_version", "finding")
_NONE_YET = (
    "No Word file has come back yet. Export the document as Word (Ctrl+E), have it moderated with "
    "tracked changes and comments, and bring the file back here: each change is offered beside "
    "its paragraph, and the comments come with it."
)
_EVERYBODY = "\x00"


class ReturnedView(QWidget):
    """What came back, change by change.

    Signals:
        place_asked: id of a paragraph to go to.
        told: what happened, for the status line.
    """

    place_asked = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files: tuple[ReturnedFile, ...] = ()
        self._rows: tuple[OfferRow, ...] = ()
        self._wanted = ""
        self.bring = Button("&Bring back a Word file…", "primary")
        self.file = ChoiceField()
        name_field(self.file, "File that came back")
        self.person = ChoiceField()
        name_field(self.person, "Changes of")
        self.switch = ViewSwitch("Which changes", _LISTS)
        self.take_all = Button("Take all shown")
        self.refuse_all = Button("Refuse all shown")
        self._model: TableModel[OfferRow] = TableModel(
            (Column("Change", words.line, second=words.about, chip=_chip),),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Changes of the file that came back", self._model)
        self._none = Words("", "soft", wrap=True)
        self.detail = ChangeDetail()
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        left = Panel("Came back", pad=2)
        self._all = FlowRow()
        self._all.add(self.take_all)
        self._all.add(self.refuse_all)
        head = FlowRow()
        head.add(self.bring)
        for widget in (head, self.file, self.person, self.switch, self._none):
            left.add(widget)
        left.add(self.list, 1)
        left.add(self._all)
        left.body.addStretch(0)
        self._panes = ThreePane(left, self.detail, list_title="Changes")
        self._panes.restore_state({"list": 440})
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._panes)

    def _connect(self) -> None:
        self.bring.clicked.connect(self.ask_for_file)
        self.file.key_chosen.connect(self._on_file)
        self.person.key_chosen.connect(self._show)
        self.switch.view_chosen.connect(self._show)
        self.list.record_chosen.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_opened)
        self.take_all.clicked.connect(self._on_take_all)
        self.refuse_all.clicked.connect(self._on_refuse_all)
        self.detail.go_asked.connect(self.place_asked)
        for button, key, slot in (
            (self.detail.take, "T", self.take_this),
            (self.detail.refuse, "R", self.refuse_this),
            (self.detail.by_hand, "H", self.made_by_hand),
            (self.detail.go, "G", self.detail.go.click),
        ):
            if button is not self.detail.go:
                button.clicked.connect(slot)
            keys = QShortcut(QKeySequence(key), self, slot)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- showing -------------------------------------------------------------------------------

    def show_changes(self, changes: Changes | None) -> None:
        """Show what changed."""
        if changes is None or changes.touches(*_KINDS):
            self._read()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list, and the change chosen."""
        return self._panes.shown_panes()

    def _read(self) -> None:
        work, wanted = self._desk.work, self._wanted or str(self.file.key() or "")

        def read() -> tuple[tuple[ReturnedFile, ...], str, tuple[OfferRow, ...]]:
            files = returned.files(work)
            held = {one.id for one in files}
            version = wanted if wanted in held else files[0].id if files else ""
            return files, version, returned.offers(work, version) if version else ()

        self._desk.runner.read(read, self._take_in, key="returned-changes")

    def _take_in(self, found: tuple[tuple[ReturnedFile, ...], str, tuple[OfferRow, ...]]) -> None:
        self._files, version, self._rows = found
        self._wanted = ""
        self.file.set_options([(one.id, f"{one.name} ({one.open} open)") for one in self._files])
        self.file.set_key(version)
        people = next((one.people for one in self._files if one.id == version), ())
        chosen = self.person.key()
        total = sum(count for _, count in people)
        self.person.set_options(
            [(_EVERYBODY, f"Everybody ({total})"), *((one, f"{one} ({n})") for one, n in people)]
        )
        known = {one for one, _ in people}
        self.person.set_key(chosen if chosen in known else _EVERYBODY)
        self._show()

    @Slot()
    def _show(self, _key: object = None) -> None:
        person, held = self.person.key(), bool(self._files)
        mine = [one for one in self._rows if person in (None, _EVERYBODY, one.author)]
        waiting = [one for one in mine if not one.state]
        decided = [one for one in mine if one.state]
        self.switch.set_figure(OPEN, len(waiting))
        self.switch.set_figure(DECIDED, len(decided))
        shown = waiting if self.switch.current == OPEN else decided
        at = self.list.currentIndex().row()
        self._model.set_rows(shown)
        if shown and self.list.current_key() is None:
            # What was decided has left the list: the one after it comes to hand.
            self.list.choose(shown[min(max(at, 0), len(shown) - 1)].id)
        for widget in (self.file, self.person, self.switch):
            widget.setVisible(held)
        self.person.setVisible(held and bool(self._rows))
        self._none.setText(_nothing_words(self.switch.current) if held else _NONE_YET)
        self._none.setVisible(not shown)
        if not shown and self.list.hasFocus():
            # The last one was decided: the keys would go to wherever Qt finds room.
            self.switch.setFocus()
        self.list.setVisible(bool(shown))
        self._all.setVisible(bool(waiting) and self.switch.current == OPEN)
        self._on_chosen(self.list.current_key())

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        self.detail.show_row(self._model.value_of(key) if isinstance(key, str) else None)

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.detail.go.click()

    @Slot(object)
    def _on_file(self, key: object) -> None:
        self._wanted = str(key)
        self._read()

    # ---- bringing back -------------------------------------------------------------------------

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for a Word file, and bring it back."""
        wish = FileWish("Bring back a Word file", (("Word document", "*.docx"),))

        def chosen(paths: tuple[Path, ...]) -> None:
            for path in paths:
                self.bring_back(path)

        self._desk.prompts.choose_open(wish, chosen)

    def bring_back(self, path: Path) -> None:
        """Bring back a Word file: it is read off the screen's thread."""
        work = self._desk.work
        self._desk.runner.read(
            lambda: returning.read(work, returning.read_file(path), path.name),
            self._on_read,
            failed=self._desk.trouble.emit,
        )

    def _on_read(self, found: Returned) -> None:
        work = self._desk.work

        def kept(changes: Changes) -> None:
            self._wanted = changes.made
            self.switch.set_current(OPEN)
            self._read()
            self.told.emit(_told_words(found))
            self.list.setFocus()

        self._desk.do(lambda: returning.keep(work, found), kept)

    # ---- deciding ------------------------------------------------------------------------------

    @Slot()
    def take_this(self) -> None:
        """Take the change at hand."""
        row, work = self.detail.row, self._desk.work
        if row is not None and not row.state and not row.conflict:
            self._decide(lambda: returned.take(work, row.id))

    @Slot()
    def refuse_this(self) -> None:
        """Refuse the change at hand."""
        row, work = self.detail.row, self._desk.work
        if row is not None and not row.state:
            self._decide(lambda: returned.refuse(work, row.id))

    @Slot()
    def made_by_hand(self) -> None:
        """Say that the change at hand was made here by hand."""
        row, work = self.detail.row, self._desk.work
        if row is not None and not row.state and row.conflict:
            self._decide(lambda: returned.done_by_hand(work, row.id))

    def _decide(self, command: Callable[[], Changes]) -> None:
        self.list.setFocus()
        self._desk.do(command)

    @Slot()
    def _on_take_all(self) -> None:
        work, version, author = self._desk.work, str(self.file.key() or ""), self._author()
        self._ask("Take", lambda: returned.take_all(work, version, author))

    @Slot()
    def _on_refuse_all(self) -> None:
        work, version, author = self._desk.work, str(self.file.key() or ""), self._author()
        self._ask("Refuse", lambda: returned.refuse_all(work, version, author))

    def _author(self) -> str | None:
        person = self.person.key()
        if person in (None, _EVERYBODY):
            return None
        return "" if person == author_words("") else str(person)

    def _ask(self, verb: str, command: Callable[[], Changes]) -> None:
        author = self._author()
        whose = "" if author is None else f" of {author_words(author)}"
        count = self._model.rowCount()
        changes = "the one change" if count == 1 else f"all {count} changes"
        aside = " Those that cannot be taken as they are stay open." if verb == "Take" else ""

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._decide(command)

        self._desk.prompts.ask(
            Question(
                f"{verb} {changes}{whose}?",
                f"One undo brings them back.{aside}",
                verb,
            ),
            answered,
        )


def _nothing_words(which: str) -> str:
    return "Every change is decided." if which == OPEN else "Nothing is decided yet."


def _told_words(found: Returned) -> str:
    changes, said = len(found.compared.offers), len(found.remarks)
    parts = ["1 change" if changes == 1 else f"{changes} changes"]
    if said:
        parts.append("1 comment" if said == 1 else f"{said} comments")
    by = f" by {' and '.join(found.people)}" if found.people else ""
    return f"{found.name} came back with {' and '.join(parts)}{by}; the file is kept"


def _chip(row: OfferRow) -> ChipValue:
    if row.state:
        return ChipValue("strength" if row.state == "taken" else "neutral", row.state)
    if row.conflict:
        return ChipValue("concern", "by hand")
    return ChipValue("neutral", words.SORTS.get(row.sort, row.sort))
