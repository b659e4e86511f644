"""What the open inspection lends to every field of prose: names, abbreviations, strike-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ilacs_desktop.domain.names import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.spelling import Token
    from ilacs_desktop.services.spelling.speller import Advice
    from ilacs_desktop.ui.widgets.prose import ProseEdit


class WordAid(QObject):
    """Lies under a window or page as its child; every field of prose below it finds it there.

    Signals:
        changed: names or abbreviations are told otherwise from now on.
        spelled: more is known of the spelling of words.
    """

    changed = Signal()
    spelled = Signal()

    def lexicon(self) -> Lexicon:
        """Return what is known of words."""
        return Lexicon()

    def meanings(self) -> Mapping[str, str]:
        """Return the abbreviations that are explained."""
        return {}

    def misspelt(self, text: str) -> tuple[Token, ...]:  # noqa: ARG002 - for subclasses
        """Return the words known to be misspelt; never waits for the dictionary."""
        return ()

    def advise(self, word: str, told: Callable[[Advice], None]) -> None:
        """Find out in the background what may have been meant by a word.

        Args:
            word: as it was written.
            told: receives what is offered.
        """

    def add_word(self, word: str) -> None:
        """Let a word stand in this inspection."""

    def dismiss(self, phrase: str) -> None:
        """Remember that a phrase is nobody's name."""

    def explain(self, short: str, meaning: str) -> None:
        """Say what an abbreviation stands for in this inspection."""

    def strike(
        self,
        edit: ProseEdit,
        name: str,
        replacement: str,
        told: Callable[[str, int], None],
        *,
        everywhere: bool,
    ) -> None:
        """Strike a name out for good that the field shows no longer.

        Args:
            edit: the field it was typed in.
            name: the name as it was typed.
            replacement: what stands in its place.
            told: receives what was done in words, and how many other fields hold the name.
            everywhere: whether it goes from every field and not from this one alone.
        """


def aid_of(widget: QWidget) -> WordAid | None:
    """Return the aid that serves a field; None outside an inspection."""
    at: QWidget | None = widget
    while at is not None:
        found = at.findChild(WordAid, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        at = at.parentWidget()
    return None
