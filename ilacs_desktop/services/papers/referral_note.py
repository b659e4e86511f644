"""The one-page note of a referral back: the LA's own child ID, and no name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, ReferralBack
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.publish.model import KeyValueTable, plain
from ilacs_desktop.services.cases.referrals import ENDED, MEANS, STATE_WORDS
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import day_words, read_day, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

_FIRST_LENGTH = 4000
_LEAST_LENGTH = 500
_LISTED = 30
_OFFICIAL = "the official"
# Two or more words with a capital each: a role has one at most, at its beginning.
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)+")


def known(work: Work) -> tuple[ReferralBack, ...]:
    """Return the referrals back in the order of their numbers."""
    return tuple(sorted(work.snapshot.all(ReferralBack), key=lambda one: number_order(one.number)))


def which(work: Work, item: str) -> ReferralBack:
    """Return the referral back that is meant: by number such as A1, by ordinal or by id.

    Raises:
        NotAllowedError: there is none yet.
        BadInputError: there are several and none is named, or none of that number.
    """
    found = known(work)
    if not found:
        raise NotAllowedError(
            "There is no referral back yet.",
            kept="Nothing was written.",
            todo="Raise one from a child’s card or a note first.",
        )
    if not item and len(found) == 1:
        return found[0]
    for one in found:
        if item and (one.id == item or one.number.casefold() == item.casefold()):
            return one
    if item.isdecimal() and 1 <= int(item) <= len(found):
        return found[int(item) - 1]
    numbers = [one.number for one in found]
    more = f" and {len(numbers) - _LISTED} more" if len(numbers) > _LISTED else ""
    there = f"{', '.join(numbers[:_LISTED])}{more}"
    raise BadInputError(
        f"There is no referral back {item!r}." if item else "Which referral back is not said.",
        kept="Nothing was written.",
        todo=f"Choose one of: {there}.",
    )


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield the note of a referral back, ever shorter, to keep to one page.

    Args:
        work: the open inspection.
        item: its number, ordinal or id; may be empty where there is one alone.

    Raises:
        NotAllowedError: there is none yet.
        BadInputError: there are several and none is named, or none of that number.
    """
    one = which(work, item)
    for compact in (False, True):
        yield _paper(work, one, compact=compact)
    length = _FIRST_LENGTH
    while length >= _LEAST_LENGTH:
        yield _paper(work, one, compact=True, most=length)
        length = length * 3 // 4


def _paper(work: Work, one: ReferralBack, *, compact: bool, most: int = 0) -> Paper:
    return sheet.Paper(
        title=f"Referral back {one.number}",
        subtitle=f"Note to {_destination(work, one)}",
        blocks=tuple(_blocks(work, one, most)),
        most_pages=1,
        compact=compact,
    )


def _destination(work: Work, one: ReferralBack) -> str:
    if one.destination == "la":
        return "the local authority"
    places = {place.key: place.label for place in work.edition.referral_destinations}
    words = places.get(one.destination, one.destination)
    # An abbreviation such as LADO stays as it is.
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _blocks(work: Work, one: ReferralBack, most: int) -> Iterator[PlainBlock]:
    level = next((lev for lev in work.edition.referral_levels if lev.key == one.level), None)
    told = sheet.listed((_moment(one.told_at), dict(MEANS).get(one.means, one.means)), ", ")
    yield sheet.whose(
        work,
        ("About", _about(work, one)),
        ("Level", level.label if level is not None else one.level),
        ("Raised", _moment(one.raised_at)),
        ("Told", told or "Not yet"),
        ("Answer due", _moment(one.answer_due) or "As soon as possible"),
        ("State", STATE_WORDS.get(one.state, one.state).capitalize()),
    )
    yield sheet.heading("The concern")
    yield from _shortened(_nameless(one, one.concern), most)
    said = _nameless(one, one.told_what)
    if said.strip() and said.strip() != _nameless(one, one.concern).strip():
        yield sheet.heading("What was said")
        yield from _shortened(said, most)
    if one.state not in ENDED and not one.answer.strip():
        yield sheet.heading("What we ask")
        yield from sheet.text(
            "Please look at this now and tell the lead inspector what has been done, by when it "
            "was done, and what will follow. Answer in the space below or in your own form, by "
            "role and without names."
        )
    yield sheet.heading("The answer")
    if one.answer.strip():
        yield from _shortened(_nameless(one, one.answer), most)
        yield sheet.facts((("Answered", _moment(one.answered_at)),))
    else:
        blank = plain(" \n \n ")
        yield KeyValueTable(
            (("What was done, and when", blank), ("By (role)", plain(" ")), ("Date", plain(" ")))
        )


def _about(work: Work, one: ReferralBack) -> str:
    kinds = {kind.key: kind.label for kind in work.edition.referral_kinds}
    case = work.snapshot.get(Case, one.case)
    if case is None:
        return kinds.get(one.about, one.about)
    if case.child_id:
        return f"Child with the local authority’s ID {case.child_id}"
    if not case.code:
        return "Child without an ID yet"
    return f"Child {case.code} (our code: the local authority’s ID is not known)"


def _moment(text: str) -> str:
    """Return a day, and an hour where one is said, as a person writes it."""
    day = read_day(text)
    if day is None:
        return text
    moment = read_moment(text)
    hour = f" at {text[11:16]}" if len(text) > len("2026-07-06") and moment else ""
    return f"{day_words(day, year=True)}{hour}"


def _shortened(words: str, most: int) -> Iterator[PlainBlock]:
    """Yield words as paragraphs, and say so where they are more than the page holds."""
    if not most or len(words) <= most:
        yield from sheet.text(words)
        return
    # Short paragraphs take more room than their characters: what is cut is set as one.
    flat = sheet.line(words)
    head = sheet.line(flat, most)
    yield from sheet.text(head)
    left = len(flat[len(head) - 1 :].split())
    counted = f"{left} more words are" if left > 1 else "The rest is"
    yield sheet.note(f"{counted} in the inspection’s record: ask the lead inspector for them.")


def _nameless(one: ReferralBack, words: str) -> str:
    """Return words without the official who was told: they are named in the record alone."""
    told = one.told_whom.strip()
    if not told:
        return words
    words = re.sub(rf"(?<!\w){re.escape(told)}(?!\w)", _OFFICIAL, words, flags=re.IGNORECASE)
    for name in _NAME.findall(told):
        for part in (name, *name.split()):
            words = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", _OFFICIAL, words)
    return words
