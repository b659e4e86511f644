"""The tour: opens the training inspection, shows step after step, and goes back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.prompts import Question

if TYPE_CHECKING:
    from ilacs_desktop.services.laptop.laptop import Opened
    from ilacs_desktop.training.acting import Tell
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.tour.tour_ring import TourRing
    from ilacs_desktop.ui.tour.tour_steps import Scene, Step
    from ilacs_desktop.ui.tour.tour_strip import TourStrip

_LOOK_MS = 300
STEPPING = ("tour-next", "tour-back")
"""Commands that there are only while the tour goes on."""


class TourController(QObject):
    """Leads through a day on site in a training inspection; nothing of it touches any other."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._came_from: tuple[str, str] | None = None
        self._inspection: InspectionController | None = None
        self._goes_on = ""
        self._dock: QDockWidget | None = None
        self._strip: TourStrip | None = None
        self._ring: TourRing | None = None
        self._scene: Scene | None = None
        self._steps: tuple[Step, ...] = ()
        self._at = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def strip(self) -> TourStrip | None:
        """What says the steps; None while the tour does not go on."""
        return self._strip

    @property
    def step(self) -> str:
        """Key of the step that is shown; empty while the tour does not go on."""
        return self._steps[self._at].key if self._strip is not None else ""

    # -- to the training inspection and back -----------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Begin the tour, or go on with it: in the training inspection that is open, or its own."""
        controller = self._owner.inspection
        if controller is None:
            self._came_from = ("", "")
            self._open()
        elif controller.work.inspection.training:
            if self._strip is None:
                self._came_from = None
                self._begin_at_kept_step(controller)
        else:
            page = controller.area.page
            self._came_from = (controller.work.file_id, page.key if page is not None else "today")
            self._owner.leaving.close_inspection(self._open)

    def _open(self) -> None:
        from ilacs_desktop.training import tour

        self._owner.show_start()
        laptop, start = self._owner.laptop, self._owner.start
        if laptop is None or start is None:
            return

        def make(tell: Tell) -> Opened:
            return tour.open_tour(laptop, tell)

        start.make_training(make, self._on_opened, self._go_back)

    def _on_opened(self, opened: Opened) -> None:
        self._owner.show_inspection(opened)
        controller = self._owner.inspection
        if controller is not None:
            self._begin_at_kept_step(controller)

    def _go_back(self) -> None:
        """Go to where the person was before the tour."""
        named, page = self._came_from or ("", "")
        self._came_from = None
        self._owner.show_start()
        if named:
            self._owner.open_inspection(named, page)

    @Slot()
    def leave(self) -> None:
        """Leave the tour; it can be gone on with where it was left."""
        came_from = self._came_from
        self._end()
        if came_from is not None:
            self._owner.leaving.close_inspection(self._go_back)

    @Slot()
    def throw_away(self) -> None:
        """Ask whether to throw the open training inspection away, and do so."""
        controller = self._owner.inspection
        if controller is None or not controller.work.inspection.training:
            return
        question = Question(
            "Throw this training inspection away?",
            "Its key is destroyed and its file removed, with everything you tried in it. Your own "
            "inspections are not touched.",
            yes="Throw it away",
            no="Keep it",
        )
        file = controller.work.file_id

        def answered(yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
            if yes and self._owner.inspection is controller:
                self._end()
                self._owner.leaving.close_inspection(lambda: self._destroy(file))

        self._owner.prompts.ask(question, answered)

    def _destroy(self, file: str) -> None:
        owner, laptop = self._owner, self._owner.laptop
        if laptop is None:
            return

        def done(_: None) -> None:
            owner.notice = owner.notice or "The training inspection is thrown away."
            self._go_back()

        owner.runner.write(lambda: laptop.throw_away_training(file), done)

    # -- the steps -------------------------------------------------------------------------------

    def inspection_shown(self, controller: InspectionController) -> None:
        """Allow what a training inspection allows; go on where locking interrupted the tour."""
        training = controller.work.inspection.training
        self._owner.window.set_command("throw-away", enabled=training)
        for name in STEPPING:
            self._owner.window.set_command(name, enabled=False)
        goes_on, self._goes_on = self._goes_on, ""
        if goes_on and goes_on == controller.work.file_id:
            self._begin_at_kept_step(controller)

    def _begin_at_kept_step(self, controller: InspectionController) -> None:
        from ilacs_desktop.training import tour

        work = controller.work

        def begin(step: int) -> None:
            if self._owner.inspection is controller and self._strip is None:
                self._begin(controller, step)

        self._owner.runner.write(lambda: tour.step_of(work), begin)

    def _begin(self, controller: InspectionController, step: int) -> None:
        from ilacs_desktop.ui.tour.tour_ring import TourRing
        from ilacs_desktop.ui.tour.tour_steps import Scene, steps
        from ilacs_desktop.ui.tour.tour_strip import TourStrip

        window = self._owner.window
        self._inspection, self._steps = controller, steps()
        self._scene = Scene(window, controller.work)
        self._strip, self._ring = TourStrip(), TourRing(window)
        self._strip.next_asked.connect(self.next_step)
        self._strip.back_asked.connect(self.last_step)
        self._strip.left.connect(self.leave)
        self._strip.thrown_away.connect(self.throw_away)
        self._dock = _docked(self._strip)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._dock)
        window.commanded.connect(self._on_commanded)
        window.page_shown.connect(self._on_page_shown)
        for name in STEPPING:
            window.set_command(name, enabled=True)
        self._at = min(step, len(self._steps) - 1)
        self._show()
        self._look.start()

    @Slot()
    def next_step(self) -> None:
        """Show the next step."""
        self._go(1)

    @Slot()
    def last_step(self) -> None:
        """Show the step before."""
        self._go(-1)

    def _go(self, by: int, praise: str = "") -> None:
        from ilacs_desktop.training import tour

        if self._strip is None or self._inspection is None:
            return
        self._at = max(0, min(self._at + by, len(self._steps) - 1))
        work, at = self._inspection.work, self._at
        self._owner.runner.write(lambda: tour.keep_step(work, at))
        self._show(praise)

    def _show(self, praise: str = "") -> None:
        if self._strip is not None and self._scene is not None:
            self._scene.begin()
            self._strip.show_step(self._steps[self._at], self._at + 1, len(self._steps) - 1, praise)
            target = self._steps[self._at].target(self._scene)
            if target is not None and target.isVisible():
                reading_order.bring_into_view(target)
            self._point()

    def _point(self) -> None:
        if self._ring is not None and self._scene is not None:
            self._ring.point_at(self._steps[self._at].target(self._scene))

    @Slot()
    def _on_look(self) -> None:
        """See whether the step was done, and follow what it points at."""
        scene = self._scene
        if scene is None or self._owner.inspection is not self._inspection:
            # Locked or closed meanwhile: after unlocking the tour goes on.
            self._goes_on = scene.work.file_id if scene and self._owner.laptop is None else ""
            self._end()
            return
        step = self._steps[self._at]
        if step.done(scene):
            self._go(1, step.praise)
        self._point()

    @Slot(str)
    def _on_commanded(self, name: str) -> None:
        if self._scene is not None:
            self._scene.run.add(name)

    @Slot(str)
    def _on_page_shown(self, key: str) -> None:
        if self._scene is not None:
            self._scene.pages.append(key)

    def _end(self) -> None:
        window = self._owner.window
        self._look.stop()
        if self._dock is not None:
            window.commanded.disconnect(self._on_commanded)
            window.page_shown.disconnect(self._on_page_shown)
            window.removeDockWidget(self._dock)
            self._dock.deleteLater()
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
        self._dock = self._strip = self._ring = self._scene = self._inspection = None
        for name in STEPPING:
            window.set_command(name, enabled=False)


def _docked(strip: TourStrip) -> QDockWidget:
    """Return the strip at the bottom edge, where it takes room and covers nothing."""
    dock = QDockWidget("Tour")
    dock.setObjectName("tour")
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(QWidget())
    dock.setWidget(strip)
    return dock
