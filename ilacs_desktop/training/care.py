"""Children in care: List 8."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training import front_door, need, placements
from ilacs_desktop.training.children import Care, Child, Scene
from ilacs_desktop.training.codes import (
    CEASED,
    CEASED_AT_18,
    CLOSED_GUARDIAN,
    CLOSED_MOVED,
    CLOSED_OTHER,
    EPO,
    ETHNICITY_UASC,
    FCO,
    GENDER_IN_CARE,
    ICO,
    NEED_IN_CARE,
    NEED_UASC,
    PLAN_FOSTERING,
    PLAN_HOME,
    PLAN_RESIDENTIAL,
    PLAN_SGO,
    PLAN_SUPPORTED,
    REMAND,
    SECTION_20,
    STATUS_IN_CARE,
    STATUS_NEED,
    weighted,
)
from ilacs_desktop.training.workforce import Service
from ilacs_desktop.training.working_days import age_on, weekday, years_before

if TYPE_CHECKING:
    from collections.abc import Sequence

CARE_AGES: Final = ((0, 0, 5.0), (1, 4, 13), (5, 9, 18), (10, 15, 38), (16, 17, 26))
UASC_SHARE: Final = 0.09
COMING_OF_AGE_SHARE: Final = 0.36  # of those who leave care, on the eighteenth birthday
REVIEWS: Final = (28, 90)  # 20 working days, then three months; later ones within six months
_UASC_GENDER: Final = weighted({"a) Male": 95, "b) Female": 5})


def in_care(scene: Scene, *, ended: bool, most: int) -> list[Child]:
    """Add a family whose children are in care, or left care in the six months.

    Args:
        scene: where it happens.
        ended: whether they have left care.
        most: the most children wanted.
    """
    rng = scene.rng
    if rng.random() < UASC_SHARE * 1.6:
        return [_separated(scene, ended=ended)]
    adult = ended and rng.random() < COMING_OF_AGE_SHARE * 1.5
    desk = scene.staff.desk(rng, Service.IN_CARE)
    family = scene.family(
        17 if adult else scene.ages(CARE_AGES),
        desk,
        born_by=scene.as_at - timedelta(days=200 if ended else 10),
        most=1 if adult else most,
        gender=GENDER_IN_CARE,
    )
    if adult:
        coming_of_age = scene.opens + timedelta(days=rng.randint(1, 178))
        family[0].born = years_before(min(coming_of_age, scene.as_at), 18)
    latest = scene.opens - timedelta(days=20) if ended else scene.as_at - timedelta(days=3)
    started = _began(scene, max(child.born for child in family[:1]), latest)
    _way_in(scene, family, started)
    reason = CEASED.draw(rng)
    end = scene.days.draw(rng, scene.opens, scene.as_at)
    for child in family:
        entered = (
            started if child.born <= started else child.born + timedelta(days=rng.randint(0, 4))
        )
        child.care = Care(started=min(entered, latest), need=NEED_IN_CARE.draw(rng))
        if ended:
            _leave(scene, child, end, reason)
        fill(scene, child)
    return family


def fill(scene: Scene, child: Child, *, plan: str = "", legal: str = "") -> None:
    """Fill in a period of care whose beginning and end are known, and the child's need with it."""
    care = child.care
    if care is None:
        return
    until = care.ended or scene.as_at
    length = (until - care.started).days
    care.again = length < 330 and scene.rng.random() < 0.04
    care.legal = legal or _legal(scene, child, length)
    care.legal_since = _legal_since(scene, care, until)
    care.plan = plan or _plan(scene, child, length)
    _contacts(scene, child, until)
    placements.place(scene, child, until)
    _missing(scene, child, until)
    _need(scene, child)


def _began(scene: Scene, born: date, latest: date) -> date:
    """Return when care began: a sixth in the last six months, the longest many years ago."""
    rng = scene.rng
    ago = rng.randint(0, 182) if rng.random() < 0.16 else 182 + int(rng.expovariate(1 / 1150))
    ago = min(ago, (latest - born).days)
    return max(weekday(latest - timedelta(days=ago)), born)


def _way_in(scene: Scene, family: Sequence[Child], started: date) -> None:
    """Record how children who entered care lately came to notice."""
    rng = scene.rng
    known = [child for child in family if child.born <= started]
    day = scene.days.add(started, -rng.randint(2, 70))
    if scene.days.add(day, 70) < scene.opens or not known:
        return
    front_door.arrive(scene, known, day, supported=True)
    if rng.random() < 0.4:
        strategy = scene.days.add(started, -rng.randint(0, 3))
        front_door.enquire(scene, known, max(day, strategy), conference=None, plan=False)


def _separated(scene: Scene, *, ended: bool) -> Child:
    """Add a child who came to the country alone (an unaccompanied asylum-seeking child)."""
    rng = scene.rng
    desk = scene.staff.desk(rng, Service.IN_CARE)
    ethnicity = ETHNICITY_UASC.draw(rng)
    age = 17 if ended else rng.choices((14, 15, 16, 17), weights=(3, 12, 35, 50))[0]
    born = scene.birthday(age)
    if ended:
        born = years_before(scene.opens + timedelta(days=rng.randint(1, 178)), 18)
    child = scene.new_child(born, ethnicity, desk, gender=_UASC_GENDER)
    latest = scene.opens - timedelta(days=5) if ended else scene.as_at - timedelta(days=2)
    started = weekday(latest - timedelta(days=rng.randint(0, 420)))
    child.care = Care(started=started, need=NEED_UASC, uasc=(scene.as_at - started).days <= 365)
    front_door.arrive(scene, [child], started, supported=True)
    if ended:
        _leave(scene, child, scene.as_at, "")
    fill(scene, child, plan=PLAN_SUPPORTED, legal=SECTION_20)
    return child


