"""The few fields of a quick note: source, role, place, child; what is assumed says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services import evidence
from ilacs_desktop.services.cases import child_name
from ilacs_desktop.ui import dress, note_marks
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.evidence import Assumed
    from ilacs_desktop.services.work import Work

METHOD_OF: dict[str, str] = {
    "record": "record",
    "la-audit": "record",
    "childrens-group": "focus_group",
    "focus-group": "focus_group",
    "childrens-survey": "survey",
    "staff-survey": "survey",
    "observation": "observation",
    "meeting-observed": "observation",
    "annex-a": "data",
    "performance-data": "data",
    "self-evaluation": "document",
    "la-document": "document",
}
"""The method that a source usually means; any other source is talked to."""

_WORDS = {
    "method": "how",
    "source": "source",
    "role": "role",
    "place": "place",
    "case": "child",
    "area": "area",
    "activity": "activity",
}


def assumed_words(fields: Sequence[str]) -> str:
    """Return what was assumed in words; empty where nothing was."""
    named = [_WORDS[name] for name in fields if name in _WORDS and name != "activity"]
    return f"Assumed from the plan: {', '.join(named)}." if named else ""


class NoteFields(QWidget):
    """Fields below the text; each can be left as it is assumed.

    Signals:
        changed: dict of field values that the person chose.
        typed: field and text of a line, as it is typed.
    """

    changed = Signal(object)
    typed = Signal(str, str)

    def __init__(self, work: Work, assumed: Assumed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._assumed = assumed
        self._values: dict[str, str | bool] = {}
        self._topics: dict[str, str] = {}
        sources = [(one.key, one.label) for one in work.edition.source_kinds]
        areas = [(one.key, one.short) for one in work.edition.areas_in_body_order()]
        self.source = ChoiceField(options=(("", "Not said"), *sources))
        self.stance = ChoiceField(options=(("", "Not said"), *evidence.STANCES))
        self.role = LineField(placeholder="Role, never a name")
        self.place = LineField(placeholder="Office, home, call")
        self.child = LineField(placeholder="LA child ID")
        self.area = ChoiceField(options=(("", "Not said"), *areas))
        self._ticks = {
            "to_write_up": TickBox("To &write up"),
            "ask_at_kit": TickBox("&Ask at KIT"),
            "immediate": TickBox("&Immediate risk"),
        }
        self._chips = FlowRow(gap=1)
        self._told = Words("", "caption", wrap=True)
        self._urgent = FlowRow()
        self._urgent.add(Chip("risk", "immediate risk"))
        self._urgent.add(Words("Tell someone who can act, now. Then refer back (Ctrl+R)."))
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        form = FormRows(columns=3)
        form.add_row("&Source", self.source)
        form.add_row("&Role", self.role)
        form.add_row("&Place", self.place)
        form.add_row("C&hild", self.child)
        form.add_row("Ar&ea", self.area)
        form.add_row("S&tance", self.stance)
        ticks = FlowRow(gap=4)
        for name, tick in self._ticks.items():
            tick.setObjectName(name)
            ticks.add(tick)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (form, ticks, self._urgent, self._chips, self._told):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.source.key_chosen.connect(self._on_source)
        self.stance.key_chosen.connect(self._on_stance)
        self.area.key_chosen.connect(self._on_area)
        self.role.text_committed.connect(self._on_role)
        self.place.text_committed.connect(self._on_place)
        self.child.text_committed.connect(self._on_child)
        for tick in self._ticks.values():
            tick.ticked.connect(self._on_tick)

    def _show(self) -> None:
        assumed = self._assumed
        self.source.set_key(assumed.source)
        self.stance.set_key("")
        self.area.set_key(assumed.area)
        self.role.set_text(assumed.role)
        self.place.set_text(assumed.place)
        case = self._work.snapshot.get(Case, assumed.case)
        self.child.set_text(child_name(case) if case else "")
        self._tell()

    # ---- what is said --------------------------------------------------------------------------

    def values(self) -> dict[str, str | bool]:
        """Return what the person has said so far, by field of the note."""
        return dict(self._values)

    @property
    def said(self) -> tuple[str, ...]:
        """Return the fields that the person has said, so that they are assumed no longer."""
        return tuple(name for name in self._values if name in evidence.ASSUMABLE)

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the keys of the topics taken."""
        return tuple(self._topics)

    def take_child(self, case: str) -> None:
        """Say which child the note is about."""
        found = self._work.snapshot.get(Case, case)
        self.child.set_text(child_name(found) if found else "")
        self._say(case=case)

    def take_topic(self, key: str, label: str) -> None:
        """Add a coverage topic, and its area where none was said."""
        self._topics[key] = label
        area = self._work.edition.area_of_topic(key).key
        if not self.area.key():
            self.area.set_key(area)
            self._say(area=area)
        self._show_chips()

    def flush(self) -> None:
        """Save now what is typed."""
        for field in (self.role, self.place, self.child):
            field.flush()

    def _say(self, **values: str | bool) -> None:
        self._values |= values
        self._tell()
        self.changed.emit(values)

    def _tell(self) -> None:
        left = [name for name in self._assumed.values() if name not in self._values]
        self._told.setText(assumed_words(left))
        self._told.setVisible(bool(self._told.text()))
        self._urgent.setVisible(bool(self._values.get("immediate")))
        self._show_chips()

    def _show_chips(self) -> None:
        self._chips.clear()
        for label in self._topics.values():
            self._chips.add(Chip("accent", f"# {label}"))
        self._chips.setVisible(bool(self._topics))

    # ---- slots ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_source(self, key: object) -> None:
        source = str(key or "")
        method = METHOD_OF.get(source, "interview") if source else ""
        self._say(source=source, method=method)

    @Slot(object)
    def _on_stance(self, key: object) -> None:
        self._say(stance=str(key or ""))

    @Slot(object)
    def _on_area(self, key: object) -> None:
        self._say(area=str(key or ""))

    @Slot(str)
    def _on_role(self, text: str) -> None:
        self._values["role"] = text
        self._tell()
        self.typed.emit("role", text)

    @Slot(str)
    def _on_place(self, text: str) -> None:
        self._values["place"] = text
        self._tell()
        self.typed.emit("place", text)

    @Slot(str)
    def _on_child(self, text: str) -> None:
        case = note_marks.child_named(self._work, text)
        if case or not text.strip():
            self._say(case=case)
            return
        self._told.setText("No child's card has this ID yet; the note is kept without it.")
        self._told.show()

    @Slot()
    def _on_tick(self) -> None:
        self._say(**{name: tick.isChecked() for name, tick in self._ticks.items()})
