"""One finding: the statement, its figures, what it rests on, and what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Finding
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.findings import findings, merging
from ilacs_desktop.services.findings.finding_rows import seen_words, support_words
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.decide import ResponsePart, StatePart, SupportPart
from ilacs_desktop.ui.pages.findings.rests import Rests
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit
from ilacs_desktop.ui.widgets.scrolled import to_top

if TYPE_CHECKING:
    from ilacs_desktop.domain.support import Figures
    from ilacs_desktop.services.findings.finding_rows import FindingCard
    from ilacs_desktop.ui.desk import Desk


class FindingView(QWidget):
    """A finding's card; the same at the right of coverage and in the middle of the list.

    Signals:
        opened: (kind, id) of a record to show on its page.
        split_asked: the finding is to become two.
        merge_asked: the findings chosen in the list are to become one.
    """

    opened = Signal(str, str)
    split_asked = Signal()
    merge_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, wide: bool = False) -> None:
        """Make an empty card.

        Args:
            desk: the open inspection in the window.
            parent: the owning widget.
            wide: whether fields stand side by side.
        """
        super().__init__(parent)
        self._desk = desk
        self._finding = ""
        self._chips = FlowRow(gap=1)
        self._shown_chips: tuple[tuple[str, str], ...] = ()
        self.text = ProseEdit(lines=2, placeholder="What is so, for which children")
        self.kind, self.area, self.extent = ChoiceField(), ChoiceField(), ChoiceField()
        self._figures = Words("", "strong", wrap=True)
        self._now = Words("", "soft", wrap=True)
        self._ancestry = QVBoxLayout()
        dress.set_space(self._ancestry, 0, 1)
        self._shown_ancestry: tuple[tuple[str, str], ...] = ()
        self.split = Button("Spli&t…", keys="S")
        self.merge = Button("&Merge chosen…", keys="M")
        self._wide = wide
        self._origins = Words("", "caption", wrap=True)
        self.rests = Rests()
        self.support = SupportPart(desk)
        self.response = ResponsePart(desk)
        self.state = StatePart(desk)
        self._bindings = Bindings(desk, Finding)
        self._bindings.tie(self.text, "text", "Write finding")
        edition = desk.edition
        self.area.set_options([(one.key, one.short) for one in edition.areas_in_body_order()])
        self.extent.set_options(
            (("", "Not said yet"), *((one.key, one.label) for one in edition.extents))
        )
        self._lay_out(wide=wide)
        self._connect()

    def _lay_out(self, *, wide: bool) -> None:
        panel = Panel()
        panel.add(self._chips)
        form = FormRows(columns=3 if wide else 2)
        form.add_row("&Statement", self.text, wide=True)
        form.add_row("How t&ypical", self.extent, "Your word, chosen beside the figure below.")
        form.add_row("&Kind", self.kind)
        form.add_row("&Area", self.area)
        panel.add(form)
        figures = (self._figures, self._now, self._origins)
        for widget in (*figures, self.rests, self.support, Line()):
            panel.add(widget)
        for part in (self.response, self.state):
            panel.add(part)
        panel.add_layout(self._ancestry)
        if wide:
            buttons = FlowRow()
            buttons.add(self.split)
            buttons.add(self.merge)
            panel.add(buttons)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        self.kind.key_chosen.connect(self._on_kind)
        self.area.key_chosen.connect(self._on_area)
        self.extent.key_chosen.connect(self._on_extent)
        self.rests.side_chosen.connect(self._on_side)
        self.rests.taken_off.connect(self._on_off)
        self.rests.opened.connect(self._on_open)
        self.split.clicked.connect(self.split_asked)
        self.merge.clicked.connect(self.merge_asked)
        self.state.was_put.connect(self.response.kind.setFocus)

    def show_card(self, card: FindingCard) -> None:
        """Show a finding; the same one again keeps what is being typed."""
        row = card.row
        if row.id != self._finding:
            to_top(self)
        self._finding = row.id
        self._show_chips(card)
        self._bindings.show(self._desk.snapshot.record(Finding, row.id))
        kinds = findings.kinds_allowed(self._desk.work)
        options = [(one.key, f"{one.sign} {one.label}") for one in kinds]
        if row.kind not in [key for key, _ in options]:
            options.append((row.kind, row.kind_label))
        self.kind.set_options(options)
        self.kind.set_key(row.kind)
        self.area.set_key(row.area)
        self.extent.set_key(card.scale_word)
        for field in (self.kind, self.area):
            field.setEnabled(not card.is_frozen)
        frozen = ", as agreed" if card.figures_stand else ""
        self._figures.setText(f"{seen_words(row.figures)}{frozen} · {_sources(row.figures)}")
        now = card.figures_now
        self._now.setText(f"Now: {_lower(seen_words(now))} · {_sources(now)}")
        self._now.setVisible(card.figures_differ)
        self._show_ancestry(card)
        reason = merging.why_not_split(self._desk.work, row.id) if self._wide else ""
        self.split.setEnabled(not reason)
        self.split.setToolTip(reason or "Make two findings of this one (S in the list)")
        self._origins.setText(self._origin_words(card))
        self._origins.setVisible(bool(self._origins.text()))
        self.rests.show_card(card)
        self.support.show_card(card)
        self.response.show_card(card)
        self.state.show_card(card)

    def _show_chips(self, card: FindingCard) -> None:
        row = card.row
        chips: list[tuple[Any, str]] = [
            ("strength" if row.sign == "+" else "concern", row.kind_label),
            ("neutral", row.state_words),
        ]
        if row.is_one_source:
            chips.append(("one", "one source"))
        if row.support:
            kind = "done" if row.support == "supported" else "concern"
            chips.append((kind, support_words(row.support).lower()))
        if row.awaits_response:
            chips.append(("ask", "no response recorded"))
        if tuple(chips) == self._shown_chips:
            return
        self._shown_chips = tuple(chips)
        self._chips.clear()
        for kind, text in chips:
            self._chips.add(Chip(kind, text))

    def _show_ancestry(self, card: FindingCard) -> None:
        lines = tuple((one.id, f"{_HOW[one.how]}: {one.text}") for one in card.ancestry)
        if lines == self._shown_ancestry:
            return
        self._shown_ancestry = lines
        while (item := self._ancestry.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for record, words in lines:
            self._ancestry.addWidget(self._ancestor(record, words))

    def _ancestor(self, record: str, words: str) -> QWidget:
        """Return a line for a finding that this one came from; it wraps, so none is cut."""
        link = Button("Open", "link")
        link.setAccessibleName(f"Open: {words}")
        link.setProperty("finding", record)
        link.clicked.connect(self._on_ancestor)
        line = QWidget()
        row = QHBoxLayout(line)
        dress.set_space(row, 0, 2)
        row.addWidget(Words(words, "soft", wrap=True), 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return line

    @Slot()
    def _on_ancestor(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.opened.emit(Finding.KIND, str(sender.property("finding")))

    def _origin_words(self, card: FindingCard) -> str:
        labels = {one.key: one.label for one in self._desk.edition.origins}
        parts = [f"{count} {labels.get(key, key)}" for key, count in card.row.figures.origins]
        if card.row.figures.unsaid:
            parts.append(f"{card.row.figures.unsaid} whose source is not said")
        return " · ".join(parts)

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    # ---- doing ---------------------------------------------------------------------------------

    def _change(self, **values: str) -> None:
        work, finding = self._desk.work, self._finding
        self._desk.do(lambda: findings.change(work, finding, **values))

    @Slot(object)
    def _on_kind(self, key: object) -> None:
        self._change(kind=str(key))

    @Slot(object)
    def _on_area(self, key: object) -> None:
        self._change(area=str(key))

    @Slot(object)
    def _on_extent(self, key: object) -> None:
        self._change(scale_word=str(key or ""))

    @Slot(str, str, bool)
    def _on_side(self, rest: str, side: str, is_claim: bool) -> None:  # noqa: FBT001 - a signal's
        work, finding = self._desk.work, self._finding
        if is_claim:
            self._desk.do(lambda: findings.attach_claim(work, finding, rest, side))
        else:
            self._desk.do(lambda: findings.set_side(work, finding, rest, side))

    @Slot(str, bool)
    def _on_off(self, rest: str, is_claim: bool) -> None:  # noqa: FBT001 - a signal's
        work, finding = self._desk.work, self._finding
        if is_claim:
            self._desk.do(lambda: findings.detach_claim(work, finding, rest))
        else:
            self._desk.do(lambda: findings.detach(work, finding, rest))

    @Slot(str)
    def _on_open(self, note: str) -> None:
        self.opened.emit("evidence", note)


_HOW = {
    "merged": "Merged in",
    "into": "Now part of",
    "split from": "Split from",
    "split off": "Split off",
}


def _sources(shown: Figures) -> str:
    return counted(shown.sources, "source") if shown.sources else "no source named"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
