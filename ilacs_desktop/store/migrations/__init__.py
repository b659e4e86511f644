"""Schema versions of an inspection file: numbered modules of literal SQL, never live tables."""

from __future__ import annotations

from ilacs_desktop.store.migrations import m001_first

STEPS = (m001_first,)
"""In order; each has ``VERSION`` and ``STATEMENTS``. Imported statically for frozen builds."""

HEAD = STEPS[-1].VERSION
