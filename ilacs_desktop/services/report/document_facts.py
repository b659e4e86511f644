"""What letters and reports say by themselves: dates, names, addresses, the last outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Inspection, LaProfile, Member, PreviousInspection
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.record.time_words import (
    printed_day,
    printed_month,
    printed_span,
    read_day,
)
from ilacs_desktop.services.record.work import INSPECTION, LA_PROFILE, PREVIOUS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.snapshot import Snapshot

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NAMED_IN_LETTERS = ("lead", "inspector", "education", "regulatory")


def joined(names: Sequence[str], last: str = "and") -> str:
    """Return names as running text: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def ordinal(number: int) -> str:
    """Return "first", "second" ... of a visit; empty for none."""
    if number < 1:
        return ""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{tail or 'th'}"


def month_words(text: str) -> str:
    """Return month and year of an ISO date; other text, such as "May 2022", as it stands."""
    day = read_day(text)
    return text.strip() if day is None else printed_month(day)


def lead(snapshot: Snapshot) -> Member | None:
    """Return the lead inspector."""
    return next((one for one in snapshot.all(Member) if one.role == "lead"), None)


def dates_words(inspection: Inspection) -> str:
    """Return the days of fieldwork as printed."""
    start, end = read_day(inspection.fieldwork_start), read_day(inspection.fieldwork_end)
    if start is None:
        return inspection.fieldwork_start
    return printed_span(start, end or start)


def scope_words(inspection: Inspection, edition: Edition) -> str:
    """Return what a visit looks at: in the lead's own words, else the topics chosen."""
    if inspection.scope_text.strip():
        return inspection.scope_text.strip().rstrip(".")
    event = edition.event(inspection.event)
    labels = [one.label for one in event.scope_topics if one.key in inspection.scope]
    return joined([label[:1].lower() + label[1:] for label in labels])


def previous_words(previous: PreviousInspection, edition: Edition) -> str:
    """Return a first sentence on the last inspection, to be rewritten; empty where none is known.

    Args:
        previous: the last graded inspection.
        edition: names the areas and grades that both inspections share.
    """
    when = month_words(previous.published or previous.end or previous.start)
    if not when:
        return ""
    labels = {grade.key: grade.label.lower() for grade in edition.scale}
    if previous.overall in labels:
        found = f"judged overall effectiveness to be {labels[previous.overall]}"
    else:
        shorts = {area.key: area.short.lower() for area in edition.areas_in_body_order()}
        graded = [
            f"{shorts[area]} to be {labels[str(previous.grades[area])]}"
            for area in shorts
            if previous.grades.get(area) in labels
        ]
        if not graded:
            return ""
        found = f"judged {joined(graded)}"
    # Without a date of publication only the month of the fieldwork is known.
    told = "reported" if previous.published else "held"
    return f"The last inspection, {told} in {when}, {found}."


def values(
    snapshot: Snapshot, edition: Edition, on: date, grades: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return a value for each placeholder of skeleton text, as far as it is known.

    Args:
        snapshot: what the records say.
        edition: the inspection's edition.
        on: the day the document is made, which a letter is dated by.
        grades: further values, such as the ``grade`` of a section.
    """
    inspection = snapshot.one(Inspection, INSPECTION)
    profile = snapshot.one(LaProfile, LA_PROFILE)
    previous = snapshot.one(PreviousInspection, PREVIOUS)
    leader = lead(snapshot)
    event = edition.event(inspection.event)
    team = sorted(
        (one for one in snapshot.all(Member) if one.role in _NAMED_IN_LETTERS and one.name),
        key=lambda one: (one.role != "lead", one.letter, one.name),
    )
    found = {
        "la_name": inspection.la_name,
        "event_title": event.title,
        "fieldwork_dates": dates_words(inspection),
        "fieldwork_start": _as_words(inspection.fieldwork_start),
        "fieldwork_end": _as_words(inspection.fieldwork_end),
        "lead_name": leader.name if leader else "",
        "lead_title": settings.value(snapshot, "lead_title"),
        "inspector_names": joined([one.name for one in team]),
        "dcs_name": profile.dcs_name,
        "dcs_title": profile.dcs_title or "Director of children’s services",
        "la_address": profile.address,
        "issuing_body": settings.value(snapshot, "issuing_body"),
        "issuer_address": settings.value(snapshot, "issuing_address"),
        "issuer_contact": settings.value(snapshot, "issuer_contact"),
        "legal_basis": edition.legal_basis,
        "letter_date": printed_day(on),
        "scope": scope_words(inspection, edition),
        "visit_ordinal": ordinal(inspection.visit_number),
        "inadequate_month": month_words(previous.published or previous.end or previous.start),
        "previous_outcome": previous_words(previous, edition),
        "care_leavers_term": profile.term_care_leavers,
        "publication_year": str(on.year),
        "partnership_name": f"{inspection.la_name} Local Safeguarding Partnership",
    }
    return {**found, **(grades or {})}


def _as_words(text: str) -> str:
    day = read_day(text)
    return text if day is None else printed_day(day)
