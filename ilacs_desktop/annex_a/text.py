"""Reduce words as typed to forms that can be compared."""

from __future__ import annotations

import re

_NOT_LETTER_OR_DIGIT = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^()]*\)")


def squash(text: str) -> str:
    """Reduce a heading to its lower-case letters and digits.

    Non-breaking spaces, curly quotes, question marks and mis-decoded apostrophes all vanish, so
    that one heading typed in ten ways is one heading.
    """
    return _NOT_LETTER_OR_DIGIT.sub("", text.casefold())


def fold(text: str) -> str:
    """Reduce a value to lower-case words of letters and digits with single spaces between."""
    bare = text.casefold().replace("’", "").replace("'", "").replace("â€™", "")
    return _NOT_LETTER_OR_DIGIT.sub(" ", bare).strip()


def heading_forms(heading: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the forms under which a heading may be looked up, the most faithful first.

    Args:
        heading: the heading as sent.
        prefixes: squashed words that pivot tables put before a heading, such as ``sumof``.
    """
    whole = squash(heading)
    forms = [whole]
    without = squash(_BRACKETS.sub(" ", heading))
    if without and without != whole:
        forms.append(without)
    for form in tuple(forms):
        forms.extend(form[len(p) :] for p in prefixes if form.startswith(p) and form != p)
    return tuple(dict.fromkeys(forms))
