"""The lead's team list: who is on the team, as what, and by which letter they issue."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import Activity, Member, ReferralBack, Request
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

ROLES: tuple[tuple[str, str], ...] = (
    ("lead", "Lead inspector"),
    ("inspector", "Inspector"),
    ("education", "Education inspector"),
    ("regulatory", "Regulatory inspector"),
    ("qa", "QA reader"),
    ("analyst", "Analyst"),
)
"""Roles on a team, by key, as screens name them."""

_LETTER = re.compile(r"[A-Z]{1,2}")
_NUMBER = re.compile(r"([A-Z]+)\d+")
_TEAM_LIST = "Changing the team list"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as the team list shows them.

    Attributes:
        issued: how many numbered requests and referrals back carry their letter.
        is_me: whether this is the person at this laptop.
        has_joined: whether a laptop of theirs signs for them.
        left: whether they were taken off the team; their past work stays theirs.
    """

    id: str
    name: str
    role: str
    role_words: str
    letter: str
    issued: int
    is_me: bool
    has_joined: bool
    left: bool = False


def role_words(role: str) -> str:
    """Return a role as screens name it."""
    return dict(ROLES).get(role, role)


def rows(work: Work) -> tuple[MemberRow, ...]:
    """Return the team in the order of their letters."""
    issued = _issued(work.snapshot)
    return tuple(
        MemberRow(
            member.id,
            member.name,
            member.role,
            role_words(member.role),
            member.letter,
            issued.get(member.letter, 0),
            is_me=bool(member.person) and member.person == work.me.person,
            has_joined=bool(member.person),
        )
        for member in work.members
    )


def names(snapshot: Snapshot, members: Iterable[str]) -> tuple[str, ...]:
    """Return the names of members by their ids; who left the team is still named."""
    found = (snapshot.record(Member, member) for member in members)
    return tuple(record.value.name for record in found if record is not None)


def _issued(snapshot: Snapshot) -> dict[str, int]:
    """Return how many issued numbers carry each letter, withdrawn and deleted ones too."""
    numbers: list[str] = [record.value.number for record in snapshot.records(Request).values()]
    numbers += [record.value.number for record in snapshot.records(ReferralBack).values()]
    matches = (_NUMBER.match(number) for number in numbers)
    return dict(Counter(match[1] for match in matches if match))


def free_letter(snapshot: Snapshot) -> str:
    """Return the next letter nobody has or ever had: issued numbers never change owner."""
    used = {record.value.letter for record in snapshot.records(Member).values()}
    used.update(_issued(snapshot))
    letters: list[str] = [*ascii_uppercase]
    letters += ["".join(pair) for pair in product(ascii_uppercase, repeat=2)]
    return next(letter for letter in letters if letter not in used)


def letter_fault(snapshot: Snapshot, letter: str, member: str = "") -> str:
    """Return why a member cannot have a letter; empty where they can.

    Args:
        snapshot: what the records say.
        letter: as typed.
        member: whose letter it shall be; empty for a new member.
    """
    wanted = letter.strip().upper()
    if not _LETTER.fullmatch(wanted):
        return "A letter is one or two of A to Z."
    for record in snapshot.records(Member).values():
        other = record.value
        if other.id == member or other.letter != wanted:
            continue
        if not record.meta.deleted:
            return f"{wanted} is {other.name}'s letter."
        if _issued(snapshot).get(wanted):
            return f"{wanted} stands on what {other.name} issued before leaving the team."
    own = snapshot.get(Member, member)
    if own is not None and own.letter != wanted and _issued(snapshot).get(own.letter):
        return f"{own.name} has issued numbers with {own.letter}, and issued numbers never change."
    return ""


def _checked(work: Work, values: dict[str, JsonValue], member: str = "") -> dict[str, JsonValue]:
    if "name" in values:
        values["name"] = " ".join(str(values["name"]).split())
        if not values["name"]:
            raise BadInputError(
                "The member's name is missing.", kept="Nothing was changed.", todo="Type it."
            )
    if "role" in values and values["role"] not in dict(ROLES):
        raise BadInputError(f"There is no role {values['role']!r}.", kept="Nothing was changed.")
    if "letter" in values:
        fault = letter_fault(work.snapshot, str(values["letter"]), member)
        if fault:
            raise BadInputError(
                fault,
                kept="Nothing was changed.",
                todo=f"The next free letter is {free_letter(work.snapshot)}.",
            )
        values["letter"] = str(values["letter"]).strip().upper()
    return values


