"""What must agree within one edition: every key that names another thing, and every order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ilacs_desktop.domain.skeleton import PLACEHOLDERS, placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ilacs_desktop.domain.edition import Edition, EventType
    from ilacs_desktop.frameworks.nodes import Fault, Node

_WANTED = ("areas", "scale", "kinds", "events", "source_kinds", "origins", "case_prompts")


def disagreements(edition: Edition, node: Node) -> tuple[Fault, ...]:
    """Return everything in an edition that does not agree, each at its line.

    Args:
        edition: as read from ``node``.
        node: the definition, for the places of the faults.
    """
    found = (
        *_basics(edition, node),
        *_areas(edition, node),
        *_rules(edition, node),
        *_requests(edition, node),
        *(
            fault
            for index, event in enumerate(edition.events)
            for fault in _event(edition, event, node.at("events", index))
        ),
    )
    return tuple(sorted(set(found), key=lambda fault: (str(fault.file), fault.line, fault.reason)))


def _unknown(node: Node, keys: Iterable[object], known: Collection[object]) -> Iterator[Fault]:
    """Fault every key of a list, or the one key of a field, that names nothing."""
    for index, key in enumerate(keys):
        if key not in known:
            wanted = ", ".join(str(item) for item in known)
            yield node.at(index).fault(f"{key!r} is not one of {wanted}")


def _twice(node: Node, field: str, marks: Iterable[object]) -> Iterator[Fault]:
    seen: set[object] = set()
    for index, mark in enumerate(marks):
        if mark in seen:
            yield node.at(index, field).fault(f"{mark!r} is there twice")
        seen.add(mark)


def _basics(edition: Edition, node: Node) -> Iterator[Fault]:
    if edition.to_date is not None and edition.to_date < edition.from_date:
        yield node.at("to_date").fault("comes before from_date")
    for name in _WANTED:
        if not getattr(edition, name):
            yield node.at(name).fault("is empty; at least one is wanted")
    if edition.has_overall and not edition.overall_label.strip():
        yield node.at("overall_label").fault("is empty, but there is an overall grade")
    if edition.limiting_rules and not edition.has_overall:
        yield node.at("limiting_rules").fault("there is no overall grade to limit")
    if edition.references_from is not None and not edition.references:
        yield node.at("references_from").fault("references are wanted, but none are listed")
    yield from _twice(
        node.at("abbreviations"), "short", (item.short for item in edition.abbreviations)
    )
    origins = {item.key for item in edition.origins}
    for index, source in enumerate(edition.source_kinds):
        yield from _unknown(
            node.at("source_kinds", index, "origin"), [source.origin], sorted(origins)
        )


def _areas(edition: Edition, node: Node) -> Iterator[Fault]:
    keys = [area.key for area in edition.areas]
    for name in ("table_order", "body_order"):
        order = getattr(edition, name)
        yield from _unknown(node.at(name), order, keys)
        for key in keys:
            if key not in order:
                yield node.at(name).fault(f"the area {key!r} is missing")
    counts = Counter(topic.key for area in edition.areas for topic in area.topics)
    for index, area in enumerate(edition.areas):
        for place, topic in enumerate(area.topics):
            if counts[topic.key] > 1:
                where = node.at("areas", index, "topics", place, "key")
                yield where.fault(f"{topic.key!r} is a topic of more than one area")


def _rules(edition: Edition, node: Node) -> Iterator[Fault]:
    grades = [grade.key for grade in edition.scale]
    events = [event.key for event in edition.events]
    for index, limit in enumerate(edition.limiting_rules):
        where = node.at("limiting_rules", index)
        for name in ("grade", "at_most"):
            yield from _unknown(where.at(name), [getattr(limit, name)], grades)
    practice = sum(area.kind == "practice" for area in edition.areas)
    for index, rule in enumerate(edition.next_events):
        where = node.at("next_events", index)
        yield from _unknown(where.at("event"), [rule.event], events)
        yield from _unknown(where.at("overall"), rule.overall, grades)
        for name in ("any_area", "leaders_at_least", "practice_at_least"):
            key = getattr(rule, name)
            yield from _unknown(where.at(name), [key] if key else [], grades)
        if rule.practice_count > practice:
            yield where.at("practice_count").fault(f"there are only {practice} practice areas")
        if bool(rule.practice_count) != bool(rule.practice_at_least):
            reason = "practice_at_least and practice_count go together"
            yield where.at("practice_at_least").fault(reason)


def _requests(edition: Edition, node: Node) -> Iterator[Fault]:
    yield from _twice(node.at("lists"), "number", (item.number for item in edition.lists))
    yield from _twice(
        node.at("references"), "citation", (item.citation for item in edition.references)
    )


def _event(edition: Edition, event: EventType, node: Node) -> Iterator[Fault]:
    kinds = [kind.key for kind in edition.kinds]
    numbers = [item.number for item in edition.lists]
    topics = [topic.key for area in edition.areas for topic in area.topics]
    yield from _unknown(node.at("finding_kinds"), event.finding_kinds, kinds)
    yield from _unknown(node.at("lists"), event.lists, numbers)
    yield from _unknown(
        node.at("documents"), event.documents, [item.key for item in edition.documents]
    )
    for index, scope in enumerate(event.scope_topics):
        where = node.at("scope_topics", index)
        yield from _unknown(where.at("topics"), scope.topics, topics)
        yield from _unknown(where.at("lists"), scope.lists, numbers)
    yield from _sections(edition, event, node)
    yield from _texts(event, node.at("document"))


def _sections(edition: Edition, event: EventType, node: Node) -> Iterator[Fault]:
    areas = [area.key for area in edition.areas]
    found = []
    for index, section in enumerate(event.document.sections):
        where = node.at("document", "sections", index)
        if section.area is not None:
            yield from _unknown(where.at("area"), [section.area], areas)
        if section.role == "area":
            found.append(section.area)
            if section.area is None:
                yield where.fault("a section of role area names its area")
        yield from _unknown(where.at("kinds"), section.kinds, event.finding_kinds)
        if section.words is not None:
            words = section.words
            low = words.median if words.low is None else words.low
            high = words.median if words.high is None else words.high
            if not low <= words.median <= high:
                yield where.at("words").fault("low, median and high are not in order")
    if event.graded and tuple(found) != edition.body_order:
        where = node.at("document", "sections")
        yield where.fault("the areas do not follow body_order, each once")


def _texts(event: EventType, node: Node) -> Iterator[Fault]:
    """Fault every skeleton text whose placeholders are not known."""
    document = event.document
    for name in ("title", "subtitle", "opening", "closing"):
        yield from _text(node.at(name), getattr(document, name))
    for index, line in enumerate(document.header):
        yield from _text(node.at("header", index, "text"), line.text)
    for index, text in enumerate(document.footer):
        yield from _text(node.at("footer", index), text)
    for index, section in enumerate(document.sections):
        for name in ("heading", "skeleton", "footnote"):
            yield from _text(node.at("sections", index, name), getattr(section, name))


def _text(node: Node, text: str) -> Iterator[Fault]:
    try:
        unknown = [name for name in placeholders(text) if name not in PLACEHOLDERS]
    except ValueError as error:
        yield node.fault(f"has a brace out of place: {error}")
        return
    for name in unknown:
        yield node.fault(f"{{{name}}} is not a placeholder that this app can fill")
