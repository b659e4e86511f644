"""Letting a remark stand, by name and with a reason; turning a check off for an inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import CheckAcceptance, Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.services.checks.facts import OFF
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.record.work import Work

_NOTHING = "Nothing was changed."


def may_accept(work: Work, remark: Remark) -> bool:
    """Say whether this person may let a remark stand: hard stops are for the lead."""
    return remark.level != "stop" or work.is_lead


def accept(work: Work, remark: Remark, reason: str) -> Changes:
    """Let a remark stand; it comes back when its words change.

    Raises:
        NotAllowedError: it is a hard stop, and this person is not the lead.
        BadInputError: the reason is missing, or repeats what must not be published.
    """
    if remark.level == "stop":
        work.require_lead("Accepting a hard stop")
    reason = " ".join(reason.split())
    if not reason:
        raise BadInputError(
            "The reason is missing.",
            kept=_NOTHING,
            todo="Say why it may stand, without repeating it.",
        )
    if remark.level == "stop" and remark.found and remark.found.casefold() in reason.casefold():
        raise BadInputError(
            "The reason repeats what is not to be published.",
            kept=_NOTHING,
            todo="Say why it may stand, without the words themselves.",
        )
    title = BY_KEY[remark.check].title.lower()
    return editing.put(
        work,
        CheckAcceptance,
        remark.key,
        f"Accept a remark: {title}",
        rule=remark.check,
        place=remark.about,
        words=remark.digest,
        reason=reason,
        by=work.me.name,
        at=work.now_text(),
    )


def take_back(work: Work, remark: Remark) -> Changes:
    """Take back that a remark may stand; the checks speak of it again.

    Raises:
        NotAllowedError: it is a hard stop, and this person is not the lead.
    """
    if remark.level == "stop":
        work.require_lead("Taking back what was accepted of a hard stop")
    if work.snapshot.get(CheckAcceptance, remark.key) is None:
        return Changes()
    # Emptied, not deleted: the same remark can be accepted again under the same id.
    return editing.put(
        work,
        CheckAcceptance,
        remark.key,
        "Take back an accepted remark",
        reason="",
        by=work.me.name,
        at=work.now_text(),
    )


def turn(work: Work, check: str, *, on: bool) -> Changes:
    """Turn a check off for this inspection, or on again; for the lead.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: there is no such check.
    """
    work.require_lead("Turning a check off or on")
    if check not in BY_KEY:
        raise BadInputError(f"There is no check {check!r}.", kept=_NOTHING)
    key = f"{OFF}{check}"
    step = f"Turn check {'on' if on else 'off'}: {BY_KEY[check].title.lower()}"
    return editing.put(
        work, Setting, ids.derived("setting", key), step, key=key, value="" if on else "off"
    )
