"""Settings of the inspection (journaled, so the team shares them) with their defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Setting
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting of an inspection.

    Attributes:
        key: its key.
        label: as shown.
        default: what holds until it is changed.
        hint: what it is for.
        lines: how many lines its field has.
        check: a default that a subject expert should check.
        apart: shown in a place of its own rather than in the list of settings.
    """

    key: str
    label: str
    default: str
    hint: str
    lines: int = 1
    check: bool = False
    apart: bool = False


SPECS: tuple[SettingSpec, ...] = (
    SettingSpec(
        "marking",
        "Classification marking",
        "OFFICIAL-SENSITIVE",
        "Printed top and bottom of every page except the published version.",
    ),
    SettingSpec(
        "issuing_body",
        "Issuing body",
        "The inspectorate",
        "The name that letters and reports are issued under.",
    ),
    SettingSpec(
        "issuing_address",
        "Address of the issuing body",
        "",
        "The block at the head of a letter, a line each.",
        lines=4,
    ),
    SettingSpec(
        "issuer_contact",
        "Contact of the issuing body",
        "",
        "Telephone and e-mail for other formats and questions, printed in the small print.",
    ),
    SettingSpec(
        "lead_title",
        "Title of the lead inspector",
        "His Majesty’s Inspector",
        "Printed after the lead inspector's name.",
    ),
    SettingSpec(
        "boilerplate",
        "Small print of the report",
        "",
        "Printed at the end. Empty: the edition's default text.",
        lines=6,
        check=True,
    ),
    SettingSpec(
        "retention",
        "Keep this inspection until",
        "6 years",
        "A day, or years after the last day of fieldwork, as your retention schedule says. No "
        "period of the inspectorate is known to this app. Nothing is destroyed by itself.",
        check=True,
        apart=True,
    ),
    SettingSpec(
        "lost_laptop",
        "Whom to tell when a laptop is lost",
        "The lead inspector\n"
        "Your organisation’s security contact (name and number)\n"
        "Your data protection officer, who decides whether the ICO must be told: where people are "
        "likely to be at risk, within 72 hours of becoming aware\n"
        "The police, where it was stolen (keep the crime number)\n"
        "The local authority, when your organisation has decided how",
        "A line each, in the order in which they are told; printed on the lost-laptop sheet.",
        lines=6,
        check=True,
    ),
)


def spec(key: str) -> SettingSpec:
    """Return a setting's declaration."""
    return next(one for one in SPECS if one.key == key)


def setting_id(key: str) -> str:
    """Return the id of the record that holds a setting."""
    return ids.derived("setting", key)


def value(snapshot: Snapshot, key: str) -> str:
    """Return a setting as it holds now: what was set, else its default."""
    found = snapshot.get(Setting, setting_id(key))
    return spec(key).default if found is None else found.value


def change(work: Work, key: str, text: str) -> Changes:
    """Set a setting of the inspection; for the lead.

    Raises:
        NotAllowedError: this person is not the lead.
    """
    work.require_lead("Changing the inspection's settings")
    label = spec(key).label
    return editing.put(
        work, Setting, setting_id(key), f"Change {label.lower()}", key=key, value=text
    )
