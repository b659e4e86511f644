"""The end of an inspection at the window: disposal and certificates; the lost-laptop sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ilacs_desktop.ui.prompts import FileWish, Question

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.keeping.disposal import Certificate, Standing
    from ilacs_desktop.services.laptop.lost_laptop import Facts
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.dialogs.dispose import DisposeDialog, DisposeWish
    from ilacs_desktop.ui.fields.values import InspectionRow

_PDF = (("PDF", "*.pdf"),)


class EndingController(QObject):
    """Answers the start page and the Help menu."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner

    # -- disposal --------------------------------------------------------------------------------

    def ask(self, row: InspectionRow) -> None:
        """Ask before an inspection goes: a training one at a word, any other with ceremony."""
        if row.training:
            self._ask_throw_away(row)
        else:
            self._ask(row.file_id)

    def ask_of_open(self, work: Work) -> None:
        """Close the open inspection, go to the start page and ask whether to dispose of it."""
        owner, file = self._owner, work.file_id
        if work.inspection.training:
            owner.tour.throw_away()
            return

        def closed() -> None:
            owner.show_start()
            self._ask(file)

        owner.leaving.close_inspection(closed)

    def _ask(self, file: str) -> None:
        from ilacs_desktop.services.keeping import disposal

        owner, laptop = self._owner, self._owner.laptop
        if laptop is not None:
            owner.runner.write(
                lambda: disposal.look(laptop, file), self._show, failed=self._show_error
            )

    def _ask_throw_away(self, row: InspectionRow) -> None:
        question = Question(
            f"Throw the training inspection of {row.la} away?",
            "Everything in it is made up. Its key is destroyed and its file removed.",
            yes="Throw it away",
            no="Keep it",
            grave=True,
        )
        laptop = self._owner.laptop

        def answered(yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
            if yes and laptop is not None:
                self._owner.runner.write(
                    lambda: laptop.throw_away_training(row.file_id),
                    lambda _: self._refresh(),
                    failed=self._show_error,
                )

        self._owner.prompts.ask(question, answered)

    def _show(self, standing: Standing) -> None:
        from ilacs_desktop.ui.dialogs.dispose import DisposeDialog

        if self._owner.laptop is None:
            return
        dialog = DisposeDialog(standing, self._owner.window)
        dialog.submitted.connect(self._on_submitted)
        dialog.open()

    @Slot(object)
    def _on_submitted(self, wish: DisposeWish) -> None:
        from shiboken6 import isValid

        from ilacs_desktop.services.keeping import disposal

        laptop = self._owner.laptop
        dialog: DisposeDialog = self.sender()  # type: ignore[assignment]
        if laptop is None:
            return

        def done(made: Certificate) -> None:
            if isValid(dialog):
                dialog.accept()
            self._refresh()
            self._offer(made)

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.show_error(error)
            self._refresh()

        self._owner.runner.write(
            lambda: disposal.dispose(
                laptop, wish.file, wish.reason, by_leads_word=wish.by_leads_word
            ),
            done,
            failed=failed,
        )

    def _offer(self, made: Certificate) -> None:
        """Say what was done, and offer the certificate as a file."""
        away = [one.path for one in made.unreached]
        words = "Its key, its file, its attachments and its backups in reach are destroyed. "
        if away:
            words += f"Not in reach, and can still be opened: {', '.join(away)}. "
        question = Question(
            f"The inspection of {made.la} is disposed of.",
            f"{words}The certificate stays on this laptop’s list of disposals.",
            yes="Save the certificate…",
            no="Not now",
        )
        self._owner.prompts.ask(question, lambda yes: self._save(made) if yes else None)

    def _save(self, made: Certificate) -> None:
        from ilacs_desktop.services.papers import certificate

        owner, laptop = self._owner, self._owner.laptop

        def chosen(out: Path | None) -> None:
            if out is not None and laptop is not None:
                now = laptop.clock.now()
                owner.runner.read(
                    lambda: certificate.write(made, out, now),
                    lambda _: self._say(f"The certificate is written: {out.name}"),
                    failed=self._show_error,
                )

        wish = FileWish("Save the certificate of disposal", _PDF, certificate.suggested_name(made))
        owner.prompts.choose_save(wish, chosen)

    @Slot()
    def show_disposals(self) -> None:
        """List what was disposed of on this laptop."""
        from ilacs_desktop.services.keeping import disposal
        from ilacs_desktop.ui.dialogs.disposals import DisposalsDialog

        owner, laptop = self._owner, self._owner.laptop

        def show(found: tuple[Certificate, ...]) -> None:
            dialog = DisposalsDialog(found, owner.window)
            dialog.wanted.connect(self._save)
            dialog.open()

        if laptop is not None:
            owner.runner.write(lambda: disposal.disposals(laptop), show, failed=self._show_error)

    def finished_words(self) -> str:
        """Return, once, which disposals had been cut short and were finished at unlocking."""
        laptop = self._owner.laptop
        names = [one for one in laptop.finished if one] if laptop is not None else []
        if laptop is None or not names:
            return ""
        laptop.finished = ()
        return f"The disposal of {', '.join(names)} had been cut short. It is finished now."

    # -- help ------------------------------------------------------------------------------------

    @Slot()
    def show_protection(self) -> None:
        """Show how the data is protected, beside the work."""
        from ilacs_desktop.ui.dialogs.protection import ProtectionDialog

        ProtectionDialog(self._owner.window).show()

    @Slot()
    def ask_sheet(self) -> None:
        """Make the sheet on this laptop, for the day it is lost, of every inspection on it."""
        from ilacs_desktop.services.laptop import lost_laptop
        from ilacs_desktop.services.papers import lost_laptop_sheet

        owner, laptop = self._owner, self._owner.laptop
        if laptop is None:
            return

        def chosen(out: Path | None) -> None:
            if out is not None:
                owner.runner.write(
                    lambda: lost_laptop.of_laptop(laptop),
                    lambda facts: draw(out, facts),
                    failed=self._show_error,
                )

        def draw(out: Path, facts: Facts) -> None:
            now = laptop.clock.now()
            # Beside the writer: typing does not wait for a page to be set.
            owner.runner.read(
                lambda: lost_laptop_sheet.write(facts, out, now),
                lambda _: self._say(f"The lost-laptop sheet is written: {out.name}"),
                failed=self._show_error,
            )

        name = f"{lost_laptop_sheet.TITLE}.pdf"
        owner.prompts.choose_save(FileWish("Save the lost-laptop sheet", _PDF, name), chosen)

    # -- what is said ----------------------------------------------------------------------------

    def _refresh(self) -> None:
        if self._owner.start is not None:
            self._owner.start.refresh()

    def _say(self, words: str) -> None:
        start, inspection = self._owner.start, self._owner.inspection
        if inspection is not None:
            inspection.area.status.show_message(words)
        elif start is not None and start.view is not None:
            start.view.banner.show_message(words, kind="good")

    def _show_error(self, error: BaseException) -> None:
        inspection = self._owner.inspection
        if inspection is not None:
            inspection.desk.trouble.emit(error)
        elif self._owner.start is not None:
            self._owner.start.show_error(error)
