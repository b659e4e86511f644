"""What filters keep, and what could be typed where one is unfinished or means nothing here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import Case, Member
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.search import search_days
from ilacs_desktop.services.search.search_facets import area_of, cases_of, day_of, people_of
from ilacs_desktop.services.search.search_words import FILTERS, Asked, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ilacs_desktop.domain.edition_parts import Area
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

    Keeps = Callable[[Record[Any]], bool]

MOST_OFFERED = 12
_SHORTEST = 2
"""Letters from which on a word may be the beginning of a filter's name."""

KINDS_BY_WORD: dict[str, tuple[str, ...]] = {
    "note": ("evidence",),
    "card": ("case", "case_answer"),
    "finding": ("finding",),
    "request": ("request",),
    "referral": ("referral_back",),
    "KIT": ("kit_meeting", "kit_item"),
    "line": ("line_of_enquiry",),
    "document": ("seen_document",),
    "claim": ("la_claim",),
    "paragraph": ("paragraph",),
    "activity": ("activity",),
    "member": ("member",),
    "topic": ("topic_note",),
    "judgement": ("judgement",),
    "sample": ("sample_draw",),
    "comment": ("comment", "la_comment"),
}
"""What ``kind:`` takes, and the kinds of record that each word means."""

_ALSO = {
    "evidence": "note",
    "case": "card",
    "child": "card",
    "answer": "card",
    "meeting": "KIT",
    "point": "KIT",
    "action": "KIT",
    "enquiry": "line",
    "visit": "activity",
    "inspector": "member",
}
_KIND_NOTES = {
    "note": "notes of what was seen and heard",
    "card": "children’s cards and the answers on them",
    "KIT": "KIT meetings and their points",
    "line": "lines of enquiry",
    "referral": "referrals back",
    "document": "documents seen",
    "claim": "what the LA says of itself",
    "paragraph": "paragraphs of the letter or report",
    "comment": "comments on the draft: by a reader of the team, and by the LA",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be typed here.

    Attributes:
        text: the whole text of the search, were it taken.
        label: what is shown.
        note: what it means.
    """

    text: str
    label: str
    note: str = ""


@dataclass(slots=True)
class Filtering:
    """What the filters of a text come to.

    Attributes:
        asked: the text, taken apart.
        keeps: one test for each filter that means something.
        kinds: the only kinds of record wanted; None where every kind is.
        children: what ``child:`` asks for, as typed.
        offers: what could be typed instead, or next.
        trouble: what is wrong, in words; empty for nothing.
    """

    asked: Asked
    keeps: list[Keeps] = field(default_factory=list)
    kinds: frozenset[str] | None = None
    children: list[str] = field(default_factory=list)
    offers: tuple[Offer, ...] = ()
    trouble: str = ""

    def keep(self, record: Record[Any]) -> bool:
        """Return whether a record passes every filter."""
        if self.kinds is not None and record.value.KIND not in self.kinds:
            return False
        return all(keeps(record) for keeps in self.keeps)


def filtering(work: Work, asked: Asked) -> Filtering:
    """Return what the filters of a text keep; one that means nothing keeps nothing.

    Args:
        work: the open inspection.
        asked: the text, taken apart.
    """
    made = Filtering(asked)
    for one in asked.filters:
        if one.value:
            _APPLY[one.name](work, made, one)
        if not one.closed and not made.trouble:
            # Somebody is still at it: what would fit is offered, also beside what is found.
            made.offers = _offers(work, asked, one)
    if not asked.filters or (asked.words and not made.offers):
        made.offers = _names(asked)
    return made


def _wrong(work: Work, made: Filtering, one: Filter, words: str) -> None:
    made.keeps.append(lambda _: False)
    if one.closed or not _offers(work, made.asked, one):
        made.trouble = words
        made.offers = _offers(work, made.asked, replace(one, value=""))


# -- each filter -----------------------------------------------------------------------------------


def _child(work: Work, made: Filtering, one: Filter) -> None:
    snapshot = work.snapshot
    wanted = one.value.casefold()
    cases = snapshot.all(Case)
    found = {case.id for case in cases if is_called(case, wanted)}
    if not found:
        found = {
            case.id for case in cases if any(name.startswith(wanted) for name in _names_of(case))
        }
    made.children.append(one.value)
    if found:
        made.keeps.append(lambda record: not found.isdisjoint(cases_of(snapshot, record.value)))
    else:
        _wrong(work, made, one, f"No child’s card is called {one.value}.")


def is_called(case: Case, words: str) -> bool:
    """Return whether a text is a child's ID or our code for the child, whole."""
    return words.casefold() in _names_of(case)


def _names_of(case: Case) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (case.child_id, case.code) if name)


def _area(work: Work, made: Filtering, one: Filter) -> None:
    found = {area.key for area in _areas(work, one.value)}
    if not found:
        _wrong(work, made, one, f"No judgement area is called {one.value}.")
        return
    snapshot = work.snapshot
    made.keeps.append(lambda record: area_of(work, snapshot, record.value) in found)


