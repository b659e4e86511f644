"""The sheets on which findings are merged, and one is split: every note has its place chosen."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.findings import finding_rows, findings, merging
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.evidence.finding import SIDE_OPTIONS
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.finding_rows import Rest
    from ilacs_desktop.ui.desk import Desk

_SPOKEN = 60


class ReshapeSheet(QWidget):
    """What merging and splitting have in common: words, kind, area, and a choice for each note.

    Signals:
        made: id of the finding to show next.
        left: the person does not want it after all.
    """

    made = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, what: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._findings: tuple[str, ...] = ()
        self._choices: dict[str, ChoiceField] = {}
        self._waits = False
        self._title = Words("", "title", wrap=True)
        self._told = Words("", "soft", wrap=True)
        self.text = ProseEdit(lines=3, placeholder="What is so, for which children")
        self.kind, self.area = ChoiceField(), ChoiceField()
        self._wrong = Words("", "caution", wrap=True)
        self._wrong.hide()
        self._rows = QVBoxLayout()
        dress.set_space(self._rows, 0, 2)
        self.act = Button(button, "primary", keys="Ctrl+Enter")
        self.cancel = Button("Cancel")
        self._form = FormRows(columns=2)
        self._half = HalfWritten(desk, what, self._fields(), self._about)
        self._lay_out()
        self.act.clicked.connect(self.send)
        self.cancel.clicked.connect(self.left)
        self.text.finished.connect(self.send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.send)

    def _fields(self) -> dict[str, ProseEdit]:
        return {"text": self.text}

    def _about(self) -> str:
        return " ".join(sorted(self._findings))

    def _lay_out(self) -> None:
        panel = Panel()
        panel.add(self._told)
        self._add_fields(self._form)
        for widget in (self._form, Line()):
            panel.add(widget)
        panel.add_layout(self._rows)
        buttons = FlowRow()
        buttons.add_end(self.cancel)
        buttons.add(self.act)
        panel.add(buttons)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._title)
        column.addWidget(panel)
        column.addStretch(1)

    def _add_fields(self, form: FormRows) -> None:
        form.add_row("&Statement", self.text, wide=True)
        form.add_row("&Kind", self.kind)
        form.add_row("&Area", self.area)

    def _begin(self, records: Sequence[str]) -> None:
        work = self._desk.work
        self._findings = tuple(records)
        first = findings.finding_of(work, records[0])
        kinds = findings.kinds_allowed(work)
        self.kind.set_options([(one.key, f"{one.sign} {one.label}") for one in kinds])
        self.kind.set_key(first.kind)
        areas = self._desk.edition.areas_in_body_order()
        self.area.set_options([(one.key, one.short) for one in areas])
        self.area.set_key(first.area)
        self._say("")

    def _say(self, words: str, at: ChoiceField | None = None) -> None:
        """Say what is missing, right above the note it is missing at: there the keys go."""
        self._rows.removeWidget(self._wrong)
        holder = at.parentWidget() if at is not None else None
        if holder is not None:
            self._rows.insertWidget(self._rows.indexOf(holder), self._wrong)
        self._wrong.setText(f"△ {words}" if words else "")
        self._wrong.setVisible(bool(words) and holder is not None)
        if at is not None:
            at.setFocus()

    def _clear_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._choices = {}

    def _add_row(self, rest: Rest, options: Sequence[tuple[str, str]], key: str, name: str) -> None:
        choice = ChoiceField(options=options)
        choice.setMinimumContentsLength(max(len(label) for _, label in options) - 2)
        choice.set_key(key or None)
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name_field(choice, f"{name}: {rest.text[:_SPOKEN]}")
        holder = QWidget()
        row = QHBoxLayout(holder)
        dress.set_space(row, 0, 3)
        texts = QVBoxLayout()
        dress.set_space(texts, 0, 0)
        said = (rest.source, f"child {rest.child}" if rest.child else "")
        texts.addWidget(Words(" · ".join(part for part in said if part), "caption"))
        texts.addWidget(Words(rest.text, wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        self._choices[rest.id] = choice
        self._rows.addWidget(holder)

    @Slot()
    def send(self) -> None:
        """Do it, where all is said that has to be."""
        if not self.isVisible() or self._waits:
            return
        if not self.text.text().strip():
            self._form.show_wrong(self.text, "Say in a sentence what you find.")
            self.text.setFocus()
            return
        self._form.show_wrong(self.text, "")
        open_ones = [one for one in self._choices.values() if one.key() is None]
        if open_ones:
            self._say(
                "Choose the side of every note: some stood for one finding, against another.",
                open_ones[0],
            )
            return
        self._waits = True
        self._run({note: str(choice.key()) for note, choice in self._choices.items()})

    @abstractmethod
    def _run(self, chosen: dict[str, str]) -> None:
        """Run the command with what was chosen for each note."""

    def _on_done(self, changes: Changes) -> None:
        self._waits = False
        self.made.emit(changes.made)

    def _not_done(self, error: BaseException) -> None:
        self._waits = False
        self._desk.trouble.emit(error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class MergeSheet(ReshapeSheet):
    """Two findings or more become the first one of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.extent = ChoiceField()
        super().__init__(desk, "merge-findings", "&Merge", parent)

    @override
    def _add_fields(self, form: FormRows) -> None:
        super()._add_fields(form)
        form.add_row("How t&ypical", self.extent)

    def begin(self, records: Sequence[str]) -> None:
        """Begin to merge these findings into the first."""
        self._begin(records)
        work = self._desk.work
        held = [findings.finding_of(work, one) for one in records]
        self._title.setText(f"Merge {len(held)} findings into one")
        lines = [f"{at}  {' '.join(one.text.split())}" for at, one in enumerate(held, 1)]
        self._told.setText("\n".join(lines))
        extents = [(one.key, one.label) for one in self._desk.edition.extents]
        self.extent.set_options((("", "Not said yet"), *extents))
        self.extent.set_key(held[0].scale_word)
        self.text.set_text(held[0].text)
        self._half.offer()
        self._clear_rows()
        sides = merging.sides_of(work, records)
        shown: set[str] = set()
        for record in records:
            for rest in finding_rows.rests_of(work, record):
                if rest.id not in shown:
                    shown.add(rest.id)
                    self._add_row(rest, SIDE_OPTIONS, sides.get(rest.id, ""), "Side of")
        self.text.setFocus()
        self.text.selectAll()

    @override
    def _run(self, chosen: dict[str, str]) -> None:
        work, records = self._desk.work, self._findings
        text, kind, area = self.text.text(), str(self.kind.key()), str(self.area.key())
        extent = str(self.extent.key() or "")
        self._half.do(
            lambda: merging.merge(
                work, records, text, kind=kind, area=area, scale_word=extent, sides=chosen
            ),
            self._on_done,
            failed=self._not_done,
        )


