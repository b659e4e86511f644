"""The Settings page: the laptop, the inspection, and the rules the inspection follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import retention
from ilacs_desktop.services.laptop.laptop_settings import LARGEST_TEXT, SMALLEST_TEXT
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Page
from ilacs_desktop.ui.pages.settings.backups import BackupsView
from ilacs_desktop.ui.pages.settings.inspection import InspectionSettings
from ilacs_desktop.ui.pages.settings.keeping import KeepingView
from ilacs_desktop.ui.pages.settings.lock import LockPanel
from ilacs_desktop.ui.pages.settings.rules import RulesPanel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.laptop.laptop_settings import LaptopSettings
    from ilacs_desktop.ui.desk import Desk

_VIEWS = (
    ("settings", "Laptop and inspection"),
    ("backups", "Backups"),
    ("keeping", "Keeping and disposal"),
)
_KEEPING = frozenset(map(settings.setting_id, (retention.KEY, retention.HOLD)))
_THEMES = (("system", "As the system asks"), ("light", "Light"), ("dark", "Dark"))
_SIZES = tuple((size, f"{size}%") for size in (SMALLEST_TEXT, 110, 125, 150, 175, LARGEST_TEXT))


class LaptopSide(Protocol):
    """What the page shows and changes of the laptop; whoever opens the window provides it."""

    @property
    def name(self) -> str:
        """The inspector's name."""

    @property
    def folder(self) -> Path:
        """The data folder."""

    @property
    def laptop(self) -> Laptop | None:
        """The unlocked laptop."""

    @property
    def settings(self) -> LaptopSettings:
        """How the window looks now."""

    @property
    def backup_words(self) -> str:
        """When this inspection was last backed up, in a sentence."""

    def change_settings(self, settings: LaptopSettings) -> None:
        """Make the window look so from now on, and keep it."""

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""

    def set_pin(self) -> None:
        """Ask for the PIN that lifts the cover."""

    def replace_master(self) -> None:
        """Ask whether to take a new master key, because somebody knows an old passphrase."""

    def back_up(self) -> None:
        """Back up now."""

    def dispose(self) -> None:
        """Close this inspection and ask whether to dispose of it."""

    def make_sheet(self) -> None:
        """Make the lost-laptop sheet."""

    def show_protection(self) -> None:
        """Show how the data is protected."""


class SettingsPage(Page):
    """Settings of the laptop and of the inspection, and the rules it carries."""

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"

    def __init__(self, desk: Desk, side: LaptopSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._side = desk, side
        self.laptop = LaptopPanel(side)
        self.lock = LockPanel(side)
        self.inspection = InspectionSettings(desk)
        self.rules = RulesPanel(desk)
        columns = Columns(1, 1)
        columns.add(0, self.laptop)
        columns.add(0, self.lock)
        columns.add(0, self.inspection)
        columns.end(0)
        columns.add(1, self.rules)
        columns.end(1)
        self.switch = ViewSwitch("Views of the settings", _VIEWS)
        self.backups = BackupsView(desk, side)
        self._columns = columns
        self.keeping = KeepingView(desk)
        self._stack = OneOf((columns, self.backups, self.keeping))
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        head = FlowRow()
        head.add(Words("Settings", "title"))
        head.add(self.switch)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        self.switch.view_chosen.connect(self.show_view)
        self.keeping.dispose_asked.connect(side.dispose)
        self.keeping.sheet_asked.connect(side.make_sheet)
        self.keeping.protection_asked.connect(side.show_protection)

    @Slot(str)
    def show_view(self, key: str) -> None:
        """Bring a view to the screen."""
        self.switch.set_current(key)
        views: dict[str, QWidget] = {"backups": self.backups, "keeping": self.keeping}
        self._stack.show_view(views.get(key, self._columns))
        if key == "backups":
            self.backups.show_backups()

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.laptop.show_laptop()
            self.lock.show_lock()
        if changes is None or changes.touches("setting", "member"):
            self.inspection.show_settings()
            self._show_keeping()
        if changes is None or changes.touches("inspection", "pinned", "setting"):
            self.rules.show_rules()

    def _show_keeping(self) -> None:
        laptop = self._side.laptop
        self.keeping.keeping.show_keeping(laptop.policy.retention_days if laptop else 0)

    @override
    def first_focus(self) -> QWidget:
        first = {"backups": self.backups.list, "keeping": self.keeping.keeping.until}
        return first.get(self.switch.current, self.laptop.theme)

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind == "setting" and record in _KEEPING:
            self.show_view("keeping")
            self.keeping.keeping.until.setFocus()
            return True
        self.show_view("settings")
        return kind == "setting" and self.inspection.show_setting(record)


class LaptopPanel(Panel):
    """How the window looks on this laptop, who uses it and where its data live."""

    def __init__(self, side: LaptopSide, parent: QWidget | None = None) -> None:
        super().__init__("This laptop", parent)
        self._side = side
        self.theme = ChoiceField(options=_THEMES)
        self.text_size = ChoiceField(options=_SIZES)
        self._name = Words("", "strong")
        self._folder = Words("", "soft", wrap=True)
        self._folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._folder.setAccessibleName("Where the data live")
        self._backup = Words("", "soft", wrap=True)
        self._lay_out()
        self.theme.key_chosen.connect(self._on_look_chosen)
        self.text_size.key_chosen.connect(self._on_look_chosen)

    def _lay_out(self) -> None:
        form = FormRows(columns=2)
        form.add_row("&Light or dark", self.theme)
        form.add_row("Te&xt size", self.text_size, "Also Ctrl with + or −.")
        self.add(self._name)
        self.add(form)
        self.add(Words("Your data", "heading"))
        self.add(self._folder)
        self.add(self._backup)
        row = FlowRow()
        button = Button("&Back up now")
        button.clicked.connect(self._on_back_up)
        row.add(button)
        self.add(row)

    def show_laptop(self) -> None:
        """Show the laptop as it is now."""
        side = self._side
        self._name.setText(side.name)
        self._folder.setText(f"Encrypted, in {side.folder}")
        self._backup.setText(side.backup_words)
        self._backup.setVisible(bool(side.backup_words))
        self._show_look(side.settings)

    def _show_look(self, settings: LaptopSettings) -> None:
        size = settings.text_size
        options = _SIZES if size in dict(_SIZES) else (*_SIZES, (size, f"{size}%"))
        self.text_size.set_options(options)
        self.text_size.set_key(size)
        self.theme.set_key(settings.theme)

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.show_laptop()

    @Slot()
    def _on_look_chosen(self) -> None:
        theme, size = self.theme.key(), self.text_size.key()
        kept = self._side.settings
        self._side.change_settings(
            replace(
                kept,
                theme=str(theme) if theme is not None else kept.theme,
                text_size=size if isinstance(size, int) else kept.text_size,
            )
        )

    @Slot()
    def _on_back_up(self) -> None:
        self._side.back_up()
