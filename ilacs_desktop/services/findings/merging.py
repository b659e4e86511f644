"""Findings made into one, and one made into two: links, topics and history are all kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import Evidence, Finding
from ilacs_desktop.domain.support import NEUTRAL
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence.evidence import FINDING as EVIDENCE
from ilacs_desktop.services.findings.findings import (
    CLAIM,
    STATES,
    TOPIC,
    finding_of,
    kinds_allowed,
)
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.records import Link
    from ilacs_desktop.services.record.work import Work

MERGED = "finding_merged"
"""From a finding that was merged away to the one it is part of now."""
SPLIT = "finding_split"
"""From a finding that was split off to the one it was part of."""

STAYS, GOES, BOTH = "stays", "goes", "both"
WHERE: tuple[tuple[str, str], ...] = (
    (STAYS, "Stays"),
    (GOES, "Goes with the new one"),
    (BOTH, "Both"),
)
"""Where a piece of evidence goes when a finding is split."""

_NOTHING = "Nothing was changed."
_STAYS_BEHIND = frozenset({EVIDENCE, CLAIM, TOPIC, MERGED, SPLIT})
"""What a finding that was merged away keeps, so that it can be read as it was."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A finding that another came from or went into.

    Attributes:
        how: ``merged`` (it is part of this one), ``into`` (this one is part of it), ``split from``
            (this one was part of it) or ``split off`` (it was part of this one).
    """

    id: str
    how: str
    text: str


_NAMED = 8
"""Words by which a finding is known again."""


def why_not_merge(work: Work, records: Sequence[str]) -> str:
    """Return what stands between these findings and becoming one; empty where nothing does."""
    if len(set(records)) < 2:
        return "Choose two findings or more, with Shift or Ctrl and the arrow keys or the mouse."
    for one in records:
        held = finding_of(work, one)
        if held.state in ("agreed", "in_document", "withdrawn"):
            words = " ".join(held.text.split()[:_NAMED])
            return (
                f"“{words}…” is {STATES[held.state]}. Open it again first, with a reason, "
                "or choose others."
            )
    return ""


def sides_of(work: Work, records: Sequence[str]) -> dict[str, str]:
    """Return the notes and claims of several findings with the side each is on.

    A note that stands on several sides has none (empty): a person has to choose. So it is with
    what stands for or against a strength that goes into a weakness, or the other way round.
    """
    found: dict[str, str] = {}
    signs = {one.key: one.sign == "+" for one in work.edition.kinds}
    first = signs.get(finding_of(work, records[0]).kind) if records else None
    for record in records:
        is_alike = signs.get(finding_of(work, record).kind) == first
        for link in _rests(work, record):
            side = link.stance or NEUTRAL
            if not is_alike and side != NEUTRAL:
                side = ""
            held = found.setdefault(link.source, side)
            if held != side:
                found[link.source] = ""
    return found


def merge(
    work: Work,
    records: Sequence[str],
    text: str,
    *,
    kind: str = "",
    area: str = "",
    scale_word: str | None = None,
    sides: Mapping[str, str] | None = None,
) -> Changes:
    """Merge two findings or more into the first, in one step that one undo takes back.

    The others are withdrawn with that reason and keep their evidence and history; paragraphs that
    rested on them rest on the one. It counts as put to the LA only where all of
    them were.

    Args:
        work: the open inspection.
        records: the findings; the first one stays.
        text: the statement they have in common.
        kind: key of a kind of finding; where left out, the first one's.
        area: judgement area; where left out, the first one's.
        scale_word: the word of scale; where left out, the first one's.
        sides: side by note or claim, for those that stand on several.

    Raises:
        NotAllowedError: one of them is agreed or withdrawn, or there are not two.
        BadInputError: there is no statement, or a note is on two sides and nobody chose.
    """
    wanted = tuple(dict.fromkeys(records))
    if reason := why_not_merge(work, wanted):
        raise NotAllowedError(reason, kept=_NOTHING)
    if not text.strip():
        raise BadInputError(
            "The merged finding has no statement.", kept=_NOTHING, todo="Say it in a sentence."
        )
    first, rest = wanted[0], wanted[1:]
    chosen = {**sides_of(work, wanted), **(sides or {})}
    if any(not side for side in chosen.values()):
        raise BadInputError(
            "It is not said which side every note is on in the merged finding.",
            kept=_NOTHING,
            todo="Choose its side in the merged finding.",
        )
    drafts: list[Draft | None] = [
        _joined(work, wanted, {"text": text.strip(), "kind": kind, "area": area}, scale_word)
    ]
    drafts += _gathered(work, wanted, chosen)
    for one in rest:
        drafts += _merged_away(work, one, first, text)
    drafts += _moved_links(work, first, rest)
    return editing.run(work, f"Merge {len(wanted)} findings", drafts, first)


def _joined(
    work: Work, records: Sequence[str], words: Mapping[str, str], scale_word: str | None
) -> Draft:
    """Return the draft of the finding that stays: its words, and what was put to the LA."""
    values: dict[str, JsonValue] = {name: value for name, value in words.items() if value}
    if values.get("kind") and values["kind"] not in {one.key for one in kinds_allowed(work)}:
        raise BadInputError(f"This event makes no finding of the kind {values['kind']!r}.")
    if scale_word is not None:
        values["scale_word"] = scale_word
    held = [finding_of(work, one) for one in records]
    answers = list(dict.fromkeys(one.la_response.strip() for one in held if one.la_response))
    kinds = {one.la_response_kind for one in held if one.la_response_kind}
    values["la_response"] = "\n".join(answers)
    all_put = all(one.put_at for one in held)
    values["put_at"] = max(one.put_at for one in held) if all_put else ""
    values["la_response_kind"] = kinds.pop() if all_put and len(kinds) == 1 else ""
    state = "put_to_la" if all_put else "emerging"
    if state != held[0].state:
        values |= _state(work, state, "" if all_put else "Merged with one not yet put to the LA")
    if any(one.support for one in held):
        # A word was said of a part; of the whole it has to be said again.
        values |= {"support": "", "support_by": "", "support_reason": ""}
    return editing.changing(work, Finding, records[0], values)


def _gathered(work: Work, records: Sequence[str], sides: Mapping[str, str]) -> list[Draft | None]:
    """Return the ties of everything that any of them rests on, and of every topic."""
    first = records[0]
    kinds = {link.source: link.relation for one in records for link in _rests(work, one)}
    drafts = [
        editing.linking(work, kinds[source], source, first, stance=side)
        for source, side in sides.items()
        if source in kinds
    ]
    topics = {
        link.target: link.detail for one in records for link in work.snapshot.links_from(TOPIC, one)
    }
    drafts += [
        editing.linking(work, TOPIC, first, target, detail=detail)
        for target, detail in topics.items()
    ]
    return drafts


def _merged_away(work: Work, record: str, into: str, text: str) -> list[Draft | None]:
    values = _state(work, "withdrawn", f"Merged into: {_short(text)}")
    # KIT points keep what was said there; whoever looks for them asks for the whole.
    return [
        editing.changing(work, Finding, record, values),
        editing.linking(work, MERGED, record, into),
    ]


def _moved_links(work: Work, first: str, rest: Sequence[str]) -> Iterable[Draft | None]:
    """Move what rests on a finding that is merged away, such as a paragraph, to the one."""
    tied: set[str] = set()
    for record in rest:
        for link in work.snapshot.links_of(record):
            if link.relation in _STAYS_BEHIND:
                continue
            ends = [first if end == record else end for end in (link.source, link.target)]
            yield Draft("link", link.id, {DELETED: True})
            if (wanted := ids.link_id(link.relation, *ends)) not in tied:
                tied.add(wanted)
                yield editing.linking(
                    work, link.relation, *ends, stance=link.stance, detail=link.detail
                )


# -- splitting ---------------------------------------------------------------------------------


def split(
    work: Work,
    record: str,
    text: str,
    where: Mapping[str, str],
    *,
    left: str = "",
    kind: str = "",
    area: str = "",
    topics: Collection[str] | None = None,
) -> Changes:
    """Split a finding into itself and a new one; ``made`` of the result is the new one's id.

    What rested on the whole rests on both, and both count as put to the LA where the whole was.

    Args:
        work: the open inspection.
        record: the finding.
        text: the statement of the new one.
        where: ``stays``, ``goes`` or ``both`` by note or claim; what is not named stays.
        left: the statement that is left; where empty it stays as it is.
        kind: key of the new one's kind; where left out, the same.
        area: the new one's area; where left out, the same.
        topics: the new one's coverage topics; where left out, all.

    Raises:
        NotAllowedError: the finding is agreed or withdrawn.
        BadInputError: the new one has no statement, or takes nothing with it.
    """
    finding = finding_of(work, record)
    if reason := why_not_split(work, record):
        raise NotAllowedError(reason, kept=_NOTHING)
    if not text.strip():
        raise BadInputError("The new finding has no statement.", kept=_NOTHING)
    if not any(where.get(link.source) in (GOES, BOTH) for link in _rests(work, record)):
        raise BadInputError(
            "No evidence goes with the new finding.",
            kept=_NOTHING,
            todo="Choose at least one note that goes with it, or belongs to both.",
        )
    made = editing.new_id()
    if kind and kind not in {one.key for one in kinds_allowed(work)}:
        raise BadInputError(f"This event makes no finding of the kind {kind!r}.", kept=_NOTHING)
    values: dict[str, JsonValue] = {
        "kind": kind or finding.kind,
        "area": area or finding.area,
        "text": text.strip(),
        "scale_word": finding.scale_word,
        **_state(work, finding.state, f"Split from: {_short(finding.text)}"),
        "put_at": finding.put_at,
        "la_response": finding.la_response,
        "la_response_kind": finding.la_response_kind,
        "framework_ref": finding.framework_ref,
        "rank": editing.last_rank(work, Finding),
    }
    drafts: list[Draft | None] = [editing.making(Finding, made, values)]
    if left.strip() and left.strip() != finding.text:
        drafts.append(editing.changing(work, Finding, record, {"text": left.strip()}))
    drafts.append(editing.linking(work, SPLIT, made, record))
    drafts += _shared_out(work, record, made, where)
    drafts += _copied_links(work, record, made, topics)
    return editing.run(work, "Split finding", drafts, made)


def why_not_split(work: Work, record: str) -> str:
    """Return what stands between a finding and being split; empty where nothing does."""
    state = finding_of(work, record).state
    if state in ("agreed", "in_document", "withdrawn"):
        return f"This finding is {STATES[state]}. Open it again first, with a reason."
    return "" if tuple(_rests(work, record)) else "It rests on nothing that could be shared out."


def _shared_out(
    work: Work, record: str, made: str, where: Mapping[str, str]
) -> Iterable[Draft | None]:
    for link in _rests(work, record):
        place = where.get(link.source, STAYS)
        if place in (GOES, BOTH):
            yield editing.linking(
                work, link.relation, link.source, made, stance=link.stance, detail=link.detail
            )
        if place == GOES:
            yield Draft("link", link.id, {DELETED: True})


def _copied_links(
    work: Work, record: str, made: str, topics: Collection[str] | None
) -> Iterable[Draft | None]:
    for link in work.snapshot.links_of(record):
        if link.relation in (EVIDENCE, CLAIM, MERGED, SPLIT):
            continue
        if link.relation == TOPIC and topics is not None and link.detail not in topics:
            continue
        ends = [made if end == record else end for end in (link.source, link.target)]
        yield editing.linking(work, link.relation, *ends, stance=link.stance, detail=link.detail)


# -- where it came from ------------------------------------------------------------------------


def ancestry(work: Work, record: str) -> tuple[Ancestor, ...]:
    """Return the findings that this one was made of, came from, or went into."""
    snapshot = work.snapshot
    found = [
        *((link.source, "merged") for link in snapshot.links_to(MERGED, record)),
        *((link.target, "into") for link in snapshot.links_from(MERGED, record)),
        *((link.target, "split from") for link in snapshot.links_from(SPLIT, record)),
        *((link.source, "split off") for link in snapshot.links_to(SPLIT, record)),
    ]
    held = ((snapshot.get(Finding, one), how) for one, how in found)
    return tuple(Ancestor(one.id, how, one.text) for one, how in held if one is not None)


def whole(work: Work, record: str) -> frozenset[str]:
    """Return a finding and all that were merged into it: what was said of them was said of it."""
    found, ahead = {record}, [record]
    while ahead:
        parts = {link.source for link in work.snapshot.links_to(MERGED, ahead.pop())} - found
        found |= parts
        ahead += parts
    return frozenset(found)


def unmerging(work: Work, record: str) -> tuple[Draft, ...]:
    """Return the drafts that untie a finding from the one it was merged into."""
    return tuple(
        Draft("link", link.id, {DELETED: True}) for link in work.snapshot.links_from(MERGED, record)
    )


def _rests(work: Work, record: str) -> Iterable[Link]:
    for link in work.snapshot.links_to(EVIDENCE, record):
        if work.snapshot.get(Evidence, link.source) is not None:
            yield link
    yield from work.snapshot.links_to(CLAIM, record)


def _state(work: Work, state: str, reason: str) -> dict[str, JsonValue]:
    return {
        "state": state,
        "state_by": work.me.person,
        "state_at": work.now_text(),
        "state_reason": reason,
        "state_present": [],
    }


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1].rstrip()}…"
