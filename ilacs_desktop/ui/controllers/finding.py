"""The search of an open inspection: asks as it is typed, and goes where a hit is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from ilacs_desktop.services.search import search
from ilacs_desktop.ui.fields.values import SearchHit
from ilacs_desktop.ui.frame import going

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.search.search_filters import Offer
    from ilacs_desktop.services.search.search_hits import Hit
    from ilacs_desktop.ui.frame.shell import MainWindow
    from ilacs_desktop.ui.frame.work_area import WorkArea
    from ilacs_desktop.ui.tasks import TaskRunner

_TEACHING = (
    "Type words, a number or a child’s ID, the name of a page, or what you want to do. "
    "Filters stand anywhere among the words."
)
_MOST_OFFERS = 3
_NOTHING = "Nothing found. Fewer letters find more; F1 lists the filters."


class FindingController(QObject):
    """Runs the search box of one open inspection.

    Signals:
        record_asked: a record was chosen: (kind, id).
    """

    record_asked = Signal(str, str)

    def __init__(
        self,
        window: MainWindow,
        area: WorkArea,
        work: Work,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._area, self._work, self._runner = window, area, work, runner
        window.searched.connect(self._on_searched)
        window.hit_chosen.connect(self._on_hit_chosen)

    def leave(self) -> None:
        """Let go of the window."""
        self._window.searched.disconnect(self._on_searched)
        self._window.hit_chosen.disconnect(self._on_hit_chosen)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        work, stop = self._work, threading.Event()
        gone = going.go_to_hits(text, self._window.can_run)

        def look() -> tuple[search.Found, list[SearchHit]]:
            found = search.find(work, text, stop.is_set)
            return found, _listed(gone, found)

        def show(read: tuple[search.Found, list[SearchHit]]) -> None:
            found, hits = read
            self._area.header.search.show_hits(text, hits, _words(text, found, bool(gone)))

        def not_found(error: BaseException) -> None:
            if not isinstance(error, search.Stopped):
                self._runner.failed.emit(error)

        self._runner.read(
            look,
            show,
            key="search",
            failed=not_found,
            interrupt=stop.set,
        )

    @Slot(object)
    def _on_hit_chosen(self, hit: SearchHit) -> None:
        key: Any = hit.key
        if not isinstance(key, tuple):
            return
        kind, record = key
        if kind == search.ANNEX_CHILD:
            self._area.show_page("data")
            show_child = getattr(self._area.made("data"), "show_child", None)
            if show_child is not None:
                show_child(record)
        else:
            self.record_asked.emit(kind, record)


def _listed(gone: Sequence[SearchHit], found: search.Found) -> list[SearchHit]:
    """Return all that is shown, in the order in which it is most likely wanted.

    What a filter may still become comes first, while it is being typed; one choice alone says
    nothing that the hits do not show already.
    """
    hits, offers = [*map(_shown, found.hits)], [*map(_offered, found.offers)]
    if not hits or found.is_naming:
        return [*gone, *hits, *offers]
    return [*offers[:_MOST_OFFERS], *gone, *hits] if len(offers) > 1 else [*gone, *hits]


def _shown(hit: Hit) -> SearchHit:
    about = (hit.words, hit.child if hit.child != hit.name else "", hit.area, hit.by, hit.day)
    return SearchHit(
        (hit.kind, hit.record),
        hit.where,
        " · ".join(part for part in about if part),
        hit.name,
        hit.marks,
        hit.name_marks,
    )


def _offered(offer: Offer) -> SearchHit:
    note = f"Filter · {offer.note}" if offer.note else "Filter"
    return SearchHit(f"type:{offer.text}", offer.label, note, fills=offer.text)


def _words(text: str, found: search.Found, is_gone: bool) -> str:  # noqa: FBT001 - one caller
    if not text.strip():
        return _TEACHING
    if found.trouble:
        return f"{found.trouble} What is possible stands above; the arrows choose, Tab takes it."
    if found.more:
        return f"{len(found.hits)} shown of more: another word or a filter finds the rest."
    if found.hits:
        return f"{len(found.hits)} found"
    return "" if is_gone or found.offers else _NOTHING
