"""Which event comes next for an LA, by an edition's rules and the last outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.edition import Edition, NextEventRule, Tag


@dataclass(frozen=True, slots=True)
class PreviousOutcome:
    """The grades of an LA's last graded inspection.

    Attributes:
        edition: key of the edition it was held under.
        area_grades: pairs of area key and grade key, as far as known.
        overall: key of the overall grade; None where there was none or it is not known.
    """

    edition: str
    area_grades: tuple[tuple[str, str], ...] = ()
    overall: str | None = None


class Suggestion(NamedTuple):
    """An event type that a rule leads to; a person may always choose another."""

    event: str
    reason: str
    tag: Tag


def suggest_event(
    editions: Iterable[Edition], edition: Edition, previous: PreviousOutcome | None
) -> Suggestion:
    """Return the event that follows from the last outcome, with the reason in words.

    The rules of the edition in force are asked first. Where the last outcome lacks what they
    ask about, as after a change of judgement areas, those of the edition it was given under are.

    Args:
        editions: those known, to find the edition of the last outcome.
        edition: the edition in force for the event being planned.
        previous: the last graded outcome; None where none is known.
    """
    first = edition.events[0]
    if previous is None:
        return Suggestion(
            first.key, f"No earlier outcome is known: {first.title.lower()}, choose by hand.", "M"
        )
    earlier = [known for known in editions if known.key == previous.edition]
    for judging in (edition, *earlier):
        if not _can_judge(judging, previous):
            continue
        for rule in judging.next_events:
            if _fits(judging, rule, previous) and _has_event(edition, rule.event):
                return Suggestion(rule.event, _reason(edition, judging, rule), rule.tag)
    return Suggestion(
        first.key,
        "The last outcome is not known in the detail that the rules ask for: choose by hand.",
        "M",
    )


def _has_event(edition: Edition, key: str) -> bool:
    return any(event.key == key for event in edition.events)


def _can_judge(edition: Edition, previous: PreviousOutcome) -> bool:
    """Tell whether the outcome holds every grade that the edition's rules ask about."""
    grades = dict(previous.area_grades)
    scale = {grade.key for grade in edition.scale}
    if previous.overall is not None and previous.overall not in scale:
        return False
    if any(rule.overall for rule in edition.next_events) and previous.overall is None:
        return False
    asks_areas = any(
        rule.any_area or rule.leaders_at_least or rule.practice_count
        for rule in edition.next_events
    )
    return not asks_areas or all(grades.get(area.key) in scale for area in edition.areas)


def _fits(edition: Edition, rule: NextEventRule, previous: PreviousOutcome) -> bool:
    grades = dict(previous.area_grades)
    if rule.overall and previous.overall not in rule.overall:
        return False
    if rule.any_area and rule.any_area not in grades.values():
        return False
    if rule.leaders_at_least:
        leaders = _reaching(edition, grades, "leaders", rule.leaders_at_least)
        if leaders < sum(area.kind == "leaders" for area in edition.areas):
            return False
    if rule.practice_count:
        reached = _reaching(edition, grades, "practice", rule.practice_at_least)
        return reached >= rule.practice_count
    return True


def _reaching(edition: Edition, grades: Mapping[str, str], kind: str, lowest: str) -> int:
    """Count the areas of a kind that reach a grade."""
    floor = edition.grade_rank(lowest)
    return sum(
        edition.grade_rank(grades[area.key]) <= floor for area in edition.areas if area.kind == kind
    )


def _reason(edition: Edition, judging: Edition, rule: NextEventRule) -> str:
    """Write why: the pathway, the rule, and whose rule it is where that is not plain."""
    reason = f"{rule.pathway}: {rule.reason}"
    if judging.key != edition.key:
        reason += f" By the rules of {judging.title}, under which the last outcome was given."
    return reason
