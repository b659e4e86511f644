"""Whether every reference in a training inspection has its other end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ilacs_desktop.training.content_values import Content

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
"""A child in evidence and answers: the key of a case between braces."""


def loose_ends(content: Content) -> list[str]:
    """Return a sentence for every reference that leads nowhere."""
    return [
        f"{holder} names {name}, which there is no {what} for."
        for holder, name, what in _broken(content)
    ]


def _broken(content: Content) -> Iterator[tuple[str, str, str]]:
    letters = {one.letter for one in content.members}
    lines = _keys(content.enquiries)
    papers, activities, cases = (
        _keys(content.documents),
        _keys(content.activities),
        _keys(content.cases),
    )
    notes, findings = _keys(content.evidence), _keys(content.findings)
    requests, samples = _keys(content.requests), _keys(content.samples)
    spoken = findings | requests | _keys(content.referrals)
    for enquiry in content.enquiries:
        yield from _missing(enquiry.key, [enquiry.owner], letters, "member")
    for paper in content.documents:
        yield from _missing(paper.key, paper.read_by, letters, "member")
        yield from _missing(paper.key, [paper.request], requests, "request")
    for claim in content.claims:
        yield from _missing(claim.key, [claim.document], papers, "document")
        yield from _missing(claim.key, [claim.finding], findings, "finding")
    for activity in content.activities:
        yield from _missing(activity.key, activity.who, letters, "member")
    for case in content.cases:
        yield from _missing(case.key, [case.inspector], letters, "member")
        yield from _missing(case.key, [case.enquiry], lines, "line of enquiry")
        yield from _missing(case.key, [case.sample], samples, "sample")
        yield from _missing(case.key, _children(case.answers.values()), cases, "child")
    for note in content.evidence:
        yield from _missing(note.key, [note.inspector], letters, "member")
        yield from _missing(note.key, [note.case, *_children([note.text])], cases, "child")
        yield from _missing(note.key, [note.enquiry], lines, "line of enquiry")
        yield from _missing(note.key, [note.activity], activities, "activity")
        yield from _missing(note.key, [note.document], papers, "document")
    for kit in content.kits:
        yield from _missing(kit.key, [kit.activity], activities, "activity")
        yield from _missing(kit.key, [item.about for item in kit.items], spoken, "record")
    for request in content.requests:
        yield from _missing(request.key, [request.issuer, *request.read_by], letters, "member")
        yield from _missing(request.key, [request.enquiry], lines, "line of enquiry")
    for back in content.referrals:
        yield from _missing(back.key, [back.case], cases, "child")
        yield from _missing(back.key, [back.raised_by, back.closed_by], letters, "member")
    for finding in content.findings:
        rests = (*finding.evidence_for, *finding.evidence_against)
        yield from _missing(finding.key, rests, notes, "evidence")
        yield from _missing(finding.key, [finding.support_by], letters, "member")
    for summary in content.summaries:
        yield from _missing(summary.key, [summary.author], letters, "member")
    for section in content.outline:
        yield from _missing(section.section, section.findings, findings, "finding")
    for paragraph in content.paragraphs:
        yield from _missing(paragraph.key, paragraph.findings, findings, "finding")
    for judgement in content.judgements:
        who = (judgement.decided_by, *judgement.dissent_by)
        yield from _missing(judgement.area, who, letters, "member")
        placed = (one.finding for one in judgement.board)
        yield from _missing(judgement.area, placed, findings, "finding")
    for one in content.merged:
        yield from _missing(one.key, [one.into], findings, "finding")
        yield from _missing(one.key, one.evidence_for, notes, "evidence")
        yield from _missing(one.key, [one.author], letters, "member")
    for point in content.la_points:
        yield from _missing(point.key, [point.paragraph], _keys(content.paragraphs), "paragraph")
    if content.grading_meeting is not None:
        yield from _missing("grading", content.grading_meeting.present, letters, "member")


def _keys(rows: Iterable[object]) -> set[str]:
    return {str(getattr(row, "key", "")) for row in rows}


def _children(texts: Iterable[str]) -> list[str]:
    return [name for text in texts for name in PLACEHOLDER.findall(text)]


def _missing(
    holder: str, names: Iterable[str], known: Collection[str], what: str
) -> Iterator[tuple[str, str, str]]:
    for name in names:
        if name and name not in known:
            yield holder, name, what
