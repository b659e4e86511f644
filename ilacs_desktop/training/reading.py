"""How the draft of the training report was read: a version kept, comments, a cross-reference."""

from __future__ import annotations

import tomllib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.domain.sentences import sentences
from ilacs_desktop.paths import resource
from ilacs_desktop.services.comments import comments
from ilacs_desktop.services.report import crossing, ties, writing
from ilacs_desktop.services.report.paragraph_drafts import document_now
from ilacs_desktop.services.versions import versions
from ilacs_desktop.training.acting import LEAD, Story, local

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE: Final = "reading.toml"


def read_draft(story: Story) -> None:
    """Let the draft be kept, read and commented on in the days after it was written."""
    told = tomllib.loads(resource("training", _FILE).read_text(encoding="utf-8"))
    acts: dict[str, Callable[[Story, dict[str, Any]], None]] = {
        "references": _refer,
        "ties": _tie,
        "versions": _keep,
        "comments": _comment,
        "rewrites": _rewrite,
    }
    for name, act in acts.items():
        for one in told.get(name, ()):
            story.add(local(one["at"]), LEAD, partial(act, story, one))
    for one in told.get("comments", ()):
        if "answer" in one:
            story.add(local(one["answered_at"]), LEAD, partial(_answer, story, one))


def _text(story: Story, paragraph: str) -> str:
    return story.work.snapshot.one(Paragraph, paragraph).text


def _put(story: Story, paragraph: str, before: str, put: str) -> None:
    text = _text(story, paragraph)
    if before in text:
        writing.write_text(story.work, paragraph, text.replace(before, put, 1))


def _refer(story: Story, one: dict[str, Any]) -> None:
    mark = crossing.mark_for(document_now(story.work), story.ids[one["target"]])
    put = one["put"].replace("{number}", mark)
    _put(story, story.ids[one["paragraph"]], one["before"], put)


def _rewrite(story: Story, one: dict[str, Any]) -> None:
    _put(story, story.ids[one["paragraph"]], one["before"], one["put"])


def _tie(story: Story, one: dict[str, Any]) -> None:
    paragraph = story.ids[one["paragraph"]]
    found = (each.text for each in sentences(_text(story, paragraph)))
    sentence = next((each for each in found if each.startswith(one["begins"])), "")
    if sentence:
        ties.tie_sentence(story.work, paragraph, story.ids[one["finding"]], sentence)


def _keep(story: Story, one: dict[str, Any]) -> None:
    versions.keep(story.work, one["name"], note=one["note"])


def _comment(story: Story, one: dict[str, Any]) -> None:
    paragraph = story.ids[one["paragraph"]]
    quote = one["quote"] if one["quote"] in _text(story, paragraph) else ""
    made = comments.add(story.work, paragraph, one["text"], quote=quote, by=one["by"]).made
    story.ids[_key(one)] = made


def _answer(story: Story, one: dict[str, Any]) -> None:
    comments.answer(story.work, story.ids[_key(one)], one["answer"])


def _key(one: dict[str, Any]) -> str:
    return f"comment {one['at']} {one['paragraph']}"
