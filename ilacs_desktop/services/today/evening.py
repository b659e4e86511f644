"""The team's meeting in the evening: which one it is, and one where the day has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.services.today.digest import MEETINGS

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work

EVENING_FROM = 16
"""From this hour on the digest is what the team wants to see first."""


def is_evening(work: Work) -> bool:
    """Say whether the day's work is over and the team reads what it brought."""
    return work.now().hour >= EVENING_FROM


def meeting(work: Work, day: date) -> Activity | None:
    """Return the team's last meeting of a day; its note is the note of the evening."""
    held = [
        one
        for one in timetable.in_order(work.snapshot.all(Activity))
        if one.kind in MEETINGS and one.day == day.isoformat() and one.state != "cancelled"
    ]
    return held[-1] if held else None


def begin(work: Work, day: date) -> Changes:
    """Put a meeting of the whole team on a day that has none, so that it can be noted.

    Args:
        work: the open inspection.
        day: the day.
    """
    return plan.add_activity(
        work,
        day.isoformat(),
        title="Team meeting",
        kind="team-meeting",
        who=[one.id for one in work.members if one.role != "qa"],
    )
