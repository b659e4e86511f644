"""Children in need and children on protection plans: Lists 5, 6 and 7."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training import front_door
from ilacs_desktop.training.children import Child, Need, Protection, Scene
from ilacs_desktop.training.codes import (
    ABUSE,
    CLOSED_OTHER,
    CLOSURE,
    NEED,
    NEED_DISABLED,
    NO,
    STATUS_ASSESSMENT,
    STATUS_CLOSED,
    STATUS_NEED,
    STATUS_PROTECTION,
    UNKNOWN,
    YES,
)
from ilacs_desktop.training.workforce import Desk, Service
from ilacs_desktop.training.working_days import age_on

if TYPE_CHECKING:
    from collections.abc import Sequence

NEED_AGES: Final = ((-1, -1, 1.0), (0, 4, 24), (5, 9, 28), (10, 15, 36), (16, 17, 11))
PROTECTION_AGES: Final = (
    (-1, -1, 2.0),
    (0, 0, 9),
    (1, 4, 27),
    (5, 9, 29),
    (10, 15, 29),
    (16, 17, 4),
)
FIRST_REVIEW_DAYS, REVIEW_DAYS = 91, 182  # Working Together: three months, then six


def need_starting(scene: Scene, child: Child, started: date, code: str | None = None) -> Need:
    """Give a child an open episode of need and return it."""
    drawn = NEED_DISABLED if child.desk.team.startswith(Service.DISABLED.value) else NEED
    child.need = Need(
        started=started,
        code=code or drawn.draw(scene.rng),
        seen=last_seen(scene, child, started, scene.as_at),
        closed=None,
        reason="",
        status=STATUS_NEED,
    )
    return child.need


def close(scene: Scene, child: Child, day: date, reason: str = "") -> None:
    """End a child's episode of need on a day."""
    need = child.need
    if need is None:
        return
    need.closed = max(day, need.started + timedelta(days=1))
    need.reason = reason or CLOSURE.draw(scene.rng)
    need.status = STATUS_CLOSED
    need.seen = last_seen(scene, child, need.started, need.closed)


def last_seen(scene: Scene, child: Child, started: date, until: date) -> date | None:
    """Return when a practitioner last saw a child: mostly within six weeks, rarely never."""
    rng = scene.rng
    if child.born > until or rng.random() < 0.03:
        return None
    ago = rng.randint(0, 41) if rng.random() < 0.9 else rng.randint(42, 140)
    seen = scene.days.on_or_before(until - timedelta(days=ago))
    earliest = max(started, child.born)
    return seen if seen >= earliest else earliest


def support_desk(scene: Scene) -> Desk:
    """Return who works with a family: one in seven with the disabled children's team."""
    disabled = scene.rng.random() < 0.14
    return scene.staff.desk(scene.rng, Service.DISABLED if disabled else Service.SUPPORT)


def new_family(scene: Scene, first: date, last: date) -> list[Child]:
    """Take a new family in through the front door; what follows depends on the assessment."""
    rng = scene.rng
    day = scene.days.draw(rng, first, last)
    family = scene.family(scene.ages(NEED_AGES), support_desk(scene), born_by=_expected(scene, day))
    supported = rng.random() < 0.5
    arrival = front_door.arrive(scene, family, day, supported=supported)
    settle(scene, family, arrival, supported=supported)
    return family


def settle(
    scene: Scene, family: Sequence[Child], arrival: front_door.Arrival, *, supported: bool
) -> None:
    """Set what stands in List 6 for a family that has been or is being assessed."""
    if arrival.authorised is None:
        desk = family[0].assessments[-1].desk if family[0].assessments else family[0].desk
        for child in family:
            if child.assessments:
                child.desk = desk
                need_starting(scene, child, arrival.referred).status = STATUS_ASSESSMENT
        return
    if not supported:
        return
    days_left = (scene.as_at - arrival.authorised).days
    ends = days_left > 30 and scene.rng.random() < 0.25
    end = scene.days.on_or_before(scene.as_at - timedelta(days=scene.rng.randint(0, days_left)))
    for child in family:
        if child.assessments:
            need_starting(scene, child, arrival.referred)
            if ends:
                close(scene, child, max(end, arrival.authorised))


def enquiry_family(scene: Scene) -> list[Child]:
    """Take in a family whose section 47 enquiry did not lead to a plan."""
    rng = scene.rng
    day = scene.days.draw(rng, scene.opens - timedelta(days=14), scene.as_at - timedelta(days=3))
    family = scene.family(scene.ages(NEED_AGES), support_desk(scene), born_by=_expected(scene, day))
    supported = rng.random() < 0.6
    arrival = front_door.arrive(scene, family, day, supported=supported)
    known = [child for child in family if child.assessments or child.born <= day]
    strategy = scene.days.add(arrival.referred, rng.randint(0, 8))
    strategy = min(max(strategy, scene.opens), scene.as_at)
    conference = front_door.conference_after(scene, strategy) if rng.random() < 0.08 else None
    front_door.enquire(scene, known, strategy, conference=conference, plan=False)
    settle(scene, family, arrival, supported=supported)
    return known


