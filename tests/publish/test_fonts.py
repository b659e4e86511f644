from __future__ import annotations

import sys

import pytest

from ilacs_desktop import paths
from ilacs_desktop.publish.fonts import MISSING_MARK, Face, FontSet

NAMES = (
    "Siân Tŷ-Gwyn, Ŵyn, Zoë O’Neill, Łukasz Żółć, Ğülşen İnan ığ, Ştefan Țăranu Șerban, "
    "Nguyễn Thị Hường, Đỗ Ấ Ự, Ærøskøbing Þór ð, Ñandú, Ğ, Čeněk Ž, Kőrös Ű, ẞß, Œœ, €£½–—‘’“”•…©"
)


@pytest.mark.parametrize("face", list(Face))
def test_every_face_draws_the_names_people_have(face):
    fonts = FontSet()
    assert fonts.clean(NAMES, face) == NAMES
    assert fonts.missing == set()


def test_a_character_without_a_glyph_is_marked_and_reported():
    fonts = FontSet()
    assert fonts.clean("a日b🙂日", Face.REGULAR) == f"a{MISSING_MARK}b{MISSING_MARK}{MISSING_MARK}"
    assert fonts.missing == {"日", "🙂"}


def test_half_a_character_pair_is_marked():
    assert FontSet().clean("a\ud83d", Face.REGULAR) == "a" + MISSING_MARK


def test_letters_and_accents_are_joined():
    assert FontSet().clean("Zoe\u0308", Face.REGULAR) == "Zoë"


def test_what_has_no_form_on_paper_is_left_out():
    fonts = FontSet()
    assert fonts.clean("a\x00b\u200b\u00adc\u202ed\ufeff", Face.REGULAR) == "abcd"
    assert fonts.missing == set()


def test_every_line_end_is_a_line_feed():
    assert FontSet().clean("a\r\nb\rc\u2028d", Face.REGULAR) == "a\nb\nc\nd"


def test_width_is_that_of_the_font():
    fonts = FontSet()
    advances = fonts.parsed(Face.BOLD).charWidths
    expected = sum(advances[ord(letter)] for letter in "Exampleshire") * 14 / 1000
    assert fonts.width("Exampleshire", Face.BOLD, 14) == pytest.approx(expected)


def test_a_set_reads_only_the_faces_it_is_asked_for(monkeypatch):
    read: list[str] = []
    real = paths.resource

    def noted(*parts):
        read.append(parts[-1])
        return real(*parts)

    monkeypatch.setattr(paths, "resource", noted)
    FontSet().width("a", Face.ITALIC, 12)
    assert read == ["NotoSans-Italic.ttf"]


def test_fonts_stay_out_of_the_shared_register():
    FontSet().width("a", Face.REGULAR, 12)
    registered = sys.modules["reportlab.pdfbase.pdfmetrics"].getRegisteredFontNames()
    assert not any("Noto" in name for name in registered)


def test_the_licence_ships_beside_the_fonts():
    text = paths.resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text
    assert "Google" in text
