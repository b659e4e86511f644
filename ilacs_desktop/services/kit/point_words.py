"""How a note or a concern reads as a point to say aloud or to print."""

from __future__ import annotations

_MARKS = "?!"
_BETWEEN = " :,;.–-"


def unmarked(text: str) -> str:
    """Return a text without the signs that begin its lines; elsewhere both are punctuation."""
    lines = (line.strip().lstrip(_MARKS).strip() for line in text.strip().splitlines())
    return "\n".join(lines).strip()


def on_child(child: str, words: str, before: str = "") -> str:
    """Return words that begin with the child they are about, said once.

    Args:
        child: ID or code; empty where they are about no child.
        words: what is said; it may begin with the child already.
        before: what comes before the child, such as the number of a referral.
    """
    said = words.strip()
    if not child:
        return f"{before}: {said}" if before else said
    about = f"Child {child}"
    for begins, already in ((about, said), (child, f"Child {said}")):
        rest = said[len(begins) :]
        if said.casefold().startswith(begins.casefold()) and not (rest[:1].isalnum() or not rest):
            if rest[0] in _BETWEEN and rest[0] != " ":
                said = rest.lstrip(_BETWEEN)
                break
            return f"{before}: {already}" if before else already
    head = f"{before}, {about}" if before else about
    return f"{head}: {said}".rstrip(": ")
