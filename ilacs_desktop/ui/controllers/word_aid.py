"""The aid of an open inspection: kept ready off the GUI thread, told anew when words change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from typing_extensions import override

from ilacs_desktop.domain.names import folded
from ilacs_desktop.services.evidence import abbreviations, lexicon
from ilacs_desktop.services.record import striking
from ilacs_desktop.ui.controllers.spelling import Spelling
from ilacs_desktop.ui.widgets.word_aid import WordAid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.names import Lexicon
    from ilacs_desktop.domain.spelling import Token
    from ilacs_desktop.services.spelling.speller import Advice
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.prose import ProseEdit

_KINDS = ("inspection", "la_profile", "activity", "member", "seen_document", "pinned")


class InspectionAid(WordAid):
    """Serves every field of prose in the window of one inspection.

    Signals:
        struck: a name was struck out for good; what still shows it should close.
    """

    struck = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Lie under a window, so that its fields find the aid there.

        Args:
            desk: the open inspection in the window.
            parent: the window or page.
        """
        super().__init__(parent)
        self._desk = desk
        self._lexicon = lexicon.shipped()
        self._meanings: Mapping[str, str] = abbreviations.known(desk.work)
        self.spelling = Spelling(desk, self)
        self.spelling.told.connect(self.spelled)
        desk.bus.changed.connect(self._on_changed)
        # It serves no longer than the inspection it speaks of.
        desk.destroyed.connect(self.deleteLater)
        self._read()

    @override
    def lexicon(self) -> Lexicon:
        return self._lexicon

    @override
    def meanings(self) -> Mapping[str, str]:
        return self._meanings

    @override
    def misspelt(self, text: str) -> tuple[Token, ...]:
        known = self._lexicon
        found = self.spelling.wrong(text, frozenset())
        # Places and names that the inspection knows, and what is nobody's name, are no slips.
        return tuple(one for one in found if not _is_known(one.word, known))

    @override
    def advise(self, word: str, told: Callable[[Advice], None]) -> None:
        self.spelling.advise(word, told)

    @override
    def add_word(self, word: str) -> None:
        self.spelling.add(word)

    @override
    def dismiss(self, phrase: str) -> None:
        work = self._desk.work

        def dismissed() -> Lexicon:
            lexicon.dismiss(work, phrase)
            return lexicon.lexicon(work)

        self._desk.runner.write(dismissed, self._take, failed=self._desk.trouble.emit)

    @override
    def explain(self, short: str, meaning: str) -> None:
        work = self._desk.work
        self._desk.do(lambda: abbreviations.explain(work, short, meaning))

    @override
    def strike(
        self,
        edit: ProseEdit,
        name: str,
        replacement: str,
        told: Callable[[str, int], None],
        *,
        everywhere: bool,
    ) -> None:
        work = self._desk.work
        text, record = ("", "") if everywhere else (edit.text(), _record_of(edit))
        found: list[striking.Struck] = []

        def command() -> Changes:
            found.append(striking.strike_name(work, name, replacement, text=text, record=record))
            return found[-1].changes

        def done(_: Changes) -> None:
            struck = found[-1]
            if struck.fields:
                self.struck.emit()
            told(words_of(struck), len(struck.others))

        self._desk.do(command, done)

    def _read(self) -> None:
        work = self._desk.work
        self._desk.runner.write(lambda: lexicon.lexicon(work), self._take)

    def _take(self, found: Lexicon) -> None:
        if found != self._lexicon:
            self._lexicon = found
            self.changed.emit()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("setting"):
            self._meanings = abbreviations.known(self._desk.work)
            self.changed.emit()
        if changes.touches(*_KINDS):
            self._read()


def _is_known(word: str, known: Lexicon) -> bool:
    plain = folded(word).removesuffix("'s").removesuffix("’s")
    parts = {part for phrase in known.dismissed for part in phrase.split()}
    return plain in known.proper or plain in known.first or plain in parts


def words_of(struck: striking.Struck) -> str:
    """Return what became of a name in a sentence that does not name it."""
    if struck.refused:
        here = "1 field" if struck.refused == 1 else f"{struck.refused} fields"
        rest = f"{here} was written by someone else: ask them, or the lead, to strike it out"
        return f"Struck out where you may; {rest}" if struck.fields else rest.capitalize()
    if not struck.fields:
        return "Replaced; nothing of the name is kept"
    if struck.fields == 1:
        return "Struck out for good, here and in the history"
    return f"Struck out for good in {struck.fields} fields and their history"


def _record_of(edit: ProseEdit) -> str:
    about = edit.about
    record = getattr(about, "record", about) or edit.property("record")
    return record if isinstance(record, str) else ""
