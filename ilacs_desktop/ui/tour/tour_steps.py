"""The steps of the tour: what each says, what it points at, and how it knows that it was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import CaseAnswer, Evidence, ReferralBack
from ilacs_desktop.services.evidence.evidence import TOPIC
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.frame.shell import MainWindow


@dataclass(slots=True)
class Scene:
    """What the person has done since a step began.

    Attributes:
        window: the window.
        work: the tour's inspection.
        run: names of the commands that were run.
        pages: keys of the pages that were shown.
        before: for each kind of record, what each of them said when the step began.
    """

    window: MainWindow
    work: Work
    run: set[str] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what was done: another step begins."""
        self.run.clear()
        self.pages.clear()
        kinds: tuple[type[Any], ...] = (Evidence, CaseAnswer, ReferralBack)
        self.before = {
            kind.KIND: {one.id: one for one in self.work.snapshot.all(kind)} for kind in kinds
        }

    def changed(self, kind: type[Any]) -> list[Any]:
        """Return the records of a kind that are new or say something else now."""
        before = self.before.get(kind.KIND, {})
        return [one for one in self.work.snapshot.all(kind) if before.get(one.id) != one]

    @property
    def page(self) -> QWidget | None:
        """The page on the screen, where no note and no cover lies over it."""
        area = self.window.work
        return area.page if area is not None and self.window.in_work else None

    def view(self) -> str:
        """Return the view that is chosen on the page on the screen."""
        page = self.page
        switch = page.findChild(ViewSwitch) if page is not None else None
        return switch.current if isinstance(switch, ViewSwitch) else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        key: its name in code.
        title: what it is about.
        words: what to do, with its keys.
        done: says whether the person did it.
        praise: what is said once it is done.
        target: finds what it points at.
    """

    key: str
    title: str
    words: str
    done: Callable[[Scene], bool]
    praise: str
    target: Callable[[Scene], QWidget | None]


def _sidebar(page: str) -> Callable[[Scene], QWidget | None]:
    def find(scene: Scene) -> QWidget | None:
        area = scene.window.work
        return area.sidebar.button(page) if area is not None and scene.window.in_work else None

    return find


def _header(name: str) -> Callable[[Scene], QWidget | None]:
    def find(scene: Scene) -> QWidget | None:
        from PySide6.QtWidgets import QWidget as Any_

        area = scene.window.work
        if area is None or not scene.window.in_work:
            return None
        found = area.header.findChild(Any_, name)
        return found if isinstance(found, Any_) else None

    return find


def _nothing(_scene: Scene) -> QWidget | None:
    return None


def _key(name: str) -> str:
    return keys.shown_keys(name)


def _has_mark(scene: Scene) -> bool:
    links = scene.work.snapshot.links_from
    return any(note.case or note.area or links(TOPIC, note.id) for note in scene.changed(Evidence))


def _has_sign(scene: Scene) -> bool:
    return any(note.immediate or note.ask_at_kit for note in scene.changed(Evidence))


def _looked_round(scene: Scene) -> bool:
    return "plan" in scene.pages and scene.pages[-1] == "today"


def _covered_and_back(scene: Scene) -> bool:
    return "cover" in scene.run and scene.window.in_work


def _at_coverage(scene: Scene) -> bool:
    page = scene.page
    return getattr(page, "key", "") == "findings" and scene.view() == "coverage"


def _filtered(scene: Scene) -> bool:
    area = scene.window.work
    return area is not None and any(
        part in area.header.search.text() for part in ("child:", "kind:", "area:", "by:", "day:")
    )


def steps() -> tuple[Step, ...]:
    """Return the steps in the order of a day on site; the last one says goodbye."""
    return (
        Step(
            "today",
            "Today says what needs you now, and nothing else",
            f"The ten pages at the left stand in the order of the week. Press {_key('go-plan')} "
            f"for Plan, then {_key('go-today')} to come back to Today.",
            _looked_round,
            "That is how you reach every page.",
            _sidebar("today"),
        ),
        Step(
            "note",
            "A quick note from anywhere, and nothing else to be read",
            f"Press {_key('quick-note')} and type what you hear. Type # and a few letters for a "
            "topic, @ and a few digits for a child; the arrows choose, Enter takes. Enter makes a "
            "new line. It is safe as you type.",
            _has_mark,
            "The note knows its topic or child.",
            _header("quick-note"),
        ),
        Step(
            "risk",
            "! and ? at the start of a line",
            "In a note, begin a line with ? to ask about it at KIT, or with ! for a child at "
            "immediate risk, which asks for one confirming key. Ctrl+Enter or Esc closes the note.",
            _has_sign,
            "It will be asked at KIT, or heads Today.",
            _header("quick-note"),
        ),
        Step(
            "card",
            "A child’s card, beside the journey",
            f"{_key('go-cases')} opens Cases; the arrows choose a child and Enter opens the card. "
            "Tab to a prompt and write a few words under it. There is no Save button.",
            lambda scene: bool(scene.changed(CaseAnswer)),
            "Your answer is on the card.",
            _sidebar("cases"),
        ),
        Step(
            "referral",
            "Refer back what someone must act on",
            f"On the card press {_key('refer-back')}, write the concern in a line and finish with "
            "Ctrl+Enter. It heads Today until a person closes it with a reason.",
            lambda scene: bool(scene.changed(ReferralBack)),
            "It heads Today from now on.",
            _sidebar("cases"),
        ),
        Step(
            "kit",
            "The agenda of the next KIT writes itself",
            f"{_key('go-kit')} opens KIT: strengths, concerns, referrals back, requests and "
            "questions since the last meeting stand there already.",
            lambda scene: getattr(scene.page, "key", "") == "kit",
            "The agenda is ready when the meeting is.",
            _sidebar("kit"),
        ),
        Step(
            "coverage",
            "What is known, and what nobody has looked at",
            f"Go to anything by its name: press {_key('search')}, type cover, and press Enter on "
            "Coverage. Each cell opens: for, against, how many children. Prompts, no score.",
            _at_coverage,
            "Topics down the side, sources across.",
            _header("search"),
        ),
        Step(
            "search",
            "Search over everything, with filters",
            f"Press {_key('search')} and type a word, then kind:note or area: or day:today. "
            "What is possible is offered; Tab takes it, Enter opens what is chosen.",
            _filtered,
            "Filters stand anywhere among the words.",
            _header("search"),
        ),
        Step(
            "cover",
            "Somebody comes to your elbow",
            f"{_key('cover')} covers everything at once; your PIN or passphrase brings it back. "
            f"{_key('lock')} locks the laptop, which forgets the keys.",
            _covered_and_back,
            "Nothing could be read meanwhile.",
            _header("cover"),
        ),
        Step(
            "undo",
            "Nothing is lost by trying",
            f"{_key('undo')} undoes your last step, also tomorrow; {_key('redo')} takes it back. "
            f"{_key('history')} shows who changed a record, and when.",
            lambda scene: "undo" in scene.run,
            "Undone, and kept in the history.",
            _nothing,
        ),
        Step(
            "end",
            "That was a day on site",
            f"{_key('keys')} lists every key. Leave the tour to go back to where you were; it can "
            "be opened again from the Help menu. Or throw the training inspection away: your own "
            "inspections stay as they are.",
            lambda _scene: False,
            "",
            _nothing,
        ),
    )
