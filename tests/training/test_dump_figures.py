"""Matrix and children heard, recomputed from a dump's JSON alone and compared cell by cell.

Nothing of the app is used on the JSON's side but the edition's own data, which the dump carries.
"""

from __future__ import annotations

import json

import pytest

from ilacs_desktop.services.findings import coverage, heard
from ilacs_desktop.services.interchange.interchange import dump
from ilacs_desktop.services.laptop import laptop


class Dumped:
    """What a dump says, read as plain JSON."""

    def __init__(self, text):
        self.values, self.authors, self.kinds = {}, {}, {}
        for record in json.loads(text)["records"]:
            said = record.get("said") or [record]
            fields = {}
            for one in said:
                fields |= one["fields"]
            if fields.get("deleted"):
                continue
            self.values[record["id"]] = fields
            self.authors[record["id"]] = said[0]["author"]
            self.kinds.setdefault(record["kind"], []).append(record["id"])

    def of(self, kind):
        return [(one, self.values[one]) for one in self.kinds.get(kind, ())]

    def links(self, relation):
        return [one for _, one in self.of("link") if one.get("relation") == relation]

    def child(self, case):
        found = self.values.get(case)
        return (found.get("child_id") or case) if found else ""

    @property
    def edition(self):
        (text,) = [one["content"] for _, one in self.of("pinned") if one["key"] == "edition"]
        return json.loads(text)["edition"]


@pytest.fixture(params=range(3), ids=["day four", "finished", "focused"])
def both(request, made_training, training_copy):
    """A training inspection: the open work and its dump."""
    opened = laptop.unlock(training_copy(), made_training.passphrase)
    files = sorted(opened.files(), key=lambda one: (one.start, one.file))
    work = opened.open_inspection(files[request.param].file).work
    yield work, Dumped(dump(work))
    work.close()
    opened.close()


def origins_of(dumped):
    edition = dumped.edition
    kinds = {one["key"]: one["origin"] for one in edition["source_kinds"]}
    known = {one["key"] for one in edition["origins"]}

    def origin(note):
        if note.get("source"):
            return kinds.get(note["source"], "")
        guess = note.get("method", "")
        return guess if guess in ("record", "observation", "data") and guess in known else ""

    return origin


def test_every_cell_of_the_matrix_is_what_the_dump_says(both):
    work, dumped = both
    origin = origins_of(dumped)
    per_child = {one["key"] for one in dumped.edition["origins"] if one.get("per_child")}
    held = {}
    for link in dumped.links("evidence_topic"):
        if link["source"] in dumped.values:
            held.setdefault(link["detail"], set()).add(link["source"])
    findings = {}
    for link in dumped.links("finding_topic"):
        finding = dumped.values.get(link["source"])
        if finding is not None and finding.get("state") != "withdrawn":
            findings.setdefault(link["detail"], set()).add(link["source"])
    matrix = coverage.matrix(work)
    compared = 0
    for row in (one for area in matrix.areas for one in area.rows):
        notes = {one: dumped.values[one] for one in held.get(row.key, ())}
        for (key, _), cell in [
            *zip(matrix.columns, row.cells, strict=True),
            ((None, ""), row.whole),
        ]:
            here = {one: note for one, note in notes.items() if key is None or origin(note) == key}
            stances = [note.get("stance") for note in here.values()]
            sources = {
                (origin(note), dumped.child(note.get("case")) if origin(note) in per_child else "")
                for note in here.values()
                if origin(note)
            }
            assert set(cell.notes) == set(here)
            assert cell.strengths == stances.count("strength")
            assert cell.concerns == stances.count("concern")
            assert cell.neither == len(stances) - cell.strengths - cell.concerns
            assert cell.children == len(
                {dumped.child(one.get("case")) for one in here.values()} - {""}
            )
            assert cell.inspectors == len({dumped.authors[one] for one in here})
            assert cell.sources == len(sources)
            compared += cell.count
        assert set(row.findings) == findings.get(row.key, set())
    assert compared > 50


def test_children_heard_are_what_the_dump_says(both):
    work, dumped = both
    origin = origins_of(dumped)
    voices = {one["key"] for one in dumped.edition["origins"] if one.get("child_voice")}
    ways = {"family": heard.FAMILY, "observation": heard.OBSERVED}
    found, groups = {}, {}
    for _, note in dumped.of("evidence"):
        kind, child = origin(note), dumped.child(note.get("case"))
        area = note.get("area") or dumped.values.get(note.get("case"), {}).get("area", "")
        way = heard.TOLD if kind in voices else ways.get(kind)
        if way and child:
            found.setdefault((area, way), set()).add(child)
        elif kind in voices:
            groups[area] = groups.get(area, 0) + 1
    for _, answer in dumped.of("case_answer"):
        if answer.get("prompt") == "voice" and answer.get("text", "").strip():
            for case in {answer["case"], *answer.get("shared_with", ())} & dumped.values.keys():
                area = dumped.values[case].get("area", "")
                found.setdefault((area, heard.RECORD), set()).add(dumped.child(case))
    table = heard.heard(work)
    for row in table.rows:
        ways_here = [found.get((row.key, way), set()) for way, _ in heard.WAYS]
        assert row.ways == tuple(len(one) for one in ways_here)
        assert row.groups == groups.get(row.key, 0)
        assert row.children == len(set().union(*ways_here))
        cards = {
            dumped.child(one) for one, case in dumped.of("case") if case.get("area", "") == row.key
        }
        assert row.cards == len(cards)
    assert table.whole.children == len(set().union(*found.values()))
    assert table.whole.cards == len({dumped.child(one) for one, _ in dumped.of("case")})
    assert table.whole.groups == sum(groups.values())
    assert table.whole.children > 0


def test_what_children_said_by_method_is_what_the_dump_says(both):
    work, dumped = both
    origin = origins_of(dumped)
    voices = {one["key"] for one in dumped.edition["origins"] if one.get("child_voice")}
    found = {}
    for _, note in dumped.of("evidence"):
        if note.get("source") and origin(note) in voices:
            held = found.setdefault((note.get("area", ""), note.get("method", "")), [set(), 0])
            held[0] |= {dumped.child(note.get("case"))} - {""}
            held[1] += 1
    shown = {
        (one.area, one.method): (one.children, one.notes) for one in coverage.children_heard(work)
    }
    assert shown == {key: (len(children), notes) for key, (children, notes) in found.items()}