def _leave(scene: Scene, child: Child, end: date, reason: str) -> None:
    care = child.care
    if care is None:
        return
    eighteenth = years_before(child.born, -18)
    if eighteenth <= scene.as_at:
        care.ended, care.reason = eighteenth, CEASED_AT_18.draw(scene.rng)
    else:
        care.ended, care.reason = max(end, care.started + timedelta(days=15)), reason
        care.ended = min(care.ended, scene.as_at)


def _legal(scene: Scene, child: Child, length: int) -> str:
    rng = scene.rng
    age = age_on(child.born, scene.as_at)
    if age >= 14 and rng.random() < 0.012:
        return REMAND
    if length < 12 and rng.random() < 0.2:
        return EPO
    if length < 300:
        return rng.choices((ICO, SECTION_20), weights=(66, 34) if age < 13 else (30, 70))[0]
    weights = (93, 5, 2) if length > 500 else (60, 10, 30)
    return rng.choices((FCO, SECTION_20, ICO), weights=weights)[0]


def _legal_since(scene: Scene, care: Care, until: date) -> date:
    length = (until - care.started).days
    if care.legal == FCO:
        return weekday(care.started + timedelta(days=min(scene.rng.randint(180, 420), length)))
    if care.legal == ICO and scene.rng.random() < 0.7:
        return weekday(care.started + timedelta(days=min(scene.rng.randint(3, 20), length)))
    return care.started


def _plan(scene: Scene, child: Child, length: int) -> str:
    rng = scene.rng
    age = age_on(child.born, scene.as_at)
    if length < 100:
        return "" if rng.random() < 0.7 else PLAN_HOME
    if age >= 16:
        choices = (PLAN_SUPPORTED, PLAN_FOSTERING, PLAN_RESIDENTIAL, PLAN_HOME)
        return rng.choices(choices, weights=(58, 28, 9, 5))[0]
    if length < 400:
        return rng.choices((PLAN_HOME, PLAN_SGO, PLAN_FOSTERING), weights=(34, 31, 35))[0]
    if age >= 10:
        choices = (PLAN_FOSTERING, PLAN_RESIDENTIAL, PLAN_HOME, PLAN_SGO)
        return rng.choices(choices, weights=(72, 14, 6, 8))[0]
    return rng.choices((PLAN_FOSTERING, PLAN_SGO, PLAN_HOME), weights=(74, 18, 8))[0]


def _contacts(scene: Scene, child: Child, until: date) -> None:
    """Set the dates of reviews, visits and checks."""
    care, rng, days = child.care, scene.rng, scene.days
    if care is None:
        return
    length = (until - care.started).days
    care.review = need.latest_in_series(scene, care.started, REVIEWS, 182, until)
    gap = rng.randint(0, 41) if rng.random() < 0.93 else rng.randint(42, 100)
    care.visit = max(days.on_or_before(until - timedelta(days=gap)), care.started)
    if care.review is not None:
        after = min(rng.choice((0, 0, 30, 60)), (until - care.review).days)
        care.contact = days.on_or_before(care.review + timedelta(days=after))
        care.contact = max(care.contact, care.review)
    age = age_on(child.born, until)
    if length >= 28:
        longest = 182 if age < 5 else 365
        ago = rng.randint(0, longest) if rng.random() < 0.9 else longest + rng.randint(1, 150)
        care.health = max(weekday(until - timedelta(days=min(ago, length - 20))), care.started)
    if length >= 60 and age >= 2:
        ago = rng.randint(0, 365) if rng.random() < 0.8 else rng.randint(366, 700)
        if ago <= length or rng.random() < 0.6:
            care.dental = max(weekday(until - timedelta(days=min(ago, length))), care.started)


def _missing(scene: Scene, child: Child, until: date) -> None:
    care, rng = child.care, scene.rng
    if care is None or rng.random() > (0.2 if age_on(child.born, until) >= 12 else 0.01):
        return
    care.missing = 1 + min(30, int(rng.expovariate(1 / 4)))
    care.absent = rng.choice((0, 0, 0, 1, 3))
    care.offered = rng.choices(("a) Yes", "b) No", "c) Unknown"), weights=(88, 9, 3))[0]
    if care.offered == "a) Yes":
        care.accepted = rng.choices(("a) Yes", "b) No"), weights=(68, 32))[0]


def _need(scene: Scene, child: Child) -> None:
    """Set what List 6 says: nothing for those who left care on their eighteenth birthday."""
    care = child.care
    if care is None or age_on(child.born, scene.as_at) >= 18:
        child.need = None
        return
    referred = [known.day for known in child.referrals if known.day <= care.started]
    before = scene.rng.randint(0, 200)
    came = referred[-1] if referred else weekday(care.started - timedelta(days=before))
    episode = need.need_starting(
        scene, child, max(came, child.born - timedelta(days=120)), care.need
    )
    episode.status, episode.seen = STATUS_IN_CARE, care.visit
    if care.ended is None:
        return
    if care.reason[3:6] in {"E4A", "E4B"}:
        episode.status = STATUS_NEED
        return
    reason = CLOSED_OTHER
    if "Special Guardianship" in care.reason:
        reason = CLOSED_GUARDIAN
    elif "E3:" in care.reason:
        reason = CLOSED_MOVED
    need.close(scene, child, care.ended, reason)
