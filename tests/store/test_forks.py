from __future__ import annotations

import json

from ilacs_desktop.store import forks


def kept(connection):
    return {
        (replica, seq): json.loads(body)
        for replica, seq, _, body in connection.execute("SELECT * FROM forked")
    }


def test_what_is_kept_says_who_wrote_what_and_when(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="x", effect="y")
    entry = ann.entries()[0]
    forks.keep(ben.file.connection, [entry])
    forks.keep(ben.file.connection, [entry])
    assert kept(ben.file.connection) == {
        (ann.file.replica, 1): {
            "wall": entry.wall,
            "author": "ann",
            "step_name": "Add",
            "kind": "evidence",
            "record": record,
            "values": {"deleted": False, "text": "x", "effect": "y"},
        }
    }


def test_a_struck_out_value_is_not_kept(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.make(text="Zebedee", effect="y")
    forks.keep(ben.file.connection, ann.entries())
    connection = ben.file.connection
    connection.execute("INSERT INTO struck VALUES (?,?,?)", (ann.file.replica, 1, "text"))
    forks.strike(connection)
    (body,) = kept(connection).values()
    assert body["values"] == {"deleted": False, "effect": "y"}
