"""How long an inspection is kept, and the legal hold that keeps it beyond that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Inspection, Setting
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.time_words import (
    month_number,
    printed_day,
    read_day,
    read_moment,
)
from ilacs_desktop.services.record.work import INSPECTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

KEY = "retention"
HOLD = "legal_hold"
SET_STEP, LIFT_STEP = "Set a legal hold", "Lift the legal hold"

MOST_YEARS = 100
_SET, _LIFTED = "Set: ", "Lifted: "
_YEARS = re.compile(r"(\d{1,3})\s*(?:years?|y)\.?", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})[ ./-]+([A-Za-z]+|\d{1,2})[ ./,-]+(\d{4})")


# -- how long ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retention:
    """How long an inspection is kept.

    Attributes:
        text: what was set, as shown in its field: a date or a number of years.
        until: the last day it is kept; None where that cannot be told.
        is_default: whether nobody has set it, so that it has to be checked.
        basis: what the day follows from, in words.
    """

    text: str
    until: date | None
    is_default: bool
    basis: str

    @property
    def words(self) -> str:
        """Until when, and what that follows from, in a sentence."""
        check = " (default, check)" if self.is_default else ""
        if self.until is None:
            return f"Kept until “{self.text}”{check}."
        return f"Kept until {printed_day(self.until)}{check}: {self.basis}."

    def is_early(self, on: date) -> bool:
        """Return whether a day comes before the last on which it is to be kept."""
        return self.until is None or on <= self.until


def retention(snapshot: Snapshot, most_days: int = 0) -> Retention:
    """Return how long an inspection is kept.

    Args:
        snapshot: what its records say.
        most_days: the longest time that the organisation allows, in days after fieldwork; 0 where
            the lead decides.
    """
    text = settings.value(snapshot, KEY).strip()
    default = settings.spec(KEY).default
    is_default = not text or snapshot.get(Setting, settings.setting_id(KEY)) is None
    text = text or default
    end = _end(snapshot.one(Inspection, INSPECTION))
    until, basis = _until(text, end)
    if most_days and end is not None:
        latest = end + timedelta(days=most_days)
        if until is None or latest < until:
            return Retention(
                text, latest, is_default=False, basis=f"{_days(most_days)} by your organisation"
            )
    return Retention(text, until, is_default, basis)


def _until(text: str, end: date | None) -> tuple[date | None, str]:
    years = _YEARS.fullmatch(text)
    if years is None:
        return read_day(text), "the day that was set"
    if end is None:
        return None, ""
    number = int(years[1])
    return _later(end, number), f"{_counted(number)} after the last day of fieldwork"


def _end(inspection: Inspection) -> date | None:
    return read_day(inspection.fieldwork_end) or read_day(inspection.fieldwork_start)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _counted(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def _days(days: int) -> str:
    return "1 day after fieldwork, set" if days == 1 else f"{days} days after fieldwork, set"


def set_retention(work: Work, typed: str) -> Changes:
    """Set how long this inspection is kept; for the lead.

    Args:
        work: the open inspection.
        typed: a date, or a number of years after fieldwork; empty for the default.

    Raises:
        BadInputError: it is neither.
        NotAllowedError: this person is not the lead.
    """
    return settings.change(work, KEY, read_typed(typed))


def shown(kept: str) -> str:
    """Return what is kept as a field shows it: a day in words, anything else as it is."""
    day = read_day(kept) if len(kept) == len("2032-07-31") else None
    return printed_day(day) if day is not None else kept


def read_typed(typed: str) -> str:
    """Return a typed date or number of years as it is kept.

    Raises:
        BadInputError: it is neither.
    """
    text = " ".join(typed.split())
    if not text:
        return ""
    years = _YEARS.fullmatch(text) or (re.fullmatch(r"(\d{1,2})", text))
    if years is not None and 1 <= int(years[1]) <= MOST_YEARS:
        return _counted(int(years[1]))
    found = _read_date(text)
    if found is None:
        raise BadInputError(
            f"“{text}” is neither a day nor a number of years.",
            kept="Nothing was changed.",
            todo="Type a day such as 31 July 2032, or a number of years such as 6 years.",
        )
    return found.isoformat()


def _read_date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return read_day(text) if len(text) == len("2032-07-31") else None
    month = int(match[2]) if match[2].isdecimal() else month_number(match[2])
    try:
        return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None


# -- the legal hold ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold that is in force.

    Attributes:
        why: the reason as written.
        who: the name of whoever set it.
        at: when, ISO.
    """

    why: str
    who: str
    at: str

    @property
    def words(self) -> str:
        """Who set it, when and why, in a sentence."""
        moment = read_moment(self.at)
        when = f" on {printed_day(moment.date())} at {moment:%H:%M}" if moment else ""
        return f"Legal hold set by {self.who or 'someone'}{when}: {self.why}"


