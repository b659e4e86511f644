"""Children with a plan for adoption and the people who adopt: Lists 10 and 11."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ilacs_desktop.training import care as in_care
from ilacs_desktop.training.children import Adoption, Care, Child, Scene
from ilacs_desktop.training.codes import (
    A5,
    A6,
    ADOPTED_DISPENSED,
    ADOPTED_UNOPPOSED,
    CLOSED_ADOPTED,
    ETHNICITY_ADOPTER,
    FCO,
    GENDER_IN_CARE,
    ICO,
    LEFT_PROCESS,
    NEED_IN_CARE,
    NO_LONGER,
    PLACEMENT_ORDER,
    PLAN_ADOPTION,
    PLAN_FOSTERING,
    U5,
)
from ilacs_desktop.training.need import close
from ilacs_desktop.training.workforce import Service
from ilacs_desktop.training.working_days import weekday

AGES: Final = ((0, 0, 18.0), (1, 2, 48), (3, 5, 27), (6, 8, 7))
OWN_ADOPTERS: Final = 0.6  # the rest are matched with another agency's adopters


@dataclass(frozen=True, slots=True)
class Adopter:
    """One adult who adopts or would like to: a row of List 11."""

    id: str
    family: str
    gender: str
    ethnicity: str
    disability: str
    fostering: bool
    enquired: date
    stages: tuple[date | None, date | None, date | None, date | None]
    matched: date | None = None
    placed: date | None = None
    children: int | None = None
    adopted: date | None = None
    left: date | None = None
    reason: str = ""


def adopted_or_planned(scene: Scene, count: int) -> list[Child]:
    """Add the children of List 10; those still in care, or lately so, are in List 8 as well."""
    return [_child(scene, number / max(1, count)) for number in range(count)]


def adopters(scene: Scene, children: list[Child], count: int) -> list[Adopter]:
    """Return the rows of List 11, beginning with the families that children went to."""
    rows: list[Adopter] = []
    number = 4000 + scene.rng.randint(0, 900)
    for child in children:
        adoption = child.adoption
        if adoption is None or adoption.matched is None or len(rows) >= count * 0.7:
            continue
        if scene.rng.random() < OWN_ADOPTERS:
            number += 1
            child.adoption = replace(adoption, family=f"AF{number}")
            rows += _household(scene, number, child.adoption)
    while len(rows) < count:
        number += 1
        rows += _household(scene, number, None)
    return rows[:count] if _whole(rows, count) else rows[: count - 1]


def _whole(rows: list[Adopter], count: int) -> bool:
    """Say whether cutting the rows at a count leaves no couple apart."""
    return len(rows) == count or rows[count - 1].family != rows[count].family


def _child(scene: Scene, place: float) -> Child:
    """Add one child of List 10; where they stand in the order says how their story goes on.

    Args:
        scene: where it happens.
        place: from 0 to 1: the first two fifths were adopted, the last sixth had the plan changed.
    """
    rng = scene.rng
    desk = scene.staff.desk(rng, Service.IN_CARE)
    child = scene.family(scene.ages(AGES), desk, most=1, gender=GENDER_IN_CARE)[0]
    if place < 0.42:
        day = weekday(scene.as_at - timedelta(days=rng.randint(5, 360)))
        child.adoption = _adopted(scene, child, day)
    elif place < 0.84:
        child.adoption = _waiting(scene, child)
    else:
        child.adoption = _changed(scene, child)
    _care(scene, child)
    return child


def _adopted(scene: Scene, child: Child, day: date) -> Adoption:
    """Return the dates of an adoption, counted back from the order."""
    rng = scene.rng
    placed = weekday(day - timedelta(days=rng.randint(120, 320)))
    matched = weekday(placed - timedelta(days=rng.randint(10, 45)))
    ordered = weekday(matched - timedelta(days=rng.randint(20, 260)))
    decided = weekday(ordered - timedelta(days=rng.randint(15, 120)))
    entered = weekday(decided - timedelta(days=rng.randint(120, 260)))
    if child.born > entered:
        child.born = entered - timedelta(days=rng.randint(0, 90))
    early = weekday(placed - timedelta(days=rng.randint(60, 200))) if rng.random() < 0.2 else None
    if early is not None and early < entered:
        early = None
    return Adoption(entered, decided, ordered, matched, placed, adopted=day, fostered_first=early)


def _waiting(scene: Scene, child: Child) -> Adoption:
    """Return the dates of a plan that has not come to an adoption yet."""
    rng = scene.rng
    decided = weekday(scene.as_at - timedelta(days=rng.randint(5, 420)))
    entered = weekday(decided - timedelta(days=rng.randint(110, 260)))
    if child.born > entered:
        child.born = entered - timedelta(days=rng.randint(0, 60))
    steps: list[date | None] = []
    day = decided
    for least, most in ((15, 120), (30, 240), (10, 45)):
        day = weekday(day + timedelta(days=rng.randint(least, most)))
        if day > scene.as_at:
            break
        steps.append(day)
    ordered, matched, placed = (*steps, None, None, None)[:3]
    return Adoption(entered, decided, ordered, matched, placed)


def _changed(scene: Scene, child: Child) -> Adoption:
    """Return the dates of a plan that was changed in the last year."""
    rng = scene.rng
    changed = weekday(scene.as_at - timedelta(days=rng.randint(5, 350)))
    decided = weekday(changed - timedelta(days=rng.randint(90, 500)))
    entered = weekday(decided - timedelta(days=rng.randint(120, 260)))
    if child.born > entered:
        child.born = entered - timedelta(days=rng.randint(0, 400))
    return Adoption(entered, decided, reversed=changed, reason=NO_LONGER.draw(rng))


def _care(scene: Scene, child: Child) -> None:
    """Give the child the period of care that goes with the plan, when List 8 would show it."""
    plan = child.adoption
    if plan is None or (plan.adopted is not None and plan.adopted < scene.opens):
        return
    rng = scene.rng
    care = child.care = Care(started=plan.entered, need=NEED_IN_CARE.draw(rng))
    if plan.placed is not None:
        care.placement = A5 if plan.fostered_first else A6
        care.placed = plan.placed
    elif plan.fostered_first is not None:
        care.placement = U5
    if plan.adopted is not None:
        care.ended = plan.adopted
        care.reason = rng.choice((ADOPTED_UNOPPOSED, ADOPTED_DISPENSED, ADOPTED_DISPENSED))
    if plan.reversed is not None:
        in_care.fill(scene, child, plan=PLAN_FOSTERING, legal=FCO)
        return
    in_care.fill(scene, child, plan=PLAN_ADOPTION, legal=PLACEMENT_ORDER if plan.ordered else ICO)
    if plan.ordered is not None:
        care.legal_since = plan.ordered
    if plan.adopted is not None:
        close(scene, child, plan.adopted, CLOSED_ADOPTED)


def _household(scene: Scene, number: int, plan: Adoption | None) -> list[Adopter]:
    """Return the one or two adopters of a household."""
    rng = scene.rng
    if plan is not None and plan.matched is not None:
        approved = weekday(plan.matched - timedelta(days=rng.randint(20, 300)))
    else:
        approved = weekday(scene.as_at + timedelta(days=rng.randint(-330, 200)))
    steps = [approved]
    for least, most in ((80, 130), (1, 40), (50, 90), (10, 90)):
        steps.insert(0, weekday(steps[0] - timedelta(days=rng.randint(least, most))))
    stages = [day if day <= scene.as_at else None for day in steps]
    enquired = min(steps[0], scene.as_at - timedelta(days=4))
    leaves = plan is None and rng.random() < 0.12
    latest = max(day for day in (*stages, enquired) if day is not None)
    adult = Adopter(
        id="",
        family=f"AF{number}",
        gender="",
        ethnicity=ETHNICITY_ADOPTER.draw(rng),
        disability="b) No",
        fostering=rng.random() < 0.2,
        enquired=enquired,
        stages=(stages[1], stages[2], stages[3], stages[4]),
        matched=plan.matched if plan else None,
        placed=plan.placed if plan else None,
        children=1 if plan and plan.placed else None,
        adopted=plan.adopted if plan else None,
        left=latest + (scene.as_at - latest) * rng.random() if leaves else None,
        reason=LEFT_PROCESS.draw(rng) if leaves else "",
    )
    genders = rng.choice((("a) Male", "b) Female"), ("a) Male", "b) Female"), ("b) Female",)))
    return [
        replace(adult, id=f"AD{number}{'AB'[place]}", gender=gender)
        for place, gender in enumerate(genders)
    ]
