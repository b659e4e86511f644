"""Words of a form that is not finished yet: kept on this laptop, so that nothing typed is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ilacs_desktop.domain.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.services.record.work import Work


def keep(work: Work, form: str, words: Mapping[str, str]) -> Changes:
    """Keep a form as it stands; empty words forget it.

    Args:
        work: the open inspection.
        form: which form, such as ``refer-back``.
        words: what stands in its fields, by field.
    """
    kept = {name: text for name, text in words.items() if text}
    work.file.mark(f"unsent:{form}", json.dumps(kept, ensure_ascii=False) if kept else "")
    return Changes()


def kept(work: Work, form: str) -> dict[str, str]:
    """Return what stood in a form when it was left; for the writer thread."""
    text = work.file.marked(f"unsent:{form}")
    return {str(name): str(words) for name, words in json.loads(text).items()} if text else {}
