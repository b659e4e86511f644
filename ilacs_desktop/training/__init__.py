"""The fictitious local authority and the worked training inspections."""

from __future__ import annotations

from ilacs_desktop.training.annex_a import make_annex_a
from ilacs_desktop.training.workbook import write_workbook

__all__ = ["make_annex_a", "write_workbook"]
