"""Every kind of block, on one page and over many, is PDF/UA-1 and PDF/A-2a for both checkers."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.pdf import render
from ilacs_desktop.publish.report import build_report

HERE = Path(__file__).parent


def beside(name: str):
    """Return a module that stands beside this one."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


checkers, publications = beside("checkers"), beside("publications")
PUBLICATIONS = publications.PUBLICATIONS

LONG = "Bournemouth, Christchurch and Poole"


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_both_checkers_find_no_error(name, tmp_path):
    rendered = render(PUBLICATIONS[name])
    assert checkers.errors(rendered.pdf, tmp_path) == []


@pytest.mark.parametrize("draft", [True, False])
def test_a_report_is_accessible_and_an_archive_file(report_input, draft, tmp_path):
    given = replace(report_input, draft=draft, marking="Official-Sensitive" if draft else "")
    assert checkers.errors(render(build_report(given)).pdf, tmp_path) == []


def test_a_letter_of_few_pages_with_a_long_footer_is_too(letter_input, tmp_path):
    footer = (f"Focused visit to {LONG} local authority children’s services", "March 2026")
    given = replace(letter_input, footer_lines=footer, draft=True)
    assert checkers.errors(render(build_letter(given)).pdf, tmp_path) == []


def test_the_dates_stay_under_a_name_that_fills_the_footer(letter_input, tmp_path):
    name = "the Royal Borough of Kensington and Chelsea and the Tri-borough Partnership of Lynn"
    footer = (f"Monitoring visit to {name}, St Helens, {LONG} children’s services", "March 2026")
    given = replace(letter_input, footer_lines=footer)
    made = render(build_letter(given)).pdf
    assert checkers.errors(made, tmp_path) == []
    with pymupdf.open(stream=made) as opened:
        assert "March 2026" in opened[1].get_text(clip=(0, 762, 596, 842))


def test_the_checkers_can_find_errors(report_input, tmp_path):
    """Take away a mark, a language and the claim: each is told."""
    with pikepdf.open(io.BytesIO(render(build_report(report_input)).pdf)) as document:
        del document.Root.MarkInfo
        del document.Root.Lang
        document.pages[0].contents_add(b"0 0 10 10 re f")
        target = io.BytesIO()
        document.save(target)
    found = " ".join(checkers.errors(target.getvalue(), tmp_path))
    assert "PDFUA1" in found
    assert "PDFA2A" in found
    assert "outloud DOC-013" in found


_ELSEWHERE = """
import hashlib, runpy, sys
from ilacs_desktop.publish.pdf import render
publications = runpy.run_path(sys.argv[1])["PUBLICATIONS"]
print(hashlib.sha256(render(publications["every block"]).pdf).hexdigest())
"""


def test_another_process_writes_the_same_bytes():
    source = str(HERE / "publications.py")
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, source], capture_output=True, text=True, check=True
    )
    here = hashlib.sha256(render(PUBLICATIONS["every block"]).pdf).hexdigest()
    assert done.stdout.strip() == here
