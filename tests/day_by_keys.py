"""A day on site by keys alone: who presses them, by which clock, and what the dump says of it.

With import-mode importlib a journey takes this as it takes ``training_made``.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from statistics import median


class DayClock:
    """A wall clock that goes on when the test says so."""

    def __init__(self):
        self.at = datetime(2026, 7, 6, 8, 55, tzinfo=timezone(timedelta(hours=1)))

    def now(self):
        return self.at

    def go_on(self, minutes):
        self.at += timedelta(minutes=minutes)


class Day:
    """A person's day: what they type, and every other key they need for it."""

    def __init__(self, person, clock):
        self.person, self.clock = person, clock
        self.counts = defaultdict(list)
        self.said = []
        self._now = 0

    @contextmanager
    def thing(self, kind, minutes=3):
        """Count the keys of one thing; it took so many minutes of the day."""
        self._now = 0
        yield
        self.person.settled()
        self.counts[kind].append(self._now)
        self.clock.go_on(minutes)

    def keys(self, *keys):
        """Press keys that are no words."""
        for key in keys:
            self.person.press(key)
            self._now += 1
        return self

    def marks(self, letters):
        """Type letters that are no words: a sign and what finds a topic or a child."""
        self.person.type(letters)
        self._now += len(letters)
        return self

    def words(self, text, *, kept=True):
        """Type words, which are the person's own and not counted; kept as they are, or as read."""
        self.person.type(text)
        if kept:
            self.said.append(text.strip())
        return self

    def tab_to(self, name, kind=object):
        """Press Tab until something has the focus, counting each."""
        for _ in range(60):
            here = self.person.focus_name()
            if here.startswith(name) and isinstance(self.person.focus(), kind):
                return self
            self.keys("Tab")
        raise AssertionError(f"Tab never comes to {name!r}")

    def answer(self, *keys):
        """Answer the question that lies over the window."""
        self.person.until(lambda: self.person.active() in self.person.dialogs())
        self.keys(*keys)
        self.person.until(lambda: not self.person.dialogs())
        self.person.ready()
        return self

    def wait(self):
        """Look at the screen until what was asked is there."""
        self.person.settled()
        return self

    def table(self):
        """Return the counts as a table for whoever reads the test's output."""
        rows = [f"{'keys beyond the words':<36}{'times':>6}{'median':>8}{'most':>6}"]
        for kind, held in self.counts.items():
            rows.append(f"{kind:<36}{len(held):>6}{median(held):>8g}{max(held):>6}")
        total, words = sum(map(sum, self.counts.values())), sum(map(len, self.said))
        rows.append(f"{'in all':<36}{sum(map(len, self.counts.values())):>6}{total:>14}")
        rows.append(f"letters of words typed: {words}")
        return "\n".join(rows)


SIGNS = (("strength", "+"), ("concern", "△"), ("", "·"))


class Dump:
    """What an interchange file says, read without any of the app's own code."""

    def __init__(self, text):
        self.held = defaultdict(dict)
        for record in json.loads(text)["records"]:
            fields = {}
            for part in record.get("said", [record]):
                fields |= part["fields"]
            if not fields.get("deleted"):
                self.held[record["kind"]][record["id"]] = fields
        [edition] = [
            found["edition"]
            for one in self.held["pinned"].values()
            if "edition" in (found := json.loads(one["content"]))
        ]
        self.areas = {one["key"]: one["topics"] for one in edition["areas"]}
        self.origins = {one["key"]: one["origin"] for one in edition["source_kinds"]}

    def all(self, kind):
        return tuple(self.held[kind].values())

    def words(self):
        return "\n".join(
            value
            for kind, records in self.held.items()
            if kind != "pinned"
            for record in records.values()
            for value in record.values()
            if isinstance(value, str)
        )

    def matrix(self):
        """Return the text of each cell that holds a note, by topic and origin."""
        cells = defaultdict(Counter)
        for link in self.all("link"):
            note = self.held["evidence"].get(link["source"])
            if link["relation"] == "evidence_topic" and note is not None and link.get("detail"):
                stance = note.get("stance", "")
                side = stance if stance in ("strength", "concern") else ""
                cells[link["detail"], self.origins.get(note.get("source", ""), "")][side] += 1
        return {
            place: " ".join(f"{sign} {sides[side]}" for side, sign in SIGNS if sides[side])
            for place, sides in cells.items()
        }
