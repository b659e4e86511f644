"""When the window locks by itself, and what opens this laptop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.laptop import key_slots
from ilacs_desktop.services.laptop.laptop_settings import IDLE_CHOICES
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.pages.settings.page import LaptopSide

_WAYS = "The passphrase and the recovery key on your paper open this laptop."


class LockPanel(Panel):
    """The lock, the passphrase, the PIN, and the organisation's own way in."""

    def __init__(self, side: LaptopSide, parent: QWidget | None = None) -> None:
        super().__init__("Lock and keys", parent)
        self._side = side
        self.idle = ChoiceField()
        self._capped = Words("", "caption", wrap=True)
        self._ways = Words("", "soft", wrap=True)
        self.stretching = Words("", "soft", wrap=True)
        self._faults = Words("", wrap=True)
        form = FormRows()
        form.add_row(
            "Lock when n&obody is there for",
            self.idle,
            "Also when the laptop sleeps, and by Ctrl+L. Everything is where it was afterwards.",
        )
        row = FlowRow()
        for words, asked in (
            ("Change &passphrase…", self._on_passphrase),
            ("Set the PI&N…", self._on_pin),
            ("Somebody &knows an old passphrase…", self._on_leak),
        ):
            button = Button(words)
            button.clicked.connect(asked)
            row.add(button)
        for widget in (form, self._capped, self._ways, self.stretching, self._faults, row):
            self.add(widget)
        self.idle.key_chosen.connect(self._on_idle)

    def show_lock(self) -> None:
        """Show how it stands now."""
        laptop, kept = self._side.laptop, self._side.settings.idle_minutes
        most = laptop.policy.idle_minutes if laptop is not None else 0
        minutes = [one for one in sorted({*IDLE_CHOICES, kept}) if not most or one <= most]
        shown = min(kept, most) if most else kept
        offered = minutes if shown in minutes else sorted([*minutes, shown])
        self.idle.set_options([(one, _minutes(one)) for one in offered])
        self.idle.set_key(shown)
        self._capped.setText(f"Your organisation allows {_minutes(most)} at most." if most else "")
        self._capped.setVisible(bool(most))
        ways = key_slots.ways_in(laptop) if laptop is not None else None
        key = ways.organisation_key if ways is not None else ""
        self._ways.setText(f"{_WAYS} So does your organisation’s key {key}." if key else _WAYS)
        self.stretching.setText(ways.stretching if ways is not None else "")
        self.stretching.setVisible(ways is not None)
        faults = ways.policy_faults if ways is not None else ()
        told = "\n".join(f"△ {one}" for one in faults)
        self._faults.setText(f"{told}\nUntil it is mended, the stricter holds." if faults else "")
        self._faults.setVisible(bool(faults))

    @Slot(object)
    def _on_idle(self, minutes: object) -> None:
        if isinstance(minutes, int):
            self._side.change_settings(replace(self._side.settings, idle_minutes=minutes))

    @Slot()
    def _on_passphrase(self) -> None:
        self._side.change_passphrase()

    @Slot()
    def _on_pin(self) -> None:
        self._side.set_pin()

    @Slot()
    def _on_leak(self) -> None:
        self._side.replace_master()


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"
