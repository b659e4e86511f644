"""Which pages there are, what makes them, and which page shows which kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.ui import keys
from ilacs_desktop.ui.page import PageSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.page import Page
    from ilacs_desktop.ui.pages.settings.page import LaptopSide

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
    "setting": "settings",
}


def page_of(kind: str) -> str:
    """Return the key of the page that shows a kind of record; empty where none does."""
    return _PAGE_OF.get(kind, "")


def specs(desk: Desk, side: LaptopSide) -> tuple[PageSpec, ...]:
    """Return every page of the window; each is built when it is first looked at.

    Args:
        desk: the open inspection in the window.
        side: what the settings page shows and changes of the laptop.
    """
    makers = _makers(desk, side)
    return tuple(
        PageSpec(key, title, icon, makers[key]) for key, title, icon in (*keys.PAGES, keys.SETTINGS)
    )


def _makers(desk: Desk, side: LaptopSide) -> Mapping[str, Callable[[], Page]]:
    """Import each page when it is made: opening an inspection waits for one page alone."""

    def today() -> Page:
        from ilacs_desktop.ui.pages.today.page import TodayPage

        return TodayPage(desk)

    def plan() -> Page:
        from ilacs_desktop.ui.pages.plan.page import PlanPage

        return PlanPage(desk)

    def data() -> Page:
        from ilacs_desktop.ui.pages.data.page import DataPage

        return DataPage(desk)

    def cases() -> Page:
        from ilacs_desktop.ui.pages.cases.page import CasesPage

        return CasesPage(desk)

    def evidence() -> Page:
        from ilacs_desktop.ui.pages.evidence.page import EvidencePage

        return EvidencePage(desk)

    def kit() -> Page:
        from ilacs_desktop.ui.pages.kit.page import KitPage

        return KitPage(desk)

    def findings() -> Page:
        from ilacs_desktop.ui.pages.findings.page import FindingsPage

        return FindingsPage(desk)

    def judgements() -> Page:
        from ilacs_desktop.ui.pages.judgements.page import JudgementsPage

        return JudgementsPage(desk)

    def report() -> Page:
        from ilacs_desktop.ui.pages.report.page import ReportPage

        return ReportPage(desk)

    def team() -> Page:
        from ilacs_desktop.ui.pages.team.page import TeamPage

        return TeamPage(desk)

    def settings() -> Page:
        from ilacs_desktop.ui.pages.settings.page import SettingsPage

        return SettingsPage(desk, side)

    return {
        "today": today,
        "plan": plan,
        "data": data,
        "cases": cases,
        "evidence": evidence,
        "kit": kit,
        "findings": findings,
        "judgements": judgements,
        "report": report,
        "team": team,
        "settings": settings,
    }
