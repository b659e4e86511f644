"""What the signs at the start of a line set going: immediate risk, ask at KIT, referring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ilacs_desktop.domain.records import ReferralBack
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.evidence import note_children
from ilacs_desktop.ui.noting import note_marks

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.noting.note_saving import NoteSaver
    from ilacs_desktop.ui.noting.note_sheet import NoteSheet


class NoteSigns(QObject):
    """Reads the signs of one note, asks what has to be asked, and refers back."""

    def __init__(self, work: Work, sheet: NoteSheet, saver: NoteSaver) -> None:
        super().__init__(sheet)
        self._work, self._sheet, self._saver = work, sheet, saver
        # A note that is gone on with was asked when its signs were typed.
        self._signs = note_marks.signs(sheet.text.text())
        self._by_sign = False
        self._referral, self._concern = "", ""
        sheet.risk.answered.connect(self._on_answered)
        sheet.risk.refer_asked.connect(self.refer_back)
        for name in ("immediate", "ask_at_kit"):
            sheet.fields.ticks[name].ticked.connect(self._on_ticked)
        self._show_kept()

    def _show_kept(self) -> None:
        raised = [
            one.number
            for one in self._work.snapshot.all(ReferralBack)
            if self._saver.record and one.evidence == self._saver.record
        ]
        ticks = self._sheet.fields.ticks
        if raised:
            self._sheet.risk.show_state("referred", _referred_words(raised[0]))
        elif ticks["immediate"].isChecked():
            self._sheet.risk.show_state("confirmed")
        self._sheet.asked.show_asked(self._signs.ask > 0 and ticks["ask_at_kit"].isChecked())

    @property
    def is_asking(self) -> bool:
        """Say whether the question of immediate risk waits for its answer."""
        return self._sheet.risk.state == "asked"

    def read(self, text: str) -> None:
        """Do what a sign that was just typed, or taken back, stands for."""
        now, before = note_marks.signs(text), self._signs
        if now == before:
            return
        self._signs = now
        if bool(now.ask) != bool(before.ask):
            self._sheet.asked.show_asked(now.ask > 0)
            self._sheet.fields.say(ask_at_kit=now.ask > 0)
        is_immediate = self._sheet.fields.ticks["immediate"].isChecked()
        if now.risk > before.risk and not is_immediate:
            self._sheet.risk.show_state("asked")
        elif now.risk < before.risk and self.is_asking:
            self._sheet.risk.show_state("")
        elif not now.risk and before.risk and is_immediate and self._by_sign:
            self._sheet.fields.say(immediate=False)
            self._show_risk(immediate=False)

    def answer(self, *, yes: bool) -> None:
        """Answer the question of immediate risk, where it is asked."""
        if not self.is_asking:
            return
        if yes:
            self._by_sign = True
            self._sheet.fields.say(immediate=True)
        self._show_risk(immediate=yes)
        self._sheet.text.setFocus()

    def must_answer(self) -> bool:
        """Say whether the note has to wait for an answer, and ask for it again."""
        if self.is_asking:
            self._sheet.risk.show_state(
                "asked", "Before the note closes: press F8 for yes, or Esc for no."
            )
        return self.is_asking

    @Slot()
    def refer_back(self) -> None:
        """Raise a referral back from the note as it stands; once for a note."""
        text = self._sheet.text.text().strip()
        if not text or self._sheet.risk.state == "referred":
            return
        if self.is_asking:
            self.answer(yes=True)
        self._sheet.text.flush()
        self._sheet.fields.flush()
        work, record, concern = self._work, self._saver.record, _concern(text)
        case = note_children.named(work, self._sheet.fields.child.text())
        immediate = self._sheet.fields.ticks["immediate"].isChecked()
        new = referrals.Raise(
            concern=concern,
            case=case,
            level=_immediate_level(work) if immediate else "needs-review",
            evidence=record,
        )
        self._concern = concern
        self._sheet.risk.show_state("referred", "Referring back…")
        self._saver.do(
            lambda: referrals.raise_concern(work, new), self._raised, failed=self._not_raised
        )

    def _raised(self, changes: Changes) -> None:
        self._referral = changes.made
        raised = self._work.snapshot.get(ReferralBack, changes.made)
        if raised is not None:
            self._sheet.risk.show_state("referred", _referred_words(raised.number))

    def _not_raised(self) -> None:
        self._show_risk(immediate=self._sheet.fields.ticks["immediate"].isChecked())

    def finish(self) -> None:
        """Let a referral back raised here say what was written and said since."""
        work, referral = self._work, self._referral
        raised = work.snapshot.get(ReferralBack, referral) if referral else None
        text = _concern(self._sheet.text.text())
        if raised is None or not text or raised.concern != self._concern:
            return
        case = note_children.named(work, self._sheet.fields.child.text()) or raised.case
        if (text, case) != (raised.concern, raised.case):
            self._saver.do(lambda: referrals.change(work, referral, concern=text, case=case))

    def _show_risk(self, *, immediate: bool) -> None:
        if self._sheet.risk.state != "referred":
            self._sheet.risk.show_state("confirmed" if immediate else "")

    @Slot(bool)
    def _on_answered(self, yes: bool) -> None:  # noqa: FBT001 - a slot's one argument
        self.answer(yes=yes)

    @Slot()
    def _on_ticked(self) -> None:
        ticks = self._sheet.fields.ticks
        self._by_sign = False
        self._show_risk(immediate=ticks["immediate"].isChecked())
        self._sheet.asked.show_asked(ticks["ask_at_kit"].isChecked() and self._signs.ask > 0)


def _concern(text: str) -> str:
    """Return the words of a note without the signs that begin its lines."""
    lines = [line.removeprefix(note_marks.RISK).strip() for line in text.strip().splitlines()]
    return "\n".join(lines).strip()


def _referred_words(number: str) -> str:
    return f"Referral back {number} is raised"


def _immediate_level(work: Work) -> str:
    found = (one.key for one in work.edition.referral_levels if one.immediate)
    return next(found, "immediate")