def add_member(work: Work, name: str, role: str = "inspector", letter: str = "") -> Changes:
    """Add a member to the team; for the lead.

    Args:
        work: the open inspection.
        name: as colleagues know them.
        role: key of ``ROLES``; a second lead is never added, the lead is handed over.
        letter: their letter; the next free one where empty.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: the name is missing, or the letter is taken.
    """
    work.require_lead(_TEAM_LIST)
    if role == "lead":
        raise BadInputError(
            "There is one lead inspector.",
            kept="Nothing was changed.",
            todo="Add them in another role, then hand the lead over.",
        )
    values = _checked(
        work,
        {"name": name, "role": role, "letter": letter.strip() or free_letter(work.snapshot)},
    )
    return editing.create(work, Member, f"Add {values['name']} to the team", **values)


def change_member(
    work: Work,
    member: str,
    *,
    seen: dict[str, tuple[Ref, ...]] | None = None,
    **values: JsonValue,
) -> Changes:
    """Change a member's name, role or letter; for the lead.

    Raises:
        NotAllowedError: this person is not the lead, or the lead would be without a successor.
        BadInputError: the name is missing, the role unknown or the letter taken.
    """
    work.require_lead(_TEAM_LIST)
    checked = _checked(work, dict(values), member)
    found = work.snapshot.get(Member, member)
    role = checked.get("role")
    if found is not None and role is not None and role != found.role:
        if role == "lead":
            return hand_over(work, member)
        if found.role == "lead":
            raise NotAllowedError(
                "An inspection always has a lead inspector.",
                kept="Nothing was changed.",
                todo="Choose another member and hand the lead over to them.",
            )
    return editing.edit(work, Member, member, "Change the team list", seen=seen, **checked)


def hand_over(work: Work, member: str) -> Changes:
    """Make another member the lead; the lead until now becomes an inspector.

    Raises:
        NotAllowedError: this person is not the lead, or the other's laptop has not joined.
    """
    work.require_lead("Handing over the lead")
    found = work.snapshot.get(Member, member)
    if found is None or not found.person:
        name = "This member" if found is None else found.name
        raise NotAllowedError(
            f"{name} cannot lead yet: no laptop of theirs has joined this inspection.",
            kept="Nothing was changed.",
            todo="Exchange a team update with them first.",
        )
    drafts = [editing.changing(work, Member, member, {"role": "lead"})]
    drafts += [
        editing.changing(work, Member, one.id, {"role": "inspector"})
        for one in work.members
        if one.role == "lead" and one.id != member
    ]
    step = StepDraft(f"Hand the lead over to {found.name}", tuple(d for d in drafts if d.values))
    return work.run(step, member)


def remove_member(work: Work, member: str) -> Changes:
    """Take a member off the team and off what is still planned; for the lead.

    What they wrote and did stays theirs.

    Raises:
        NotAllowedError: this person is not the lead, or it is the lead who would go.
    """
    work.require_lead(_TEAM_LIST)
    record = work.snapshot.record(Member, member)
    if record is None or record.meta.deleted:
        return editing.delete(work, Member, member, "Take off the team")
    if record.value.role == "lead":
        raise NotAllowedError(
            "The lead inspector cannot be taken off the team.",
            kept="Nothing was changed.",
            todo="Hand the lead over first.",
        )
    covers = tuple(sorted(record.state.head_refs))
    drafts = [Draft(Member.KIND, member, {DELETED: True}, covers=covers)]
    for activity in work.snapshot.all(Activity):
        if member in activity.who and activity.state == "planned":
            who = [one for one in activity.who if one != member]
            drafts.append(editing.changing(work, Activity, activity.id, {"who": who}))
    step = f"Take {record.value.name} off the team"
    return work.run(StepDraft(step, tuple(drafts), action="delete"), member)
