"""The button under a list of which only the first lines are shown."""

from __future__ import annotations

from ilacs_desktop.ui.widgets.buttons import Button


class MoreButton(Button):
    """Shows the lines that a panel keeps back, or keeps them back again."""

    def __init__(self) -> None:
        super().__init__("", "link")
        self.setCheckable(True)

    def show_kept_back(self, kept: int) -> None:
        """Say how many lines are kept back; without any there is no button."""
        self.setVisible(kept > 0)
        self.setText("Show fewer" if self.isChecked() else f"Show {kept} more")
