"""Both independent checkers of PDF on one file: what they find, as lines to read.

``page_validation`` (its module is ``page``) knows PDF/UA-1 and PDF/A-2a as the standards' own test
files do; ``outloud`` hears a file as a screen reader does. Warnings of the latter are kept apart:
they are about what is written, such as a heading that two pages begin with.
"""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():
    # Of pymupdf's bindings, when they are first imported.
    warnings.simplefilter("ignore", DeprecationWarning)
    import outloud
    import pymupdf
    from page import validate_pdf_bytes

assert pymupdf


def errors(pdf: bytes, folder: Path) -> list[str]:
    """Return every error that a checker finds in a file."""
    found = [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in ("ua1", "2a")
        for failure in validate_pdf_bytes(pdf, profile=profile).failures
    ]
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    result = outloud.check(str(path))
    assert not result.error, result.error
    found += [
        f"outloud {finding.rule}: {finding.message} ({finding.evidence})"
        for finding in result.findings
        if str(finding.severity) == "error"
    ]
    return found
