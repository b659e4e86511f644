"""Children's records as the team looks at them: what is set, answered, signed off and assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Case, CaseAnswer
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing, guards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.domain.edition_parts import CasePrompt, Depth
    from ilacs_desktop.domain.entry import JsonValue, Ref
    from ilacs_desktop.services.record.work import Work

DEPTHS: dict[str, str] = {"track": "tracked", "sample": "sampled", "dip": "dip-sampled"}
"""Depth of a look at a record, and how a child's card says it."""

STATES: dict[str, str] = {"to_do": "not begun", "in_progress": "begun", "done": "done"}

NOT_IN_SAMPLE = "not in sample"


def child_name(case: Case) -> str:
    """Return what a child is known by: the LA's child ID, else our code."""
    return case.child_id or case.code or "no ID yet"


def answer_id(case: str, prompt: str) -> str:
    """Return the id of the one answer to a prompt on a child's card."""
    return ids.derived("case_answer", case, prompt)


def prompts_of(work: Work, case: Case) -> tuple[CasePrompt, ...]:
    """Return the prompts that are asked at this depth; a dip sample's one question apart."""
    if case.depth == "dip":
        return ()
    return work.edition.prompts(cast("Depth", case.depth))


def known_child(work: Work, child_id: str) -> Case | None:
    """Return the card of a child who is looked at already."""
    wanted = child_id.strip()
    return next((one for one in work.snapshot.all(Case) if wanted and one.child_id == wanted), None)


def add_by_hand(
    work: Work,
    *,
    child_id: str = "",
    code: str = "",
    depth: str = "sample",
    reason: str,
    **facts: JsonValue,
) -> Changes:
    """Add a child who is in no sample, with the reason.

    Args:
        work: the open inspection.
        child_id: the LA's child ID; may be empty where a code is given.
        code: our own code, where the child ID is not to be used.
        depth: ``track``, ``sample`` or ``dip``.
        reason: why this child.
        facts: what else is known, by field of ``Case``.

    Raises:
        BadInputError: ID and code, or the reason, are missing, or the child has a card.
    """
    child_id, code = child_id.strip(), code.strip()
    if not child_id and not code:
        raise BadInputError(
            "The child has neither an ID nor a code.",
            kept="Nothing was added.",
            todo="Type the LA's child ID, or a code of your own; never a name.",
        )
    if not reason.strip():
        raise BadInputError(
            "The reason for looking at this child is missing.",
            kept="Nothing was added.",
            todo="Say in a few words why this child, as the sampling record will show it.",
        )
    held = known_child(work, child_id)
    if held is not None:
        raise BadInputError(
            f"Child {child_id} has a card already ({DEPTHS[held.depth]}).",
            kept="Nothing was added.",
            todo="Open that card, and change its depth there if need be.",
        )
    values: dict[str, JsonValue] = {
        **facts,
        "child_id": child_id,
        "code": code,
        "depth": depth,
        "reason": reason.strip(),
    }
    return editing.create(work, Case, "Add child", **values)


def change(work: Work, case: str, step: str = "Change child's card", **values: Any) -> Changes:
    """Change fields of a child's card."""
    return editing.edit(work, Case, case, step, **values)


def assign(work: Work, cases: Sequence[str], member: str) -> Changes:
    """Give children's cards to a member of the team; an empty id takes them back."""
    drafts = [editing.changing(work, Case, case, {"inspector": member}) for case in cases]
    kept = tuple(draft for draft in drafts if draft.values)
    return work.run(StepDraft("Assign inspector", kept), cases[0] if cases else "")


def set_done(work: Work, case: str, *, done: bool) -> Changes:
    """Mark a card as done, or take that back while it is not signed off."""
    state = "done" if done else "in_progress"
    return editing.edit(work, Case, case, "Mark as done" if done else "Open again", state=state)


def answer(
    work: Work, case: str, prompt: str, text: str, *, seen: tuple[Ref, ...] | None = None
) -> Changes:
    """Save what is found under a prompt as it is typed; the first words make the answer.

    Args:
        work: the open inspection.
        case: the child's card.
        prompt: key of the edition's prompt.
        text: the whole text.
        seen: the entries behind the text the burst began from.

    Raises:
        NotAllowedError: the card is signed off or deleted.
    """
    record = answer_id(case, prompt)
    found = work.snapshot.record(CaseAnswer, record)
    step = f"Answer “{_prompt_label(work, prompt)}”"
    if found is not None and not found.meta.deleted:
        return editing.type_text(work, CaseAnswer, record, "text", text, seen=seen, step=step)
    _refuse_locked(work, case)
    values: dict[str, JsonValue] = {"case": case, "prompt": prompt, "text": text}
    drafts = [editing.making(CaseAnswer, record, values), *_begun(work, case)]
    # An answer that was undone is still there as a deleted record; typing brings it back.
    return work.run(StepDraft(step, tuple(drafts), "edit" if found is None else "restore"), record)