def hold(snapshot: Snapshot, names: Mapping[str, str]) -> Hold | None:
    """Return the legal hold that is in force; None where there is none.

    Where two laptops said different things, one version that holds is enough: nothing is ever
    destroyed on a doubt.

    Args:
        snapshot: what the records say.
        names: names by person id.
    """
    record = snapshot.record(Setting, settings.setting_id(HOLD))
    if record is None:
        return None
    said = [str(head.value) for head in record.state.field("value").heads]
    held = [one for one in said if one.startswith(_SET)]
    if not held:
        return None
    shown = record.value.value if record.value.value.startswith(_SET) else held[0]
    who = record.meta.changed_by
    return Hold(shown.removeprefix(_SET), names.get(who, who), record.meta.changed_at)


def names(work: Work) -> dict[str, str]:
    """Return the names of everybody known here, by person id."""
    persons = {one.person for one in work.members if one.person} | {work.me.person}
    record = work.snapshot.record(Setting, settings.setting_id(HOLD))
    if record is not None:
        persons.add(record.meta.changed_by)
    return {one: work.person_name(one) for one in persons}


def hold_of(work: Work) -> Hold | None:
    """Return the legal hold of an open inspection; None where there is none."""
    return hold(work.snapshot, names(work))


def note_hold(work: Work) -> None:
    """Note in the vault whether an inspection is on hold, for the start page; writer thread."""
    if work.vault is not None:
        noted = "set" if hold(work.snapshot, {}) is not None else ""
        if work.vault.meta(hold_key(work.file_id)) != noted:
            work.vault.set_meta(hold_key(work.file_id), noted)


def hold_key(file: str) -> str:
    """Return under which key the vault notes that an inspection is on hold."""
    return f"hold of {file}"


def set_hold(work: Work, why: str) -> Changes:
    """Forbid that this inspection is disposed of, on every laptop of the team; for the lead.

    Raises:
        NotAllowedError: this person is not the lead, or it is on hold already.
        BadInputError: the reason is missing.
    """
    return _write(work, SET_STEP, _SET, why, held=False)


def lift_hold(work: Work, why: str) -> Changes:
    """Lift the legal hold; for the lead.

    Raises:
        NotAllowedError: this person is not the lead, or there is no hold.
        BadInputError: the reason is missing.
    """
    return _write(work, LIFT_STEP, _LIFTED, why, held=True)


def _write(work: Work, step: str, prefix: str, why: str, *, held: bool) -> Changes:
    work.require_lead("The legal hold")
    reason = " ".join(why.split())
    if not reason:
        raise BadInputError(
            "The reason is missing.", kept="Nothing was changed.", todo="Write it down first."
        )
    if (hold_of(work) is not None) != held:
        state = "There is no legal hold to lift." if held else "There is a legal hold already."
        raise NotAllowedError(state, kept="Nothing was changed.")
    record = settings.setting_id(HOLD)
    values = {"key": HOLD, "value": prefix + reason}
    draft = editing.changing(work, Setting, record, values, make=True)
    # Never undone: lifting has a reason of its own.
    changes = work.run(StepDraft(step, (draft,), action="final"), record)
    note_hold(work)
    return changes
