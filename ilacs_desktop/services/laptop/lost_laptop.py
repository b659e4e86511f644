"""What was on a laptop that is lost, how it was protected, and whom to tell; no child in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Inspection, KitMeeting, Member, ReferralBack
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.errors import BadInputError, KnownError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import held
from ilacs_desktop.services.laptop import laptop_settings
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record.time_words import (
    printed_day,
    printed_span,
    read_day,
    read_moment,
)
from ilacs_desktop.services.record.work import INSPECTION
from ilacs_desktop.services.report import exported
from ilacs_desktop.store.backup import backup_sets, backup_vault
from ilacs_desktop.store.proof.glance import glance

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.proof.glance import Glance


@dataclass(frozen=True, slots=True)
class Holding:
    """One inspection that was on the laptop, as far as it is known here.

    Attributes:
        la, event, fieldwork: what it is, in words.
        role: what the member was on its team.
        records, children, annex_rows, attachments: how many of each.
        newest: day of the member's newest entry that is known here, in words.
        given: what was handed to the LA by the team, a phrase each.
        exports: documents written on the laptop, a phrase each; None where nobody here knows.
        backups: how many backup sets are on the laptop; None where nobody here knows.
    """

    la: str
    event: str
    fieldwork: str
    role: str
    records: int
    children: int
    annex_rows: int
    attachments: int
    newest: str
    given: tuple[str, ...]
    exports: tuple[str, ...] | None
    backups: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the sheet says.

    Attributes:
        whose: the member whose laptop it is.
        is_mine: whether the sheet is made on that laptop itself, in advance.
        by: who makes it.
        holdings: what was on it.
        unread: how many inspections here could not be read for this.
        protection: how it was protected, a sentence each.
        tell: whom to tell, in order.
        tell_is_default: whether nobody has set that, so that it has to be checked.
        marking: the protective marking.
    """

    whose: str
    is_mine: bool
    by: str
    holdings: tuple[Holding, ...]
    unread: int
    protection: tuple[str, ...]
    tell: tuple[str, ...]
    marking: str
    tell_is_default: bool = True


# -- whose ---------------------------------------------------------------------------------------


def which(work: Work, item: str) -> Member | None:
    """Return the member whose laptop is meant; None where this person is on no team.

    Args:
        work: the open inspection.
        item: the member's id, letter or name; this person where empty.

    Raises:
        BadInputError: there is no such member.
    """
    if not item:
        return work.my_member
    asked = item.strip().casefold()
    for one in work.members:
        if asked in (one.id.casefold(), one.letter.casefold(), one.name.casefold()):
            return one
    named = ", ".join(f"{one.letter} {one.name}" for one in work.members)
    raise BadInputError(
        f"There is no member {item!r} on this team.",
        kept="Nothing was written.",
        todo=f"Choose one of: {named}.",
    )


def people(laptop: Laptop) -> tuple[str, ...]:
    """Return whose laptop may be lost: this person first, then every member known here."""
    found = {laptop.name: None}
    for entry in laptop.files():
        if not entry.training:
            try:
                members = held.look(laptop, entry).snapshot.all(Member)
            except KnownError:
                continue
            found.update({one.name: None for one in members if one.name})
    return tuple(found)


# -- what is known -------------------------------------------------------------------------------


def of_work(work: Work, item: str = "") -> Facts:
    """Return what an open inspection knows of a member's laptop; for the reader thread.

    Args:
        work: the open inspection.
        item: the member's id, letter or name; this person where left out.

    Raises:
        BadInputError: there is no such member.
    """
    member = which(work, item)
    is_mine = member is None or member.person == work.me.person
    seen = glance(work.file.path, work.file.key)
    snapshot = Snapshot.of_states(seen.states)
    source = _Source(snapshot, seen, work.event.title, work.data_dir, work.file_id)
    return Facts(
        whose=work.me.name if member is None else member.name,
        is_mine=is_mine,
        by=work.me.name,
        holdings=(source.holding(member, work.me.person, is_mine=is_mine),),
        unread=0,
        protection=_protection(work.data_dir, is_mine=is_mine),
        tell=_tell(snapshot),
        marking=settings.value(snapshot, "marking"),
        tell_is_default=_is_default(snapshot),
    )


def of_laptop(laptop: Laptop, name: str = "") -> Facts:
    """Return what this laptop knows of a member's: every inspection here with them on its team.

    Args:
        laptop: the unlocked laptop.
        name: the member; this person, in advance, where left out.
    """
    whose = name.strip() or laptop.name
    is_mine = whose.casefold() == laptop.name.casefold()
    me = laptop.vault.identity.person
    holdings: list[Holding] = []
    tell: tuple[str, ...] = ()
    unread, marking, default = 0, "", True
    for entry in laptop.files():
        if entry.training:
            continue
        try:
            found = held.look(laptop, entry)
        except KnownError:
            unread += 1
            continue
        member = _member(found.snapshot, whose, me if is_mine else "")
        if member is None and not is_mine:
            continue
        source = _Source(found.snapshot, found.seen, found.event, laptop.folder, entry.file)
        holdings.append(source.holding(member, me, is_mine=is_mine))
        if default and not _is_default(found.snapshot):
            # What somebody has set for one inspection is better than any default.
            tell, default = _tell(found.snapshot), False
        tell = tell or _tell(found.snapshot)
        marking = marking or settings.value(found.snapshot, "marking")
    return Facts(
        whose=whose,
        is_mine=is_mine,
        by=laptop.name,
        holdings=tuple(holdings),
        unread=unread,
        protection=_protection(laptop.folder, is_mine=is_mine),
        tell=tell or _tell(Snapshot()),
        marking=marking or settings.spec("marking").default,
        tell_is_default=default,
    )


