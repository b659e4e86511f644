"""Warnings where area grades and overall effectiveness have not gone together in real reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.edition import Edition, LimitingRule


def limiting_warnings(
    edition: Edition, area_grades: Mapping[str, str], overall: str | None
) -> tuple[str, ...]:
    """Return what speaks against an overall grade, given the areas' grades.

    It never proposes a grade: without an overall grade, or in an edition without one, there is
    nothing to warn of. Where several rules are broken only the strictest are told, since the
    others follow from them.

    Args:
        edition: holds the rules as data, and the scale.
        area_grades: grade key by area key; areas not yet graded are left out.
        overall: the overall grade chosen; None while there is none.
    """
    if not edition.has_overall or overall is None:
        return ()
    chosen = edition.grade_rank(overall)
    broken = [
        (edition.grade_rank(rule.at_most), rule, hit)
        for rule in edition.limiting_rules
        if edition.grade_rank(rule.at_most) > chosen
        and len(hit := _areas_hit(edition, rule, area_grades)) >= rule.count
    ]
    strictest = max((cap for cap, _, _ in broken), default=0)
    return tuple(_sentence(edition, rule, hit) for cap, rule, hit in broken if cap == strictest)


def _areas_hit(
    edition: Edition, rule: LimitingRule, area_grades: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the keys of the areas that a rule asks about and that are graded low enough."""
    floor = edition.grade_rank(rule.grade)
    return tuple(
        area.key
        for area in edition.areas_in_table_order()
        if area.kind in rule.area_kinds
        and area.key in area_grades
        and edition.grade_rank(area_grades[area.key]) >= floor
    )


def _sentence(edition: Edition, rule: LimitingRule, hit: tuple[str, ...]) -> str:
    """Write a warning: which areas, what the rule says, what was counted."""
    names = ", ".join(edition.area(key).short for key in hit)
    return f"{names}: {rule.text} {rule.measured}"
