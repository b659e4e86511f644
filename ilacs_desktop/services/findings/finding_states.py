"""How a finding goes from emerging to the document, with who decided and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Finding
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import merging
from ilacs_desktop.services.findings.finding_rows import figures_now
from ilacs_desktop.services.findings.findings import RESPONSES, STATES, SUPPORT, finding_of
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

_NOTHING = "Nothing was changed."


def putting(work: Work, record: str, *, response_kind: str = "", response: str = "") -> Draft:
    """Return the draft that puts a finding to the LA, for a step of several."""
    finding = finding_of(work, record)
    if not finding.text.strip():
        raise BadInputError(
            "This finding says nothing yet.", kept=_NOTHING, todo="Write the statement first."
        )
    values: dict[str, JsonValue] = {}
    if finding.state == "emerging":
        values = _state(work, "put_to_la", "")
    if not finding.put_at:
        values["put_at"] = work.now_text()
    if response_kind:
        _require_known(response_kind)
        values["la_response_kind"] = response_kind
    if response:
        values["la_response"] = response
    return editing.changing(work, Finding, record, values)


def put_to_la(work: Work, record: str, present: Sequence[str] = ()) -> Changes:
    """Put a finding to the LA; it was said, so it is not undone.

    Args:
        work: the open inspection.
        record: the finding.
        present: ids of the members at the team meeting that decided it, where it was one.

    Raises:
        BadInputError: the finding has no statement yet.
        NotAllowedError: it is past that, or withdrawn.
    """
    finding = finding_of(work, record)
    if finding.state != "emerging":
        raise NotAllowedError(f"This finding is {STATES[finding.state]}.", kept=_NOTHING)
    draft = putting(work, record)
    draft = replace(draft, values={**draft.values, "state_present": list(present)})
    step = StepDraft("Put finding to the LA", (draft,), action="final")
    return work.run(step, record)


def respond(work: Work, record: str, kind: str, text: str = "") -> Changes:
    """Record the LA's response to a finding; that none was offered is a response too.

    Raises:
        NotAllowedError: the finding was not put to the LA.
    """
    finding = finding_of(work, record)
    if not finding.put_at:
        raise NotAllowedError(
            "This finding was not put to the LA yet.",
            kept=_NOTHING,
            todo="Put it to the LA first, at a KIT meeting or here.",
        )
    _require_known(kind)
    values: dict[str, JsonValue] = {"la_response_kind": kind}
    if text:
        values["la_response"] = text
    return editing.edit(work, Finding, record, "Record the LA's response", **values)


def _require_known(kind: str) -> None:
    if kind not in dict(RESPONSES):
        raise BadInputError(
            f"{kind!r} is no kind of response.",
            kept=_NOTHING,
            todo=f"Choose one of: {', '.join(key for key, _ in RESPONSES)}.",
        )


def why_not_agree(work: Work, record: str) -> str:
    """Return what stands between a finding and being agreed; empty where nothing does."""
    finding = finding_of(work, record)
    if finding.state in ("agreed", "in_document", "withdrawn"):
        return f"This finding is {STATES[finding.state]}."
    if not finding.text.strip():
        return "This finding says nothing yet."
    kind = next((one for one in work.edition.kinds if one.key == finding.kind), None)
    if kind is not None and kind.needs_la_response:
        label = kind.label.lower()
        if not finding.put_at:
            return f"An {label} is put to the LA before it is agreed."
        if not finding.la_response_kind:
            return "The LA's response is not recorded; that none was offered counts too."
    return ""


def agree(work: Work, record: str, present: Sequence[str] = ()) -> Changes:
    """Agree a finding; its figures are kept as they stand now. For the lead.

    Args:
        work: the open inspection.
        record: the finding.
        present: ids of the members at the team meeting that agreed it, where it was one.

    Raises:
        NotAllowedError: this person is not the lead, or something stands in the way.
    """
    work.require_lead("Agreeing a finding")
    reason = why_not_agree(work, record)
    if reason:
        raise NotAllowedError(reason, kept=_NOTHING)
    values = _state(work, "agreed", "", present)
    values["figures"] = figures_now(work, record).as_json()
    return editing.edit(work, Finding, record, "Agree finding", **values)


def reopen(work: Work, record: str, reason: str) -> Changes:
    """Open an agreed or withdrawn finding again, with a reason; its figures count on."""
    finding = finding_of(work, record)
    if finding.state in ("agreed", "in_document"):
        work.require_lead("Opening an agreed finding again")
    _require_reason(reason, "opened again")
    state = "put_to_la" if finding.put_at else "emerging"
    values = {**_state(work, state, reason.strip()), "figures": {}}
    drafts = (editing.changing(work, Finding, record, values), *merging.unmerging(work, record))
    return work.run(StepDraft("Open finding again", drafts), record)


def withdraw(work: Work, record: str, reason: str, present: Sequence[str] = ()) -> Changes:
    """Withdraw a finding, with a reason; it stays on the record.

    Args:
        work: the open inspection.
        record: the finding.
        reason: why.
        present: ids of the members at the team meeting that decided it, where it was one.
    """
    finding = finding_of(work, record)
    if finding.state in ("agreed", "in_document"):
        work.require_lead("Withdrawing an agreed finding")
    _require_reason(reason, "withdrawn")
    values = _state(work, "withdrawn", reason.strip(), present)
    return editing.edit(work, Finding, record, "Withdraw finding", **values)


def placing(work: Work, record: str, *, placed: bool) -> Draft | None:
    """Return the draft that notes that an agreed finding stands in the document, or no longer.

    A finding that is not agreed keeps its state: the checks of the document speak of it.
    """
    finding = finding_of(work, record)
    state, present = finding.state, finding.state_present
    if placed and state == "agreed":
        values = _state(work, "in_document", "", present)
        return editing.changing(work, Finding, record, values)
    if not placed and state == "in_document":
        return editing.changing(work, Finding, record, _state(work, "agreed", "", present))
    return None


def say_support(work: Work, record: str, support: str, reason: str) -> Changes:
    """Say that a finding is supported or disputed: a named person's word, with the reason.

    Args:
        work: the open inspection.
        record: the finding.
        support: ``supported``, ``disputed``, or empty to take the word back.
        reason: why.

    Raises:
        BadInputError: there is no reason.
    """
    finding_of(work, record)
    if support and support not in dict(SUPPORT):
        raise BadInputError(f"{support!r} cannot be said of a finding.", kept=_NOTHING)
    if support and not reason.strip():
        raise BadInputError(
            f"A finding is called {support} with a reason.",
            kept=_NOTHING,
            todo="Say in a sentence what it rests on, or what speaks against it.",
        )
    return editing.edit(
        work,
        Finding,
        record,
        f"Call finding {support}" if support else "Take back word on support",
        support=support,
        support_by=work.me.person if support else "",
        support_reason=reason.strip() if support else "",
    )


def _state(
    work: Work, state: str, reason: str, present: Sequence[str] = ()
) -> dict[str, JsonValue]:
    return {
        "state": state,
        "state_by": work.me.person,
        "state_at": work.now_text(),
        "state_reason": reason,
        "state_present": list(present),
    }


def _require_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise BadInputError(
            f"A finding is {what} with a reason.", kept=_NOTHING, todo="Say why in a sentence."
        )
