"""The inspection's own settings: shared with the team, changed by the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.domain.records import Setting
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.inspection.settings import SettingSpec
    from ilacs_desktop.ui.desk import Desk

    Field = LineField | ProseEdit


class InspectionSettings(Panel):
    """One field for every setting, each with what it is for and whether it needs a check."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("This inspection", parent)
        self._desk = desk
        self._who = Words("", "soft", wrap=True)
        self.add(self._who)
        self.form = FormRows()
        self._fields: dict[str, Field] = {}
        for spec in (one for one in settings.SPECS if not one.apart):
            self._fields[spec.key] = self._make(spec)
        self.add(self.form)

    def _make(self, spec: SettingSpec) -> Field:
        field: Field = (
            ProseEdit(lines=min(spec.lines, 3), most_lines=12) if spec.lines > 1 else LineField()
        )
        hint = f"△ Default, check. {spec.hint}" if spec.check else spec.hint
        field.setObjectName(f"setting_{spec.key}")
        self.form.add_row(spec.label, field, hint)
        field.about = spec.key
        field.text_committed.connect(self._on_committed)
        return field

    def field(self, key: str) -> Field:
        """Return the field of a setting."""
        return self._fields[key]

    def show_settings(self) -> None:
        """Show what holds now, and who may change it."""
        work = self._desk.work
        lead = next((one.name for one in work.members if one.role == "lead"), "")
        self._who.setText(
            "Shared with the team. What you change is saved as you type."
            if work.is_lead
            else f"Shared with the team. Changed by the lead inspector, {lead}."
            if lead
            else "Shared with the team. Changed by the lead inspector."
        )
        for key, field in self._fields.items():
            text = settings.value(work.snapshot, key)
            field.setReadOnly(not work.is_lead)
            if field.unsaved or not field.set_text_if_different(text):
                continue

    def show_setting(self, record: str) -> bool:
        """Put the focus on a setting, by the id of its record."""
        for key, field in self._fields.items():
            if settings.setting_id(key) == record:
                field.setFocus()
                return True
        return False

    @Slot(str)
    def _on_committed(self, text: str) -> None:
        field = self.sender()
        if isinstance(field, LineField | ProseEdit):
            self._save(field, str(field.about), text)

    def _save(self, field: Field, key: str, text: str) -> None:
        desk, work = self._desk, self._desk.work
        record = settings.setting_id(key)

        def failed(error: BaseException) -> None:
            field.commit_failed()
            desk.trouble.emit(error)

        if work.snapshot.get(Setting, record) is None:
            desk.do(lambda: settings.change(work, key, text), failed=failed)
            return
        step = f"Change {settings.spec(key).label.lower()}"
        desk.type_text(
            Setting, record, "value", text, step=step, failed=lambda _error: field.commit_failed()
        )