def _member(snapshot: Snapshot, name: str, person: str) -> Member | None:
    for one in snapshot.all(Member):
        if (person and one.person == person) or one.name.casefold() == name.casefold():
            return one
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """One inspection that is read for the sheet."""

    snapshot: Snapshot
    seen: Glance
    event: str
    data_dir: Path
    file: str

    def holding(self, member: Member | None, me: str, *, is_mine: bool) -> Holding:
        """Return what it says of a member's laptop."""
        inspection = self.snapshot.one(Inspection, INSPECTION)
        start, end = read_day(inspection.fieldwork_start), read_day(inspection.fieldwork_end)
        person = me if is_mine else member.person if member is not None else ""
        sets = backup_sets.sets(backup_sets.folder_of(self.data_dir, self.file))
        return Holding(
            la=inspection.la_name,
            event=self.event,
            fieldwork=printed_span(start, end or start) if start is not None else "",
            role=team.role_words(member.role) if member is not None else "",
            records=sum(number for _, number in held.counts(self.snapshot)),
            children=held.children(self.snapshot),
            annex_rows=self.seen.annex_rows,
            attachments=len(self.seen.attachments),
            newest=self._newest(person),
            given=_given(self.snapshot),
            exports=exported.words(self.seen.exports) if is_mine else None,
            backups=len(sets) if is_mine else None,
        )

    def _newest(self, person: str) -> str:
        marks = (one.changed for one in self.seen.states)
        at = max((one.at for one in marks if one is not None and one.author == person), default="")
        moment = read_moment(at) if at and person else None
        return printed_day(moment.date()) if moment else ""


def _given(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what the team handed to the LA: never what it says."""
    notes = [one for one in snapshot.all(KitMeeting) if one.given_at]
    told = [one for one in snapshot.all(ReferralBack) if one.told_at]
    found = []
    if notes:
        found.append(f"{_counted(len(notes), 'KIT note')} given to the LA{_last(notes)}")
    if told:
        found.append(f"{_counted(len(told), 'referral')} back told")
    return tuple(found)


def _last(notes: list[KitMeeting]) -> str:
    moment = read_moment(max(one.given_at for one in notes))
    return f", the last on {printed_day(moment.date())}" if moment else ""


def _counted(number: int, words: str) -> str:
    return f"1 {words}" if number == 1 else f"{number} {words}s"


def _protection(folder: Path, *, is_mine: bool) -> tuple[str, ...]:
    """Return how a laptop is protected; what is not known of another one is told as the least."""
    slots = backup_vault.slots_of(folder)
    cost = next((one.cost for one in slots if one.kind == "passphrase"), None)
    if is_mine and cost is not None:
        stretched = f"{round(cost.memory_kib / 1024)} MiB and {cost.passes} passes"
        minutes = laptop_settings.read(folder).settings.idle_minutes
        idle = f"after {minutes} minutes without a touch, and when the laptop sleeps"
        organisation = any(one.kind == "organisation" for one in slots)
    else:
        stretched = "at least 64 MiB and 3 passes"
        idle = f"after at most {max(laptop_settings.IDLE_CHOICES)} minutes without a touch, and "
        idle += "when the laptop sleeps"
        organisation = False
    ways = "the passphrase or the recovery key"
    if organisation:
        ways = "the passphrase, the recovery key or your organisation’s key"
    return (
        "Every inspection and attachment is encrypted (AES-256, ChaCha20) under a key of its own.",
        f"The keys open only with {ways}. A passphrase is stretched by Argon2id with {stretched}.",
        f"The app locks {idle}. Locked or switched off, nothing can be read without one of these.",
        "The cover (F12) hides the screen; it keeps the keys in memory for at most 60 minutes.",
        "Not protected by the app: exported documents, and a laptop that was open and unlocked.",
    )


def _tell(snapshot: Snapshot) -> tuple[str, ...]:
    told = settings.value(snapshot, "lost_laptop").strip() or settings.spec("lost_laptop").default
    lines = told.splitlines()
    lead = next((one.name for one in snapshot.all(Member) if one.role == "lead"), "")
    found = [line.strip() for line in lines if line.strip()]
    return tuple(
        f"{line}, {lead}" if lead and line.casefold() == "the lead inspector" else line
        for line in found
    )


def _is_default(snapshot: Snapshot) -> bool:
    default = settings.spec("lost_laptop").default
    return settings.value(snapshot, "lost_laptop").strip() in ("", default)