class SplitSheet(ReshapeSheet):
    """One finding becomes two: what is left of it, and a new one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.stays = ProseEdit(lines=2, placeholder="What this finding says from now on")
        super().__init__(desk, "split-finding", "S&plit", parent)

    @override
    def _fields(self) -> dict[str, ProseEdit]:
        return {"text": self.text, "left": self.stays}

    @override
    def _add_fields(self, form: FormRows) -> None:
        form.add_row("This &one says", self.stays, wide=True)
        form.add_row("The &new one says", self.text, wide=True)
        form.add_row("&Kind of the new one", self.kind)
        form.add_row("&Area of the new one", self.area)

    def begin(self, record: str) -> None:
        """Begin to split a finding."""
        self._begin((record,))
        work = self._desk.work
        held = findings.finding_of(work, record)
        self._title.setText("Split this finding in two")
        self._told.setText(
            "Choose where each note goes. Topics, paragraphs and the LA’s answer stay with both."
        )
        self.stays.set_text(held.text)
        self.text.set_text("")
        self._half.offer()
        self._clear_rows()
        for rest in finding_rows.rests_of(work, record):
            self._add_row(rest, merging.WHERE, merging.STAYS, "Where it goes")
        self.text.setFocus()

    @override
    def _run(self, chosen: dict[str, str]) -> None:
        work, (record,) = self._desk.work, self._findings
        if all(where == merging.STAYS for where in chosen.values()):
            self._waits = False
            self._say(
                "Choose at least one note that goes with the new one, or belongs to both.",
                next(iter(self._choices.values()), None),
            )
            return
        text, stays = self.text.text(), self.stays.text()
        kind, area = str(self.kind.key()), str(self.area.key())
        self._half.do(
            lambda: merging.split(work, record, text, chosen, left=stays, kind=kind, area=area),
            self._on_done,
            failed=self._not_done,
        )
