"""The plain values that views take and give; no secret among them shows in a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """Where the person is.

    Attributes:
        la: the local authority.
        event: the event type in words.
        edition: the framework edition in words.
        day: day of fieldwork, from 1; 0 before and after it.
        days: days of fieldwork.
        marking: the protective marking; empty for none.
        stage: what is said instead of the day, such as "drafting".
    """

    la: str
    event: str
    edition: str
    day: int = 0
    days: int = 0
    marking: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found.

    Attributes:
        key: what it is known by to whoever searched.
        text: its first line.
        second: where it is, or what surrounds the words found.
        kind: its kind in a word.
    """

    key: object
    text: str
    second: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first start needs: a name, and the passphrase of this laptop."""

    name: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlock:
    """A passphrase, to open what this laptop holds."""

    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryUnlock:
    """A recovery key in place of the passphrase, with the passphrase from now on."""

    recovery_key: str = field(repr=False)
    new_passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Uncover:
    """What lifts the cover.

    Attributes:
        secret: as typed.
        is_pin: whether the PIN was asked for; otherwise it is the passphrase.
    """

    secret: str = field(repr=False)
    is_pin: bool = True


@dataclass(frozen=True, slots=True)
class NewPin:
    """The PIN that lifts the cover from now on, of six or more digits."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PassphraseChange:
    """The passphrase until now and the one from now on."""

    current: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One inspection on this laptop.

    Attributes:
        file_id: what its file is known by.
        la: the local authority.
        event: the event type in words.
        start: first day of fieldwork.
        end: last day of fieldwork.
        opened: when it was last opened here.
        note: anything to know before opening it, such as "training inspection".
    """

    file_id: str
    la: str
    event: str
    start: date | None
    end: date | None = None
    opened: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventChoice:
    """An event type that can be begun on a day.

    Attributes:
        key: such as ``ilacs-2026/short``.
        label: such as ``Short inspection``.
        edition: the edition in words, such as ``ILACS 2026``.
        note: notice, days on site and team, in one line.
    """

    key: str
    label: str
    edition: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaProfile:
    """What is known of the local authority before the first day; all may be empty."""

    dcs_name: str = ""
    dcs_title: str = ""
    chief_executive: str = ""
    address: str = ""
    region: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class PreviousInspection:
    """The last graded inspection; all may be empty."""

    event: str = ""
    on: date | None = None
    outcome: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class NewInspection:
    """An inspection to begin.

    Attributes:
        la: the local authority.
        event_key: the chosen ``EventChoice.key``.
        fieldwork_start: first day of fieldwork.
        urn: the reference number of the LA; may be empty.
        profile: what is known of the LA.
        previous: the last graded inspection.
    """

    la: str
    event_key: str
    fieldwork_start: date
    urn: str = ""
    profile: LaProfile = LaProfile()
    previous: PreviousInspection = PreviousInspection()
