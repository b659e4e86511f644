"""What the LA says of itself: its own claims by area, for or against what the team finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Finding, LaClaim, SeenDocument
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.plan.enquiries import area_short
from ilacs_desktop.services.record import editing, ordering

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

CLAIM_FINDING = "claim_finding"
"""The relation from an LA's claim to the finding it speaks for or against."""

Stance = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """A finding that a claim is set beside."""

    finding: str
    text: str
    stance: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of the LA in the list.

    Attributes:
        area_label: its judgement area in short; empty where it has none.
        document: id of the document in the register, or the words it was loaded with.
        document_title: the document's title.
        uses: the findings it is set beside.
    """

    id: str
    area: str
    area_label: str
    text: str
    document: str
    document_title: str
    page: str
    uses: tuple[ClaimUse, ...]


def documents(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return (id, title) of every document in the register, by title."""
    found = ((one.id, one.title) for one in snapshot.all(SeenDocument))
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def rows(work: Work, area: str = "") -> tuple[ClaimRow, ...]:
    """Return the LA's claims in body order of their areas, then in the team's order.

    Args:
        work: the open inspection.
        area: only this area's; empty for all.
    """
    snapshot, edition = work.snapshot, work.edition
    places = {one.key: at for at, one in enumerate(edition.areas_in_body_order())}
    titles = dict(documents(snapshot))
    claims = [one for one in snapshot.all(LaClaim) if not area or one.area == area]
    claims.sort(key=lambda one: (places.get(one.area, len(places)), one.rank, one.id))
    return tuple(
        ClaimRow(
            one.id,
            one.area,
            area_short(edition, one.area),
            one.text,
            one.document,
            titles.get(one.document, one.document),
            one.page,
            uses_of(snapshot, one.id),
        )
        for one in claims
    )


def uses_of(snapshot: Snapshot, claim: str) -> tuple[ClaimUse, ...]:
    """Return the findings that a claim is set beside."""
    found = []
    for link in snapshot.links_from(CLAIM_FINDING, claim):
        finding = snapshot.get(Finding, link.target)
        if finding is not None:
            found.append(ClaimUse(finding.id, finding.text, link.stance))
    return tuple(found)


def add_claim(
    work: Work, text: str = "", *, area: str = "", document: str = "", page: str = ""
) -> Changes:
    """Add a claim at the end of its area.

    Raises:
        BadInputError: the area is unknown.
    """
    if area and area not in {one.key for one in work.edition.areas}:
        raise BadInputError(f"There is no judgement area {area!r}.", kept="Nothing was changed.")
    return editing.create(
        work,
        LaClaim,
        "Add LA's own claim",
        text=text,
        area=area,
        document=document,
        page=page,
        rank=editing.last_rank(work, LaClaim),
    )


def name_document(work: Work, claim: str, title: str) -> Changes:
    """Say by its title which document a claim stands in; a new title joins the register.

    Raises:
        BadInputError: the title is missing.
    """
    wanted = " ".join(title.split())
    if not wanted:
        raise BadInputError("The document's title is missing.", kept="Nothing was changed.")
    known = {name.casefold(): record for record, name in documents(work.snapshot)}
    record = known.get(wanted.casefold()) or editing.new_id()
    drafts = [editing.changing(work, LaClaim, claim, {"document": record})]
    if wanted.casefold() not in known:
        drafts.insert(0, editing.making(SeenDocument, record, {"title": wanted}))
    step = StepDraft("Name the claim's document", tuple(one for one in drafts if one.values))
    return work.run(step, claim)


def shift_claim(work: Work, claim: str, by: int) -> Changes:
    """Move a claim up (negative) or down within its area."""
    area = work.snapshot.one(LaClaim, claim).area
    alike = ordering.in_order([one for one in work.snapshot.all(LaClaim) if one.area == area])
    ids = [one.id for one in alike]
    at = max(0, ids.index(claim) + by) if claim in ids else 0
    return ordering.put_at(work, LaClaim, alike, claim, at, "Reorder the LA's own claims")


def remove_claim(work: Work, claim: str) -> Changes:
    """Delete a claim; it can be restored from the history."""
    return editing.delete(work, LaClaim, claim, "Delete LA's own claim")


def use_for_finding(work: Work, claim: str, finding: str, stance: Stance) -> Changes:
    """Set a claim beside a finding, as speaking for it or against it."""
    return editing.link(
        work, CLAIM_FINDING, claim, finding, "Set the LA's claim beside a finding", stance=stance
    )


def stop_using(work: Work, claim: str, finding: str) -> Changes:
    """Take a claim away from a finding."""
    return editing.unlink(
        work, CLAIM_FINDING, claim, finding, "Take the LA's claim away from a finding"
    )