def known_family(scene: Scene, *, still_open: bool) -> list[Child]:
    """Add a family that was already being helped when the six months began."""
    rng = scene.rng
    desk = support_desk(scene)
    longest = 2200 if desk.team.startswith(Service.DISABLED.value) else 700
    ago = 70 + min(longest, int(rng.expovariate(1 / 260)))
    started = scene.days.on_or_before(scene.opens - timedelta(days=ago))
    family = scene.family(scene.ages(NEED_AGES[1:]), desk, born_by=started)
    for child in family:
        need_starting(scene, child, started)
    if not still_open:
        end = scene.days.draw(rng, scene.opens, scene.as_at)
        for child in family:
            close(scene, child, end)
    return family


def protected_family(scene: Scene, *, new: bool, ended: bool, most: int) -> list[Child]:
    """Add a family whose children are, or in the six months were, on protection plans.

    Args:
        scene: where it happens.
        new: whether the plans began in the six months.
        ended: whether they have ended.
        most: the most children wanted.
    """
    rng, days = scene.rng, scene.days
    if new:
        last = scene.as_at - timedelta(days=110 if ended else 0)
        started = days.draw(rng, scene.opens, last)
    else:
        ago = min(1000, int(rng.expovariate(1 / 230)))
        started = days.on_or_before(scene.opens - timedelta(days=1 + ago))
    age = scene.ages(PROTECTION_AGES[1:] if ended or not new else PROTECTION_AGES)
    desk = scene.staff.desk(rng, Service.SUPPORT)
    family = scene.family(age, desk, born_by=_expected(scene, started), most=most)
    strategy = front_door.strategy_before(scene, started)
    if rng.random() < 0.7:
        day = days.add(strategy, -rng.randint(0, 4))
        came = front_door.arrive(scene, family, day, supported=True).referred
        strategy = max(strategy, came)
    else:
        came = days.on_or_before(strategy - timedelta(days=rng.randint(30, 300)))
    front_door.enquire(scene, family, strategy, conference=started, plan=True)
    first = ABUSE.draw(rng)
    end = _end(scene, started) if ended else None
    stays = rng.random() < 0.62
    for child in family:
        need_starting(scene, child, came).status = STATUS_PROTECTION
        child.protection = _plan(scene, child, started, first, end)
        if end is None:
            child.need.seen = child.protection.visit  # type: ignore[union-attr]
        elif stays:
            child.need.status = STATUS_NEED  # type: ignore[union-attr]
        else:
            close(scene, child, end, CLOSED_OTHER)
    return family


def _plan(scene: Scene, child: Child, started: date, first: str, end: date | None) -> Protection:
    rng = scene.rng
    until = end or scene.as_at
    unborn = child.born > until
    young = age_on(child.born, until) < 2
    ago = rng.randint(0, 13) if rng.random() < 0.85 else rng.randint(14, 45)
    visit = scene.days.on_or_before(until - timedelta(days=ago))
    alone = NO if young else rng.choices((YES, NO, UNKNOWN), weights=(82, 15, 3))[0]
    return Protection(
        started=started,
        first_category=first,
        category=first if rng.random() < 0.9 else ABUSE.draw(rng),
        visit=None if unborn else max(visit, started, child.born),
        alone="" if unborn else alone,
        review=latest_in_series(scene, started, (FIRST_REVIEW_DAYS,), REVIEW_DAYS, until),
        ended=end,
        emergency=rng.random() < 0.02,
        earlier=rng.choices((0, 1, 2, 3), weights=(76, 18, 5, 1))[0] if not young else 0,
    )


def latest_in_series(
    scene: Scene, started: date, first: Sequence[int], step: int, until: date
) -> date | None:
    """Return the last of a series of reviews held by a day, mostly in time.

    Args:
        scene: for the dice and the working days.
        started: when the series began.
        first: the longest days to the first reviews, one after another.
        step: the longest days between the later ones.
        until: the last day to count.

    Returns:
        The date, or None where none has been held.
    """
    rng = scene.rng
    held: date | None = None
    day, number = started, 0
    while True:
        limit = first[number] if number < len(first) else step
        late = rng.randint(1, 21) if rng.random() < 0.04 else -rng.randint(0, limit // 9)
        day = scene.days.on_or_before(day + timedelta(days=limit + late))
        if day > until:
            return held
        held, number = day, number + 1


def _end(scene: Scene, started: date) -> date:
    """Return a day in the six months on which a plan ends, a review after it began."""
    earliest = max(scene.opens, scene.days.add(started, 62))
    return scene.days.draw(scene.rng, min(earliest, scene.as_at), scene.as_at)


def _expected(scene: Scene, day: date) -> date:
    """Return the latest birth that a family known on a day can have."""
    return day + timedelta(days=scene.rng.choice((0, 0, 0, 60, 100)))
