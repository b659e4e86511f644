"""Which likely names a report is asked about: its capitals are services and projects too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.domain.name_words import FAMILY, TITLES, word_set
from ilacs_desktop.domain.names import folded

if TYPE_CHECKING:
    from ilacs_desktop.domain.names import Lexicon, NameSpan

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[\s,]*[“‘\"'(]?$")
_AFTER = re.compile(r"(?:['’]s)?\s+([^\W\d_]+)")
_OPENS = word_set("this that these our their its his her every each in at near of from to")
_ROLES = word_set(
    "worker workers adviser advisor manager carer carers child boy girl baby mother father mum dad "
    "sister brother son daughter grandmother grandfather aunt uncle officer teacher practitioner "
    "nurse guardian"
)
_SPEAKS = word_set("said says told tells explained described disclosed asked felt commented")


def is_person(text: str, span: NameSpan, lexicon: Lexicon) -> bool:
    """Say whether a likely name is so likely that a reader of the report is asked about it.

    Notes of a visit name people, and there every capital is looked at. A report does not: what is
    no known first name is asked about only where something beside it speaks of a person.
    """
    words = [folded(one) for one in _WORD.findall(span.text)]
    first = words[0]
    if first in TITLES or first in FAMILY:
        return True
    before, after = _beside(text, span)
    follows_the = folded(before) in ("the", "a", "an")
    if any(part in lexicon.first for part in first.split("-")):
        return not follows_the or folded(after) in _SPEAKS
    if follows_the or after[:1].isupper():
        # "The Harbour team", "Bramley Systems": it is called after somebody at most.
        return False
    if folded(before) in _ROLES or folded(after) in _SPEAKS:
        return True
    opened = folded(before) in _OPENS or before.endswith(("'s", "’s"))
    return len(words) > 1 and not opened


def _beside(text: str, span: NameSpan) -> tuple[str, str]:
    """Return the words before and after a span, of its own sentence."""
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    after = _AFTER.match(text[span.end : span.end + 40])
    return (before.group(1) if before else "", after.group(1) if after else "")
