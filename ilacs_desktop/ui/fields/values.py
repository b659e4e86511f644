"""The plain values that views take and give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.ui.fields.secret_values import FirstRun as FirstRun
from ilacs_desktop.ui.fields.secret_values import NewPin as NewPin
from ilacs_desktop.ui.fields.secret_values import PassphraseChange as PassphraseChange
from ilacs_desktop.ui.fields.secret_values import RecoveryUnlock as RecoveryUnlock
from ilacs_desktop.ui.fields.secret_values import Uncover as Uncover
from ilacs_desktop.ui.fields.secret_values import Unlock as Unlock

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
        training: whether it is a training inspection, which is never left unsaid.
    """

    la: str
    event: str
    edition: str
    day: int = 0
    days: int = 0
    marking: str = ""
    stage: str = ""
    training: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found, or one thing that can be typed.

    Attributes:
        key: what it is known by to whoever searched.
        text: its line.
        second: what it is and about whom, or what it does.
        name: what it is called, before its line; empty for none.
        marks, name_marks: start and end of each word found.
        fills: what stands in the search once it is chosen; empty for what is opened instead.
    """

    key: object
    text: str
    second: str = ""
    name: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    name_marks: tuple[tuple[int, int], ...] = ()
    fills: str = ""


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
        note: anything to know before opening it.
        training: whether it is a training inspection.
        on_hold: whether a legal hold forbids that it is disposed of.
    """

    file_id: str
    la: str
    event: str
    start: date | None
    end: date | None = None
    opened: datetime | None = None
    note: str = ""
    training: bool = False
    on_hold: bool = False


@dataclass(frozen=True, slots=True)
class EventChoice:
    """An event type that can be begun on a day.

    Attributes:
        key: such as ``ilacs-2026/short``.
        label: such as ``Short inspection``.
        note: notice, days on site and team, in one line.
        asks_scope: whether it looks at a part only, so that its scope has to be said.
        asks_number: whether visits of this type are numbered.
        topics: key and label of each topic that its scope may have.
    """

    key: str
    label: str
    note: str = ""
    asks_scope: bool = False
    asks_number: bool = False
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayRules:
    """What holds for a first day of fieldwork.

    Attributes:
        edition: the framework edition in words; empty where none holds on the day.
        events: the event types that can be begun.
        suggested: the key of the event type that the last outcome suggests; empty for none.
        why: why it is suggested, or why no edition holds.
    """

    edition: str
    events: tuple[EventChoice, ...] = ()
    suggested: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class GradeRows:
    """What the last graded inspection could say.

    Attributes:
        areas: key and label of each area.
        grades: key and label of each grade.
        has_overall: whether there was an overall grade.
    """

    areas: tuple[tuple[str, str], ...]
    grades: tuple[tuple[str, str], ...]
    has_overall: bool = True


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """What is known of the local authority before the first day; all may be empty."""

    dcs_name: str = ""
    dcs_title: str = ""
    chief_executive_name: str = ""
    chief_executive_title: str = ""
    address: str = ""
    front_door_name: str = ""
    delivered_by: str = ""
    term_care_leavers: str = ""
    term_unaccompanied: str = ""


@dataclass(frozen=True, slots=True)
class PreviousWords:
    """The last graded inspection; all may be empty.

    Attributes:
        event: what it was.
        start: its first day.
        published: when its report was published.
        overall: key of the overall grade.
        grades: area key and grade key of each grade given.
        bullets: what needed to improve, one point each.
    """

    event: str = ""
    start: date | None = None
    published: date | None = None
    overall: str = ""
    grades: tuple[tuple[str, str], ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionWish:
    """An inspection to begin.

    Attributes:
        la_name: the local authority, as it is to be printed.
        event_key: the chosen ``EventChoice.key``.
        fieldwork_start: first day of fieldwork.
        scope: keys of the topics in scope.
        scope_text: the scope as the letter states it.
        visit_number: number of the visit; 0 where visits are not numbered.
        profile: what is known of the LA.
        previous: the last graded inspection.
    """

    la_name: str
    event_key: str
    fieldwork_start: date
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    visit_number: int = 0
    profile: ProfileWords = ProfileWords()
    previous: PreviousWords = PreviousWords()
