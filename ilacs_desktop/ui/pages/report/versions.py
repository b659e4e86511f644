"""The view of versions: kept ones in a list, any two compared, a wording taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from ilacs_desktop.domain import wording
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.services.versions import versions
from ilacs_desktop.services.versions.versions import NOW
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.versions.versions import ComparedParagraph, VersionRow
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.chip import ChipKind

_FATES: dict[wording.Fate, tuple[ChipKind, str]] = {
    "same": ("neutral", "the same"),
    "changed": ("concern", "changed"),
    "new": ("strength", "new"),
    "gone": ("concern", "gone"),
    "moved": ("neutral", "moved"),
}
_SIGNS = {"same": ("", ""), "out": ("[−", "−]"), "in": ("[+", "+]")}


class VersionsView(QWidget):
    """Versions at the left, the paragraphs of a comparison, and one of them word by word.

    Signals:
        place_asked: id of a paragraph to go to.
    """

    place_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.name = LineField(placeholder="Name of the version")
        name_field(self.name, "Name of the version to keep")
        self.keep = Button("&Keep this version")
        self._model: TableModel[VersionRow] = TableModel(
            (Column("Version", lambda row: row.name, second=_about),), key=lambda row: row.id,
            parent=self,
        )  # fmt: skip
        self.list = MasterList("Versions of the document", self._model)
        self._none = Words(
            "No version is kept yet. Give one a name above; every export keeps one by itself.",
            "soft",
            wrap=True,
        )
        self.before, self.after = ChoiceField(), ChoiceField()
        name_field(self.before, "Version before")
        name_field(self.after, "Version after")
        self.only = TickBox("Only what &differs")
        self.only.set_ticked(True)
        self._total = Words("", "soft", wrap=True)
        self._lines: TableModel[ComparedParagraph] = TableModel(
            (
                Column(
                    "Paragraph",
                    lambda one: one.line.after or one.line.before,
                    second=lambda one: one.place,
                    chip=lambda one: ChipValue(*_FATES[one.line.fate]),
                ),
            ),
            key=lambda one: one.line.paragraph,
            parent=self,
        )
        self.paragraphs = MasterList("Paragraphs compared", self._lines)
        self._place = Words("", "heading", wrap=True)
        self.words = QTextEdit()
        self.words.setReadOnly(True)
        self.words.setProperty("role", "prose")
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("The two wordings")
        self._key_words = Words("[−taken out−]  [+put in+]", "caption", wrap=True)
        self.restore = Button("&Take the older wording back")
        self.go = Button("Go to the paragraph", "link")
        self._lay_out()
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._half = HalfWritten(desk, "keep-version", {"name": self.name})
        self._connect()

    def _lay_out(self) -> None:
        left = Panel("Versions", pad=2)
        for widget in (self.name, self.keep, self._none):
            left.add(widget)
        left.add(self.list, 1)
        middle = Panel("Compared", pad=2)
        chosen = QVBoxLayout()
        dress.set_space(chosen, 0, 1)
        for field in (self.before, self.after, self.only, self._total):
            chosen.addWidget(field)
        middle.add_layout(chosen)
        middle.add(self.paragraphs, 1)
        right = Panel("Word by word", pad=2)
        right.add(self._place)
        right.add(self.words, 1)
        buttons = FlowRow()
        buttons.add(self.restore)
        buttons.add(self.go)
        right.add(self._key_words)
        right.add(buttons)
        self._panes = ThreePane(
            left, middle, right, list_title="Versions", context_title="Word by word"
        )
        self._panes.restore_state({"list": 250, "context": 430})
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self._panes)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self.name.returnPressed.connect(self._on_keep)
        self.list.record_chosen.connect(self._on_version)
        self.before.key_chosen.connect(self._compare)
        self.after.key_chosen.connect(self._compare)
        self.only.ticked.connect(self._compare)
        self.paragraphs.record_chosen.connect(self._show_words)
        self.paragraphs.record_opened.connect(self._on_go)
        self.restore.clicked.connect(self._on_restore)
        self.go.clicked.connect(self._on_go)

    def show_changes(self, changes: Changes | None) -> None:
        """Show what changed."""
        if changes is not None and not changes.touches("document_version", "paragraph"):
            return
        rows = versions.rows(self._desk.work)
        self._model.set_rows(rows)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._none.setSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Minimum if rows else QSizePolicy.Policy.Expanding,
        )
        options = [(row.id, row.name) for row in rows]
        now = [(NOW, "The document as it is now")]
        self.before.set_options(options)
        self.after.set_options([*now, *options])
        if self.before.key() is None and rows:
            self.before.set_key(rows[0].id)
        if self.after.key() is None:
            self.after.set_key(NOW)
        self._compare()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the versions, the paragraphs and the wording."""
        return self._panes.shown_panes()

    @Slot()
    def _on_keep(self) -> None:
        work, name = self._desk.work, self.name.text()

        def kept(changes: Changes) -> None:
            self.name.set_text("")
            self.list.choose(changes.made)

        self._half.do(lambda: versions.keep(work, name), kept)

    @Slot(object)
    def _on_version(self, key: object) -> None:
        if key is not None and key != self.before.key():
            self.before.set_key(str(key))
            self._compare()

    @Slot()
    def _compare(self, _key: object = None) -> None:
        before, after = self.before.key(), self.after.key()
        if before is None or after is None:
            self._lines.set_rows(())
            self._total.setText("")
        else:
            found = versions.compare(self._desk.work, str(before), str(after))
            counted = wording.counts([one.line for one in found])
            said = [f"{counted[fate]} {words}" for fate, (_, words) in _FATES.items()
                    if fate in counted]  # fmt: skip
            self._total.setText(", ".join(said))
            shown = [one for one in found if one.line.fate != "same" or not self.only.isChecked()]
            self._lines.set_rows(shown)
        self._show_words()

    def _line(self) -> ComparedParagraph | None:
        return self._lines.value_of(self.paragraphs.current_key() or "")

    @Slot()
    def _show_words(self, _key: object = None) -> None:
        one = self._line()
        self.words.clear()
        self.restore.setVisible(one is not None and one.can_restore)
        self.go.setVisible(one is not None and one.line.fate != "gone")
        self._key_words.setVisible(one is not None)
        self._place.setText("" if one is None else f"{one.place}: {_FATES[one.line.fate][1]}")
        if one is None:
            chosen = self.before.key() is not None
            self.words.setPlainText("Nothing differs." if chosen else "Keep a version first.")
            return
        cursor = QTextCursor(self.words.document())
        for stretch in one.line.stretches:
            opens, closes = _SIGNS[stretch.part]
            cursor.insertText(f"{opens}{stretch.text}{closes}", _look(stretch.part))
        self.words.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot()
    def _on_restore(self) -> None:
        one, work, before = self._line(), self._desk.work, self.before.key()
        if one is not None and before is not None:
            paragraph, version = one.line.paragraph, str(before)
            self._desk.do(lambda: versions.restore_wording(work, version, paragraph))

    @Slot()
    def _on_go(self, _key: object = None) -> None:
        one = self._line()
        if one is not None:
            self.place_asked.emit(one.line.paragraph)


def _look(part: str) -> QTextCharFormat:
    """Return how a stretch looks: struck through or underlined besides its signs and colour."""
    shown, look = dress.current_tokens(), QTextCharFormat()
    if part == "out":
        look.setFontStrikeOut(True)
        look.setForeground(QColor(shown.caution))
    elif part == "in":
        look.setFontUnderline(True)
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(QColor(shown.good))
    return look


def _about(row: VersionRow) -> str:
    moment = read_moment(row.at)
    when = f"{short_day(moment.date())} {moment:%H:%M}" if moment else row.at
    said = (when, row.by, row.sort_words, f"{row.words:,} words")
    return " · ".join(part for part in said if part)
