"""Ids that follow from what they name, so that two makers make one record."""

from __future__ import annotations

import hashlib


def derived(kind: str, *parts: str) -> str:
    """Return the id of a single record or a link.

    Args:
        kind: record kind.
        parts: what makes it the one: a key, or a relation and both ends.
    """
    digest = hashlib.sha256("\x1f".join((kind, *parts)).encode(errors="surrogatepass")).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


def link_id(relation: str, source: str, target: str) -> str:
    """Return the id of the link of one relation between two records."""
    return derived("link", relation, source, target)
