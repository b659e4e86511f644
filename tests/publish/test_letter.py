from __future__ import annotations

from dataclasses import replace

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.fonts import Face, FontSet
from ilacs_desktop.publish.layout import slabs_of
from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.pdf import render


def test_the_head_of_a_letter_ends_with_its_title(letter_input):
    kinds = [type(block).__name__ for block in build_letter(letter_input).blocks]
    assert kinds[:5] == ["AddressBlock", "LetterDate", "AddressBlock", "Salutation", "Title"]
    assert kinds[-1] == "Signature"


def test_the_signature_is_never_alone_on_a_page(letter_input):
    for words in range(0, 330, 15):
        items = letter_input.opening[:1]
        filled = replace(items[0], text="word " * (600 + words))
        rendered = render(build_letter(replace(letter_input, opening=(filled,), sections=())))
        pages = {place.block_id: place.page for place in rendered.places}
        assert pages["signature"] == pages["closing-1"]


def test_a_letter_without_addresses_or_signature_can_be_printed(letter_input):
    bare = replace(
        letter_input, sender_lines=(), addressee_lines=(), valediction="", signature_lines=()
    )
    publication = build_letter(bare)
    assert not any(isinstance(block, model.Signature) for block in publication.blocks)
    assert render(publication).pages >= 3


def test_a_letter_has_no_numbers(letter_input):
    blocks = build_letter(letter_input).blocks
    assert all(block.number is None for block in blocks if isinstance(block, model.Paragraph))


def test_several_inspectorates_sign_below_one_another(letter_input):
    lines = ("Ann Example", "National Director, A", "", "Bo Sample", "Chief Inspector, B")
    made = build_letter(replace(letter_input, signature_lines=lines))
    signature = made.blocks[-1]
    slabs = slabs_of(replace(made, blocks=(signature,)), style.PORTRAIT, FontSet())
    drawn = {
        "".join(span.text for span in part.line): (slab.space, part.line[0].face)
        for slab in slabs
        for part in slab.parts
    }
    for name in ("Ann Example", "Bo Sample"):
        assert drawn[name] == (style.SIGNING_ROOM, Face.BOLD)
    assert drawn["Chief Inspector, B"] == (0.0, Face.REGULAR)
    assert [slab.keep for slab in slabs] == [True] * 4 + [False]
