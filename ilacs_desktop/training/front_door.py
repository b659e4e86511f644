"""How a family arrives: contact, referral, assessment and, for some, a section 47 enquiry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.training.children import (
    Assessment,
    Child,
    Contact,
    EarlyHelp,
    Enquiry,
    Referral,
    Scene,
)
from ilacs_desktop.training.codes import NO, ORGANISATION, SOURCE, UNKNOWN, YES
from ilacs_desktop.training.workforce import Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.training.workforce import Desk

USUAL_LONGEST = 45  # working days; Working Together to Safeguard Children
PRE_BIRTH_DAYS = 140


@dataclass(frozen=True, slots=True)
class Arrival:
    """The dates of one family's way in."""

    referred: date
    started: date
    authorised: date | None


def contact(scene: Scene, family: Sequence[Child], day: date, source: str | None = None) -> str:
    """Record a contact about every child of a family, when it falls in the six months."""
    source = source or SOURCE.draw(scene.rng)
    if scene.opens <= day <= scene.as_at:
        for child in family:
            if all(known.day != day or known.source != source for known in child.contacts):
                child.contacts.append(Contact(day, source))
    return source


def turned_away(scene: Scene, family: Sequence[Child], day: date) -> None:
    """Record a contact and a referral that led to no further action."""
    source = contact(scene, family, day)
    desk = scene.staff.desk(scene.rng, Service.FRONT_DOOR)
    referred = min(scene.as_at, day + timedelta(days=scene.rng.randint(0, 2)))
    _refer(scene, family, Referral(referred, source, no_action=True, desk=desk))


def re_referral(scene: Scene, family: Sequence[Child], day: date) -> None:
    """Record a contact and a referral about children who already have a practitioner."""
    source = contact(scene, family, day)
    _refer(scene, family, Referral(day, source, no_action=False, desk=family[0].desk))


def arrive(scene: Scene, family: Sequence[Child], day: date, *, supported: bool) -> Arrival:
    """Take a family from contact through referral to assessment.

    Args:
        scene: where it happens.
        family: the children it is about; those not yet expected on that day are left out.
        day: of the contact.
        supported: whether the assessment, once authorised, finds that support is needed.
    """
    rng, days = scene.rng, scene.days
    family = [child for child in family if (child.born - day).days <= PRE_BIRTH_DAYS]
    source = contact(scene, family, day)
    desk = scene.staff.assessor(rng)
    referred = min(scene.as_at, day + timedelta(days=rng.choice((0, 0, 1, 1, 2))))
    _refer(scene, family, Referral(referred, source, no_action=False, desk=desk))
    started = days.add(referred, rng.randint(0, 1)) if referred < scene.as_at else referred
    started = min(max(started, referred), scene.as_at)
    authorised: date | None = days.add(started, _length(scene))
    if authorised is not None and authorised > scene.as_at:
        authorised = None
    _assess(scene, family, started, authorised, desk=desk, supported=supported)
    return Arrival(referred, started, authorised)


def reassess(scene: Scene, family: Sequence[Child], started: date) -> None:
    """Record a new assessment, already authorised, of children who are being helped."""
    authorised = scene.days.add(started, _length(scene))
    if authorised <= scene.as_at:
        desk = family[0].desk
        _assess(scene, family, started, authorised, desk=desk, supported=True)


def enquire(
    scene: Scene, family: Sequence[Child], strategy: date, *, conference: date | None, plan: bool
) -> None:
    """Record a section 47 enquiry about every child of a family.

    Args:
        scene: where it happens.
        family: the children it is about.
        strategy: the day of the strategy discussion.
        conference: the day of the initial conference; None where none was needed.
        plan: whether the conference ended in a plan.
    """
    undecided = conference is None and scene.days.between(strategy, scene.as_at) <= 4
    ahead = conference is not None and conference > scene.as_at
    for child in family:
        if not scene.opens <= strategy <= scene.as_at:
            continue
        if not child.enquiries and scene.rng.random() < 0.14:
            child.earlier_enquiries = scene.rng.choice((1, 1, 1, 2))
            child.earlier_conferences = scene.rng.choice((0, 0, 1))
        desk = child.assessments[-1].desk if child.assessments else child.desk
        child.enquiries.append(
            Enquiry(
                strategy,
                unnecessary=None if undecided else conference is None,
                conference=None if ahead else conference,
                plan=None if ahead or conference is None else plan,
                desk=desk,
            )
        )


def conference_after(scene: Scene, strategy: date) -> date:
    """Return the day of the initial conference: within 15 working days in four of five."""
    on_time = scene.rng.random() < 0.8  # DfE children in need release
    wait = scene.rng.randint(9, 15) if on_time else scene.rng.randint(16, 28)
    return scene.days.add(strategy, wait)


def strategy_before(scene: Scene, conference: date) -> date:
    """Return the day of the strategy discussion that led to a conference."""
    on_time = scene.rng.random() < 0.8  # as above
    wait = scene.rng.randint(9, 15) if on_time else scene.rng.randint(16, 28)
    return scene.days.add(conference, -wait)


def early_help(scene: Scene, family: Sequence[Child], started: date) -> None:
    """Record an early help assessment of every child of a family, often still going on."""
    rng = scene.rng
    organisation = ORGANISATION.draw(rng)
    ended: date | None = scene.days.add(started, rng.randint(12, 110))
    if ended is not None and (ended > scene.as_at or rng.random() < 0.2):
        ended = None
    if ended is not None and ended < scene.opens:
        ended = scene.days.draw(rng, scene.opens, scene.as_at)
    for child in family:
        if child.born <= started:
            child.early_help.append(EarlyHelp(started, ended, organisation))


def _refer(scene: Scene, family: Sequence[Child], referral: Referral) -> None:
    if not scene.opens <= referral.day <= scene.as_at:
        return
    for child in family:
        if not child.referrals and scene.rng.random() < 0.19:  # DfE re-referrals
            child.earlier_referrals = scene.rng.choice((1, 1, 1, 2, 3))
        child.referrals.append(referral)


def _assess(
    scene: Scene,
    family: Sequence[Child],
    started: date,
    authorised: date | None,
    *,
    desk: Desk,
    supported: bool,
) -> None:
    if authorised is not None and authorised < scene.opens:
        return
    for child in family:
        unborn = child.born > (authorised or scene.as_at)
        seen = NO if unborn else scene.rng.choices((YES, NO, UNKNOWN), weights=(95, 4, 1))[0]
        child.assessments.append(
            Assessment(
                started,
                authorised,
                seen if authorised or unborn else scene.rng.choice((YES, YES, YES, NO)),
                needs_support=supported if authorised else None,
                desk=desk,
            )
        )


def _length(scene: Scene) -> int:
    """Return the working days an assessment takes: median about 32, five of six within 45."""
    rng = scene.rng
    if rng.random() < 0.83:  # DfE children in need release
        return round(rng.triangular(4, USUAL_LONGEST, 36))
    return USUAL_LONGEST + 1 + min(44, int(rng.expovariate(1 / 10)))