def share_answer(work: Work, answer: str, cases: Sequence[str]) -> Changes:
    """Show an answer on the cards of brothers and sisters too; no cards take it back.

    Args:
        work: the open inspection.
        answer: id of the answer.
        cases: all the cards on which it is read too.

    Raises:
        NotAllowedError: a card is signed off, so that what it says stays as it is.
    """
    found = work.snapshot.get(CaseAnswer, answer)
    had = () if found is None else found.shared_with
    for case in cases:
        reader = work.snapshot.get(Case, case)
        if reader is not None and reader.signed_off and case not in had:
            raise NotAllowedError(
                f"The card of child {child_name(reader)} is signed off.",
                kept="The answer is read where it was read before.",
                todo="Share it with the open cards, and write a dated addendum on the signed one.",
            )
    step = "Share with brothers and sisters" if cases else "Stop sharing the answer"
    return editing.edit(work, CaseAnswer, answer, step, shared_with=list(cases))


def sign_off(work: Work, case: str) -> Changes:
    """Sign a card off: it is locked for good, and later remarks are dated addenda.

    Raises:
        NotAllowedError: it is signed off already, or gone.
    """
    values: dict[str, JsonValue] = {
        "signed_off": True,
        "signed_by": work.me.person,
        "signed_at": work.now_text(),
        "state": "done",
    }
    draft = editing.changing(work, Case, case, values)
    return work.run(StepDraft("Sign off", (draft,), action="final"), case)


def add_addendum(work: Work, case: str, prompt: str, text: str) -> Changes:
    """Add a dated remark to a card that is signed off.

    Args:
        work: the open inspection.
        case: the child's card.
        prompt: the prompt it belongs to; empty for the card as a whole.
        text: the remark.

    Raises:
        BadInputError: it is empty.
        NotAllowedError: nothing is signed off there, so it can be edited as it is.
    """
    value = work.snapshot.get(Case, case)
    held = work.snapshot.get(CaseAnswer, answer_id(case, prompt)) if prompt else None
    is_locked = held is not None and bool(guards.lock_reason(work, held))
    if value is None or not (value.signed_off or is_locked):
        raise NotAllowedError(
            "An addendum belongs to a card that is signed off.",
            kept="Nothing was added.",
            todo="Write in the card itself.",
        )
    if not text.strip():
        raise BadInputError("The addendum is empty.", todo="Type it first.")
    record = editing.new_id()
    values: dict[str, JsonValue] = {
        "case": case,
        "prompt": prompt,
        "text": text.strip(),
        "addendum": True,
    }
    draft = editing.making(CaseAnswer, record, values)
    return work.run(StepDraft("Add addendum", (draft,), action="final"), record)


def set_question(work: Work, cases: Sequence[str], question: str) -> Changes:
    """Ask one question of several dip-sampled records."""
    drafts = [
        editing.changing(work, Case, case, {"question": question.strip()})
        for case in cases
        if (value := work.snapshot.get(Case, case)) is not None and not value.signed_off
    ]
    kept = tuple(draft for draft in drafts if draft.values)
    return work.run(StepDraft("Set the question of the dip sample", kept))


def join_family(work: Work, cases: Sequence[str]) -> Changes:
    """Note that children are brothers and sisters, so that each card shows the others.

    Where two families turn out to be one, all of their children join it.
    """
    held = [one for case in cases if (one := work.snapshot.get(Case, case)) is not None]
    known = list(dict.fromkeys(one.family for one in held if one.family))
    family = known[0] if known else f"family {editing.new_id()[-6:]}"
    others = [one.id for one in work.snapshot.all(Case) if one.family in known]
    members = dict.fromkeys((*cases, *others))
    drafts = [editing.changing(work, Case, case, {"family": family}) for case in members]
    kept = tuple(draft for draft in drafts if draft.values)
    return work.run(StepDraft("Join brothers and sisters", kept), cases[0] if cases else "")


def remove(work: Work, case: str) -> Changes:
    """Take a child's card away; it stays in the history and can be restored."""
    return editing.delete(work, Case, case, "Remove child")


def _begun(work: Work, case: str) -> list[Draft]:
    value = work.snapshot.get(Case, case)
    if value is None or value.state != "to_do":
        return []
    return [editing.changing(work, Case, case, {"state": "in_progress"})]


def _prompt_label(work: Work, key: str) -> str:
    found = (prompt.label for prompt in work.edition.case_prompts if prompt.key == key)
    return next(found, key)


def _refuse_locked(work: Work, case: str) -> None:
    found = work.snapshot.record(Case, case)
    if found is None:
        raise NotAllowedError("This record is no longer there.", kept="Nothing was changed.")
    guards.refuse_edit(work, found, {"state": "in_progress"})
