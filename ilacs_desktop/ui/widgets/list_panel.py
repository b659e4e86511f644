"""The panel at the left of a page: what is listed, how many, what narrows it, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class ListPanel(Panel):
    """A panel that a list fills, below its name and the fields that narrow it."""

    def __init__(
        self,
        title: str,
        content: QWidget,
        *,
        count: QWidget | None = None,
        end: QWidget | None = None,
        fields: Sequence[QWidget] = (),
    ) -> None:
        """Make the panel.

        Args:
            title: what is listed.
            content: the list, or the stack that it is part of.
            count: words beside the title.
            end: a button at the right of the title.
            fields: what stands between title and list, from top to bottom.
        """
        super().__init__(pad=0)
        head = FlowRow()
        head.add(Words(title, "strong"))
        if count is not None:
            head.add(count)
        if end is not None:
            head.add_end(end)
        top = QVBoxLayout()
        dress.set_space(top, (3, 3, 3, 1), 2)
        for widget in (head, *fields):
            top.addWidget(widget)
        self.add_layout(top)
        self.add(Line())
        self.add(content, 1)
