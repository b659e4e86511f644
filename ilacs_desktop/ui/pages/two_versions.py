"""Two versions: choose. Both texts side by side, who wrote them, and why one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_type
from ilacs_desktop.services.record import history, settling
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.settling import Version
    from ilacs_desktop.ui.desk import Desk


class TwoVersions(Panel):
    """One dispute: every version in full, the reason, and the choice.

    Signals:
        settled: a version was chosen.
        left: the person left it for later.
    """

    settled = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Two versions: choose", parent)
        self._desk = desk
        self._about: tuple[str, str, str] = ("", "", "")
        self._versions: tuple[Version, ...] = ()
        self._what = Words("", "strong", wrap=True)
        self._holder = QWidget()
        self._row = QVBoxLayout(self._holder)
        dress.set_space(self._row, 0, 2)
        self.why = LineField(placeholder="In a few words")
        self.joined = ProseEdit(lines=2, most_lines=10)
        self._join = Button("Keep this &text instead")
        self._later = Button("Later", "link")
        self._form = FormRows()
        self._form.add_row("&Why this one holds", self.why, "It stays in the history.")
        self._form.add_row("Or a text that joins them", self.joined)
        self._lay_out()
        self._join.clicked.connect(self._on_join)
        self._later.clicked.connect(self.left)

    def _lay_out(self) -> None:
        words: dict[str, ProseEdit | LineField] = {"why": self.why, "joined": self.joined}
        self._half = HalfWritten(self._desk, "settle", words, lambda: " ".join(self._about))
        self.head.addWidget(self._later)
        foot = QHBoxLayout()
        dress.set_space(foot, 0, 2)
        foot.addWidget(self._join)
        foot.addStretch(1)
        for widget in (self._what, self._holder, Line(), self._form):
            self.add(widget)
        self.add_layout(foot)

    @property
    def about(self) -> tuple[str, str, str]:
        """Return kind, record and field of what is shown; empty where nothing is."""
        return self._about

    def show_dispute(self, kind: str, record: str, field: str) -> None:
        """Show a dispute; its versions are read first."""
        self._about = (kind, record, field)
        work = self._desk.work
        self._desk.runner.read(
            lambda: settling.versions(work, record, field), self._show, key="two-versions"
        )

    def recheck(self) -> None:
        """Leave by itself where what is shown was settled elsewhere."""
        if self.isHidden() or not self._about[1]:
            return
        open_now = {(one.kind, one.record, one.field) for one in settling.disputes(self._desk.work)}
        if self._about not in open_now:
            self.hide()

    def _show(self, versions: tuple[Version, ...]) -> None:
        kind, record, field = self._about
        self._versions = versions
        found = self._desk.snapshot.find(record)
        title = history.title_of(found.value) if found is not None else ""
        words = "deleted or kept" if field == DELETED else history.field_words(field)
        self._what.setText(
            " · ".join(part for part in (history.KIND_WORDS.get(kind, kind), title, words) if part)
        )
        self._lay_versions()
        is_text = field != DELETED and kind in KINDS and field_type(kind, field) is str
        is_prose = is_text and any(" " in one.words for one in versions)
        self._form.set_row_shown(self.joined, is_prose)
        self._join.setVisible(is_prose)
        self.why.set_text("")
        self.joined.set_text("\n".join(one.words for one in versions) if is_prose else "")
        self._half.offer()
        self._form.show_wrong(self.why, "")
        self.show()
        self.why.setFocus()
        _bring_into_sight(self)

    def _lay_versions(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        columns = Columns(*(1 for _ in self._versions))
        for at, version in enumerate(self._versions):
            columns.add(at, self._version(at, version))
            columns.end(at)
        self._row.addWidget(columns)

    def _version(self, at: int, version: Version) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        dress.set_space(column, 0, 2)
        head = QHBoxLayout()
        dress.set_space(head, 0, 2)
        head.addWidget(Words(_whose(version), "soft"))
        if version.is_shown:
            head.addWidget(Chip("neutral", "shown now"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Words(version.words or "(empty)", "prose", wrap=True))
        keep = Button("Keep this version")
        keep.setObjectName(f"keep_{at}")
        keep.setAccessibleName(f"Keep the version of {_whose(version)}")
        keep.clicked.connect(self._on_keep)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(keep)
        row.addStretch(1)
        column.addLayout(row)
        return holder

    @Slot()
    def _on_keep(self) -> None:
        at = int(self.sender().objectName().removeprefix("keep_"))
        if at < len(self._versions):
            self._settle(self._versions[at].value)

    @Slot()
    def _on_join(self) -> None:
        self._settle(self.joined.text())

    def _settle(self, value: JsonValue) -> None:
        why = self.why.text()
        if not why.strip():
            self._form.show_wrong(self.why, "Say in a few words why; it stays in the history.")
            self.why.setFocus()
            return
        self._form.show_wrong(self.why, "")
        work, (kind, record, field) = self._desk.work, self._about
        self._half.do(
            lambda: settling.settle(work, kind, record, field, value, why), self._on_settled
        )

    def _on_settled(self, _changes: object) -> None:
        self._about = ("", "", "")
        self.settled.emit()


def _bring_into_sight(panel: QWidget) -> None:
    above = panel.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(panel)
        above = above.parentWidget()


def _whose(version: Version) -> str:
    at = read_moment(version.at)
    when = f"{short_day(at.date())}, {at:%H:%M}" if at is not None else ""
    name = "You" if version.is_mine else version.author or "Unknown"
    return f"{name}, {when}" if when else name
