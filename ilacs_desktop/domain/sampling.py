"""Draw children from a cohort so that anyone can draw the same children again.

The method, in full (``sha256-order/1``):

1. Each child's number is the SHA-256 of the UTF-8 text ``ilacs-sample/1``, the seed, the cohort
   and the child ID, with a line feed between each two. It depends on nothing else: not on the
   order of the file, on the other children or on the software that draws.
2. The children are sorted by stratum. Each stratum gets its share of the sample in proportion to
   its children: first the whole part of the share, then one more each to the strata with the
   largest remainders until the sample is full. Equal remainders go by the stratum's own SHA-256
   number, made in the same way.
3. Within a stratum the children with the smallest numbers are drawn.

A larger sample with the same seed holds the smaller one of every stratum that does not shrink, so
a child whose record cannot be looked at is replaced by the next in order.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METHOD = "sha256-order/1"
"""Named in every recorded draw; a changed method gets another number."""

NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of the frame.

    Attributes:
        key: the values it shares, in the order stratified by; empty for the whole frame.
        frame: children in it.
        drawn: children drawn from it.
    """

    key: tuple[str, ...]
    frame: int
    drawn: int

    @property
    def label(self) -> str:
        """Return the shared values in one line."""
        return " · ".join(self.key)


@dataclass(frozen=True, slots=True)
class Draw:
    """The outcome of one draw.

    Attributes:
        drawn: child IDs in the order drawn, the smallest number first.
        strata: every group of the frame, by its key.
        next_up: the children who would come next in each stratum, as replacements.
    """

    drawn: tuple[str, ...]
    strata: tuple[Stratum, ...]
    next_up: tuple[str, ...]


def number_of(seed: int, cohort: str, item: str) -> str:
    """Return the number that a child or a stratum is ordered by, as 64 hexadecimal digits."""
    text = "\n".join(("ilacs-sample/1", str(seed), cohort, item))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def draw(frame: Mapping[str, Sequence[str]], size: int, seed: int, cohort: str) -> Draw:
    """Draw a proportional stratified sample.

    Args:
        frame: for each child ID, the values that the sample is stratified by; an empty value
            counts as not recorded.
        size: children wanted; where the frame holds fewer, all of them are drawn.
        seed: any whole number.
        cohort: what the frame is called; another cohort is ordered in another way.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for child, values in frame.items():
        groups[tuple(value or NOT_RECORDED for value in values)].append(child)
    sizes = shares({key: len(children) for key, children in groups.items()}, size, seed, cohort)
    drawn: list[str] = []
    next_up: list[str] = []
    for key, children in groups.items():
        ordered = sorted(children, key=lambda child: number_of(seed, cohort, child))
        drawn += ordered[: sizes[key]]
        next_up += ordered[sizes[key] : sizes[key] + 1]

    def in_order(child: str) -> str:
        return number_of(seed, cohort, child)

    return Draw(
        tuple(sorted(drawn, key=in_order)),
        tuple(Stratum(key, len(groups[key]), sizes[key]) for key in sorted(groups)),
        tuple(sorted(next_up, key=in_order)),
    )


def shares(
    counts: Mapping[tuple[str, ...], int], size: int, seed: int, cohort: str
) -> dict[tuple[str, ...], int]:
    """Share a sample out over strata, in proportion, by the largest remainders.

    Args:
        counts: children in each stratum.
        size: children wanted in all.
        seed: settles equal remainders.
        cohort: settles equal remainders.
    """
    total = sum(counts.values())
    wanted = max(0, min(size, total))
    if not total:
        return dict.fromkeys(counts, 0)
    whole = {key: wanted * count // total for key, count in counts.items()}
    left = wanted - sum(whole.values())
    by_remainder = sorted(
        counts,
        key=lambda key: (
            -(wanted * counts[key] % total),
            number_of(seed, cohort, "\n".join(key)),
        ),
    )
    for key in by_remainder[:left]:
        whole[key] += 1
    return whole
