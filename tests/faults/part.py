"""What a child plays until it is killed, and what must hold of what it leaves behind."""

from __future__ import annotations

from stage import Stage, faults_of, opened


class Part:
    """One thing that a person does; a subclass says what, and what must be there afterwards.

    Attributes:
        row: its name in the table.
        share: how many of a hundred kills fall to it.
        span: seconds within which the kill comes, after the first work has begun.
    """

    row = ""
    share = 0
    span = 0.1

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def prepare(self, folder):
        """Make ready what the part needs, before the first child."""

    def play(self, folder, say, chance):
        with opened(folder, self.stage.file) as (held, work):
            self.begin(work)
            say("ready")
            while True:
                self.act(held, work, say, chance)

    def begin(self, work):
        """Do what comes before the kill may come."""

    def act(self, held, work, say, chance):
        raise NotImplementedError

    def look(self, work, said):
        """Return what is wrong with what the child left, by what it had said."""
        return []

    def check(self, folder, said):
        return faults_of(folder, self.stage.file, lambda work: self.look(work, said))
