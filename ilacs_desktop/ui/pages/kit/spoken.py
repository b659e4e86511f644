"""What the lead says aloud: the mid-point summary, or the script of the final feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitMeeting
from ilacs_desktop.services.findings.finding_rows import figure_words
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit, spoken
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.decide import moment_words
from ilacs_desktop.ui.pages.kit.grade_flag import GradeFlag
from ilacs_desktop.ui.pages.kit.reading import ReadingText
from ilacs_desktop.ui.pages.kit.spoken_row import SpokenRow
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.scrolled import scrolling
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from ilacs_desktop.services.kit.spoken import Spoken, SpokenArea, SpokenPoint
    from ilacs_desktop.ui.desk import Desk

_AT_ONCE = 12
_A_TURN = 5
_DEFAULT = "Words as they came: default, check. Write them as you would say them."


class SpokenView(QWidget):
    """Composed from the findings until it is begun; then worded, ordered and read aloud.

    Signals:
        opened: (kind, id) of a record to show on its page.
        export_asked: which document is wanted as a file: its key.
    """

    opened = Signal(str, str)
    export_asked = Signal(str)

    def __init__(self, desk: Desk, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._purpose = desk, purpose
        self._spoken: Spoken | None = None
        self._rows: dict[str, SpokenRow] = {}
        self._laid: object = None
        self._current = ""
        self._flags: list[GradeFlag] = []
        self._waiting: list[tuple[Panel, str | SpokenPoint]] = []
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._on_more)
        self._title = Words(spoken.TITLES[purpose], "title")
        self._chip = Chip()
        self.begin_button = Button("&Begin", "primary", keys="Ctrl+Shift+N")
        self.read = Button("Read &aloud")
        self.read.setCheckable(True)
        self.give = Button("Given t&o the LA…")
        self.export = Button("E&xport PDF…")
        self.withdraw = Button("Withdraw…")
        self.reason = LineField(placeholder="Why it is withdrawn")
        self.reason.setAccessibleName("Reason for withdrawing it")
        self._told = Words("", "soft", wrap=True)
        self.grades = TickBox("Give the provisional grades")
        self.opening = ProseEdit(lines=3, placeholder="How it begins")
        self.closing = ProseEdit(lines=3, placeholder="How it ends")
        self._default = Words(_DEFAULT, "soft", wrap=True)
        self.text = ReadingText(self._title.text())
        self.left_out = ShortList("Findings of which nothing is said")
        self._which = Words("", "soft")
        self.up = Button("Move up", icon="arrow-up", keys="Alt+Up")
        self.down = Button("Move down", icon="arrow-down", keys="Alt+Down")
        self.leave = Button("&Leave out", icon="minus")
        self.open = Button("Open the &finding")
        self._bindings = Bindings(desk, KitMeeting)
        self._bindings.tie(self.opening, "opening", "Word how it begins")
        self._bindings.tie(self.closing, "closing", "Word how it ends")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._chip)
        for button in (self.withdraw, self.export, self.give, self.read, self.begin_button):
            head.add_end(button)
        first, last = Panel("How it begins"), Panel("How it ends")
        for panel, label, field in (
            (first, "Opening", self.opening),
            (last, "Closing", self.closing),
        ):
            form = FormRows()
            form.add_row(label, field)
            panel.add(form)
            self._flags.append(GradeFlag(field, panel.body, below=form))
        first.add(self._default)
        self._areas = QVBoxLayout()
        dress.set_space(self._areas, 0, 2)
        self._out = Panel("Left out")
        self._out.add(self.left_out)
        self.bring = Button("&Bring in", icon="plus")
        foot = FlowRow()
        foot.add(self.bring)
        self._out.add(foot)
        edit = QWidget()
        whole = QVBoxLayout(edit)
        dress.set_space(whole, 0, 2)
        whole.addWidget(first)
        whole.addLayout(self._areas)
        whole.addWidget(last)
        whole.addWidget(self._out)
        whole.addStretch(1)
        self._edit = scrolling(edit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._edit)
        self._tools = FlowRow()
        self._tools.add(self._which)
        for button in (self.up, self.down, self.leave, self.open):
            self._tools.add_end(button)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (head, self.reason, self._told, self.grades, self._tools):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.reason.hide()

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self.begin)
        self.read.clicked.connect(self._on_read)
        self.give.clicked.connect(self._on_give)
        self.export.clicked.connect(self._on_export)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.reason.returnPressed.connect(self._on_reason)
        self._half = HalfWritten(self._desk, "withdraw", {"reason": self.reason}, self._id)
        self.grades.ticked.connect(self._on_grades)
        self.left_out.row_opened.connect(self._on_bring_one)
        self.bring.clicked.connect(self._on_bring)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.leave.clicked.connect(self._on_leave)
        self.open.clicked.connect(self._on_open)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_escape)

    # ---- showing -------------------------------------------------------------------------------

    def show_work(self) -> None:
        """Show it as it is now; what is being typed stays."""
        work = self._desk.work
        found = self._spoken = spoken.spoken(work, self._purpose)
        given = bool(found.spoken_at)
        if given:
            self._chip.show_chip("done", "given to the LA")
        else:
            self._chip.show_chip("neutral", "begun" if found.is_begun else "not begun")
        self.begin_button.setVisible(not found.is_begun)
        self.read.setVisible(found.is_begun)
        self.give.setVisible(found.is_begun and not given and work.is_lead)
        self.withdraw.setVisible(given and work.is_lead)
        words = self._state_words(found)
        self._told.setText(words)
        self._told.setVisible(bool(words))
        open_ = self._purpose == "feedback" and judgements.is_open(work.snapshot)
        self.grades.setVisible(open_ and work.is_lead)
        self.grades.set_ticked(spoken.says_grades(work))
        self.text.show_spoken(found)
        reads = not found.is_begun or self.read.isChecked()
        self._stack.setCurrentWidget(self.text if reads else self._edit)
        if found.is_begun:
            self._show_script(found, given=given)
        self._show_tools()

    def _state_words(self, found: Spoken) -> str:
        if found.spoken_at:
            return f"Given to the LA {moment_words(found.spoken_at)}. It is not edited."
        if found.is_begun:
            return ""
        if not found.points:
            return "There is no finding with words yet: make findings from evidence first."
        return (
            "Composed from the findings as they stand, without a grade. Begin it to choose its "
            "words and order, and what is left out."
        )

    def _show_script(self, found: Spoken, *, given: bool) -> None:
        self._bindings.show(self._desk.snapshot.record(KitMeeting, found.record))
        for field in (self.opening, self.closing):
            field.setReadOnly(given)
        for flag in self._flags:
            flag.set_watching(watches=not self.grades.isChecked())
        self._default.setVisible(found.is_default and not given)
        wanted = [one.record for one in found.points]
        for key in [key for key in self._rows if key not in wanted]:
            self._rows.pop(key).deleteLater()
        self._lay_areas(found.areas, given=given)
        rows = [
            ShortRow(row.id, row.text, f"{row.area_label} · {figure_words(row.figures)}")
            for row in spoken.left_out(self._desk.work, found.record)
        ]
        self.left_out.show_rows(rows)
        self._out.setVisible(bool(rows) and not given)

    def _lay_areas(self, areas: tuple[SpokenArea, ...], *, given: bool) -> None:
        shown = [
            (area.label, area.grade, [one.record for one in points])
            for area in areas
            for points in (area.strengths, area.concerns)
        ]
        if shown != self._laid:
            self._build_areas(areas)
            self._laid = shown
        for area in areas:
            for strength, points in ((True, area.strengths), (False, area.concerns)):
                for point in points:
                    row = self._rows.get(point.record)
                    if row is not None:
                        row.show_point(
                            point, strength=strength, given=given, graded=self.grades.isChecked()
                        )

    def _build_areas(self, areas: tuple[SpokenArea, ...]) -> None:
        """Lay the areas out anew; rows are kept, so that the one being typed in keeps its focus."""
        focus = QApplication.focusWidget()
        for row in self._rows.values():
            row.setParent(self)
        while (old := self._areas.takeAt(0)) is not None:
            panel = old.widget()
            if panel is not None:
                panel.deleteLater()
        self._waiting = []
        for area in areas:
            panel = Panel(
                f"{area.label} · provisionally {area.grade}" if area.grade else area.label
            )
            self._areas.addWidget(panel)
            for heading, points in (
                ("What is strong", area.strengths),
                ("What needs to improve", area.concerns),
            ):
                if points:
                    self._waiting.append((panel, heading))
                self._waiting += [(panel, point) for point in points]
        self._build_rows(_AT_ONCE)
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus()

    def _build_rows(self, most: int) -> None:
        """Make the next rows: a long script is on the screen before its last row is made."""
        now, self._waiting = self._waiting[:most], self._waiting[most:]
        given = bool(self._spoken and self._spoken.spoken_at)
        areas = self._spoken.areas if self._spoken else ()
        strengths = {one for area in areas for one in area.strengths}
        for panel, what in now:
            if isinstance(what, str):
                panel.add(Words(what, "strong"))
                continue
            row = self._rows.get(what.record)
            if row is None:
                row = self._rows[what.record] = SpokenRow(self._desk, self)
                row.show_point(
                    what,
                    strength=what in strengths,
                    given=given,
                    graded=self.grades.isChecked(),
                )
            panel.add(row)
            row.show()
        if self._waiting:
            self._more.start()

    @Slot()
    def _on_more(self) -> None:
        self._build_rows(_A_TURN)

    def first_focus(self) -> QWidget:
        """Return what takes the focus."""
        if self._stack.currentWidget() is self._edit:
            return self.opening
        return self.begin_button if self.begin_button.isVisibleTo(self) else self.text

    # ---- doing ---------------------------------------------------------------------------------

    def _id(self) -> str:
        return self._spoken.record if self._spoken else ""

    @Slot()
    def begin(self) -> None:
        """Begin it, or go to its first words where it was begun already."""
        if self._id():
            self.opening.setFocus()
            return
        work, purpose = self._desk.work, self._purpose
        self._desk.do(lambda: spoken.begin(work, purpose), self._on_begun)

    def _on_begun(self, _changes: object) -> None:
        self.opening.setFocus()

    def move_focused(self, by: int) -> None:
        """Move the point that had the focus last up or down."""
        row = self._rows.get(self._current)
        if row is not None and not row.text.isReadOnly():
            self._bindings.flush()
            row.text.flush()
            work, point = self._desk.work, row.point
            self._desk.do(lambda: spoken.move(work, point, by))
            row.text.setFocus()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: object, new: object) -> None:
        if isinstance(new, QWidget) and self.isAncestorOf(new):
            row = next((one for one in self._rows.values() if one.isAncestorOf(new)), None)
            if row is not None:
                self._current = row.point
                self._show_tools()

    def _show_tools(self) -> None:
        row = self._rows.get(self._current)
        found = self._spoken
        edits = found is not None and found.is_begun and not self.read.isChecked()
        self._tools.setVisible(edits and bool(self._rows))
        changes = row is not None and not row.text.isReadOnly()
        for button in (self.up, self.down, self.leave):
            button.setEnabled(changes)
        self.open.setEnabled(row is not None and bool(row.finding))
        words = " ".join(row.text.text().split())[:40] if row is not None else ""
        self._which.setText(f"“{words}…”" if words else "Choose a point below to move it.")

    @Slot()
    def _on_up(self) -> None:
        self.move_focused(-1)

    @Slot()
    def _on_down(self) -> None:
        self.move_focused(1)

    @Slot()
    def _on_leave(self) -> None:
        work, point = self._desk.work, self._current
        order = [one.record for one in self._spoken.points] if self._spoken else []
        if point in order:
            at = order.index(point)
            near = (*order[at + 1 :], *reversed(order[:at]))
            self._current = near[0] if near else ""
            row = self._rows.get(self._current)
            (row.text if row is not None else self.opening).setFocus()
            self._desk.do(lambda: kit.remove_item(work, point))

    @Slot()
    def _on_open(self) -> None:
        row = self._rows.get(self._current)
        if row is not None:
            self.opened.emit("finding", row.finding)

    @Slot(str)
    def _on_bring_one(self, finding: str) -> None:
        work, record = self._desk.work, self._id()
        self._desk.do(lambda: spoken.bring_in(work, record, [finding]))

    @Slot()
    def _on_bring(self) -> None:
        key = self.left_out.current_key()
        if key is not None:
            self._on_bring_one(str(key))
        elif self.left_out.rows:
            self.left_out.setFocus()

    @Slot()
    def _on_read(self) -> None:
        self._bindings.flush()
        self.show_work()
        (self.text if self.read.isChecked() else self.opening).setFocus()

    @Slot()
    def _on_escape(self) -> None:
        if self.read.isChecked():
            self.read.setChecked(False)
            self._on_read()

    @Slot(bool)
    def _on_grades(self, said: bool) -> None:  # noqa: FBT001 - the tick's own argument
        work = self._desk.work
        self._desk.do(lambda: spoken.say_grades(work, said=said))

    @Slot()
    def _on_give(self) -> None:
        work, record = self._desk.work, self._id()

        def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
            if yes:
                self._desk.do(lambda: kit.give(work, record))

        self._desk.prompts.ask(
            Question(
                "Was this said to the LA?",
                "Its words are closed to change from then on. It can be withdrawn with a reason, "
                "not undone.",
                "It was said",
                grave=True,
            ),
            answered,
        )

    @Slot()
    def _on_export(self) -> None:
        self._bindings.flush()
        self.export_asked.emit("mid-point" if self._purpose == "mid_point" else "feedback")

    @Slot()
    def _on_withdraw(self) -> None:
        self.reason.setVisible(self.reason.isHidden())
        if not self.reason.isHidden():
            self.reason.set_text("")
            self.reason.setFocus()

    @Slot()
    def _on_reason(self) -> None:
        reason = self.reason.text()
        if reason.strip():
            self.reason.hide()
            work, record = self._desk.work, self._id()
            self._half.do(lambda: kit.withdraw(work, record, reason))
