"""Which pages there are, what makes them, and which page shows which kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.page import PageSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.page import Page
    from ilacs_desktop.ui.pages.settings.page import LaptopSide, SettingsPage

_PAGE_OF: Mapping[str, str] = {
    "activity": "plan",
    "line_of_enquiry": "plan",
    "member": "plan",
    "la_claim": "plan",
    "la_profile": "plan",
    "previous_inspection": "plan",
    "data_set": "data",
    "sample_draw": "data",
    "seen_document": "data",
    "case": "cases",
    "case_answer": "cases",
    "referral_back": "cases",
    "evidence": "evidence",
    "kit_meeting": "kit",
    "kit_item": "kit",
    "request": "kit",
    "finding": "findings",
    "topic": "findings",
    "topic_note": "findings",
    "judgement": "judgements",
    "grading_meeting": "judgements",
    "paragraph": "report",
    "comment": "report",
    "document_version": "report",
    "returned_change": "report",
    "check_acceptance": "report",
    "stage": "report",
    "la_comment": "report",
    "setting": "settings",
}


def page_of(kind: str) -> str:
    """Return the key of the page that shows a kind of record; empty where none does."""
    return _PAGE_OF.get(kind, "")


def titles_of(kinds: Collection[str]) -> tuple[str, ...]:
    """Return the titles of the pages that show any of these kinds, in the sidebar's order."""
    shown = {page_of(kind) for kind in kinds}
    return tuple(title for key, title, _ in (*keys.PAGES, keys.SETTINGS) if key in shown)


def specs(desk: Desk, side: LaptopSide) -> tuple[PageSpec, ...]:
    """Return every page of the window; each is built when it is first looked at.

    Args:
        desk: the open inspection in the window.
        side: what the settings page shows and changes of the laptop.
    """

    def make(key: str) -> Callable[[], Page]:
        # Imported when it is made: opening an inspection waits for one page alone.
        if key == keys.SETTINGS[0]:
            return lambda: _settings()(desk, side)
        return lambda: _LOADERS[key]()(desk)

    return tuple(
        PageSpec(key, title, icon, make(key)) for key, title, icon in (*keys.PAGES, keys.SETTINGS)
    )


def _today() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.today.page import TodayPage

    return TodayPage


def _plan() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.plan.page import PlanPage

    return PlanPage


def _data() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.data.page import DataPage

    return DataPage


def _cases() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.cases.page import CasesPage

    return CasesPage


def _evidence() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.evidence.page import EvidencePage

    return EvidencePage


def _kit() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.kit.page import KitPage

    return KitPage


def _findings() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.findings.page import FindingsPage

    return FindingsPage


def _judgements() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.judgements.page import JudgementsPage

    return JudgementsPage


def _report() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.report.page import ReportPage

    return ReportPage


def _team() -> Callable[[Desk], Page]:
    from ilacs_desktop.ui.pages.team.page import TeamPage

    return TeamPage


def _settings() -> type[SettingsPage]:
    from ilacs_desktop.ui.pages.settings.page import SettingsPage

    return SettingsPage


_LOADERS: Mapping[str, Callable[[], Callable[[Desk], Page]]] = {
    "today": _today,
    "plan": _plan,
    "data": _data,
    "cases": _cases,
    "evidence": _evidence,
    "kit": _kit,
    "findings": _findings,
    "judgements": _judgements,
    "report": _report,
    "team": _team,
}
"""What imports each page, by its key."""
