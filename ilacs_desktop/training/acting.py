"""Who does what when in a training inspection: its clock, its team and the events of its weeks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.vault.vault import Identity
    from ilacs_desktop.training.content_values import Content, Person

Tell = Callable[[int, int], None]
"""Told how many of how many events have happened."""

SUMMER_TIME: Final = timezone(timedelta(hours=1), "BST")
"""England's time from late March to late October, which every training inspection falls within."""

LEAD: Final = "A"
"""The letter of the lead inspector, whose place this laptop's own person takes."""


def at(day: date, clock: time) -> datetime:
    """Return an hour of a day in the fictitious place."""
    return datetime.combine(day, clock, SUMMER_TIME)


def local(moment: datetime) -> datetime:
    """Return a moment of the content with its offset."""
    return moment.replace(tzinfo=SUMMER_TIME)


def text_of(moment: datetime) -> str:
    """Return a moment of the content as records hold it."""
    return local(moment).isoformat(timespec="seconds")


class StoryClock:
    """A clock that stands still until the story goes on."""

    def __init__(self, start: datetime) -> None:
        self._now = local(start)

    def now(self) -> datetime:
        """Return the moment that the story has come to."""
        return self._now

    def go_on(self, moment: datetime) -> None:
        """Go on to a moment, or by a second where that would not be later."""
        self._now = max(local(moment), self._now + timedelta(seconds=1))


@dataclass(frozen=True, slots=True)
class _Event:
    moment: datetime
    order: int
    who: str
    act: Callable[[], object]


@dataclass(slots=True)
class Story:
    """An inspection while it is being worked through, and what is still to happen in it.

    Attributes:
        work: the open inspection.
        clock: the clock that its file is written by.
        content: what is known of it by the time that is being played.
        before: what was known when an earlier part ended; None for the first part.
        children: for the key of each case, the child's ID.
        ids: for the key of anything in the content, the id of its record.
        members: for each letter, the id of the member.
        tell: told before each event; what it raises ends the story.
    """

    work: Work
    clock: StoryClock
    content: Content
    before: Content | None = None
    children: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    tell: Tell | None = None
    _people: dict[str, Identity] = field(default_factory=dict)
    _events: list[_Event] = field(default_factory=list)

    @property
    def floor(self) -> datetime:
        """The moment before which nothing more can happen."""
        before = self.before
        return local((before or self.content).inspection.worked_to) if before else _EARLIEST

    @property
    def end(self) -> datetime:
        """The moment at which the training inspection stands."""
        return local(self.content.inspection.worked_to)

    def cast(self, lead: Identity) -> None:
        """Give everyone on the team a person: the lead is this laptop's own.

        Args:
            lead: this laptop's identity, which signs for all of them.
        """
        for member in self.content.members:
            own = member.letter == LEAD
            person = lead.person if own else person_of(member)
            self._people[member.letter] = replace(lead, person=person, name=member.name)

    def person(self, letter: str) -> str:
        """Return the person id of a member, by letter; empty for none."""
        return self._people[letter].person if letter else ""

    def ids_of(self, keys: Iterable[str]) -> list[str]:
        """Return the ids of records, by their keys."""
        return [self.ids[key] for key in keys]

    def told(self, text: str) -> str:
        """Return a text with the IDs of the children it speaks of."""
        for key, child in self.children.items():
            text = text.replace(f"{{{key}}}", child)
        return text

    def is_new(self, kind: str, key: str) -> bool:
        """Return whether something was not there when the part before ended.

        Args:
            kind: the content's name for what holds it, such as ``evidence``.
            key: its key.
        """
        return self.earlier(kind, key) is None

    def earlier(self, kind: str, key: str) -> object | None:
        """Return what the part before said of something; None where it was not there."""
        held = getattr(self.before, kind) if self.before else ()
        return next((one for one in held if one.key == key), None)

    # -- what happens ------------------------------------------------------------------------------

    def add(self, moment: datetime, who: str, act: Callable[[], object]) -> datetime:
        """Let someone do something at a moment, or as soon as this part begins; return when.

        Args:
            moment: in the place's own time.
            who: letter of the member.
            act: calls the services.
        """
        when = min(max(local(moment), self.floor), self.end)
        self._events.append(_Event(when, len(self._events), who, act))
        return when

    def play(self) -> None:
        """Let everything happen that is still to happen, in the order of the clock."""
        events = sorted(self._events, key=lambda one: (one.moment, one.order))
        for number, event in enumerate(events):
            if self.tell is not None:
                self.tell(number, len(events))
            self.clock.go_on(event.moment)
            self.act_as(event.who)
            event.act()
        self._events.clear()
        self.act_as(LEAD)

    def act_as(self, letter: str) -> None:
        """Write as another member from now on, by the story's clock."""
        person = self._people.get(letter)
        if person is None:
            raise BadInputError(f"Nobody on the training team has the letter {letter}.")
        self.work.me = person
        writer = self.work.file.writer
        self.work.file.writer = replace(writer, author=person.person, clock=self.clock)

    # -- evenings ----------------------------------------------------------------------------------

    def evening(self, day: date) -> datetime:
        """Return when the team sits together at the end of a day, or at least on that day."""
        meetings = [
            one.start
            for one in self.content.activities
            if one.day == day and one.kind == "team-meeting"
        ]
        late = [start for start in meetings if start >= _AFTERNOON]
        return at(day, min(late or meetings, default=_USUAL_EVENING))


_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=SUMMER_TIME)
_AFTERNOON: Final = time(16)
_USUAL_EVENING: Final = time(17)


def person_of(member: Person) -> str:
    """Return the made-up person id of an inspector, the same in every training inspection."""
    return hashlib.sha256(f"training/{member.name}".encode()).hexdigest()[:16]
