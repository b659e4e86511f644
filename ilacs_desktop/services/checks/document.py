"""All checks over the whole document: what stops it, what to look at, what to know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.services.checks import identity, lengths, support, wording
from ilacs_desktop.services.checks.catalogue import BY_KEY, LEVELS, ORDER
from ilacs_desktop.services.checks.facts import Facts, gather, passages
from ilacs_desktop.services.checks.remark import Remark
from ilacs_desktop.services.report import crossing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.names import Lexicon
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline
    from ilacs_desktop.services.report.resting import Rest

_LEVEL = {level: at for at, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of a document.

    Attributes:
        open: remarks that nobody has accepted, the gravest first, each group as it is read.
        accepted: those that a named person lets stand.
        off: keys of the checks that are turned off.
    """

    open: tuple[Remark, ...] = ()
    accepted: tuple[Remark, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def stops(self) -> tuple[Remark, ...]:
        """What bars the published version."""
        return tuple(one for one in self.open if one.level == "stop")

    def count(self, level: str) -> int:
        """Return how many remarks of a level are open."""
        return sum(one.level == level for one in self.open)


def check(document: Outline, facts: Facts) -> Checked:
    """Return what the checks say; a pure function of the text and frozen facts."""
    read = passages(document)
    found: list[Remark] = []
    for one in read:
        found += identity.of_passage(one, facts)
        found += wording.of_passage(one, facts)
        found += support.of_passage(one, facts)
    found += wording.of_document(read, facts)
    found += support.of_document(document, read, facts)
    found += lengths.of_document(document, read)
    found += [
        Remark(
            "warning", "cross-reference", one.words, one.paragraph, one.section, one.start, one.end
        )
        for one in crossing.broken(document)
    ]
    order = {item.id: at for at, item in enumerate(document.items(), 1)}
    told = {one.key: one for one in found if one.check not in facts.off}
    # The same words twice in a sentence are one acceptance, and still two places.
    placed = sorted(
        (one for one in found if one.key in told),
        key=lambda one: (
            _LEVEL[one.level],
            order.get(one.paragraph, 0 if one.section else len(order) + 1),
            one.start,
            ORDER[one.check],
        ),
    )
    named = [replace(one, accepted=facts.accepted.get(one.key)) for one in placed]
    return Checked(
        tuple(one for one in named if one.accepted is None),
        tuple(one for one in named if one.accepted is not None),
        tuple(sorted(facts.off & BY_KEY.keys(), key=ORDER.__getitem__)),
    )


def of_document(
    work: Work,
    document: Outline,
    rests: Mapping[str, Rest] | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> Checked:
    """Return what the checks say of the document now; for the reader thread.

    Args:
        work: the open inspection.
        document: as it stands.
        rests: what its paragraphs rest on, where that is known already.
        lexicon: what is known of words; without it likely names are not looked for.
    """
    return check(document, gather(work, document, rests=rests, lexicon=lexicon))
