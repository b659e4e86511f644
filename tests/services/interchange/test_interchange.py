"""Dump and load: the same inspection byte for byte, and faults that name their path."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from ilacs_desktop.domain.records import Evidence, Judgement, Paragraph
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.interchange import interchange
from ilacs_desktop.services.interchange.interchange_schema import schema
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing, history
from ilacs_desktop.store.arrivals import absorb
from ilacs_desktop.store.vault.slots import Cost


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    made, _ = first_run(
        tmp_path_factory.mktemp("other"), "Bo Other", "correct horse b", cost=Cost()
    )
    yield made
    made.close()


@pytest.fixture
def loaded(other, editions):
    opened = []

    def load(text):
        opened.append(interchange.load(other, json.loads(text), editions))
        return opened[-1]

    yield load
    for work in opened:
        file_id = work.file_id
        work.close()
        other.delete_inspection(file_id)


def test_a_dump_of_a_loaded_file_equals_the_first_byte_for_byte(work, loaded):
    made = editing.create(work, Evidence, "Add note", text="Seen “at home” – żółw").made
    editing.type_text(work, Evidence, made, "text", "Seen at home and at school")
    gone = editing.create(work, Evidence, "Add note", text="A slip").made
    editing.delete(work, Evidence, gone, "Delete")
    first = interchange.dump(work)
    again = loaded(first)
    assert interchange.dump(again) == first
    assert again.snapshot.get(Evidence, made).text == "Seen at home and at school"
    assert again.snapshot.record(Evidence, gone).meta.deleted
    assert history.verify(again).is_good


def test_the_original_author_and_time_are_shown(work, loaded):
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    at = work.snapshot.record(Evidence, made).meta.made_at
    again = loaded(interchange.dump(work))
    meta = again.snapshot.record(Evidence, made).meta
    assert (meta.made_by, meta.made_at) == (work.me.person, at)
    [line] = history.of_record(again, made)
    assert line.author == "Ann Example"


def test_both_versions_of_a_field_travel(work, loaded):
    made = editing.create(work, Evidence, "Add note", text="Start").made
    entry = next(one for one in work.reading.history(made))
    ours = replace(entry.changes["text"], replaces=())
    editing.edit(work, Evidence, made, "Edit", text="Ours")
    from ilacs_desktop.domain.clock import LogicalTime
    from ilacs_desktop.domain.entry import Ref, chain_hash, change

    theirs = replace(
        entry,
        ref=Ref("feedfacefeedface", 1),
        time=LogicalTime(entry.time.ms + 5),
        changes={"text": change("Theirs", "00" * 16, (entry.ref,))},
        previous="",
        hash="",
    )
    theirs = replace(theirs, hash=chain_hash(theirs))
    assert ours.value == "Start"
    work.took(absorb(work.file, [theirs], {"feedfacefeedface": ("m", b"k" * 32)}))
    assert work.snapshot.record(Evidence, made).meta.conflicts == ("text",)
    first = interchange.dump(work)
    again = loaded(first)
    assert again.snapshot.record(Evidence, made).meta.conflicts == ("text",)
    assert interchange.dump(again) == first


def _by_hand():
    return {
        "format": "ilacs-desktop-interchange",
        "version": 1,
        "inspection": {"id": "by-hand"},
        "records": [
            {
                "kind": "inspection",
                "fields": {
                    "la_name": "Testshire",
                    "edition": "ilacs-2023",
                    "event": "short",
                    "fieldwork_start": "2025-01-20",
                    "fieldwork_end": "2025-01-24",
                },
            },
            {"kind": "member", "fields": {"name": "Jo Lead", "role": "lead", "letter": "A"}},
            {"kind": "paragraph", "fields": {"section": "summary", "text": "First"}},
            {"kind": "paragraph", "fields": {"section": "summary", "text": "Second"}},
            {"kind": "judgement", "fields": {"area": "leaders", "final": "good"}},
        ],
    }


def test_a_file_written_by_hand_needs_no_ids_ranks_or_edition_text(loaded):
    work = loaded(json.dumps(_by_hand()))
    paragraphs = sorted(work.snapshot.all(Paragraph), key=lambda one: one.rank)
    assert [one.text for one in paragraphs] == ["First", "Second"]
    assert work.edition.key == "ilacs-2023"
    assert work.snapshot.all(Judgement)[0].final == "good"
    assert work.is_lead, "who loads an inspection may lead it"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("version",), 2, r"\$\.version"),
        (("records", 3, "fields", "text"), 7, r"\$\.records\[3\]\.fields\.text"),
        (("records", 3, "fields", "colour"), "red", r"\$\.records\[3\]\.fields"),
        (("records", 1, "kind"), "dragon", r"\$\.records\[1\]\.kind"),
        (("records", 1, "kind"), ["case"], r"\$\.records\[1\]\.kind"),
        (("records", 1, "fields", "role"), "king", r"\$\.records\[1\]\.fields\.role"),
        (("records", 0, "fields", "fieldwork_start"), "6 July", r"fieldwork_start"),
        (("records", 0, "fields", "event"), "party", r"inspection\.event"),
        (("records", 4, "fields", "final"), "superb", r"final 'superb' is none of"),
        (("records", 2, "fields", "section"), "nowhere", r"section 'nowhere'"),
        (("inspection", "id"), "../up", r"\$\.inspection\.id"),
    ],
)
def test_a_fault_is_named_by_its_path_and_nothing_is_changed(other, editions, path, value, said):
    body = _by_hand()
    at = body
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    before = other.files()
    with pytest.raises(BadInputError, match=said):
        interchange.load(other, body, editions)
    assert other.files() == before


def test_an_inspection_that_is_here_already_is_refused(loaded):
    text = json.dumps(_by_hand())
    loaded(text)
    with pytest.raises(BadInputError, match="already"):
        loaded(text)


@pytest.mark.parametrize("text", ["", "{", "[1]", "NaN", '{"a": NaN}', "\x00"])
def test_what_is_not_an_object_of_json_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(BadInputError):
        interchange.read_file(path)


def test_the_schema_is_valid_and_a_dump_satisfies_it(work):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(interchange.dump(work)), schema())
