"""Care leavers: List 9."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.training.children import Child, Leaving, Scene
from ilacs_desktop.training.codes import (
    ACCOMMODATION,
    ACCOMMODATION_POOR,
    ACTIVITY,
    ETHNICITY,
    ETHNICITY_UASC,
    FORMER_RELEVANT,
    GENDER_IN_CARE,
    IN_TOUCH,
    QUALIFYING,
    RELEVANT,
    SUITABLE,
    UNSUITABLE,
    YES,
    weighted,
)
from ilacs_desktop.training.workforce import Desk, Service
from ilacs_desktop.training.working_days import age_on

if TYPE_CHECKING:
    from collections.abc import Iterable

_UASC_GENDER = weighted({"a) Male": 93, "b) Female": 7})


def care_leavers(scene: Scene, count: int, lately: Iterable[Child]) -> None:
    """Make so many care leavers, beginning with those who came of age in the six months.

    Args:
        scene: where it happens.
        count: the rows wanted.
        lately: the children of List 8; those now 18 have become care leavers.
    """
    made = 0
    for child in lately:
        if child.care is not None and age_on(child.born, scene.as_at) >= 18 and made < count:
            child.leaving = _leaving(scene, child, FORMER_RELEVANT, uasc=child.care.uasc)
            made += 1
    for number in range(made, count):
        kind = RELEVANT if number % 25 == 7 else QUALIFYING if number % 12 == 5 else FORMER_RELEVANT
        _new(scene, kind)


def _new(scene: Scene, kind: str) -> Child:
    rng = scene.rng
    uasc = kind == FORMER_RELEVANT and rng.random() < 0.2
    ages = (16, 17) if kind == RELEVANT else (18, 19, 20, 21, 22, 23, 24)
    weights = (30, 70) if kind == RELEVANT else (10, 21, 21, 16, 14, 10, 8)
    desk = scene.staff.desk(rng, Service.LEAVING)
    child = scene.new_child(
        scene.birthday(rng.choices(ages, weights=weights)[0]),
        (ETHNICITY_UASC if uasc else ETHNICITY).draw(rng),
        desk,
        gender=_UASC_GENDER if uasc else GENDER_IN_CARE,
    )
    child.leaving = _leaving(scene, child, kind, uasc=uasc)
    return child


def _leaving(scene: Scene, child: Child, kind: str, *, uasc: bool) -> Leaving:
    rng = scene.rng
    desk = scene.staff.desk(rng, Service.LEAVING)
    touch = IN_TOUCH.draw(rng)
    known = touch == YES
    poor = known and rng.random() < 0.06
    ago = rng.randint(0, 56) if rng.random() < 0.9 else rng.randint(57, 150)
    contact = scene.days.on_or_before(scene.as_at - timedelta(days=ago))
    if not known:
        contact = scene.days.on_or_before(scene.as_at - timedelta(days=rng.randint(90, 500)))
    accommodation = (ACCOMMODATION_POOR if poor else ACCOMMODATION).draw(rng)
    if age_on(child.born, scene.as_at) < 18 and accommodation[0] in "ZT":
        accommodation = "B: Parents/relatives"
    suitable = UNSUITABLE if poor or rng.random() < 0.06 else SUITABLE
    return Leaving(
        uasc=uasc,
        desk=desk,
        adviser=_adviser(scene, child, desk),
        eligibility=kind,
        pathway=_pathway(scene),
        in_touch=touch,
        contact=contact,
        accommodation=accommodation if known else "",
        suitable=suitable if known else "",
        activity=ACTIVITY.draw(rng) if known else "",
    )


def _adviser(scene: Scene, child: Child, desk: Desk) -> str:
    """Return the personal adviser: the allocated worker of an adult, another of a child."""
    if age_on(child.born, scene.as_at) >= 18:
        return desk.worker
    return scene.staff.desk(scene.rng, Service.LEAVING).worker


def _pathway(scene: Scene) -> date:
    rng = scene.rng
    ago = rng.randint(0, 182) if rng.random() < 0.86 else rng.randint(183, 330)
    return scene.days.on_or_before(scene.as_at - timedelta(days=ago))
