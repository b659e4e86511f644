"""The week before: the call, the team, what is to be found out, and what is read and claimed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import (
    LaProfile,
    LineOfEnquiry,
    Member,
    PreviousInspection,
)
from ilacs_desktop.services.data import seen_documents
from ilacs_desktop.services.findings import claims
from ilacs_desktop.services.inspection import settings, setup
from ilacs_desktop.services.plan import enquiries, team
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import LA_PROFILE, PREVIOUS
from ilacs_desktop.training import weeks
from ilacs_desktop.training.acting import LEAD, Story, at, local

if TYPE_CHECKING:
    from ilacs_desktop.training.content_values import Content, Enquiry, Paper


def beginning(content: Content) -> setup.NewInspection:
    """Return what is known of the inspection at the call."""
    about, la, last = content.inspection, content.la, content.previous
    lead = next(one for one in content.members if one.letter == LEAD)
    return setup.NewInspection(
        la_name=about.la_name,
        event=f"{about.edition}/{about.event}",
        fieldwork_start=about.fieldwork_start,
        scope=about.scope,
        scope_text=about.scope_text,
        profile=LaProfile(
            LA_PROFILE,
            dcs_name=la.dcs_name,
            dcs_title=la.dcs_title,
            chief_executive_name=la.chief_executive_name,
            chief_executive_title=la.chief_executive_title,
            address="\n".join(la.address),
            delivered_by=la.delivered_by,
            term_care_leavers=la.term_care_leavers,
            term_unaccompanied=la.term_unaccompanied,
            front_door_name=la.front_door_name,
            service_names=la.service_names,
        ),
        previous=PreviousInspection(
            PREVIOUS,
            event=last.event,
            start=last.start.isoformat(),
            end=last.end.isoformat(),
            published=last.published.isoformat(),
            overall=last.overall,
            grades=dict(last.grades),
            bullets=last.bullets,
            visits_since=last.visits_since,
        ),
        lead_name=lead.name,
        training=True,
    )


def open_story(story: Story) -> None:
    """Let the week before fieldwork happen: team, enquiries, documents, claims, timetable."""
    called = local(story.content.inspection.called_at)
    story.add(called + timedelta(minutes=20), LEAD, partial(_name_issuer, story))
    _gather_team(story, called + timedelta(minutes=30))
    _choose_enquiries(story, called + timedelta(hours=25))
    weeks.lay_out_week(story, called + timedelta(days=2, hours=6))
    read_documents(story)
    for number, claim in enumerate(story.content.claims):
        moment = called + timedelta(days=2, hours=7, minutes=6 * number)
        story.add(moment, LEAD, partial(_claim, story, claim.key))
    _stage(story, at(story.content.inspection.fieldwork_start, time(8, 40)), "fieldwork")


def go_on(story: Story, since: datetime) -> None:
    """Let what was planned or open when the part before ended come to its end.

    Args:
        story: with a part before.
        since: the first moment of the last day.
    """
    for number, line in enumerate(story.content.enquiries):
        if story.earlier("enquiries", line.key) != line:
            moment = since + timedelta(hours=3, minutes=2 * number)
            story.add(moment, line.owner, partial(_answer, story, line))
    for one in story.content.activities:
        if story.earlier("activities", one.key) != one and one.state == "done":
            story.add(at(one.day, one.end), one.who[0], partial(weeks.done, story, one.key))
    read_documents(story)


def _stage(story: Story, moment: datetime, stage: str) -> None:
    story.add(moment, LEAD, lambda: setup.change_inspection(story.work, stage=stage))


def _name_issuer(story: Story) -> None:
    issuer = story.content.issuer
    settings.change(story.work, "issuing_body", issuer.body)
    settings.change(story.work, "issuing_address", "\n".join(issuer.address))
    settings.change(story.work, "issuer_contact", issuer.contact)


# -- the team ------------------------------------------------------------------------------------


def _gather_team(story: Story, moment: datetime) -> None:
    story.members[LEAD] = next(one.id for one in story.work.members)
    for number, member in enumerate(story.content.members):
        if member.letter == LEAD:
            continue
        when = moment + timedelta(minutes=number)
        story.add(when, LEAD, partial(_add_member, story, member.letter))
        story.add(when + timedelta(hours=5), LEAD, partial(_join, story, member.letter))


def _add_member(story: Story, letter: str) -> None:
    one = next(member for member in story.content.members if member.letter == letter)
    story.members[letter] = team.add_member(story.work, one.name, one.role, letter).made


def _join(story: Story, letter: str) -> None:
    editing.edit(
        story.work,
        Member,
        story.members[letter],
        "Laptop joined the team",
        person=story.person(letter),
    )


# -- lines of enquiry ----------------------------------------------------------------------------


def _choose_enquiries(story: Story, moment: datetime) -> None:
    story.add(moment, LEAD, partial(_tidy_enquiries, story))
    for number, line in enumerate(story.content.enquiries):
        story.add(moment + timedelta(minutes=4 * number + 4), LEAD, partial(_ask, story, line))
        if line.answer:
            evening = story.end - timedelta(minutes=30 - 2 * number)
            story.add(evening, line.owner, partial(_answer, story, line))


def _tidy_enquiries(story: Story) -> None:
    """Take away what the app asked of itself and the lead words anew or leaves out."""
    for line in enquiries.listed(story.work.snapshot):
        enquiries.remove_line(story.work, line.id)


def _ask(story: Story, line: Enquiry) -> None:
    story.ids[line.key] = enquiries.add_line(
        story.work,
        line.question,
        area=line.area,
        origin=line.origin,
        owner=story.members[line.owner],
    ).made


def _answer(story: Story, line: Enquiry) -> None:
    held = story.ids[line.key]
    if line.state == "closed":
        enquiries.close_line(story.work, held, line.answer)
    else:
        editing.edit(story.work, LineOfEnquiry, held, "Write answer so far", answer=line.answer)


# -- documents and claims ------------------------------------------------------------------------


def read_documents(story: Story) -> None:
    """Let the team read and register the documents that it did not have before."""
    for number, paper in enumerate(story.content.documents):
        if story.is_new("documents", paper.key):
            hour = time(13, 30) if not paper.request else time(8, 20)
            when = at(paper.received, hour) + timedelta(minutes=3 * (number % 12))
            first = paper.read_by[0] if paper.read_by else LEAD
            story.add(when, first, partial(_register, story, paper))
            for place, reader in enumerate(paper.read_by):
                later = when + timedelta(minutes=45 + 11 * place)
                story.add(later, reader, partial(_read, story, paper.key))


def _register(story: Story, paper: Paper) -> None:
    story.ids[paper.key] = seen_documents.add(
        story.work,
        paper.title,
        dated=paper.dated.isoformat(),
        received=paper.received.isoformat(),
        request=story.ids[paper.request] if paper.request else "",
        note=paper.note,
    ).made


def _read(story: Story, key: str) -> None:
    seen_documents.mark_read(story.work, story.ids[key])


def _claim(story: Story, key: str) -> None:
    claim = next(one for one in story.content.claims if one.key == key)
    story.ids[key] = claims.add_claim(
        story.work,
        claim.text,
        area=claim.area,
        document=story.ids[claim.document],
        page=claim.page,
    ).made