def _areas(work: Work, text: str) -> list[Area]:
    """Return the areas that a text names: exactly, by their beginning, or by a word in them."""
    wanted = text.casefold()
    areas = work.edition.areas
    names = {area.key: [n.casefold() for n in (area.key, area.short, area.label)] for area in areas}
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: any(word.startswith(wanted) for word in name.split()),
    )
    for test in tests:
        found = [area for area in areas if any(test(name) for name in names[area.key])]
        if found:
            return found
    return []


def _by(work: Work, made: Filtering, one: Filter) -> None:
    found = _members(work, one.value)
    people = {part for member in found for part in (member.id, member.person) if part}
    if one.value.casefold() in ("me", work.me.name.casefold()):
        people.add(work.me.person)
    if not people:
        _wrong(work, made, one, f"Nobody on the team is called {one.value}.")
        return
    made.keeps.append(lambda record: not people.isdisjoint(people_of(record)))


def _members(work: Work, text: str) -> list[Member]:
    wanted = text.casefold()
    mine = work.my_member
    if wanted == "me":
        return [mine] if mine is not None else []
    lettered = [one for one in work.members if one.letter.casefold() == wanted]
    return lettered or [
        one
        for one in work.members
        if one.name.casefold().startswith(wanted)
        or any(word.startswith(wanted) for word in one.name.casefold().split())
    ]


def _day(work: Work, made: Filtering, one: Filter) -> None:
    days = search_days.days_meant(work, one.value)
    if not days:
        _wrong(work, made, one, f"No day is called {one.value}.")
        return
    made.keeps.append(lambda record: day_of(record) in days)


def _kind(work: Work, made: Filtering, one: Filter) -> None:
    found = frozenset(kind for word in _kinds(one.value) for kind in KINDS_BY_WORD[word])
    if not found:
        _wrong(work, made, one, f"There is no kind called {one.value}.")
        return
    made.kinds = found if made.kinds is None else made.kinds & found


def _kinds(text: str) -> list[str]:
    wanted = text.casefold()
    singular = wanted.removesuffix("s") if len(wanted) > _SHORTEST else wanted
    singular = {"activitie": "activity"}.get(singular, singular)
    known = {word.casefold(): word for word in KINDS_BY_WORD} | _ALSO
    if singular in known:
        return [known[singular]]
    return list(dict.fromkeys(word for name, word in known.items() if name.startswith(wanted)))


_APPLY: dict[str, Callable[[Work, Filtering, Filter], None]] = {
    "child": _child,
    "area": _area,
    "by": _by,
    "day": _day,
    "kind": _kind,
}


# -- what could be typed ---------------------------------------------------------------------------


def _names(asked: Asked) -> tuple[Offer, ...]:
    """Return the filters that the last word may be the beginning of; all where nothing stands."""
    last = asked.text.split()[-1].casefold() if asked.text.split() else ""
    if asked.text and (asked.text.endswith(" ") or len(last) < _SHORTEST):
        return ()
    before = asked.text[: len(asked.text) - len(last)]
    return tuple(
        Offer(f"{before}{name}:", f"{name}:", note)
        for name, note in FILTERS
        if name.startswith(last)
    )


def _offers(work: Work, asked: Asked, one: Filter) -> tuple[Offer, ...]:
    wanted = one.value.casefold()
    possible = [
        (value, note)
        for value, note in _POSSIBLE[one.name](work)
        if wanted != value.casefold() and _fits(wanted, value, note)
    ]
    return tuple(
        Offer(asked.with_filter(one, value), f"{one.name}: {value}", note)
        for value, note in possible[:MOST_OFFERED]
    )


def _fits(wanted: str, value: str, note: str) -> bool:
    """Return whether a value may be what is being typed: any of its words begins so."""
    words = f"{value} {note}".casefold()
    return words.startswith(wanted) or any(word.startswith(wanted) for word in words.split())


def _children(work: Work) -> Iterable[tuple[str, str]]:
    for case in reversed(work.snapshot.all(Case)):
        if case.child_id or case.code:
            facts = (f"{case.age} years" if case.age.isdigit() else case.age, case.plan)
            yield child_name(case), ", ".join(fact for fact in facts if fact)


def _area_values(work: Work) -> Iterable[tuple[str, str]]:
    return ((area.short, area.label) for area in work.edition.areas)


def _by_values(work: Work) -> Iterable[tuple[str, str]]:
    return ((one.name, f"{one.letter}, {one.role}".strip(", ")) for one in work.members if one.name)


def _day_values(work: Work) -> Iterable[tuple[str, str]]:
    return search_days.possible(work)


def _kind_values(_work: Work) -> Iterable[tuple[str, str]]:
    return ((word, _KIND_NOTES.get(word, "")) for word in KINDS_BY_WORD)


_POSSIBLE: dict[str, Callable[[Work], Iterable[tuple[str, str]]]] = {
    "child": _children,
    "area": _area_values,
    "by": _by_values,
    "day": _day_values,
    "kind": _kind_values,
}
