"""The few fields of a quick note: source, role, place, child; what is assumed says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import evidence, note_children
from ilacs_desktop.services.evidence.assuming import ASSUMABLE
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.services.evidence.assuming import Assumed
    from ilacs_desktop.services.record.work import Work

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
    return f"Assumed: {', '.join(named)}." if named else ""


class NoteFields(QWidget):
    """Fields below the text; each can be left as it is assumed.

    Signals:
        changed: dict of field values that the person chose.
        typed: field and text of a line, as it is typed.
        topics_changed: the topics taken, after one was added.
        confirmed: fields that were assumed and are right.
    """

    changed = Signal(object)
    typed = Signal(str, str)
    topics_changed = Signal()
    confirmed = Signal(object)

    def __init__(self, work: Work, assumed: Assumed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._open: set[str] = set()
        self._unseen: dict[str, str] = {}
        self._values: dict[str, str | bool] = {}
        self._topics: dict[str, str] = {}
        sources = [(one.key, one.label) for one in work.edition.source_kinds]
        areas = [(one.key, one.short) for one in work.edition.areas_in_body_order()]
        self.source = ChoiceField(options=(("", "Not said"), *sources))
        self.stance = ChoiceField(options=(("", "Not said"), *evidence.STANCES))
        self.stance.set_key("")
        self.role = LineField(placeholder="Role, never a name")
        self.place = LineField(placeholder="Office, home, call")
        self.child = LineField(placeholder="LA child ID")
        self.area = ChoiceField(options=(("", "Not said"), *areas))
        self.ticks = {
            "to_write_up": TickBox("To &write up"),
            "ask_at_kit": TickBox("&Ask at KIT"),
            "immediate": TickBox("&Immediate risk"),
        }
        self._chips = FlowRow(gap=1)
        self._told = Words("", "caption", wrap=True)
        self._lay_out()
        self._connect()
        self.suggest(assumed)

    def _lay_out(self) -> None:
        self._form = FormRows(columns=3)
        self._named = {
            "source": (self.source, "&Source"),
            "role": (self.role, "&Role"),
            "place": (self.place, "&Place"),
            "case": (self.child, "C&hild"),
            "area": (self.area, "Ar&ea"),
        }
        for widget, label in self._named.values():
            self._form.add_row(label, widget)
        self._form.add_row("S&tance", self.stance)
        ticks = FlowRow(gap=4)
        for name, tick in self.ticks.items():
            tick.setObjectName(name)
            # The note's own keys tick it: Qt's would press it down first, and tick it when the
            # note may have been closed already.
            tick.setShortcut(QKeySequence())
            ticks.add(tick)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (self._chips, self._told, self._form, ticks):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.source.key_chosen.connect(self._on_source)
        self.stance.key_chosen.connect(self._on_stance)
        self.area.key_chosen.connect(self._on_area)
        self.role.text_committed.connect(self._on_role)
        self.place.text_committed.connect(self._on_place)
        self.child.text_committed.connect(self._on_child)
        for tick in self.ticks.values():
            tick.ticked.connect(self._on_tick)

    # ---- what is shown -------------------------------------------------------------------------

    def suggest(self, assumed: Assumed) -> None:
        """Show what is assumed, wherever the person has said nothing."""
        values = assumed.values()
        self._open = {name for name in values if name not in self._values}
        for name in ASSUMABLE:
            if name not in self._values:
                self._show_value(name, str(values.get(name, "")))
        self._tell()

    def show_note(self, note: Evidence, topics: Mapping[str, str]) -> None:
        """Show a note that was begun before.

        Args:
            note: the note.
            topics: label of each of its topics, by key.
        """
        self._values = {}
        self._open = set(note.assumed)
        self._topics = dict(topics)
        for name in ASSUMABLE:
            self._show_value(name, getattr(note, name))
        self.stance.set_key(note.stance)
        for name, tick in self.ticks.items():
            tick.set_ticked(getattr(note, name))
        self._tell()

    def _show_value(self, name: str, value: str) -> None:
        if name == "case":
            case = self._work.snapshot.get(Case, value) if value else None
            self.child.set_text(child_name(case) if case else "")
        elif name in ("source", "area"):
            (self.source if name == "source" else self.area).set_key(value)
        elif name in ("role", "place"):
            (self.role if name == "role" else self.place).set_text(value)
        else:
            self._unseen[name] = value

    # ---- what is said --------------------------------------------------------------------------

    def values(self) -> dict[str, str | bool]:
        """Return what the person has said so far, by field of the note."""
        return dict(self._values)

    @property
    def said(self) -> tuple[str, ...]:
        """Return the fields that the person has said, so that they are assumed no longer."""
        return tuple(name for name in self._values if name in ASSUMABLE)

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the keys of the topics taken."""
        return tuple(self._topics)

    @property
    def assumed(self) -> frozenset[str]:
        """Return the fields that are still only assumed."""
        return frozenset(self._open)

    def told(self) -> str:
        """Return what is said of the fields that are assumed; empty where none are."""
        return self._told.text()

    def confirm(self) -> bool:
        """Take everything that is assumed as right; say whether there was anything."""
        names, self._open = tuple(sorted(self._open)), set()
        if not names:
            return False
        self._values |= {name: self._value(name) for name in names}
        self._tell()
        self.confirmed.emit(names)
        return True

    def _value(self, name: str) -> str:
        """Return what a field on the screen says, or what goes with it where it has none."""
        if name in ("source", "area"):
            return str((self.source if name == "source" else self.area).key() or "")
        if name in ("role", "place"):
            return (self.role if name == "role" else self.place).text()
        if name == "case":
            return note_children.named(self._work, self.child.text())
        return self._unseen.get(name, "")

    def take_child(self, case: str) -> None:
        """Say which child the note is about."""
        self._show_value("case", case)
        self._say(case=case)

    def take_topic(self, key: str, label: str) -> None:
        """Add a coverage topic, and its area where none was said."""
        self._topics[key] = label
        if not self.area.key():
            self.take_area(self._work.edition.area_of_topic(key).key)
        self._show_chips()
        self.topics_changed.emit()

    def take_area(self, key: str) -> None:
        """Say which judgement area the note is about."""
        self.area.set_key(key)
        self._say(area=key)

    def toggle(self, name: str) -> None:
        """Tick a box, or clear it, as a click does."""
        self.ticks[name].click()

    def say(self, **values: str | bool) -> None:
        """Say something for the person, as a sign in the text does; ticks show it."""
        for name, value in values.items():
            if name in self.ticks:
                self.ticks[name].set_ticked(bool(value))
        self._say(**values)

    def keep(self, **values: str | bool) -> None:
        """Keep what has no field here for when the note is made."""
        self._values |= values

    def type_role(self, text: str) -> None:
        """Take the role as it is typed elsewhere."""
        self.role.set_text(text)
        self._on_line("role", text)

    def flush(self) -> None:
        """Save now what is typed."""
        for field in (self.role, self.place, self.child):
            field.flush()

    def _say(self, **values: str | bool) -> None:
        self._values |= values
        self._open -= set(values)
        self._tell()
        self.changed.emit(values)

    def _tell(self) -> None:
        for name, (widget, _) in self._named.items():
            is_open = name in self._open
            self._form.set_remark(widget, "assumed" if is_open else "")
            dress.set_role(widget, "true" if is_open else "", "assumed")
        words = assumed_words([one for one in ASSUMABLE if one in self._open])
        self._told.setText(f"{words} F7 says that this is right." if words else "")
        self._told.setVisible(bool(self._told.text()))
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
        self._on_line("role", text)

    @Slot(str)
    def _on_place(self, text: str) -> None:
        self._on_line("place", text)

    def _on_line(self, name: str, text: str) -> None:
        self._values[name] = text
        self._open.discard(name)
        self._tell()
        self.typed.emit(name, text)

    @Slot(str)
    def _on_child(self, text: str) -> None:
        case = note_children.named(self._work, text)
        if case or not text.strip():
            self._say(case=case)
            return
        self._told.setText("No child's card has this ID yet. Type @ and the ID in the note.")
        self._told.show()

    @Slot()
    def _on_tick(self) -> None:
        tick = self.sender()
        name = tick.objectName()
        self._say(**{name: self.ticks[name].isChecked()})
